"""What `?`, `~` and `%` do to a date: the days around an approximate part, and what an uncertain one leaves certain.

EDTF says what the marks mean, not by how many days. The rule is ours (docs/semantics/dates.md): an approximate part
reaches one unit of its own on both sides, or the stated spread; an uncertain one leaves nothing certain and moves
nothing. A part without a mark that stands before all marked ones stays sure: `1999-?05` is certainly in 1999.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from dateline.dates.bounds import Bounds
from dateline.dates.calendar import FAR_FUTURE, FAR_PAST, day_of, from_day, month_length
from dateline.dates.elements import Element, read_element
from dateline.dates.interval_ends import end_earliest, start_latest
from dateline.dates.masks import Around, Days, Mask, Run
from dateline.dates.seasons import METEOROLOGICAL
from dateline.dates.shifting import around
from dateline.dates.years import power_name

APPROXIMATE, UNCERTAIN = "~%", "?%"
_MONTHS = {
    "month": 1, "season": 3, "quarter": 3, "quadrimester": 4, "half": 6,
    "year": 12, "decade": 120, "century": 1_200, "millennium": 12_000,
}  # fmt: skip
_DAYS = {"day": 1, "week": 7}


class Judged(NamedTuple):
    """A written date as it is judged: its days with those around them, and the days to which its doubt is confined.

    `sure` is all of time for an uncertain year, its year for an uncertain month; None where nothing is uncertain.
    """

    days: Days
    first: int
    last: int
    sure: tuple[int, int] | None

    @property
    def least(self) -> int:
        """The day before which it certainly is not."""
        return self.first if self.sure is None else self.sure[0]

    @property
    def most(self) -> int:
        """The day after which it certainly is not."""
        return self.last if self.sure is None else self.sure[1]

    def same_day(self) -> Bounds:
        """Return the bounds of a single happening."""
        return Bounds(self.first, self.most, self.least, self.last)


def judged(element: Element, circa: tuple[int, str] | None) -> Judged:
    """Return how a written date is judged; `circa` is the stated spread, None for one unit of each part."""
    marks = dict(element.marks)
    days, first, last = element.days, element.first, element.last
    if any(mark in APPROXIMATE for mark in marks.values()):
        months, span = _spread(element, circa)
        whole = element.precision != "day"
        low, high = _of_parts(element, _leading(marks, APPROXIMATE))
        earliest, latest = around(first, last, months, span, whole=whole)
        if isinstance(days, Mask) and circa is None:
            first, last, days = earliest, latest, Around(days, months, span, whole)
        else:
            first, last = max(earliest, low), min(latest, high)
            days = Run(first, last)
    return Judged(days, first, last, _sure(element, marks, first, last))


def _sure(element: Element, marks: dict[str, str], first: int, last: int) -> tuple[int, int] | None:
    """Return the days to which doubt is confined: those of the parts before the first uncertain one."""
    if not any(mark in UNCERTAIN for mark in marks.values()):
        return None
    low, high = _of_parts(element, _leading(marks, UNCERTAIN))
    return min(low, first), max(high, last)


def _leading(marks: dict[str, str], kinds: str) -> int:
    """Return how many parts, from the year on, stand before the first that bears one of some marks."""
    names = ("year", "season") if "season" in marks else ("year", "month", "day")
    return next(place for place, name in enumerate(names) if marks.get(name, " ") in kinds)


def _of_parts(element: Element, number: int) -> tuple[int, int]:
    """Return the first and last day of what the leading parts say: of nothing, the year, or year and month."""
    if number == 0:
        return FAR_PAST, FAR_FUTURE
    year, month, _ = from_day(element.first)
    end_year, end_month, _ = from_day(element.last)
    if number == 1:
        return day_of(year, 1, 1), day_of(end_year, 12, 31)
    return day_of(year, month, 1), day_of(end_year, end_month, month_length(end_year, end_month))


def _spread(element: Element, circa: tuple[int, str] | None) -> tuple[int, int]:
    """Return the spread of the approximate parts in months and days."""
    lengths = [circa] if circa else units(element)
    months = sum(number * _MONTHS.get(unit, 0) for number, unit in lengths)
    return months, sum(number * _DAYS.get(unit, 0) for number, unit in lengths)


def units(element: Element) -> list[tuple[int, str]]:
    """Return the spread of each approximate part by itself; parts that are marked together count once.

    Behind "1999-05~" year and month are marked together: the month says how finely the whole is meant.
    """
    names = ("year", "season") if element.seasonal else ("year", "month", "day")
    marked = [name for name, mark in element.marks if mark in APPROXIMATE]
    following = dict(pairwise(names))
    return [_unit(element, name) for name in marked if following.get(name) not in marked]


def _unit(element: Element, part: str) -> tuple[int, str]:
    """Return one unit of a part: of the last one, what the date has for precision (`1999-XX` a year)."""
    precision = element.precision
    if part == "year" and (precision in ("day", "month") or element.seasonal):
        digits = element.days.year_digits if isinstance(element.days, Mask) else ""
        return 1, power_name(len(digits) - len(digits.rstrip("X")))
    if part == "month" and precision == "day":
        return 1, "month"
    return (element.last - element.first + 1, "day") if precision == "era" else (1, precision)


def interval_bounds(start: Judged | None, start_kind: str, end: Judged | None, end_kind: str) -> Bounds:
    """Return the bounds of an interval, as `strict` does for one without marks.

    An uncertain end lets the other, if it is written and sure, speak for both: an interval that ends in 1305 was there
    in 1305, whenever it began. If nothing that is written is sure, nothing is certain, whether or not an end is open.
    """
    first = start.first if start and start_kind == "known" else FAR_PAST
    last = end.last if end and end_kind == "known" else FAR_FUTURE
    if all(side.sure == (FAR_PAST, FAR_FUTURE) for side in (start, end) if side):
        return Bounds(first, FAR_FUTURE, FAR_PAST, last)
    least = start.least if start and start_kind == "known" else FAR_PAST
    most = end.most if end and end_kind == "known" else FAR_FUTURE
    latest = start_latest(start_kind, _sure_days(start), start.most if start else most, most)
    earliest = end_earliest(end_kind, _sure_days(end), end.least if end else least, least)
    return Bounds(first, latest, earliest, last)


def _sure_days(side: Judged | None) -> Days | None:
    return side.days if side and side.sure is None else None


def set_bounds(bounds: Bounds, members: list[Bounds], *, one_of: bool, doubtful: bool, gapless: bool) -> Bounds:
    """Return the bounds of a set, given those that it would have if nothing in it were uncertain.

    One of several is certain of nothing if a member is in doubt; a `doubtful` set has such a range, whose bounds do not
    tell. All of several, if it is judged without its gaps, is
    certain only where the member is that is known best: two others do not make the years between them certain.
    """
    first, start_latest, end_earliest, last = bounds
    if doubtful:
        return Bounds(first, FAR_FUTURE, FAR_PAST, last)
    if one_of:
        start_latest = max(start_latest, *(each.start_latest for each in members))
        end_earliest = min(end_earliest, *(each.end_earliest for each in members))
    elif gapless:
        best = min(members, key=lambda each: each.start_latest - each.end_earliest)
        start_latest, end_earliest = best.start_latest, best.end_earliest
    return Bounds(first, start_latest, end_earliest, last)


def spread_words(edtf: str, circa: tuple[int, str] | None) -> str:
    """Return how far the approximate parts of an EDTF text spread.

    >>> spread_words("1999~", None), spread_words("1999-05~/199X~", None), spread_words("1999~", (10, "year"))
    ('1 year', '1 month and 1 decade', '10 years')
    """
    lengths = [circa] if circa else []
    for text in () if circa else re.split(r"[]\[{},/]+|\.\.", edtf):
        if text.strip(".") and "T" not in text:
            lengths += units(read_element(text, 0, len(text), METEOROLOGICAL))
    return " and ".join(dict.fromkeys(f"{number:,} {_plural(unit, number)}" for number, unit in lengths))


def _plural(unit: str, number: int) -> str:
    if number == 1:
        return unit
    return {"century": "centuries", "millennium": "millennia", "half": "halves"}.get(unit, f"{unit}s")
