"""How many promises had reached which level, year by year and theme by theme, as the Peace Accords Matrix prints it.

Source: deadline semantics, §5 derived answers; the rules stand in docs/semantics/deadline-questions.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dateline.deadlines.evaluation import evaluate
from dateline.deadlines.evidence import DONE, Silence
from dateline.deadlines.kept.groups import By, Group, grouped
from dateline.deadlines.kept.progress import level_of
from dateline.deadlines.kept.score import year_ends
from dateline.deadlines.states import NOT_BINDING
from dateline.model import Days, Deadline

Counts = tuple[int, int]
_LEVELS = range(DONE + 1)


@dataclass(frozen=True, slots=True)
class Levels:
    """How many promises of a group were at which level at the end of a day; counts are [certain, possible].

    `deadlines` is how many bind, `at` how many of them are at level 0, 1, 2 and 3, `reached` how many are at the
    threshold or above. `unknown` is of how many that may bind no report surely counts: they may be at any level.
    """

    group: Group
    as_of: int
    deadlines: Counts
    at: tuple[Counts, ...]
    reached: Counts
    unknown: int


class _Case(NamedTuple):
    """A deadline that may bind, whether it surely does, and its lowest and highest level, None without a report."""

    deadline: Deadline
    binds: bool
    level: Days | None


def levels(
    deadlines: Iterable[Deadline],
    as_of: int,
    known_at: int | None,
    silence: Silence = "unmet",
    observed: Mapping[str, int | None] | None = None,
    *,
    by: By = "theme",
    threshold: int = DONE,
    days: Sequence[int] | None = None,
) -> list[Levels]:
    """Return the levels of each group on each of `days`, day by day, the groups in order of their names.

    `known_at` None judges each day as known then. Without `days` they are the ends of the years from the first due
    date or knowledge of one up to `as_of`, and `as_of` itself. What binds in no world is left out.
    """
    listed = list(deadlines)
    found = []
    for day in year_ends(listed, as_of) if days is None else sorted(set(days)):
        known = day if known_at is None else known_at
        cases = [
            _Case(deadline, NOT_BINDING.isdisjoint(worlds), level_of(deadline.status, day, known))
            for deadline in listed
            for watched in [(observed or {}).get(deadline.programme)]
            for worlds in [
                evaluate(deadline, day, known, silence=silence, threshold=threshold, observed_through=watched).possible
            ]
            if not NOT_BINDING.issuperset(worlds)
        ]
        groups = grouped(cases, by, lambda case: case.deadline)
        found += [_row(group, day, of, threshold) for group, of in groups.items()]
    return found


def _row(group: Group, day: int, cases: list[_Case], threshold: int) -> Levels:
    return Levels(
        group,
        day,
        _counts(cases, 0, DONE),
        tuple(_counts(cases, level, level) for level in _LEVELS),
        _counts(cases, threshold, DONE),
        sum(case.level is None for case in cases),
    )


def _counts(cases: list[_Case], low: int, high: int) -> Counts:
    """Return how many bind at a level from `low` to `high`, in every world and in some."""
    levels = [(case.binds, case.level or (0, DONE)) for case in cases]
    return (
        sum(binds and low <= level[0] and level[1] <= high for binds, level in levels),
        sum(level[0] <= high and low <= level[1] for _, level in levels),
    )
