"""How the due date of a deadline moved from the day on which it became known to the day judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.deadlines.clocks import Clocks
from dateline.deadlines.evidence import DONE, Silence
from dateline.deadlines.histories import history
from dateline.deadlines.knowledge import weigh
from dateline.deadlines.states import STATES, State
from dateline.model import Days, Deadline, DueAssertion, DueKind


class Step(NamedTuple):
    """A due date: its last compliant day lies in `cutoff`, surely known on the day `known`; None means from the first.

    A `doubtful` one is only claimed, or perhaps not known yet.
    """

    known: int | None
    cutoff: Days
    kind: DueKind
    text: str
    doubtful: bool


class Trace(NamedTuple):
    """The due dates of a deadline in the order in which they became known, at least one.

    `end` is the day on which it was settled, met, waived or given up, for good, or else the day judged; `state` is its
    state on the day judged.
    """

    id: str
    title: str
    programme: str
    steps: tuple[Step, ...]
    end: int
    state: State

    @property
    def amended(self) -> bool:
        """Tell whether an amendment is among the due dates."""
        return any(step.kind == "amendment" for step in self.steps)


def traces(
    deadlines: Iterable[Deadline],
    as_of: int,
    known_at: int,
    silence: Silence = "unmet",
    observed: Mapping[str, int | None] | None = None,
    *,
    threshold: int = DONE,
) -> list[Trace]:
    """Return the traces of all deadlines of which a due date was known by the end of both days.

    Due dates without any day, such as an open end, have no place and are left out.
    """
    found = []
    for deadline in deadlines:
        steps = _steps(deadline, min(as_of, known_at))
        if steps:
            watched = (observed or {}).get(deadline.programme)
            end, state = _end(deadline, steps[0], Clocks(as_of, known_at, silence, threshold), watched)
            found.append(Trace(deadline.id, deadline.title, deadline.programme, steps, end, state))
    return found


def _steps(deadline: Deadline, known_at: int) -> tuple[Step, ...]:
    weighed = ((due, weigh(due.known, due.standing, known_at, in_doubt=due.in_doubt)) for due in deadline.due)
    steps = [_step(due, weight == "doubtful") for due, weight in weighed if weight != "none" and _finite(due.cutoff)]
    return tuple(sorted(steps, key=lambda step: FAR_PAST if step.known is None else step.known))


def _step(due: DueAssertion, doubtful: bool) -> Step:
    return Step(_known(due), due.cutoff, due.kind, due.text or str(due.due or ""), doubtful)


def _known(due: DueAssertion) -> int | None:
    """Return the day on which a due date was surely known: without one, the day on which it took effect."""
    days = due.known or due.effective
    return days[1] if days is not None and FAR_PAST < days[1] < FAR_FUTURE else None


def _finite(cutoff: Days) -> bool:
    return FAR_PAST < cutoff[0] < FAR_FUTURE


def _end(deadline: Deadline, start: Step, clocks: Clocks, watched: int | None) -> tuple[int, State]:
    as_of, known_at, silence, threshold = clocks
    first = min(as_of, start.cutoff[0] if start.known is None else start.known)
    last = history(deadline, first, as_of, known_at, silence, watched, threshold=threshold)[-1]
    return (last.first if STATES[last.state].settled else as_of), last.state
