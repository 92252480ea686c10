"""Due dates that await a horizon, once it comes: imports the counting of periods only for them."""

from __future__ import annotations

from dateline.dates.shifting import shift
from dateline.model import Days, DueAssertion


def last_days(due: DueAssertion, start: Days) -> Days:
    """Return the last compliant days of a due date once what it awaits has come on one of the days `start`.

    >>> from dateline.dates import FAR_FUTURE
    >>> last_days(DueAssertion("original", (0, 0), awaits=(0, 10)), (5, FAR_FUTURE)) == (15, FAR_FUTURE)
    True
    """
    if due.counting is not None and due.adds:
        from dateline.deadlines.counting.reckoning import reckoned

        return reckoned(due.counting, start)
    months, days = due.awaits or (0, 0)
    return shift(start[0], months=months, days=days), shift(start[1], months=months, days=days)
