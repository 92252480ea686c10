"""The types of arguments, checked as their annotations say: a program is told what is wrong with which of them.

So are values of these types that no database could take: texts that are no text, numbers without an end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from math import isfinite
from os import PathLike
from typing import Any, NamedTuple

from dateline.errors import InvalidQuery


class _Kind(NamedTuple):
    """The types of a value, and what it is called; True and False are no numbers."""

    types: tuple[type, ...]
    name: str

    def has(self, value: Any) -> bool:
        """Tell whether a value is of this kind."""
        return isinstance(value, self.types) and (bool in self.types or not isinstance(value, bool))


_TEXT, _WHOLE, _NUMBER, _YES = (
    _Kind((str,), "a text"), _Kind((int,), "a whole number"), _Kind((int, float), "a number"),
    _Kind((bool,), "True or False"),
)  # fmt: skip
_PATH = _Kind((str, PathLike), "a path")
_KINDS = {
    "str": _TEXT, "int": _WHOLE, "float": _NUMBER, "bool": _YES, "Path": _PATH,
    "float | str": _Kind((int, float, str), "a number or a text"),
}  # fmt: skip
_GREATEST = 2**63 - 1
"""No engine has greater whole numbers."""
_VARIOUS = 0x04
"""The flag of a function that takes any number of arguments."""


def check_types(given: Mapping[str, Any], annotations: Mapping[str, Any]) -> None:
    """Make sure that arguments have the plain types that their annotations, kept as texts, say.

    Raises:
        InvalidQuery: one has not; the message names it.
    """
    for name, value in given.items():
        _check_value(name, value)
        annotation = annotations.get(name)
        said = str(getattr(annotation, "__forward_arg__", annotation))
        kind = _KINDS.get(said.removesuffix(" | None"))
        if kind and not kind.has(value) and not (value is None and said.endswith("| None")):
            raise InvalidQuery(f"{name} is {value!r}", f"it can be {kind.name}")


def _check_value(name: str, value: Any) -> None:
    """Make sure that a value, or each of several, is one that can be stored and compared."""
    match value:
        case str() if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
            raise InvalidQuery(f"{name} holds what is no character", "write the text anew")
        case float() if not isfinite(value):
            raise InvalidQuery(f"{name} is {value!r}", "it can be a finite number")
        case int() if abs(value) > _GREATEST:
            raise InvalidQuery(f"{name} is {value!r}", f"it can be a whole number up to {_GREATEST:,}")
        case list() | tuple() | set() | frozenset():
            for each in value:
                if isinstance(each, str | int | float):
                    _check_value(name, each)


def checking(method: Callable[..., Any]) -> Callable[..., Any]:
    """Return a method that checks the types of its arguments first."""
    code, annotations = method.__code__, method.__annotations__
    names = code.co_varnames[1 : code.co_argcount]
    rest = code.co_varnames[code.co_argcount + code.co_kwonlyargcount] if code.co_flags & _VARIOUS else ""

    @wraps(method)
    def checked(self: Any, *given: Any, **named: Any) -> Any:
        check_types({**dict(zip(names, given, strict=False)), **named}, annotations)
        for value in given[len(names) :] if rest else ():
            check_types({rest: value}, annotations)
        return method(self, *given, **named)

    return checked


def check_methods(of: type) -> None:
    """Let all public methods of a class check their arguments."""
    for name, method in list(vars(of).items()):
        if name[0] != "_" and hasattr(method, "__code__") and set(method.__annotations__) - {"return"}:
            setattr(of, name, checking(method))
