"""What can still be finished in time: finishing days carried forward along the dependencies.

Source: deadline semantics, §5 derived answers; the rules stand in docs/semantics/deadline-questions.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Literal, NamedTuple

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.dates.shifting import days_between, moved
from dateline.deadlines.evaluation import evaluate
from dateline.deadlines.evidence import DONE, Silence, gather
from dateline.deadlines.knowledge import weigh, weigh_all
from dateline.deadlines.plain import quiet, reported_days
from dateline.deadlines.states import FREE, GONE, MET, Certainty
from dateline.deadlines.worlds import hull
from dateline.errors import DatelineError
from dateline.model import Days, Deadline

Verdict = Literal["feasible", "at_risk", "infeasible"]
Ids = frozenset[str]

_NOWHERE: Ids = frozenset()
_AT_ONCE = (FAR_PAST, FAR_PAST)
_UNKNOWN = (FAR_PAST, FAR_FUTURE)
_NO_LAG = (0, 0)
_NO_LEAD = (0, 0)
_NOBODY: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


class DependencyCycle(DatelineError):
    """Deadlines that wait for each other in a circle; `path` begins and ends with the same one."""

    exit_code = 4

    def __init__(self, path: tuple[str, ...]) -> None:
        super().__init__(
            f"deadlines wait for each other in a circle: {' waits for '.join(path)}",
            hint="correct one of these dependencies",
        )
        self.path = path


class Standing(NamedTuple):
    """Where a deadline stands on the day judged, in the terms that dependencies need.

    `unmet` says whether it is still to be done, `done` when it was done in the worlds in which it was. `later` are the
    days after the day judged on which it is reported done, and `since` is the first day on which it may be done without
    a report; each is None where there is no such world. `free` says that in some world it holds nobody up, being waived
    or not recorded; `gone` that in some world it was given up, so that what waits for it may wait for ever. `cutoff` is
    that of the assessment.
    """

    unmet: Certainty
    done: Days | None
    later: Days | None
    since: int | None
    free: bool
    cutoff: Days | None
    gone: bool = False


class Edge(NamedTuple):
    """That a deadline waits for the deadline `on`; `sure` if it does in every world."""

    on: str
    lag: Days
    sure: bool


@dataclass(frozen=True, slots=True)
class Network:
    """The deadlines and the dependencies known by a day; `order` names each deadline after what it waits for."""

    order: tuple[str, ...]
    standings: Mapping[str, Standing]
    edges: Mapping[str, tuple[Edge, ...]]

    def open_to(self, identity: str) -> list[str]:
        """Return what a deadline may be waiting for; what is not in the list of deadlines may be unmet."""
        return self.opens(identity)[1]

    def holds_up(self, identity: str) -> bool:
        """Tell whether a deadline may hold others up: it may be unmet, given up, or is not in the list."""
        standing = self.standings.get(identity)
        return standing is None or standing.unmet != "no" or standing.gone

    def surely_open_to(self, identity: str) -> list[str]:
        """Return what a deadline is waiting for in every world."""
        return self.opens(identity)[0]

    def opens(self, identity: str) -> tuple[list[str], list[str]]:
        """Return what a deadline is waiting for in every world, and in some: `surely_open_to` and `open_to`."""
        surely: list[str] = []
        perhaps: list[str] = []
        for edge in self.edges.get(identity, ()):
            standing = self.standings.get(edge.on)
            if standing is None or standing.unmet != "no" or standing.gone:
                perhaps.append(edge.on)
            if edge.sure and standing is not None and standing.unmet == "yes":
                surely.append(edge.on)
        return surely, perhaps


class Outlook(NamedTuple):
    """When a deadline that is or may be unmet can be finished, if it is unmet.

    `finish` holds the first and last possible day, FAR_FUTURE if there is none. `slip` is the fewest and most days
    after the cutoff in force, None for an open end; it and `verdict` are None while no cutoff is in force.
    `roots` are the unmet deadlines at the head of the queue in every world, `possible_roots` in some, `unknown` what
    it may wait for without being in the list; all by id.
    """

    deadline: Deadline
    unmet: Certainty
    finish: Days
    cutoff: Days | None
    slip: tuple[int | None, int | None] | None
    verdict: Verdict | None
    roots: tuple[str, ...]
    possible_roots: tuple[str, ...]
    unknown: tuple[str, ...]


def cascade(
    deadlines: Iterable[Deadline],
    as_of: int,
    known_at: int,
    silence: Silence = "unmet",
    observed: Mapping[str, int | None] | None = None,
    *,
    threshold: int = DONE,
) -> list[Outlook]:
    """Return the outlook of every deadline that may be unmet at the end of `as_of`, in the order given.

    An unmet deadline finishes at max(as_of, finish of each predecessor + lag) + lead, on both bounds, and not before
    the first day on which the records let it be done: what is unmet at the end of a day is done on a later one. A lead
    that nobody says may be any. What is reported done finishes on that day, also if that is known in hindsight, and a
    predecessor that is waived or not recorded holds nobody up; one that was given up may do so for ever. What a
    doubtful dependency, predecessor or record leaves open widens the bounds. Infeasible means that even the first
    possible finish lies after the last possible cutoff, feasible that the last finish does not lie after the first. The
    cost grows with the number of dependencies, and with the sizes of the sets of roots that differ.

    Raises DependencyCycle if deadlines wait for each other.
    """
    listed = list(deadlines)
    network = network_of(listed, as_of, known_at, silence, observed, threshold=threshold)
    leads = {deadline.id: deadline.lead for deadline in listed if deadline.lead != _NO_LEAD}
    finishes = _finishes(network, leads, as_of)
    certain, possible = _roots(network)
    heads = _Heads(network.standings)
    found = []
    for deadline in listed:
        identity = deadline.id
        unmet, *_, cutoff, _ = network.standings[identity]
        if unmet == "no":
            continue
        finish = finishes[identity]
        before = possible.get(identity)
        roots, unknown = heads[before] if before else _NOBODY
        surely = heads[certain[identity]][0] if before and certain[identity] else ()
        slip, verdict = (None, None) if cutoff is None else (_slip(finish, cutoff), _verdict(finish, cutoff))
        found.append(Outlook(deadline, unmet, finish, cutoff, slip, verdict, surely, roots, unknown))
    return found


class _Heads(dict[Ids, tuple[tuple[str, ...], tuple[str, ...]]]):
    """Ids in order, those of deadlines in the list and the others; the same sets come again and again."""

    def __init__(self, listed: Mapping[str, object]) -> None:
        self._listed = listed

    def __missing__(self, ids: Ids) -> tuple[tuple[str, ...], tuple[str, ...]]:
        known = sorted(filter(self._listed.__contains__, ids))
        unknown = [each for each in ids if each not in self._listed] if len(known) < len(ids) else ()
        found = self[ids] = tuple(known), tuple(sorted(unknown))
        return found


def network_of(
    deadlines: Iterable[Deadline],
    as_of: int,
    known_at: int,
    silence: Silence = "unmet",
    observed: Mapping[str, int | None] | None = None,
    *,
    threshold: int = DONE,
) -> Network:
    """Return who waits for whom at the end of `as_of` by what was known at the end of `known_at`.

    Raises DependencyCycle if deadlines wait for each other.
    """
    standings: dict[str, Standing] = {}
    edges: dict[str, tuple[Edge, ...]] = {}
    observed = observed or {}
    for deadline in deadlines:
        identity, watched = deadline.id, observed.get(deadline.programme)
        standings[identity] = _standing(deadline, as_of, known_at, silence, watched, threshold)
        edges[identity] = tuple(_edges(deadline, known_at)) if deadline.depends else ()
    return Network(_order(standings, edges), standings, edges)


def _edges(deadline: Deadline, known_at: int) -> list[Edge]:
    weights = weigh_all(deadline.depends, known_at)
    return [
        Edge(dependency.on, dependency.lag, weight == "sure")
        for dependency, weight in zip(deadline.depends, weights, strict=True)
        if weight != "none"
    ]


def _order(standings: Mapping[str, Standing], edges: Mapping[str, tuple[Edge, ...]]) -> tuple[str, ...]:
    waiting: defaultdict[str, list[str]] = defaultdict(list)
    left: dict[str, int] = {}
    order: list[str] = []
    for identity, own in edges.items():
        number = 0
        for edge in own:
            if edge.on in standings:
                waiting[edge.on].append(identity)
                number += 1
        if number:
            left[identity] = number
        else:
            order.append(identity)
    for identity in order:  # it grows while it is read
        for other in waiting.get(identity, ()):
            left[other] -= 1
            if not left[other]:
                order.append(other)
    if len(order) == len(standings):
        return tuple(order)
    before = {identity: [edge.on for edge in edges[identity] if edge.on in standings] for identity in standings}
    try:
        return tuple(TopologicalSorter(before).static_order())
    except CycleError as error:
        # graphlib names each one before what waits for it.
        circle = list(reversed(error.args[1]))[:-1]
        start = circle.index(min(circle))
        raise DependencyCycle((*circle[start:], *circle[:start], circle[start])) from None


def _standing(
    deadline: Deadline, as_of: int, known_at: int, silence: Silence, watched: int | None, threshold: int
) -> Standing:
    windows, sure = _fulfilments(deadline, known_at, silence, watched, threshold), _is_sure(deadline, known_at)
    if sure and len(windows) == 1:
        ((first, last),) = windows
        if first > as_of and last >= FAR_FUTURE:
            return Standing("yes", None, None, first, False, deadline.due[0].cutoff)
        if last <= as_of:
            return Standing("no", (first, last), None, None, False, deadline.due[0].cutoff)
    done = hull((first, min(last, as_of)) for first, last in windows if first <= as_of)
    to_come = [(max(first, as_of + 1), last) for first, last in windows if last > as_of]
    later = hull(days for days in to_come if days[1] < FAR_FUTURE)
    since = min((first for first, last in to_come if last >= FAR_FUTURE), default=None)
    if sure:
        unmet: Certainty = "maybe" if to_come and done else "yes" if to_come else "no"
        return Standing(unmet, done, later, since, False, deadline.due[0].cutoff)
    judged = evaluate(deadline, as_of, known_at, silence=silence, threshold=threshold, observed_through=watched)
    states, over = set(judged.possible), MET | FREE | GONE
    return Standing(
        "no" if states <= over else "maybe" if states & over else "yes",
        done if states & MET else None,
        later,
        since,
        bool(states & FREE),
        judged.cutoff,
        bool(states & GONE),
    )


def _fulfilments(
    deadline: Deadline, known_at: int, silence: Silence, watched: int | None, threshold: int
) -> tuple[Days, ...]:
    """Return the possible days of fulfilment, at once where the reports are plain."""
    plain = reported_days(deadline.status, known_at, threshold)
    if plain is None:
        evidence = gather(deadline.status, known_at, silence=silence, threshold=threshold, observed_through=watched)
        return evidence.fulfilments()
    since, done_by = plain
    if done_by is None:
        return ((max(since, quiet(known_at, silence, watched) + 1), FAR_FUTURE),)
    return ((since, done_by),)


def _is_sure(deadline: Deadline, known_at: int) -> bool:
    """Tell whether one due date is in force in every world, so that nothing but the reports is left to judge."""
    if deadline.waivers or len(deadline.due) != 1:
        return False
    (due,) = deadline.due
    weight = weigh(due.known, due.standing, known_at, in_doubt=due.in_doubt)
    return due.effective is None and due.awaits is None and weight == "sure"


def _finishes(network: Network, leads: Mapping[str, Days], as_of: int) -> dict[str, Days]:
    """Return the first and last day on which each deadline that may be unmet can be finished, where it is unmet."""
    finishes: dict[str, Days] = {}
    passed: dict[str, Days] = {}
    standings, edges = network.standings, network.edges
    awaited = {edge.on for own in edges.values() for edge in own}
    for identity in network.order:
        standing, finish = standings[identity], _UNKNOWN
        if standing.unmet != "no":
            first = last = as_of
            for edge in edges[identity]:
                earliest, latest = passed.get(edge.on, _UNKNOWN)
                if edge.lag != _NO_LAG:
                    earliest, latest = moved(earliest, edge.lag[0]), moved(latest, edge.lag[1])
                if edge.sure and earliest > first:
                    first = earliest
                last = max(last, latest)
            lead = leads.get(identity) if leads else None
            carried = (moved(first, lead[0]), moved(last, lead[1])) if lead else (first, FAR_FUTURE)
            finish = finishes[identity] = _finish(standing, carried)
        if identity in awaited:
            passed[identity] = _passed(standing, finish)
    return finishes


def _finish(standing: Standing, carried: Days) -> Days:
    """Return the first and last day on which an unmet deadline is done: as reported, or as what it waits for allows."""
    if standing.since is None:
        return standing.later or carried
    finish = max(carried[0], standing.since), max(carried[1], standing.since)
    if standing.later is None:
        return finish
    return min(finish[0], standing.later[0]), max(finish[1], standing.later[1])


def _passed(standing: Standing, finish: Days) -> Days:
    """Return the days from which on a deadline holds nobody up, over all worlds."""
    if standing.unmet == "yes" and standing.done is None and not standing.free and not standing.gone:
        return finish
    if standing.unmet == "no" and standing.done is not None and not standing.free and not standing.gone:
        return standing.done
    days = [finish] if standing.unmet != "no" else []
    if standing.done is not None:
        days.append(standing.done)
    if standing.free:
        days.append(_AT_ONCE)
    if standing.gone:
        days.append(_UNKNOWN)
    return hull(days) or _AT_ONCE


def _roots(network: Network) -> tuple[dict[str, Ids], dict[str, Ids]]:
    """Return the heads of the queue before each deadline in every world, and in some.

    A deadline heads the queue in every world if it is surely unmet, may wait for nothing, and is reached by sure
    dependencies through surely unmet deadlines; in some world if it need not wait for anything.
    """
    certain: dict[str, Ids] = {}
    possible: dict[str, Ids] = {}
    # What each deadline passes on to those that wait for it: itself, where nothing else is said.
    certain_on: dict[str, Ids] = {}
    possible_on: dict[str, Ids] = {}
    for identity in network.order:
        if not network.edges[identity] or not network.holds_up(identity):
            continue
        itself = frozenset((identity,))
        surely, perhaps = network.opens(identity)
        certain[identity] = _union([_passed_on(certain_on, other) for other in surely]) if surely else _NOWHERE
        possible[identity] = _union([_passed_on(possible_on, other) for other in perhaps]) if perhaps else _NOWHERE
        certain_on[identity] = certain[identity] if perhaps else itself
        possible_on[identity] = possible[identity] if surely else possible[identity] | itself
    return certain, possible


def _passed_on(known: Mapping[str, Ids], identity: str) -> Ids:
    found = known.get(identity)
    return frozenset((identity,)) if found is None else found


def _union(sets: Iterable[Ids]) -> Ids:
    """Return the union, sharing a set that stands alone so that long chains stay cheap."""
    distinct = set(sets)
    distinct.discard(_NOWHERE)
    if len(distinct) <= 1:
        return distinct.pop() if distinct else _NOWHERE
    return _NOWHERE.union(*distinct)


def _slip(finish: Days, cutoff: Days) -> tuple[int | None, int | None]:
    return _days_after(finish[0], cutoff[1]), _days_after(finish[1], cutoff[0])


def _days_after(finish: int, cutoff: int) -> int | None:
    return 0 if finish <= cutoff else days_between(cutoff, finish)


def _verdict(finish: Days, cutoff: Days) -> Verdict:
    if finish[0] > cutoff[1]:
        return "infeasible"
    return "feasible" if finish[1] <= cutoff[0] else "at_risk"
