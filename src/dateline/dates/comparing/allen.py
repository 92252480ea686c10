"""The thirteen relations of Allen, as the orders that the four moments of two spans can have.

J. F. Allen, "Maintaining knowledge about temporal intervals", CACM 26(11), 1983.
"""

from __future__ import annotations

from enum import StrEnum


class Allen(StrEnum):
    """How one span of days lies to another: exactly one of the thirteen holds in each world.

    Days have a length: 8 December meets 9 December. The order is that of the first span moving to the right.

    >>> Allen.MEETS.converse, Allen("during") is Allen.DURING
    (<Allen.MET_BY: 'met_by'>, True)
    """

    PRECEDES = "precedes"
    MEETS = "meets"
    OVERLAPS = "overlaps"
    FINISHED_BY = "finished_by"
    CONTAINS = "contains"
    STARTS = "starts"
    EQUALS = "equals"
    STARTED_BY = "started_by"
    DURING = "during"
    FINISHES = "finishes"
    OVERLAPPED_BY = "overlapped_by"
    MET_BY = "met_by"
    PRECEDED_BY = "preceded_by"

    @property
    def converse(self) -> Allen:
        """The relation of the second span to the first."""
        return tuple(Allen)[-1 - tuple(Allen).index(self)]


ORDERS = {
    Allen.PRECEDES: "a A b B",
    Allen.MEETS: "a Ab B",
    Allen.OVERLAPS: "a b A B",
    Allen.FINISHED_BY: "a b AB",
    Allen.CONTAINS: "a b B A",
    Allen.STARTS: "ab A B",
    Allen.EQUALS: "ab AB",
    Allen.STARTED_BY: "ab B A",
    Allen.DURING: "b a A B",
    Allen.FINISHES: "b a AB",
    Allen.OVERLAPPED_BY: "b a B A",
    Allen.MET_BY: "b Ba A",
    Allen.PRECEDED_BY: "b B a A",
}
"""Each relation of two spans as the order of four moments: `a` begins the first day of the one and `A` ends its last
day, `b` and `B` do so for the other. Letters that stand together are one moment."""

BEFORE = frozenset((Allen.PRECEDES, Allen.MEETS))
AFTER = frozenset((Allen.PRECEDED_BY, Allen.MET_BY))
SHARING = frozenset(Allen) - BEFORE - AFTER
WITHIN = frozenset((Allen.STARTS, Allen.EQUALS, Allen.DURING, Allen.FINISHES))
