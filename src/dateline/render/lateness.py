"""Days overdue in words: how many days have passed since the last compliant day."""

from __future__ import annotations

from collections.abc import Sequence


def days_late(days: Sequence[int | None] | None, overdue: str, dash: str = " – ", group: str = "") -> str:
    """Return the fewest and the most days as text, "" for None; most None means that there is no upper bound.

    `overdue` is the certainty: days of what is only possibly overdue end with "if at all". `group` separates thousands.

    >>> days_late([3, 3], "yes"), days_late([8, 1200], "maybe"), days_late([8, None], "yes"), days_late(None, "no")
    ('3', '8 – 1200 if at all', '8 or more', '')
    """
    if days is None:
        return ""
    return _number(days, dash, group) + _doubt(overdue)


def days_late_words(days: Sequence[int | None] | None, overdue: str, group: str = "") -> str:
    """Return `days_late` as the end of a sentence: ", by 8 to 12 days", "" for None."""
    noun = "day" if days and tuple(days) == (1, 1) else "days"
    return f", by {_number(days, ' to ', group)} {noun}{_doubt(overdue)}" if days else ""


def _doubt(overdue: str) -> str:
    return " if at all" if overdue == "maybe" else ""


def _number(days: Sequence[int | None], dash: str, group: str) -> str:
    fewest, most = days
    if most is None:
        return f"{fewest:{group}} or more"
    return f"{fewest:{group}}" if fewest == most else f"{fewest:{group}}{dash}{most:{group}}"
