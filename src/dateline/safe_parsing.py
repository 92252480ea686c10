"""TOML and JSON of strangers, read within limits: neither takes memory or time out of proportion to its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

LARGEST = 32_000_000
"""Letters of a TOML text; a collection may have any number of files."""
_DEPTH = 100
"""Brackets within each other: the reader of TOML calls itself for each."""
_KEY = 32
"""Parts of a dotted key; the reader of TOML takes the square of their number in memory."""
_WORD = 1_000
"""Letters of a number or a key without quotes; Python itself refuses numbers of more than 4,300 digits."""
TOML_TEXTS = (
    r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}|' + r"'''.*?'{3,5}|" + r'"(?:[^"\\\n]++|\\.)*+"|' + r"'[^'\n]*'|#[^\n]*"
)
"""What a TOML text quotes or comments, as a regular expression for DOTALL; no part of it is tried twice."""
_QUOTED = re.compile(TOML_TEXTS, re.DOTALL)
_LONG_WORD = re.compile(rf"[A-Za-z0-9_+.:-]{{{_WORD + 1}}}")
_LONG_KEY = re.compile(rf'\.(?:[ \t]*(?:[\w-]+|"\n*")[ \t]*\.){{{_KEY - 1}}}')
_BRACKET = re.compile(r"[\[\]{}]")


class Unreadable(Exception):
    """A text that is not read: `line` is 1-based, or None; `hint` is one line of advice or None."""

    def __init__(self, message: str, line: int | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message, self.line, self.hint = message, line, hint


def toml(text: str) -> dict[str, Any]:
    """Return the document of a TOML text.

    Raises:
        Unreadable: it is not TOML, or goes beyond the limits.
    """
    import tomllib  # late: a query without a configuration reads none

    if len(text) > LARGEST:
        hint = "split it into several files"
        raise Unreadable(f"is larger than {LARGEST // 1_000_000} MB", None, hint)
    _check_shape(_QUOTED.sub(_without_letters, text))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        _tell(error, text)
    except RecursionError:
        raise Unreadable("is nested too deeply") from None
    except ValueError as error:
        raise Unreadable(f"is not TOML: {error}") from None


def json_value(text: str, number: Callable[[str], Any] | None = None) -> Any:
    """Return the value of a JSON text; `number` makes values of its numbers as they are written.

    Raises:
        Unreadable: it is not JSON, goes beyond the limits, or gives a key twice.
    """
    with _telling():
        from json import loads

        return _not_deep(loads(text, object_pairs_hook=_object, parse_int=number, parse_float=number), text)


def own_json(text: str) -> Any:
    """Return the value of a JSON text that the program itself wrote, within the same limits.

    Raises:
        ValueError: somebody else has changed it, and it is not JSON any more, or goes beyond the limits.
    """
    try:
        return json_value(text)
    except Unreadable as error:
        raise ValueError(error.message) from None


def json_piece(text: str, place: int) -> tuple[Any, int]:
    """Return the value of JSON that begins at a place of a text, and the place behind it.

    Raises:
        Unreadable: as for `json_value`.
    """
    with _telling():
        from json import JSONDecoder

        value, end = JSONDecoder(object_pairs_hook=_object).raw_decode(text, place)
        return _not_deep(value, text), end


@contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except RecursionError:
        raise Unreadable("is nested too deeply") from None
    except ValueError as error:
        message = getattr(error, "msg", None)
        if message is None:  # Python refuses numbers of thousands of digits
            raise Unreadable("is not JSON: a number of too many digits") from None
        raise Unreadable(f"is not JSON: {error}", getattr(error, "lineno", None)) from None


def _not_deep(value: Any, text: str) -> Any:
    """Return a value of JSON, unless it is nested more deeply than the functions that walk it can go."""
    if text.count("[") + text.count("{") > _DEPTH:
        level, depth = [value], 0
        while level := [each for found in level if isinstance(found, list | dict) for each in _within(found)]:
            depth += 1
            if depth > _DEPTH:
                raise Unreadable("is nested too deeply")
    return value


def _within(found: list[Any] | dict[str, Any]) -> Iterable[Any]:
    return found.values() if isinstance(found, dict) else found


def unfit(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the path of each text in `value` that no database takes, and what is wrong with it."""
    if isinstance(value, str):
        if wrong := unfit_letters(value):
            yield path, wrong
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from unfit(key, path)
            yield from unfit(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from unfit(item, (*path, number))


_HALF = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Surrogates that stand for no byte which could not be decoded."""


def unfit_letters(text: str) -> str | None:
    """Return what is wrong with the letters of a text that is to be stored, None if nothing is."""
    try:
        text.encode()
    except UnicodeEncodeError:
        half = _HALF.search(text)
        return f"contains half of a letter, \\u{ord(half[0]):x}" if half else "is not UTF-8"
    return "contains a NUL byte" if "\0" in text else None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Unreadable(f"gives the key {twice!r} twice", None, "omit one of them")
    return found


def _without_letters(found: re.Match[str]) -> str:
    """Return what stands for a quoted text in the scan, on as many lines; nothing for a comment."""
    breaks = "\n" * found[0].count("\n")
    return "" if found[0][0] == "#" else f'"{breaks}"'


def _check_shape(bare: str) -> None:
    """Refuse a text without its quoted parts that the reader of TOML would take too long for."""
    if found := _LONG_WORD.search(bare):
        _refuse(f"has a number or key of more than {_WORD:,} letters", bare, found.start())
    if found := _LONG_KEY.search(bare):
        _refuse(f"has a key of more than {_KEY} parts", bare, found.start())
    depth = 0
    for bracket in _BRACKET.finditer(bare):
        depth = depth + 1 if bracket[0] in "[{" else max(0, depth - 1)
        if depth > _DEPTH:
            _refuse("is nested too deeply", bare, bracket.start())


def _refuse(message: str, bare: str, place: int) -> NoReturn:
    raise Unreadable(message, bare.count("\n", 0, place) + 1)


def _tell(error: ValueError, text: str) -> NoReturn:
    """Raise the fault of a broken text; the reader's message ends in its place: (at line 3, column 5)."""
    message, _, place = str(error).rpartition(" (at ")
    if place.startswith("line "):
        raise Unreadable(f"is not TOML: {message}", int(place.split(",")[0].removeprefix("line "))) from None
    hint = "a bracket or a quote is not closed above"
    raise Unreadable(f"is not TOML: {message or error}", text.count("\n") + 1, hint) from None
