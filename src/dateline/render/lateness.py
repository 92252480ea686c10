"""Days overdue in words: how many days have passed since the last compliant day."""

from __future__ import annotations

from collections.abc import Sequence


def days_late(days: Sequence[int | None] | None, dash: str = " – ", group: str = "") -> str:
    """Return the fewest and the most days as text, "" for None; most None means that there is no upper bound.

    `group` separates thousands.

    >>> days_late([3, 3]), days_late([8, 1200]), days_late([8, None]), days_late(None)
    ('3', '8 – 1200', '8 or more', '')
    """
    if days is None:
        return ""
    fewest, most = days
    if most is None:
        return f"{fewest:{group}} or more"
    return f"{fewest:{group}}" if fewest == most else f"{fewest:{group}}{dash}{most:{group}}"
