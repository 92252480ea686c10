"""What single cells of bulk data say: slugs for ids, degrees, whole numbers; and why a row cannot be taken."""

from __future__ import annotations

import math
import re
from collections.abc import Set
from functools import lru_cache
from typing import Any

from dateline.dates import Date, parse
from dateline.errors import InvalidDate
from dateline.event_fields import NUMBERS, Field
from dateline.formats.missing import MISSING, items_of
from dateline.names import fold

_WHOLE = re.compile(r"(-?\d+)(?:\.0*)?")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")

"""The greatest value of each, either way from zero."""


class UnfitError(Exception):
    """Why a row cannot be taken; a reader of rows turns it into a Rejected."""

    def __init__(self, reason: str, hint: str | None = None) -> None:
        super().__init__(reason)
        self.reason, self.hint = reason, hint


class NoDateError(UnfitError):
    """That a row says nothing of a date."""


@lru_cache(65_536)
def slug(text: str) -> str:
    """Return `text` as a part of an id: lower case, without accents, joined by hyphens.

    What has no letter or digit at all is kept as it is, so that different names keep different ids.

    >>> slug("Explosions/Remote violence"), slug("Côte d'Ivoire (2019-)"), slug("?")
    ('explosions-remote-violence', 'cote-d-ivoire-2019', '?')
    """
    return fold(text).replace(" ", "-") or text.strip()


def whole(text: str, name: str) -> int | None:
    """Return a whole number, which may be written as a float (`300380.0`), None when the cell is empty.

    Raises:
        UnfitError: it is something else.
    """
    plain = text.removesuffix(".0")
    if plain.isdecimal() and len(plain) <= 18:
        return int(plain)
    if not text.strip():
        return None
    found = _WHOLE.fullmatch(text.strip())
    if found is None or len(found[1]) > 18:
        raise UnfitError(f"{name} {text!r} is not a whole number")
    return int(found[1])


@lru_cache(65_536)
def degrees(text: str, name: str) -> float | None:
    """Return a number such as the `latitude`, as `name` says, None when the cell is empty.

    Raises:
        UnfitError: it is not a number, or beyond the greatest.
    """
    if not text.strip():
        return None
    if _NUMBER.fullmatch(text.strip()) is None:
        hint = f"did you mean {text.strip().replace(',', '.')!r}?" if text.count(",") == 1 else None
        raise UnfitError(f"{name} {text!r} is not a number", hint)
    found = float(text)
    limit = NUMBERS[name]
    if not math.isfinite(found) or (limit is not None and abs(found) > limit):
        raise UnfitError(f"{name} {text} is beyond {'all bounds' if limit is None else f'{limit} degrees'}")
    return found


@lru_cache(65_536)
def edtf(text: str, name: str = "date") -> Date:
    """Return the date of an EDTF text.

    Raises:
        UnfitError: it is none.
    """
    try:
        return parse(text)
    except InvalidDate as error:
        raise UnfitError(f"{name} {text!r}: {error.message}", error.hint) from None


def plain(text: str, field: Field) -> Any:
    """Return what a cell says of a field of an event, None when it is empty.

    Raises:
        UnfitError: the field has no such value.
    """
    if not text:
        return None
    if field.kind == "number":
        return degrees(text, field.name)
    if field.kind == "whole":
        return whole(text, field.name)
    if field.kind == "date":
        return edtf(text, field.name).edtf
    if field.choices and text not in field.choices:
        raise UnfitError(f"{field.name} {text!r} is not one of {', '.join(field.choices)}")
    return text


@lru_cache(65_536)
def split(text: str, separator: str = ";", missing: Set[str] = MISSING) -> tuple[str, ...]:
    """Return the items of a list in a cell, trimmed, each once, in their order; those that are `missing` are not."""
    return items_of(dict.fromkeys(item.strip() for item in text.split(separator) if item.strip()), missing)


def sentences(*parts: str | None) -> str | None:
    """Return the parts that there are as one text, each ended by a full stop where it has no end."""
    said = [part if part[-1] in ".!?…" else f"{part}." for part in parts if part]
    return " ".join(said) or None
