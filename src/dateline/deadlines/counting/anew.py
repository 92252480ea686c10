"""Due dates counted anew from what they are counted from: dates, events, and horizons of which nothing is known yet."""

from __future__ import annotations

from collections.abc import Callable

from dateline.counting import Counting
from dateline.dates import FAR_FUTURE, FAR_PAST, Date, InvalidDate
from dateline.deadlines.counting.awaited import last_days
from dateline.deadlines.counting.free_days import NoHolidays
from dateline.deadlines.counting.periods import Period
from dateline.deadlines.counting.reckoning import phrase_of, reckoned
from dateline.deadlines.counting.written import Uncountable
from dateline.light_classes import replace
from dateline.model import DueAssertion


def needs_zone(due: DueAssertion) -> bool:
    """Tell whether a due date is counted from a moment whose local day nobody has said yet."""
    return any(each.tz is None and from_moment(each) for each in _counts(due.counting))


def from_moment(counting: Counting) -> bool:
    """Tell whether it is counted from a time of day."""
    return counting.origin is not None and counting.origin.kind == "datetime"


def _counts(counting: Counting | None) -> tuple[Counting, ...]:
    return () if counting is None else (counting, *counting.alternatives)


def recounted(due: DueAssertion) -> DueAssertion:
    """Return a due date counted anew, from dates alone; of what it awaits nothing is known.

    Raises:
        Uncountable: it cannot be counted, such as for a year whose holidays are not known.
    """
    if due.counting is None:
        return due
    since = (FAR_PAST if due.known is None else due.known[0], FAR_FUTURE)
    try:
        days = last_days(due, since) if due.awaits is not None else reckoned(due.counting)
        return replace(due, cutoff=days)
    except NoHolidays as error:
        raise Uncountable("holidays", error.message, error.hint) from None
    except InvalidDate as error:
        raise Uncountable("holidays" if "holidays" in error.message else "within", error.message, error.hint) from None


def horizon_of(counting: Counting) -> str | None:
    """Return the id of the horizon or event from which a due date, or one of its alternatives, is counted."""
    return next((each.of for each in _counts(counting) if each.of), None)


def awaiting(due: DueAssertion) -> DueAssertion:
    """Return a due date that awaits a horizon, not yet counted."""
    allowed = next((phrase_of(each).period for each in _counts(due.counting) if each.of), Period())
    return replace(due, awaits=(allowed.months, allowed.days))


def related(due: DueAssertion, event: Date | None, zone: str | None) -> DueAssertion:
    """Return a due date with the date of the event that it counts from, and the time zone in which it does."""
    if due.counting is None:
        return due
    counting = due.counting
    if event is not None:
        counting = each_count(counting, lambda each: replace(each, start=event) if each.of else each)
    if zone is not None:
        counting = each_count(counting, lambda each: replace(each, tz=zone) if from_moment(each) else each)
    return replace(due, counting=counting, awaits=None if event is not None else due.awaits)


def each_count(counting: Counting, change: Callable[[Counting], Counting]) -> Counting:
    """Return a count with a change made to it and to each of its alternatives."""
    return replace(change(counting), alternatives=tuple(map(change, counting.alternatives)))
