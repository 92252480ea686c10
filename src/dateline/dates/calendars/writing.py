"""EDTF for days of other calendars: some day among them, a stretch with their ends, or a bound on one side."""

from __future__ import annotations

from typing import NamedTuple

from dateline.dates.calendar import day_text, from_day, year_text
from dateline.dates.shifting import whole_text

MEANT, RARER, SHAPE = 0, 1, 2
"""The ranks of readings, those of `dateline.dates.prose.candidate.Rank`."""


class Reading(NamedTuple):
    """An EDTF text that a text of another calendar may mean, with its rule and rank, and the days that it may be."""

    edtf: str
    rule: str
    rank: int
    first: int
    last: int


class Side(NamedTuple):
    """The days of one written date, slack included; `exact` when they are one day that is known."""

    first: int
    last: int
    unit: str
    words: str
    mark: str

    @property
    def exact(self) -> bool:
        """Whether it is one day and no doubt is written."""
        return self.first == self.last and not self.mark


def some_day(first: int, last: int, unit: str = "day", mark: str = "") -> str:
    """Return the EDTF text of one day among those from first to last.

    A doubt goes to the years or months in which the days lie, because it is one of that precision.

    >>> some_day(730008, 730037), some_day(730000, 730364, "year", "~"), some_day(730008, 730008, mark="?")
    ('[1999-09-11..1999-10-10]', '[1999~..2000~]', '1999-09-11?')
    """
    if mark and unit != "day":
        start, end = _unit_text(first, unit), _unit_text(last, unit)
    else:
        start, end = whole_text(first, last)
    return start + mark if start == end else f"[{start}{mark}..{end}{mark}]"


def end_of_stretch(side: Side) -> str:
    """Return the EDTF text of the start or end of a stretch.

    No interval can say "some day from autumn 1688 to autumn 1689" exactly, so an end that is not one day is the middle
    year, month or day of its days, marked as approximate.

    >>> end_of_stretch(Side(730000, 730364, "year", "", "")), end_of_stretch(Side(730008, 730008, "day", "", ""))
    ('2000~', '1999-09-11')
    """
    if side.first == side.last:
        return f"{day_text(side.first)}{side.mark}"
    start, end = whole_text(side.first, side.last)
    if start == end and not side.mark:
        return start
    return _unit_text((side.first + side.last) // 2, side.unit) + ("%" if side.mark in ("?", "%") else "~")


def stretch(start: Side | None, end: Side | None) -> str:
    """Return the EDTF text of a stretch, which has no end on a side that is None."""
    return f"{end_of_stretch(start) if start else '..'}/{end_of_stretch(end) if end else '..'}"


def _unit_text(day: int, unit: str) -> str:
    year, month, _ = from_day(day)
    if unit == "day":
        return str(day_text(day))
    return f"{year_text(year)}-{month:02d}" if unit == "month" else year_text(year)
