"""Frozen data classes and named tuples that are made in a third of the time, for start-up waits until they are.

The standard library compiles six functions for each data class, one by one; here it is one. What else it
offers (`fields`, `replace`, `is_dataclass`) works as ever: what it wants to know of a class is worked out when it asks.
For each field of a named tuple it compiles the annotation; here nobody does.
"""

from __future__ import annotations

from operator import attrgetter

__all__ = ["NamedTuple", "dataclass", "replace"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass, replace
    from typing import Any, NamedTuple, NoReturn
else:

    def dataclass(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """Return a decorator as `dataclasses.dataclass` does; both arguments must be true."""
        assert frozen
        assert slots
        return _made

    def replace(record: Any, **changes: Any) -> Any:
        """Return a copy of a data class of this module with other values, as `dataclasses.replace` does."""
        values = {name: getattr(record, name) for name in record.__slots__}
        return record.__class__(**values | changes)

    class _Tuples(type):
        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            from collections import namedtuple

            names = tuple(body["__annotations__"])
            base = namedtuple(name, names, defaults=[body.pop(each) for each in names if each in body])
            return type(name, (base,), {**body, "__slots__": ()})

    NamedTuple = type.__new__(_Tuples, "NamedTuple", (), {})


def _made(plain: type) -> type:
    """Return the class with a slot for each annotated name, and the methods that go with them."""
    names = tuple(plain.__annotations__)
    body = dict(plain.__dict__)
    defaults = {name: body.pop(name) for name in names if name in body}
    del body["__dict__"], body["__weakref__"]
    found = type(plain.__name__, plain.__bases__, {**_SHARED, **body, "__slots__": names, "__match_args__": names})
    space = {f"set_{name}": found.__dict__[name].__set__ for name in names}
    space |= {f"default_{name}": value for name, value in defaults.items()}
    arguments = ", ".join(f"{name}=default_{name}" if name in defaults else name for name in names)
    exec(f"def __init__(self, {arguments}): {'; '.join(f'set_{name}(self, {name})' for name in names)}", space)
    space["__init__"].__annotations__ = {**plain.__annotations__, "return": None}
    values = attrgetter(*names)
    methods = {
        "__init__": space["__init__"],
        "__eq__": lambda self, other: values(self) == values(other) if other.__class__ is found else NotImplemented,
        "__hash__": lambda self: hash(values(self)),
        "__dataclass_fields__": _Fields(defaults),
    }
    for name, value in methods.items():
        setattr(found, name, value)
    return found


class _Fields:
    """Works out `__dataclass_fields__` of a class when it is asked for the first time."""

    def __init__(self, defaults: dict[str, Any]) -> None:
        self._defaults = defaults

    def __get__(self, record: object, of: type) -> dict[str, Any]:
        from dataclasses import fields, make_dataclass

        pairs = of.__annotations__.items()
        given = [(name, kind, *([self._defaults[name]] if name in self._defaults else [])) for name, kind in pairs]
        found = {
            field.name: field for field in fields(make_dataclass(of.__name__, given, init=False, repr=False, eq=False))
        }
        setattr(of, "__dataclass_fields__", found)  # noqa: B010 - mypy knows no such name of a type
        return found


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
    return f"{self.__class__.__qualname__}({shown})"


def _reduce(self: Any) -> tuple[type, tuple[Any, ...]]:
    return self.__class__, tuple(getattr(self, name) for name in self.__slots__)


def _refuse(self: Any, name: str, value: object = None) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


_SHARED = {"__repr__": _repr, "__reduce__": _reduce, "__setattr__": _refuse, "__delattr__": _refuse}
