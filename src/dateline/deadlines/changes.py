"""What changed between two judgements, and whether the days between or new records made the difference.

Source: deadline semantics, §3 and §4; the rules of each kind stand in docs/semantics/deadline-questions.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol, get_args

from dateline.dates import day_text
from dateline.deadlines.evaluation import Assessment, evaluate
from dateline.deadlines.evidence import DONE, Silence
from dateline.deadlines.states import MET, STATES
from dateline.model import Deadline

Kind = Literal[
    "newly_recorded",
    "reclassified",
    "met",
    "abandoned",
    "waived",
    "cured",
    "newly_overdue",
    "in_force",
    "reinstated",
    "other",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
Cause = Literal["time", "knowledge", "both"]

_ASIDE = {"abandoned", "waived"}
_DEGREES = {"no": 0, "maybe": 1, "yes": 2}


class Clocks(Protocol):
    """A day judged and a day up to which records count."""

    @property
    def as_of(self) -> int:
        """Return the day judged."""

    @property
    def known_at(self) -> int:
        """Return the last day of knowledge."""


class Point(NamedTuple):
    """A day judged and a day up to which records count, without the meaning of silence."""

    as_of: int
    known_at: int


@dataclass(frozen=True, slots=True)
class Change:
    """A deadline that was judged differently at two points.

    `before` and `after` are the judgements as they were at each point. `before_in_hindsight` and
    `after_in_hindsight` judge the same two days by the fuller records of the two points: what lies between them is
    due to time, the rest to knowledge. `why` is one sentence.
    """

    deadline: Deadline
    kind: Kind
    cause: Cause
    before: Assessment
    after: Assessment
    before_in_hindsight: Assessment
    after_in_hindsight: Assessment
    why: str


def changes(
    deadlines: Iterable[Deadline],
    before: Clocks,
    after: Clocks,
    silence: Silence = "unmet",
    observed: Mapping[str, int | None] | None = None,
    *,
    threshold: int = DONE,
) -> list[Change]:
    """Return the deadlines whose possible states differ between two points, in the order given.

    `observed` holds the last day of complete monitoring of each programme. The kind is the first that fits:

    - newly_recorded: before, no due date was known; now one may be
    - reclassified: the fuller records allow the same states on both days, so only knowledge changed
    - met: fulfilled in every world now, and not before
    - abandoned: given up in every world now, and not before
    - waived: set aside in every world now, and not before
    - cured: before, overdue in some world; now in none, and neither surely met nor surely set aside: it was extended
    - newly_overdue: overdue in some world now and in none before, or in every world now and not in every one before
    - in_force: no due date had taken effect in some world; now one has in every world
    - reinstated: waived or given up in every world before, and in none now
    - other: any other difference, such as from possibly overdue to possibly met
    """
    found: list[Change] = []
    fuller = max(before.known_at, after.known_at)
    for deadline in deadlines:
        judged = {
            point: evaluate(
                deadline,
                *point,
                silence=silence,
                threshold=threshold,
                observed_through=(observed or {}).get(deadline.programme),
            )
            for point in {
                (clocks.as_of, known_at) for clocks in (before, after) for known_at in (clocks.known_at, fuller)
            }
        }
        change = _change(
            deadline,
            Point(before.as_of, before.known_at),
            Point(after.as_of, after.known_at),
            *(judged[clocks.as_of, clocks.known_at] for clocks in (before, after)),
            *(judged[clocks.as_of, fuller] for clocks in (before, after)),
        )
        if change is not None:
            found.append(change)
    return found


def _change(
    deadline: Deadline,
    start: Point,
    end: Point,
    before: Assessment,
    after: Assessment,
    then: Assessment,
    now: Assessment,
) -> Change | None:
    if before.possible == after.possible:
        return None
    cause: Cause = "both"
    if then.possible == now.possible:
        cause = "knowledge"
    elif (then.possible, now.possible) == (before.possible, after.possible):
        cause = "time"
    kind = _kind(before, after, cause)
    return Change(deadline, kind, cause, before, after, then, now, _why(start, end, (before, after, then, now), cause))


def _kind(before: Assessment, after: Assessment, cause: Cause) -> Kind:
    was, now = set(before.possible), set(after.possible)
    lines: tuple[tuple[bool, Kind], ...] = (
        (was == {"not_recorded"}, "newly_recorded"),
        (cause == "knowledge", "reclassified"),
        (now <= MET and not was <= MET, "met"),
        (now == {"abandoned"} and was != now, "abandoned"),
        (now == {"waived"} and was != now, "waived"),
        (before.overdue != "no" and after.overdue == "no", "cured"),
        (_DEGREES[after.overdue] > _DEGREES[before.overdue], "newly_overdue"),
        ("not_in_force" in was and "not_in_force" not in now, "in_force"),
        (was <= _ASIDE and not now & _ASIDE, "reinstated"),
    )
    return next((kind for fits, kind in lines if fits), "other")


def _why(start: Point, end: Point, judged: tuple[Assessment, ...], cause: Cause) -> str:
    """Say what was known then, what hindsight says, and what made the difference."""
    before, after, then, now = (STATES[found.state].lead for found in judged)
    first, last = f"on {day_text(start.as_of)}", f"on {day_text(end.as_of)}"
    known, later = f"as known on {day_text(start.known_at)}", f"as known on {day_text(end.known_at)}"
    change = f"{before} {first} {known}, {_lower(after)} {last} {later}"
    if cause == "time":
        return f"{change}; what happened between the two days makes the difference."
    fuller = f"by the records known on {day_text(max(start.known_at, end.known_at))}"
    if cause == "knowledge":
        when = first if start.as_of == end.as_of else f"{first} as {last}"
        return f"{change}; {fuller} it is {_lower(now)} {when}, so only knowledge makes the difference."
    return f"{change}; {fuller} it is {_lower(then)} {first} and {_lower(now)} {last}, which is the part due to time."


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]
