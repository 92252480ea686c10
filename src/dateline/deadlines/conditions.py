"""Due dates that hang on a happening: "within 3 months of entry into force" (deadline semantics, §1)."""

from __future__ import annotations

from dataclasses import replace

from dateline.dates import FAR_FUTURE
from dateline.dates.shifting import shift
from dateline.deadlines.knowledge import weigh
from dateline.model import Days, Deadline, DueAssertion, Horizon


def awaited(deadline: Deadline, quiet_until: int) -> Deadline:
    """Return the deadline with the cutoffs of what it awaits, when silence means "not yet" up to `quiet_until`.

    As long as no date of the happening is known, it has not come by then: the time allowed begins on the next day at
    the earliest, and its end is open.
    """
    if all(due.awaits is None for due in deadline.due):
        return deadline
    return replace(deadline, due=tuple(_awaited(due, quiet_until) for due in deadline.due))


def _awaited(due: DueAssertion, quiet_until: int) -> DueAssertion:
    if due.awaits is None:
        return due
    months, days = due.awaits
    return replace(due, cutoff=(shift(quiet_until + 1, months=months, days=days), FAR_FUTURE))


def expected(horizon: Horizon, known_at: int) -> Days | None:
    """Return the days in which a horizon lies by what was known at the end of `known_at`, None when nothing was.

    The last statement that surely counts stands, widened by every later one that may count.
    """
    found: Days | None = None
    for date in horizon.dates:
        weight = weigh(date.known, date.standing, known_at)
        if weight == "sure" or (weight == "doubtful" and found is None):
            found = date.when
        elif weight == "doubtful" and found is not None:
            found = min(found[0], date.when[0]), max(found[1], date.when[1])
    return found
