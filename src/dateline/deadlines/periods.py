"""Periods as a commitment states them: 3 months, 90 days, 10 working days."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from dateline.dates import InvalidDate
from dateline.dates.prose.vocabulary import CARDINALS
from dateline.dates.shifting import shift

_PART = re.compile(
    r"(\d{1,4}|[a-z]+) (working day|business day|day|week|fortnight|month|quarter|year|decade|century|centurie)s?"
)
_HINT = "write it as '3 months', '90 days', '1 year and 6 months' or '10 working days'"
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "centurie": 1200}
_DAYS = {"working day": 1, "business day": 1, "day": 1, "week": 7, "fortnight": 14}


class Period(NamedTuple):
    """Months, then days; `working` means that the days are working days, and then there are no months."""

    months: int = 0
    days: int = 0
    working: bool = False


def period(text: str) -> Period:
    """Read a period; raises InvalidDate with a hint for anything else.

    >>> period("1 year and 10 days")
    Period(months=12, days=10, working=False)
    >>> period("10 working days")
    Period(months=0, days=10, working=True)
    >>> period("a century and two weeks")
    Period(months=1200, days=14, working=False)
    """
    months = days = 0
    parts = [_PART.fullmatch(part) for part in re.split(r" and |, ", " ".join(text.lower().split()))]
    working = any(part and part[2] in ("working day", "business day") for part in parts)
    for part in parts:
        count = _count(part[1]) if part else None
        if part is None or count is None or (working and len(parts) > 1):
            raise InvalidDate(text, f"{text!r} is not a period", hint=_HINT)
        months += count * _MONTHS.get(part[2], 0)
        days += count * _DAYS.get(part[2], 0)
    return Period(months, days, working)


def _count(text: str) -> int | None:
    return int(text) if text.isdigit() else CARDINALS.get(text)


def after(day: int, allowed: Period, is_free: Callable[[int], bool] | None = None) -> int:
    """Return the last day of the time allowed after `day`; `is_free` tells the days that are no working days.

    Without `is_free` working days are Monday to Friday.
    """
    if not allowed.working:
        return shift(day, months=allowed.months, days=allowed.days)
    left = allowed.days
    while left:
        day += 1
        left -= not (is_free or is_weekend)(day)
    return day


def is_weekend(day: int) -> bool:
    """Tell whether a day is a Saturday or Sunday; day 1 was a Monday."""
    return (day - 1) % 7 >= 5


def rolled(day: int, step: int, is_free: Callable[[int], bool]) -> int:
    """Return `day`, or the next working day after it (`step` 1) or before it (-1) when it is free."""
    while is_free(day):
        day += step
    return day
