"""How well each party kept its promises: the share on time, the average delay and the deficit, as exact bounds.

Source: deadline semantics, §5 derived answers; the rules stand in docs/semantics/deadline-questions.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from dateline.deadlines.evaluation import Assessment, evaluate
from dateline.deadlines.evidence import DONE, Silence
from dateline.deadlines.kept.groups import By, Group, grouped
from dateline.deadlines.kept.score import Bounds, Options, ratio_bounds
from dateline.deadlines.states import GONE, MET, NOT_BINDING, WORLDS, WorldState
from dateline.model import Deadline, Lateness

Counts = tuple[int, int]
_BINDING = {*WORLDS} - NOT_BINDING


@dataclass(frozen=True, slots=True)
class Tally:
    """What the promises of a group came to by the end of a day.

    Counts are [certain, possible]: `deadlines` how many bind or were given up, `met`, `overdue` and `abandoned` how
    many of these. `on_time` bounds the share met on time of what was met, is overdue or was given up, `deficit` the
    share of these that is overdue or given up. `delay` is the average of days late over all that is overdue or was
    met late; the greatest is None without a bound, all is None if nothing is late in any world.
    """

    group: Group
    deadlines: Counts
    met: Counts
    overdue: Counts
    abandoned: Counts
    on_time: Bounds | None
    deficit: Bounds | None
    delay: tuple[float, float | None] | None


@dataclass(frozen=True, slots=True)
class _Case:
    """One deadline judged, with the states of its worlds."""

    deadline: Deadline
    worlds: frozenset[WorldState]
    found: Assessment


def tally(
    deadlines: Iterable[Deadline],
    as_of: int,
    known_at: int,
    silence: Silence = "unmet",
    observed: Mapping[str, int | None] | None = None,
    *,
    by: By = "party",
    threshold: int = DONE,
) -> list[Tally]:
    """Return what the promises of each party, programme or theme came to, in order of their names.

    A deadline counts once for every actor whom it binds, alone or jointly, and for every theme that it names; one that
    names none counts for the group None, which comes last.
    """
    cases = []
    for deadline in deadlines:
        watched = (observed or {}).get(deadline.programme)
        found = evaluate(deadline, as_of, known_at, silence=silence, threshold=threshold, observed_through=watched)
        cases.append(_Case(deadline, frozenset(found.possible), found))
    return [_row(group, of) for group, of in grouped(cases, by, lambda case: case.deadline).items()]


def _row(group: Group, cases: list[_Case]) -> Tally:
    return Tally(
        group,
        _counts(cases, _BINDING),
        _counts(cases, MET),
        _counts(cases, {"overdue"}),
        _counts(cases, GONE),
        ratio_bounds(frozenset(WORLDS[world].on_time for world in case.worlds) for case in cases),
        ratio_bounds(frozenset(map(_deficit, case.worlds)) for case in cases),
        _delay(cases),
    )


def _counts(cases: Iterable[_Case], wanted: Set[WorldState]) -> Counts:
    listed = list(cases)
    return sum(case.worlds <= wanted for case in listed), sum(bool(case.worlds & wanted) for case in listed)


def _deficit(world: WorldState) -> tuple[int, int]:
    return int(world == "overdue" or world in GONE), WORLDS[world].on_time[1]


def _delay(cases: Iterable[_Case]) -> tuple[float, float | None] | None:
    """Return the least and the greatest average of the days late, over those that are late."""
    lateness = [(case, _late(case)) for case in cases]
    endless = any(most is None for _, days in lateness for _, most in days)
    options: list[Options] = []
    for case, days in lateness:
        ends = {(end, 1) for fewest, most in days for end in (fewest, fewest if most is None else most) if end}
        on_time = {(0, 0)} if case.worlds - {"overdue", "met_late"} else set()
        options.append(frozenset(ends | on_time))
    found = ratio_bounds(options)
    return None if found is None else (float(found[0]), None if endless else float(found[1]))


def _late(case: _Case) -> list[Lateness]:
    return [days for days in (case.found.days_overdue, case.found.days_late) if days]
