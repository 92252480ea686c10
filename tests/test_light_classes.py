"""Light data classes and named tuples are what those of the standard library are."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import typing

import pytest

from dateline import light_classes
from dateline.model import Citation, Deadline, Theme


@light_classes.dataclass(frozen=True, slots=True)
class Light:
    """A class."""

    first: int
    second: tuple[str, ...] = ()

    @property
    def both(self):
        """Return both."""
        return self.first, self.second


@dataclasses.dataclass(frozen=True, slots=True)
class Usual:
    """A class."""

    first: int
    second: tuple[str, ...] = ()


class LightTuple(light_classes.NamedTuple):
    """A tuple."""

    first: int
    second: str = "x"

    @property
    def length(self):
        """Return the length."""
        return len(self)


class UsualTuple(typing.NamedTuple):
    """A tuple."""

    first: int
    second: str = "x"


def test_a_light_class_is_a_data_class():
    one = Light(1, ("a",))
    assert one == Light(first=1, second=("a",)) != Light(1)
    assert one != Usual(1, ("a",))  # type: ignore[comparison-overlap]
    assert len({one, Light(1, ("a",)), Light(2)}) == 2
    assert repr(one) == repr(Usual(1, ("a",))).replace("Usual", "Light")
    assert one.both == (1, ("a",))
    assert Light.__doc__ == "A class."
    assert not hasattr(one, "__dict__")
    assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one
    match one:
        case Light(first, second):
            assert (first, second) == one.both


def test_the_library_knows_a_light_class():
    light, usual = (
        [(each.name, each.type, each.default, each.init) for each in dataclasses.fields(kind)]
        for kind in (Light, Usual)
    )
    assert light == usual
    assert dataclasses.is_dataclass(Light(1))
    assert dataclasses.asdict(Light(1, ("a",))) == {"first": 1, "second": ("a",)}
    assert dataclasses.replace(Light(1), first=2) == light_classes.replace(Light(1), first=2) == Light(2)
    assert inspect.signature(Light) == inspect.signature(Usual)


@pytest.mark.parametrize("change", [lambda one: setattr(one, "first", 2), lambda one: delattr(one, "first")])
def test_a_light_class_is_frozen(change):
    with pytest.raises(dataclasses.FrozenInstanceError):
        change(Light(1))


@pytest.mark.parametrize("given", [{}, {"third": 1}, {"first": 1, "third": 1}])
def test_arguments_are_checked(given):
    with pytest.raises(TypeError):
        Light(**given)
    with pytest.raises(TypeError):
        light_classes.replace(Light(1), third=1)  # type: ignore[call-arg]


def test_a_light_tuple_is_a_named_tuple():
    one = LightTuple(1)
    assert tuple(one) == tuple(UsualTuple(1)) == (1, "x")
    assert LightTuple._fields == UsualTuple._fields
    assert LightTuple._field_defaults == UsualTuple._field_defaults
    assert one._replace(second="y").length == 2
    assert isinstance(one._replace(second="y"), LightTuple)
    assert repr(one) == "LightTuple(first=1, second='x')"
    assert pickle.loads(pickle.dumps(one)) == one
    assert not hasattr(one, "__dict__")


def test_records_are_light():
    assert dataclasses.fields(Citation)[1].default is None
    assert Theme("energy/gas", "Gas").parent == "energy"
    assert list(inspect.signature(Deadline).parameters) == [field.name for field in dataclasses.fields(Deadline)]
