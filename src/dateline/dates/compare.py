"""Three-valued comparison of an imprecise date with a range of days.

Ranges are inclusive and given by their first and last day. The formulas are those that the storage layer
compiles to SQL; both give the same answer. For a date with gaps (`20X0`, `[1960,1970]`) they are a prefilter: they call
nothing impossible that `Date.match` does not, but what falls into a gap they call possible, and even certain for a set
that stands for all of its dates (`{1960,1970}`). So a date with gaps is judged by `Date.match`.
"""

from __future__ import annotations

from enum import StrEnum

from dateline.dates.bounds import Bounds


class Match(StrEnum):
    """Says whether a date touches a range: in all, in some or in none of the days that it may stand for.

    >>> Match("possible") is Match.POSSIBLE
    True
    """

    CERTAIN = "certain"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


def possible(b: Bounds, first: int, last: int) -> bool:
    """Tells whether the date may touch the days first to last.

    >>> possible(Bounds(1, 31, 1, 31), 31, 40), possible(Bounds(1, 31, 1, 31), 32, 40)
    (True, False)
    """
    return b.start_earliest <= last and b.end_latest >= first


def certain(b: Bounds, first: int, last: int) -> bool:
    """Tells whether the date touches the days first to last, whatever its true days are.

    >>> certain(Bounds(1, 31, 1, 31), 1, 31), certain(Bounds(1, 31, 1, 31), 2, 31)
    (True, False)
    """
    return b.start_latest <= last and b.end_earliest >= first


def within(b: Bounds, first: int, last: int) -> bool:
    """Tells whether the date lies wholly in the days first to last, whatever its true days are.

    >>> within(Bounds(1, 5, 20, 31), 1, 31), within(Bounds(1, 5, 20, 31), 1, 30)
    (True, False)
    """
    # The second half follows from the first but for a date in doubt, which is certain of nothing, and an undated one.
    return b.start_earliest >= first and b.end_latest <= last and certain(b, first, last)


def match(b: Bounds, first: int, last: int) -> Match:
    """Compare a date with the days first to last.

    >>> match(Bounds(1, 5, 20, 31), 10, 12), match(Bounds(1, 5, 20, 31), 25, 60)
    (<Match.CERTAIN: 'certain'>, <Match.POSSIBLE: 'possible'>)
    """
    if not possible(b, first, last):
        return Match.IMPOSSIBLE
    return Match.CERTAIN if certain(b, first, last) else Match.POSSIBLE
