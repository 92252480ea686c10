"""What a column tells of the precision of dates: how wide they are, and how surely they are known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dateline.dates import Date
from dateline.formats.delimited.cell_values import UnfitError, edtf

WITHIN = "some day within"
_LENGTHS = {"year": 0, "month": 3}
_MASKS = {"decade": "X", "century": "XX"}
_MARKS = {"approximate": "~", "uncertain": "?"}
PRECISIONS = ("day", "month", "year", *_MASKS, *_MARKS, WITHIN)
"""The words that the values of such a column can mean."""
_SIGNS = re.compile(r"(\.\.|[/,\[\]{}])")
_PLAIN = re.compile(r"(?P<year>-?[\dX]{4})(?P<rest>(?:-[\dX]{2}){0,2})(?:T.*)?")
_SHORTEST = {"month": 28, "year": 353}
"""The days of the shortest month and year of any calendar."""


def words_of(told: str, precisions: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return what a cell of the column means; an empty one means nothing. Raises UnfitError."""
    if not precisions or not told:
        return ()
    words = precisions.get(told)
    if words is None:
        raise UnfitError(f"precision {told!r} has no meaning in the mapping", "add it to [date.precision.values]")
    return words


def as_told(date: Date, words: Sequence[str], calendar: str | None = None) -> Date:
    """Return a date as wide, and with the doubt, that the words say; of a span or a set, each of its dates.

    A date that is wider already is unchanged. A date of another `calendar` has months and years of its own.

    Raises:
        UnfitError: nobody can tell the month or year that is meant.
    """
    for word in words:
        if word not in ("day", WITHIN):
            date = _of_calendar(date, word, calendar) if calendar and word not in _MARKS else _widened(date, word)
    return date


def _of_calendar(date: Date, word: str, calendar: str) -> Date:
    """Return a date of another calendar that is as wide already; its month or year is not one of ours."""
    if date.latest - date.earliest + 1 >= _SHORTEST.get(word, 10 * 366):
        return date
    reason = f"its precision tells the {word} of {date.edtf}, which is a day of the {calendar} calendar"
    raise UnfitError(reason, f"write the {word} itself into the cell of the date")


def _widened(date: Date, word: str) -> Date:
    """Return a date of which each part is as wide as a word says; parts that are then equal are one."""
    parts = _SIGNS.split(date.edtf)
    text = "".join(part if not part or _SIGNS.fullmatch(part) else _part(part.strip(), word) for part in parts)
    if text[0] in "[{":
        items = list(dict.fromkeys(map(_one_of_two, text[1:-1].split(","))))
        alone = len(items) == 1 and ".." not in items[0]
        return edtf(items[0] if alone else f"{text[0]}{','.join(items)}{text[-1]}")
    first, slash, last = text.partition("/")
    return edtf(first if slash and first == last else text)


def _one_of_two(item: str) -> str:
    first, dots, last = item.partition("..")
    return first if dots and first == last else item


def _part(text: str, word: str) -> str:
    marks = {sign for sign in text if sign in "?~%"} | ({_MARKS[word]} if word in _MARKS else set())
    bare = re.sub(r"[?~%]", "", text)
    if word not in _MARKS:
        bare = _wide(bare, word)
    return bare + ("".join(marks) if len(marks) < 2 else "%")


def _wide(text: str, word: str) -> str:
    """Return a day, month, season or year as the month, year, decade or century in which it is."""
    found = _PLAIN.fullmatch(text)
    if found is None and text.startswith("Y") and word in _LENGTHS:
        return text  # a year of more than four digits has no months
    if found is None:
        raise UnfitError(f"its precision tells the {word} of {text}, which dateline cannot give")
    if word in _MASKS:
        mask = _MASKS[word]
        return found["year"][: -len(mask)] + mask
    return found["year"] + found["rest"][: _LENGTHS[word]]
