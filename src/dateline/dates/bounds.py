"""The four days between which a date lies."""

from __future__ import annotations

from collections import namedtuple


class Bounds(namedtuple("Bounds", ("start_earliest", "start_latest", "end_earliest", "end_latest"))):
    """Says within which days a date starts and within which it ends, all four included.

    Days are numbers as in `dateline.dates.calendar`; FAR_PAST and FAR_FUTURE stand for no bound. Always
    start_earliest <= start_latest, end_earliest <= end_latest, start_earliest <= end_earliest and
    start_latest <= end_latest, but where a date is in doubt: there nothing is certain, so it starts at the latest
    at FAR_FUTURE and ends at the earliest at FAR_PAST. A single happening starts and ends on the same, perhaps
    unknown, day: its start and its end have the same bounds. What is
    undated has none: it starts after all days and ends before them (`dateline.dates.undated.NOWHERE`).

    >>> Bounds(1, 31, 1, 31).earliest, Bounds(1, 31, 60, 90).latest
    (1, 90)
    """

    __slots__ = ()
    start_earliest: int
    start_latest: int
    end_earliest: int
    end_latest: int

    @property
    def earliest(self) -> int:
        """The first day that the date may touch, or FAR_PAST."""
        return self.start_earliest

    @property
    def latest(self) -> int:
        """The last day that the date may touch, or FAR_FUTURE."""
        return self.end_latest
