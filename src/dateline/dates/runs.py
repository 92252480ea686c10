"""Sets of days: runs, and unions of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from dateline.dates.masks import Days, Run


class Runs(NamedTuple):
    """Several runs in one, in order and apart: the first and the last day of each.

    >>> runs = gathered([Run(30, 40), Run(1, 5), Run(6, 10)])[0]
    >>> runs, runs.first_from(7), runs.first_from(11), runs.first_from(41)
    (Runs(firsts=(1, 30), lasts=(10, 40)), 7, 30, None)
    """

    firsts: tuple[int, ...]
    lasts: tuple[int, ...]

    def first_from(self, day: int) -> int | None:
        """Return the first day of the runs that is not before `day`, or None."""
        place = bisect_left(self.lasts, day)
        return None if place == len(self.lasts) else max(day, self.firsts[place])


Union = tuple[Days | Runs, ...]
"""Sets of days taken together: a day belongs to the union when it belongs to one of them."""


def gathered(members: Iterable[Days | Runs]) -> Union:
    """Return the union of sets of days, with all of its runs in one set, which comes first."""
    members = tuple(members)
    if len(members) < 2:
        return members
    firsts: list[int] = []
    lasts: list[int] = []
    for run in sorted(days for days in members if isinstance(days, Run)):
        if lasts and run.first <= lasts[-1] + 1:
            lasts[-1] = max(lasts[-1], run.last)
        else:
            firsts.append(run.first)
            lasts.append(run.last)
    others = tuple(days for days in members if not isinstance(days, Run))
    return (Runs(tuple(firsts), tuple(lasts)), *others) if firsts else others
