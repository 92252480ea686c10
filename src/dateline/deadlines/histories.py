"""The state of deadlines over time: the runs of days in which it stays the same, and how many are in which state.

Source: deadline semantics, §3; the rules stand in docs/semantics/deadline-questions.md.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.deadlines.counting.awaited import last_days
from dateline.deadlines.evaluation import possible_states, summarise
from dateline.deadlines.evidence import DONE, Silence
from dateline.deadlines.states import State
from dateline.model import Days, Deadline


class Run(NamedTuple):
    """Days in a row, `first` to `last`, at whose ends a deadline is in the same state."""

    first: int
    last: int
    state: State


def history(
    deadline: Deadline,
    first: int,
    last: int,
    known_at: int | None,
    silence: Silence = "unmet",
    observed_through: int | None = None,
    *,
    threshold: int = DONE,
) -> list[Run]:
    """Return the states of a deadline from day `first` to `last` in runs that follow each other without a gap.

    `known_at` None judges each day as known then. A state changes only on days that a record names, on one of the
    days after them, or where what silence proves ends; only these days are judged, so a century costs what a year does.
    """
    runs: list[Run] = []
    days = _turning_points(deadline, first, last, known_at, observed_through)
    for place, day in enumerate(days):
        known = day if known_at is None else known_at
        state = summarise(
            possible_states(
                deadline, day, known, silence=silence, threshold=threshold, observed_through=observed_through
            )
        )
        end = days[place + 1] - 1 if place + 1 < len(days) else last
        if runs and runs[-1].state == state:
            runs[-1] = runs[-1]._replace(last=end)
        else:
            runs.append(Run(day, end, state))
    return runs


def _turning_points(
    deadline: Deadline, first: int, last: int, known_at: int | None, observed_through: int | None
) -> list[int]:
    """Return `first` and the days after it up to `last` on which the state may change.

    It may on the ends of intervals and the day after, and as long after as imprecise days have room to take turns.
    """
    quiet = [day for day in (known_at, observed_through) if day is not None]
    intervals = [*_intervals(deadline), *((day, day) for day in quiet)]
    for due in deadline.due:
        if due.awaits is not None:
            intervals += [last_days(due, (day + 1, day + 1)) for day in quiet]
    loose = [days for days in intervals if days[0] < days[1]]
    ends = {end for days in intervals for end in days if FAR_PAST < end < FAR_FUTURE}
    turns = {first}
    for end in ends:
        room = sum(since <= end < until for since, until in loose)
        turns.update(day for day in range(end, end + room + 2) if first < day <= last)
    return sorted(turns)


def _intervals(deadline: Deadline) -> Iterator[Days]:
    """Yield all days that the records of a deadline name, also those on which they became known."""
    for due in deadline.due:
        yield from (due.cutoff, *filter(None, (due.effective, due.known)))
    for report in deadline.status:
        yield from (report.when, *filter(None, (report.known,)))
    for waiver in deadline.waivers:
        yield from (waiver.effective, *filter(None, (waiver.known,)))


def states_on(
    deadlines: Iterable[Deadline],
    days: Sequence[int],
    known_at: int | None,
    silence: Silence = "unmet",
    observed: Mapping[str, int | None] | None = None,
    *,
    threshold: int = DONE,
) -> list[Counter[State]]:
    """Return how many of the deadlines are in each state at the end of each of `days`, which come in order of time."""
    counts: list[Counter[State]] = [Counter() for _ in days]
    if not days:
        return counts
    for deadline in deadlines:
        watched = (observed or {}).get(deadline.programme)
        runs = history(deadline, days[0], days[-1], known_at, silence, watched, threshold=threshold)
        starts = [run.first for run in runs]
        for day, count in zip(days, counts, strict=True):
            count[runs[bisect_right(starts, day) - 1].state] += 1
    return counts


def span(deadlines: Iterable[Deadline]) -> Days | None:
    """Return the first and the last day that due dates name or became known on; None where there is no such day."""
    found = [
        day
        for deadline in deadlines
        for due in deadline.due
        for day in chain(due.cutoff, due.known or ())
        if FAR_PAST < day < FAR_FUTURE
    ]
    return (min(found), max(found)) if found else None
