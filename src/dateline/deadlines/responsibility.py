"""Whose deadlines are overdue, and which of them wait for somebody else.

Source: deadline semantics, §5 derived answers; the rules stand in docs/semantics/deadline-questions.md. Nothing here
says whose fault anything is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.deadlines.cascade import Network, network_of
from dateline.deadlines.evaluation import evaluate
from dateline.deadlines.evidence import DONE, Silence
from dateline.deadlines.states import Certainty
from dateline.model import Deadline, Participant

Counts = tuple[int, int]
"""How many deadlines certainly, and how many possibly; the possible include the certain."""
Group = tuple[str, ...]

BOUND = (None, "obligor", "co-obligor")
"""The roles of actors whom a commitment binds."""


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What is overdue of the deadlines that bind the same actors jointly.

    `actors` are their ids in order, none when the records name nobody; `outstanding_with` are their names in words.
    `own_overdue` counts what waits for nobody else, `inherited_overdue` what waits in the end for somebody else.
    """

    actors: Group
    outstanding_with: str
    overdue: Counts
    own_overdue: Counts
    inherited_overdue: Counts


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What an unmet deadline passes on to those that wait for it, seen from one group.

    `foreign` says whether it or anything unmet before it is another's, `foreign_root` whether another's may head the
    queue, `own_roots` whether in some world all that head it are the group's own.
    """

    foreign: Certainty
    foreign_root: bool
    own_roots: bool


_ABSENT = _Waiting("maybe", foreign_root=True, own_roots=False)


def responsibility(
    deadlines: Iterable[Deadline],
    as_of: int,
    known_at: int,
    silence: Silence = "unmet",
    observed: Mapping[str, int | None] | None = None,
    *,
    threshold: int = DONE,
) -> list[Outstanding]:
    """Return the overdue deadlines of each group of actors bound jointly, most first.

    An actor bound alone and the same actor bound with others are different groups; nothing is split. A deadline is
    another's unless it binds somebody and all whom it binds belong to the group. An overdue deadline is own if
    nothing unmet that it waits for, through any number of steps, is another's, and inherited if another's heads the
    queue. One that waits for another's which waits in turn for the group's own alone is neither.

    Raises DependencyCycle if deadlines wait for each other.
    """
    listed = list(deadlines)
    network = network_of(listed, as_of, known_at, silence, observed, threshold=threshold)
    groups = {deadline.id: tuple(sorted(_names(deadline))) for deadline in listed}
    names = {identity: name for deadline in listed for identity, name in _names(deadline).items()}
    overdue: dict[Group, dict[str, Certainty]] = {}
    for deadline in listed:
        found = evaluate(
            deadline,
            as_of,
            known_at,
            silence=silence,
            threshold=threshold,
            observed_through=(observed or {}).get(deadline.programme),
        )
        if found.overdue != "no":
            overdue.setdefault(groups[deadline.id], {})[deadline.id] = found.overdue
    rows = [_row(group, overdue[group], network, groups, names) for group in overdue]
    return sorted(rows, key=lambda row: (-row.overdue[0], -row.overdue[1], row.actors))


def bound(deadline: Deadline) -> tuple[Participant, ...]:
    """Return the actors whom a deadline binds: obligors and co-obligors, and those without a role."""
    return tuple(participant for participant in deadline.actors if participant.role in BOUND)


def _names(deadline: Deadline) -> dict[str, str]:
    return {participant.actor: participant.name or participant.actor for participant in bound(deadline)}


def _row(
    group: Group,
    overdue: Mapping[str, Certainty],
    network: Network,
    groups: Mapping[str, Group],
    names: Mapping[str, str],
) -> Outstanding:
    waiting = _waiting(group, _before(overdue, network), network, groups)
    own, inherited = [], []
    for identity, degree in overdue.items():
        surely = [waiting[other] for other in network.surely_open_to(identity)]
        perhaps = [waiting.get(other, _ABSENT) for other in network.open_to(identity)]
        if not any(other.foreign == "yes" for other in surely):
            own.append(degree == "yes" and all(other.foreign == "no" for other in perhaps))
        if any(other.foreign_root for other in perhaps):
            inherited.append(degree == "yes" and not all(other.own_roots for other in surely))
    return Outstanding(
        group,
        _together([names[actor] for actor in group]),
        (sum(degree == "yes" for degree in overdue.values()), len(overdue)),
        (sum(own), len(own)),
        (sum(inherited), len(inherited)),
    )


def _before(overdue: Iterable[str], network: Network) -> set[str]:
    """Return all that the deadlines may wait for, through any number of steps."""
    found: set[str] = set()
    ahead = [other for identity in overdue for other in network.open_to(identity)]
    while ahead:
        identity = ahead.pop()
        if identity not in found:
            found.add(identity)
            ahead += network.open_to(identity)
    return found


def _waiting(group: Group, before: set[str], network: Network, groups: Mapping[str, Group]) -> dict[str, _Waiting]:
    """Return what each deadline passes on, itself being unmet; those not in the list are left out.

    `own_roots` is exact by one choice that serves all at once: let everything doubtful count that has `own_roots`,
    and nothing else that is doubtful.
    """
    waiting: dict[str, _Waiting] = {}
    for identity in (identity for identity in network.order if identity in before):
        surely = [waiting[other] for other in network.surely_open_to(identity)]
        perhaps = [waiting.get(other, _ABSENT) for other in network.open_to(identity)]
        foreign = not groups[identity] or not set(groups[identity]) <= set(group)
        waiting[identity] = _Waiting(
            _foreign(foreign, surely, perhaps),
            any(other.foreign_root for other in perhaps) or (foreign and not surely),
            all(other.own_roots for other in surely) and (not foreign or any(other.own_roots for other in perhaps)),
        )
    return waiting


def _foreign(itself: bool, surely: Iterable[_Waiting], perhaps: Iterable[_Waiting]) -> Certainty:
    if itself or any(other.foreign == "yes" for other in surely):
        return "yes"
    return "no" if all(other.foreign == "no" for other in perhaps) else "maybe"


def _together(names: list[str]) -> str:
    if not names:
        return "nobody named"
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
