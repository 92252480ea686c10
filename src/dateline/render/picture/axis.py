"""The axis of time: days to pixels, and ticks from single days to thousands of millions of years.

Years before the first are BC, and there is no year 0: the year before 1 is 1 BC (astronomical year 0).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from dateline.dates import FAR_FUTURE, FAR_PAST, from_day
from dateline.dates.calendar import day_of
from dateline.render.letters.widths import width

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SIZE = 11
"""The size of the letters, in pixels."""
_YEAR = 365.2425
_MONTH = _YEAR / 12
_DAY_STEPS = (1, 2, 7)
_MONTH_STEPS = (1, 3)
_YEAR_STEPS = (1, 2, 5)
_APART = 14
"""Pixels between two labels, at least."""
BEYOND = 20
"""What goes on outside the picture is drawn for this many pixels more, and cut off there: no border closes it."""


class Tick(NamedTuple):
    """A place on the axis: its first day, and what is written there."""

    day: int
    text: str


class Scale(NamedTuple):
    """The days `first` to `last`, both whole, over the pixels `left` to `right`."""

    first: int
    last: int
    left: float
    right: float

    @property
    def per_day(self) -> float:
        """Return how many pixels a day has."""
        return (self.right - self.left) / (self.last + 1 - self.first)

    def x(self, day: float) -> float:
        """Return where a day begins, in pixels; not held within the axis."""
        return self.left + (day - self.first) * self.per_day

    def held(self, day: float) -> float:
        """Return where a day begins, or the end of the axis beyond which it lies."""
        return min(max(self.x(day), self.left), self.right)

    def cut(self, day: float) -> float:
        """Return where a day begins; one beyond the axis lies outside the part of the picture that is seen."""
        return min(max(self.x(day), self.left - BEYOND), self.right + BEYOND)

    def sees(self, first: int, last: int) -> bool:
        """Tell whether a time has a day on the axis."""
        return first <= self.last and last >= self.first


def ticks(scale: Scale) -> tuple[list[Tick], list[Tick]]:
    """Return the ticks of the axis with short labels, and those of the longer time in which they stand.

    Days stand in months, months in years; years stand by themselves. Labels have room between each other.
    """
    found: list[Tick] = []
    for kind, step in _steps():
        if _days(kind, step) * scale.per_day < _least(kind):
            continue
        found = [tick for tick in _of(kind, step, scale) if scale.first <= tick.day <= scale.last]
        if _fit(found, scale):
            break
    return found, list(_context(kind, scale))


def year_name(year: int) -> str:
    """Return an astronomical year as people write it.

    >>> year_name(1999), year_name(0), year_name(-43), year_name(-65_999_999)
    ('1999', '1 BC', '44 BC', '66 million BC')
    """
    if year > 0:
        return _number(year)
    return f"{_number(1 - year)} BC"


def _number(year: int) -> str:
    for size, name in ((10**9, "billion"), (10**6, "million")):
        if year >= size:
            return f"{year / size:.4g} {name}"
    return str(year) if year < 10_000 else f"{year:,}"


def _steps() -> Iterator[tuple[str, int]]:
    yield from (("day", step) for step in _DAY_STEPS)
    yield from (("month", step) for step in _MONTH_STEPS)
    yield from (("year", step * 10**power) for power in range(14) for step in _YEAR_STEPS)


def _days(kind: str, step: int) -> float:
    return step * {"day": 1, "month": _MONTH, "year": _YEAR}[kind]


def _least(kind: str) -> float:
    """Return the least distance in pixels worth a look, so that not every day of a millennium is tried."""
    return 16 if kind == "day" else 24


def _fit(found: list[Tick], scale: Scale) -> bool:
    return all(scale.x(b.day) - scale.x(a.day) >= (width(a.text, SIZE) + width(b.text, SIZE)) / 2 + _APART
               for a, b in pairwise(found))  # fmt: skip


def _of(kind: str, step: int, scale: Scale) -> Iterator[Tick]:
    """Yield the ticks from the one at or before the beginning of the axis up to its end."""
    year, month, _ = from_day(scale.first)
    if kind == "day":
        for day in range(scale.first - scale.first % step, scale.last + 1, step):
            yield Tick(day, str(from_day(day)[2]))
    elif kind == "month":
        for count in range(12 * year + (month - 1) // step * step, 12 * from_day(scale.last)[0] + 12, step):
            first = day_of(count // 12, count % 12 + 1, 1)
            if first <= scale.last:
                yield Tick(first, MONTHS[count % 12][:3])
    else:
        for each in _years(year, from_day(scale.last)[0], step):
            yield Tick(day_of(each, 1, 1), "AD 1" if each == 1 else year_name(each))


def _context(kind: str, scale: Scale) -> Iterator[Tick]:
    """Yield the months in which days stand, or the years in which months do, from that of the first day on."""
    longer = {"day": "month", "month": "year"}.get(kind)
    for day, _ in _of(longer, 1, scale) if longer else ():
        year, month, _ = from_day(day)
        yield Tick(day, f"{MONTHS[month - 1]} {year_name(year)}" if longer == "month" else year_name(year))


def _years(first: int, last: int, step: int) -> Iterator[int]:
    """Yield the years whose name is a multiple of the step, and the year 1, which begins the years AD.

    A year BC is counted from 1 BC, which is the astronomical year 0.
    """
    if step == 1:
        yield from range(first, last + 1)
        return
    before = range((1 - first) // step * step + step, 0, -step)  # n BC is 1 - n
    yield from (1 - each for each in before if 1 - each <= last)
    if first <= 1 <= last:
        yield 1
    yield from range(max(first // step * step, step), last + 1, step)


def within(day: int) -> bool:
    """Tell whether a day is one at all, and no missing bound."""
    return FAR_PAST < day < FAR_FUTURE
