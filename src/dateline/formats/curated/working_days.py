"""Working days: the public holidays of a country, and rolling over them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.deadlines.periods import is_weekend, rolled
from dateline.formats.curated.table_fields import Fields
from dateline.model import DueAssertion

IsFree = Callable[[int], bool]
_STEPS = {"following": 1, "preceding": -1}


def rolled_cutoff(fields: Fields, due: DueAssertion) -> DueAssertion:
    """Return a due date whose last compliant days are moved off free days, as `roll` says; as it is without it."""
    way = fields.choice("roll", tuple(_STEPS), "")
    free = free_days(fields)
    first, last = due.cutoff
    if not way or free is None:
        return due
    if due.awaits or first <= FAR_PAST or last >= FAR_FUTURE:
        fields.fault("roll", "an open due date has no day to roll", "omit roll")
        return due
    return replace(due, cutoff=(rolled(first, _STEPS[way], free), rolled(last, _STEPS[way], free)))


def free_days(fields: Fields) -> IsFree | None:
    """Return what tells free days: weekends, and the holidays of the country that the key `holidays` names.

    None when the holidays cannot be known; then the fault is noted.
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
    return lambda day: not 1 <= day <= date.max.toordinal() or not calendar.is_working_day(date.fromordinal(day))
