"""Frozen data classes and named tuples that are made in a third of the time, because start-up waits until they are.

For each data class the standard library compiles six functions; here it is one, and only when the first record is made.
What else it offers (`fields`, `replace`, `is_dataclass`) works as usual: what it needs to know of a class is worked out
when it asks. For each field of a named tuple it compiles the annotation, which nothing here needs.
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
    found: Any = type(plain.__name__, plain.__bases__, {**_SHARED, **body, "__slots__": names, "__match_args__": names})
    values = attrgetter(*names)

    def first(self: Any, *args: Any, **kwargs: Any) -> None:
        found.__init__ = _initializer(found, defaults)
        found.__init__(self, *args, **kwargs)

    found.__init__ = first
    found.__eq__ = lambda self, other: values(self) == values(other) if other.__class__ is found else NotImplemented
    found.__hash__ = lambda self: hash(values(self))
    found.__dataclass_fields__, found.__signature__ = _Fields(defaults), _Signature(defaults)
    return found  # type: ignore[no-any-return]


def _initializer(of: Any, defaults: dict[str, Any]) -> Callable[..., None]:
    """Return the `__init__` of a class, which sets values past the refusal of frozen classes."""
    space = {f"set_{name}": of.__dict__[name].__set__ for name in of.__slots__}
    space |= {f"default_{name}": value for name, value in defaults.items()}
    arguments = ", ".join(f"{name}=default_{name}" if name in defaults else name for name in of.__slots__)
    exec(f"def __init__(self, {arguments}): {'; '.join(f'set_{name}(self, {name})' for name in of.__slots__)}", space)
    made: Callable[..., None] = space["__init__"]
    made.__annotations__ = {**of.__annotations__, "return": None}
    return made


class _Signature:
    """Works out the signature of a class, for documentation."""

    def __init__(self, defaults: dict[str, Any]) -> None:
        self._defaults = defaults

    def __get__(self, record: object, of: type) -> object:
        from inspect import signature

        found = signature(_initializer(of, self._defaults))
        return found.replace(parameters=list(found.parameters.values())[1:])


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
