"""Length classes: how long an event can have lasted, so that an overlap becomes a bounded range per class."""

from __future__ import annotations

LONGEST = (1, 31, 366, 3653)
"""The greatest length in days of each class; the class after the last has no bound."""
CLASSES = range(len(LONGEST) + 1)


def length_class(earliest: int, latest: int) -> int:
    """Return the class 0–4 of an event whose first possible day is `earliest` and last possible day `latest`."""
    length = latest - earliest + 1
    return next((number for number, longest in enumerate(LONGEST) if length <= longest), len(LONGEST))


def reach(number: int, first: int, far_past: int) -> int:
    """Return the first day on which an event of class `number` can begin and still touch day `first`."""
    return far_past if number == len(LONGEST) else max(far_past, first - LONGEST[number] + 1)
