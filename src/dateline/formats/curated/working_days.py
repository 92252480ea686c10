"""Working days: the public holidays of a country, and rolling over them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from dateline.dates import FAR_FUTURE, FAR_PAST, InvalidDate, day_text, from_day
from dateline.deadlines.periods import is_weekend, rolled
from dateline.formats.curated.table_fields import Fields
from dateline.model import Days, DueAssertion

IsFree = Callable[[int], bool]
Roll = Callable[[DueAssertion], DueAssertion]
"""What moves the last compliant days of a due date off free days, if it is to be moved at all."""
_STEPS = {"following": 1, "preceding": -1}


def roll_of(fields: Fields) -> Roll:
    """Return what moves a due date as the keys `roll` and `holidays` say; faults are noted when it is called."""
    way = fields.choice("roll", tuple(_STEPS), "")
    free = free_days(fields)
    if not way or free is None:
        return lambda due: due
    step, is_free = _STEPS[way], free

    def roll(due: DueAssertion) -> DueAssertion:
        if due.awaits or due.cutoff[0] <= FAR_PAST or due.cutoff[1] >= FAR_FUTURE:
            fields.fault("roll", "an open due date has no day to roll", "omit roll")
            return due
        return replace(due, cutoff=counted(fields, due.cutoff, lambda day: rolled(day, step, is_free)))

    return roll


def counted(fields: Fields, days: Days, moved: Callable[[int], int]) -> Days:
    """Return both ends of `days` as `moved` moves them; holidays that are not known are a fault, and move nothing."""
    try:
        return moved(days[0]), moved(days[1])
    except InvalidDate as error:
        fields.fault("holidays", error.message, error.hint)
        return days


def free_days(fields: Fields) -> IsFree | None:
    """Return what tells free days: weekends, and the holidays of the country that the key `holidays` names.

    It raises InvalidDate for a day whose holidays are not known. None when no holidays can be known; then the fault is
    noted.
    """
    code = fields.text("holidays")
    if code is None:
        return is_weekend
    try:
        import holidays
    except ImportError:
        fields.fault("holidays", "public holidays need the package holidays", "pip install 'dateline[holidays]'")
        return None
    country, _, subdivision = code.partition("-")
    try:
        calendar: Any = holidays.country_holidays(country, subdiv=subdivision or None)
    except NotImplementedError:
        fields.fault(
            "holidays", f"the package holidays has no calendar for {code!r}", "use an ISO 3166 code such as BY or US-NY"
        )
        return None
    return _free_in(calendar, code)


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
