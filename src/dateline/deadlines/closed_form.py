"""The state of a deadline without amendments, waivers or claims, as eight lines over five days.

Source: deadline semantics, §4 closed form (docs/semantics/deadlines.md). `dateline.deadlines.evaluate` gives the same
answer by way of the possible worlds; a property test holds the two together.
"""

from __future__ import annotations

from dateline.dates import FAR_FUTURE


def closed_form(a: int, b: int, c: int, d: int, as_of: int) -> str:
    """Return the state at the end of day `as_of`.

    `a` and `b` are the first and last possible last compliant day, `c` and `d` the first and last possible
    day of fulfilment. With no record of fulfilment `c` is the day after the last day on which non-fulfilment
    is certain and `d` is FAR_FUTURE. Needs a <= b and c <= d.
    """
    if d <= as_of:
        if d <= a:
            return "met_on_time"
        return "met_late" if c > b else "met_possibly_late"
    if c > as_of:
        return _unmet(a, b, as_of)
    return "possibly_overdue" if as_of > a else "possibly_met"


def _unmet(a: int, b: int, as_of: int) -> str:
    if as_of > b:
        return "certainly_overdue"
    if as_of > a:
        return "possibly_overdue"
    return "open_ended" if a >= FAR_FUTURE else "pending"
