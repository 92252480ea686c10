"""What an expression means: a time with its unit, counted on and written as EDTF."""

from __future__ import annotations

import re

from dateline.dates.calendar import day_of, day_text, from_day, month_length
from dateline.light_classes import NamedTuple

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_PLAIN = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_DAYS_IN = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_LAST_DAYS = {"week": 6, "weekend": 1}
"""Days from the first of a unit to its last."""
_FIRST_DAYS = {"week": 0, "weekend": 5}
"""Days from a Monday to the first day of a unit."""
_YEARS_IN = {"decade": 10, "century": 100}
_MONTH_OF = {21: 4, 22: 7, 23: 10, 24: 1, 33: 2, 34: 5, 35: 8, 36: 11, 40: 3, 41: 9}
"""A month within a season, quarter or half, to compare it with months."""


class When(NamedTuple):
    """A time: `month` is also a season, quarter or half in the numbers of EDTF (21-24, 33-36, 40, 41).

    `unit` is day, week (its first day), weekend (its Saturday), month, year, decade or century (the first year).
    """

    year: int
    month: int | None = None
    day: int | None = None
    unit: str = "year"

    @property
    def edtf(self) -> str:
        """Return the time as EDTF.

        >>> When(-489).edtf, When(1940, 22, None, "month").edtf, When(1990, unit="decade").edtf
        ('-0489', '1940-22', '199X')
        """
        sign, year = ("-", -self.year) if self.year < 0 else ("", self.year)
        if self.unit in ("decade", "century"):
            return sign + f"{year:04}"[: 3 if self.unit == "decade" else 2].ljust(4, "X")
        text = f"{sign}{year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        if self.unit in _LAST_DAYS and self.day is not None:
            return f"{text}/{day_text(day_of_when(self) + _LAST_DAYS[self.unit])}"
        return text

    @property
    def real_month(self) -> int | None:
        """Return a month that lies in it, None for a year."""
        return None if self.month is None else _MONTH_OF.get(self.month, self.month)


def season(word: str) -> int:
    """Return the number that EDTF has for a season."""
    return _SEASONS[word.lower()]


def is_day(year: int, month: int, day: int) -> bool:
    """Tell whether there is such a day."""
    return 1 <= month <= 12 and 1 <= day <= month_length(year, month)


def day_of_when(when: When) -> int:
    """Return the number of the first day of a time, of some month in a season."""
    return day_of(when.year, when.real_month or 1, when.day or 1)


def of_day(day: int) -> When:
    """Return a day by its number."""
    return When(*from_day(day), "day")


def moved(when: When, count: int, unit: str) -> When | None:
    """Return the time that lies `count` units later, in the unit itself or the precision of `when`, the coarser one.

    None where the unit is finer than what is known.
    """
    if unit in _DAYS_IN:
        return None if when.day is None else of_day(day_of_when(when) + count * _DAYS_IN[unit])
    if unit == "month":
        number = when.year * 12 + (when.real_month or 1) - 1 + count
        return None if when.month is None else When(number // 12, number % 12 + 1, None, "month")
    if unit in _YEARS_IN:
        size = _YEARS_IN[unit]
        return When((when.year + size * count) // size * size, unit=unit)
    return When(when.year + count)


def within(when: When, unit: str) -> When | None:
    """Return the unit in which a time lies, None where that is finer than what is known.

    >>> within(When(1940, 5, 10, "day"), "month").edtf
    '1940-05'
    """
    if unit == "year":
        return When(when.year)
    if unit == "month":
        return None if when.month is None else When(when.year, when.real_month, None, "month")
    if unit == "day":
        return when if when.day is not None else None
    if unit in _FIRST_DAYS and when.day is not None:
        day = day_of_when(when)
        return of_day(day - (day - 1) % 7 + _FIRST_DAYS[unit])._replace(unit=unit)
    size = _YEARS_IN.get(unit)
    return None if size is None else When(when.year // size * size, unit=unit)


def when_of(edtf: str) -> When | None:
    """Return a year, month, season or day by its EDTF; None for what is less plain.

    >>> when_of("1999-12"), when_of("1999/2000")
    (When(year=1999, month=12, day=None, unit='month'), None)
    """
    found = _PLAIN.fullmatch(edtf)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    return When(year or 0, month, day, "day" if day else "month" if month else "year")
