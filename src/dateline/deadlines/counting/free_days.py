"""Free days: weekends, the public holidays of a country, and single days that are named.

Countries have weekends of their own, such as Friday and Saturday, and Saturdays on which they work.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from dateline.dates import InvalidDate, day_text, from_day
from dateline.deadlines.counting.periods import is_weekend
from dateline.errors import DatelineError

IsFree = Callable[[int], bool]


class NoHolidays(DatelineError):
    """Public holidays that cannot be known at all: no package, or no such country."""


def free_days(code: str | None, named: tuple[int, ...] = ()) -> IsFree:
    """Return what tells free days: weekends, the holidays of the country `code`, and the days `named`.

    It raises InvalidDate for a day whose holidays are not known.

    Raises:
        NoHolidays: the package is missing, or knows no such country.
    """
    usual = is_weekend if code is None else _holidays_of(_package(), code)
    if not named:
        return usual
    more = frozenset(named)
    return lambda day: day in more or usual(day)


def weekend_days(code: str | None) -> frozenset[int]:
    """Return the weekdays that are the weekend of a country, 0 for Monday; Saturday and Sunday without a country."""
    return frozenset((5, 6) if code is None else _calendar_of(_package(), code).weekend)


def _package() -> Any:
    try:
        import holidays
    except ImportError:
        raise NoHolidays("public holidays need the package holidays", "pip install 'dateline[holidays]'") from None
    return holidays


@lru_cache(64)
def _holidays_of(holidays: Any, code: str) -> IsFree:
    return _free_in(_calendar_of(holidays, code), code)


@lru_cache(64)
def _calendar_of(holidays: Any, code: str) -> Any:
    country, _, subdivision = code.partition("-")
    try:
        return holidays.country_holidays(country, subdiv=subdivision or None)
    except NotImplementedError:
        hint = "use an ISO 3166 code such as BY or US-NY"
        raise NoHolidays(f"the package holidays has no calendar for {code!r}", hint) from None


def _free_in(calendar: Any, code: str) -> IsFree:
    """Return what tells the free days of a calendar, which knows the holidays of some years alone."""
    first, last = max(1, calendar.start_year), min(date.max.year, calendar.end_year)

    def is_free(day: int) -> bool:
        if not first <= from_day(day)[0] <= last:
            raise InvalidDate(
                str(day_text(day)),
                f"the public holidays of {code} are known for the years {first} to {last}, not for {day_text(day)}",
                hint="omit holidays and roll, and write the last compliant day as a cutoff",
            )
        return not calendar.is_working_day(date.fromordinal(day))

    return is_free
