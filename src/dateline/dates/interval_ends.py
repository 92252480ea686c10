"""How late an interval starts and how early it ends, knowing that it ends no earlier than it starts.

The kind of a side is that of `Date.start_kind`: known, bounded, open or unknown. `days` are those of a written side,
None where no day of them is sure or nothing is written.
"""

from __future__ import annotations

from dateline.dates.calendar import FAR_FUTURE, FAR_PAST
from dateline.dates.masks import Days


def start_latest(kind: str, days: Days | None, most: int, limit: int) -> int:
    """Return the last day on which an interval starts whose start lies until `most` and whose end until `limit`."""
    if kind == "open":
        return FAR_PAST
    if kind == "unknown":
        return limit
    day = days.last_until(limit) if days and kind == "known" else None
    return min(most, limit) if day is None else day


def end_earliest(kind: str, days: Days | None, least: int, limit: int) -> int:
    """Return the first day on which an interval ends whose end lies from `least` on and whose start from `limit` on."""
    if kind == "open":
        return FAR_FUTURE
    if kind == "unknown":
        return limit
    day = days.first_from(limit) if days and kind == "known" else None
    return max(least, limit) if day is None else day
