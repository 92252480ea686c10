"""Length classes: the longest possible duration of an event, which turns overlap into a bounded range per class."""

from __future__ import annotations

LONGEST = (1, 31, 366, 3653)
"""The greatest length in days of each class; the class after the last has no bound."""
GAPPED = len(LONGEST) + 1
"""The class of dates with gaps, however long: their bounds touch days that the date itself does not."""
WHOLE = range(GAPPED)
"""The classes of dates without gaps, whose bounds say all; the first is that of single days."""
CLASSES = range(GAPPED + 1)


def length_class(earliest: int, latest: int, *, gaps: bool = False, doubtful: bool = False) -> int:
    """Return the class of a date whose first possible day is `earliest` and whose last is `latest`.

    A single day has no gap, however it is written. A `doubtful` one is no single day: that class is certain of its day.
    What is undated, so that `earliest` is behind `latest`, is of the class without a longest date.
    """
    length = latest - earliest + 1
    if length < 1:
        return len(LONGEST)
    if gaps and length > 1:
        return GAPPED
    length = max(length, 1 + doubtful)
    return next((number for number, longest in enumerate(LONGEST) if length <= longest), len(LONGEST))


def reach(number: int, first: int, far_past: int) -> int:
    """Return the first day on which an event of class `number` can begin and still touch day `first`."""
    return far_past if number >= len(LONGEST) else max(far_past, first - LONGEST[number] + 1)
