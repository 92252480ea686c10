"""The state of a deadline on one day, as known on another, over every world that the records allow.

Source: deadline semantics, §2 two clocks, §3 one world, §4 many worlds (docs/semantics/deadlines.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from dateline.dates.shifting import days_between
from dateline.deadlines.conditions import awaited
from dateline.deadlines.courses import Setting, setting_of
from dateline.deadlines.decisive import decisive_endings, decisive_ever_overdue
from dateline.deadlines.evidence import DONE, Evidence, Silence, gather
from dateline.deadlines.states import MET, STATES, Certainty, State, WorldState
from dateline.deadlines.wording import explain, in_doubt, names_doubt, on_records, only_if, open_days
from dateline.deadlines.worlds import NEVER, SURELY, Ending, endings, hull, in_force, overlapping
from dateline.light_classes import NamedTuple, dataclass
from dateline.model import Days, Deadline, Lateness

_MOST_OVERLAPPING = 6
"""So many imprecise effective days may overlap for a walk through all worlds; more are judged by what decides."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What can be said of a deadline at the end of a day.

    `possible` holds the states of single worlds in alphabetical order, `state` sums them up. `days_overdue`
    is the fewest and most days over the overdue worlds, None if there is none; the most is None without a
    bound. `days_late` is the same of the days between the last compliant day and the fulfilment, over the worlds in
    which it was met late; amendments may widen it. `ever_overdue` asks whether the end of any day so far lay after the
    cutoff then in force; a fulfilment on the first day after the cutoff is met_late with ever_overdue "no".
    `vs_original` is the state without amendments. `hindsight`: records from after the day judged count. `forecast`: the
    day judged lies after the knowledge date.
    `cutoff` is the smallest interval around the last compliant days in force on the day judged, None if
    nothing is in force in any world. `why` is one sentence.
    """

    state: State
    possible: tuple[WorldState, ...]
    overdue: Certainty
    days_overdue: Lateness | None
    ever_overdue: Certainty
    vs_original: State
    hindsight: bool
    forecast: bool
    cutoff: Days | None
    why: str
    days_late: Lateness | None = None


def evaluate(
    deadline: Deadline,
    as_of: int,
    known_at: int,
    *,
    silence: Silence = "unmet",
    threshold: int = DONE,
    now: int | None = None,
    observed_through: int | None = None,
) -> Assessment:
    """Judge a deadline at the end of day `as_of` by the records known at the end of day `known_at`.

    `silence` says what the lack of a report means, `threshold` (1 to 3) the level that counts as fulfilment.
    `now` caps `known_at`: silence proves nothing about days that have not come. `observed_through`, the last
    day of complete monitoring of the programme, ends what silence proves; None means that it never ends.

    The answer is exact, but for one thing: where more than six imprecise effective days overlap, `ever_overdue` may be
    "maybe" though it is "yes" in every world. The cost grows with a power of the number of records.
    """
    known_at = known_at if now is None else min(known_at, now)
    asked = _Asked(as_of, known_at, silence, threshold, observed_through)
    deadline = asked.awaited(deadline)
    evidence, setting = asked.evidence(deadline), setting_of(deadline, known_at)
    fulfilments = evidence.fulfilments()
    found, ever_overdue = _worlds(setting, fulfilments, as_of)
    state = summarise(ending.state for ending in found)
    return Assessment(
        state=state,
        possible=tuple(sorted({ending.state for ending in found})),
        overdue=STATES[state].overdue,
        days_overdue=_latest(ending.days_overdue for ending in found),
        ever_overdue=ever_overdue,
        vs_original=_vs_original(deadline, fulfilments, as_of, known_at, state),
        hindsight=known_at > as_of,
        forecast=as_of > known_at,
        cutoff=hull(term.cutoff for term in in_force(setting, as_of)),
        why=explain(state, found, evidence, as_of, known_at, _doubt(deadline, state, found, evidence, asked)),
        days_late=_latest(_met_late(found, fulfilments, as_of)),
    )


class _Asked(NamedTuple):
    """The days for which a deadline is judged, and what is asked of it."""

    as_of: int
    known_at: int
    silence: Silence
    threshold: int
    observed_through: int | None

    def awaited(self, deadline: Deadline) -> Deadline:
        """Return the deadline with the cutoffs of what it awaits."""
        if self.silence != "unmet":
            return deadline
        watched = self.observed_through
        return awaited(deadline, self.known_at if watched is None else min(self.known_at, watched))

    def evidence(self, deadline: Deadline) -> Evidence:
        """Return what the reports say."""
        return gather(
            deadline.status,
            self.known_at,
            silence=self.silence,
            threshold=self.threshold,
            observed_through=self.observed_through,
        )

    def states(self, deadline: Deadline) -> frozenset[WorldState]:
        """Return the states of all worlds."""
        deadline = self.awaited(deadline)
        setting = setting_of(deadline, self.known_at)
        return frozenset(_endings_states(setting, self.evidence(deadline).fulfilments(), self.as_of))


def possible_states(
    deadline: Deadline,
    as_of: int,
    known_at: int,
    *,
    silence: Silence = "unmet",
    threshold: int = DONE,
    observed_through: int | None = None,
) -> frozenset[WorldState]:
    """Return the states of all worlds as `evaluate` finds them, and nothing else, which takes a part of the time."""
    return _Asked(as_of, known_at, silence, threshold, observed_through).states(deadline)


def _met_late(found: Iterable[Ending], fulfilments: Iterable[Days], as_of: int) -> Iterator[Lateness]:
    """Yield the days that each due date may have been met late by."""
    passed = {ending.term.cutoff for ending in found if ending.state == "met_late" and ending.term}
    for (first, last), (earliest, latest) in product(passed, fulfilments):
        done = min(latest, as_of)
        if earliest <= as_of and done > first:
            yield max(1, days_between(last, earliest) or 1), days_between(first, done)


def summarise(states: Iterable[WorldState]) -> State:
    """Return the one state that stands for those of all worlds; the first line that fits decides (§4)."""
    worlds = frozenset(states)
    if len(worlds) == 1:
        (single,) = worlds
        return "certainly_overdue" if single == "overdue" else single
    met = worlds & MET
    lines: tuple[tuple[bool, State], ...] = (
        ("overdue" in worlds, "possibly_overdue"),
        (worlds == met, "met_possibly_late"),
        ("abandoned" in worlds, "possibly_abandoned"),
        ("waived" in worlds, "possibly_waived"),
        (bool(met), "possibly_met"),
        ("not_recorded" in worlds, "possibly_recorded"),
        # It waits in every world; only whether its day ever comes is open.
        (worlds == {"pending", "open_ended"}, "pending"),
    )
    return next((state for fits, state in lines if fits), "not_overdue")


def _endings_states(setting: Setting, fulfilments: tuple[Days, ...], as_of: int) -> Iterator[WorldState]:
    crowded = overlapping(setting, as_of) > _MOST_OVERLAPPING
    found = (decisive_endings if crowded else endings)(setting, fulfilments, as_of)
    return (ending.state for ending in found)


def _worlds(setting: Setting, fulfilments: tuple[Days, ...], as_of: int) -> tuple[frozenset[Ending], Certainty]:
    """Return the endings of all worlds, and whether the deadline was ever overdue."""
    if overlapping(setting, as_of) > _MOST_OVERLAPPING:
        found = decisive_endings(setting, fulfilments, as_of)
        return found, decisive_ever_overdue(setting, fulfilments, as_of)
    found = frozenset(endings(setting, fulfilments, as_of))
    return found, _ever_overdue(found)


def _vs_original(deadline: Deadline, fulfilments: tuple[Days, ...], as_of: int, known_at: int, amended: State) -> State:
    if not any(entry.kind == "amendment" for entry in deadline.due):
        return amended
    found, _ = _worlds(setting_of(deadline, known_at, amended=False), fulfilments, as_of)
    return summarise(ending.state for ending in found)


def _doubt(deadline: Deadline, state: State, found: frozenset[Ending], evidence: Evidence, asked: _Asked) -> str:
    """Return on what the state depends where it is only possible, or which records are in doubt."""
    if not names_doubt(state):
        return ""
    days = open_days(state, found, evidence, asked.as_of)
    records = on_records(deadline, state, asked.as_of, asked.known_at, asked.threshold, asked.states)
    return only_if(state, days, records) or in_doubt(deadline, asked.known_at) or "only several days together decide"


def _latest(days: Iterable[Lateness | None]) -> Lateness | None:
    """Return the fewest and the most days of all, None of none."""
    late = [each for each in days if each]
    if not late:
        return None
    most = [last for _, last in late if last is not None]
    return min(first for first, _ in late), max(most) if len(most) == len(late) else None


def _ever_overdue(found: Iterable[Ending]) -> Certainty:
    degrees = {ending.been_overdue for ending in found}
    if degrees == {NEVER}:
        return "no"
    return "yes" if degrees == {SURELY} else "maybe"
