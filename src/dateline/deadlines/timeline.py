"""All worlds of a deadline at once, day by day: the state machine of deadline semantics, §3.

A world fixes every imprecise day. Worlds that cannot be told apart any longer are one `Path`, so the cost
grows with the number of different situations and not with the number of worlds. Cutoffs are never fixed:
whether a day lies after the cutoff is answered by the interval itself (certainly, possibly, no), because each
due date is compared with one day at a time.

Within a day the order is: due dates take effect (and reinstate), a fulfilment counts unless the deadline is
waived, waivers take effect, the day ends. This order carries the rules for equal days: a fulfilment on the
day of the waiver counts, a reinstatement on the day of the waiver does not end it, a fulfilment on the day of
reinstatement counts.

Only critical days are visited: those on which a comparison can change (see `critical_days`). With k imprecise
days among n records there are O(n*k) critical days and at most O(2**k * n) paths on each; k is 0 or 1 in
practice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from dateline.dates import FAR_FUTURE
from dateline.deadlines.courses import Course, Term
from dateline.model import Days

WorldState = Literal[
    "met_late",
    "met_on_time",
    "not_in_force",
    "not_recorded",
    "open_ended",
    "overdue",
    "pending",
    "waived",
]
Fulfilment = Literal["open", "voluntary", "met_late", "met_on_time"]

NEVER, PERHAPS, SURELY = 0, 1, 2


class Path(NamedTuple):
    """The worlds that agree on what has happened so far.

    `waiting` holds the positions of the terms, then of the waivers, that have not taken effect; `term` and
    `met_by` are the positions of the term in force and of the one in force at the fulfilment; `been_overdue`
    says whether the end of some day so far lay after the cutoff then in force.
    """

    waiting: frozenset[int]
    term: int | None = None
    waived: bool = False
    fulfilment: Fulfilment = "open"
    met_by: int | None = None
    been_overdue: int = NEVER


@dataclass(frozen=True, slots=True)
class Ending:
    """The state of some worlds at the end of the day judged; `judged_by` is the term that decided it."""

    state: WorldState
    in_force: Term | None = None
    judged_by: Term | None = None
    days_overdue: Days | None = None
    been_overdue: int = NEVER


def endings(course: Course, fulfilments: tuple[Days, ...], as_of: int) -> Iterator[Ending]:
    """Yield the endings of all worlds of a course at the end of day `as_of`.

    `fulfilments` are the intervals in which the day of fulfilment lies.
    """
    if not course.terms:
        yield Ending("not_recorded")
        return
    dates = [term.effective for term in course.terms] + list(course.waivers)
    paths = {Path(frozenset(range(len(dates))))}
    for day in critical_days(course, fulfilments, as_of):
        paths = _through(day, paths, course, dates, fulfilments)
    for path in paths:
        yield from _close(path, course, as_of)


def critical_days(course: Course, fulfilments: tuple[Days, ...], as_of: int) -> list[int]:
    """Return the days up to `as_of` that stand for all others.

    A comparison between a day and an interval changes at the ends of the interval or the day after. Between
    two such days only the order of the imprecise days among each other matters, and k days in a row realise
    every order of k.
    """
    dates = [*(term.effective for term in course.terms), *course.waivers]
    cutoffs = [end + after for term in course.terms for end in term.cutoff for after in (0, 1)]
    ends = {as_of, *cutoffs, *(end for days in (*dates, *fulfilments) for end in days)}
    loose = sum(first < last for first, last in dates) + 1
    return sorted({end + step for end in ends for step in range(loose + 1) if end + step <= as_of})


def _through(
    day: int, paths: set[Path], course: Course, dates: list[Days], fulfilments: tuple[Days, ...]
) -> set[Path]:
    """Return the paths at the end of `day`."""
    count = len(course.terms)
    for position in range(count):
        paths = _branch(day, paths, position, dates, lambda path, at: _take_effect(path, at, course))
    paths = set(_fulfil(day, paths, course, fulfilments))
    for position in range(count, len(dates)):
        paths = _branch(day, paths, position, dates, _waive)
    return {_end_of_day(day, path, course) for path in paths}


def _branch(
    day: int, paths: set[Path], position: int, dates: list[Days], take: Callable[[Path, int], Path]
) -> set[Path]:
    """Let a record take effect today or later, as its interval allows."""
    first, last = dates[position]
    if not first <= day <= last:
        return paths
    after: set[Path] = set()
    for path in paths:
        waiting = position in path.waiting
        if waiting:
            after.add(take(path._replace(waiting=path.waiting - {position}), position))
        if not waiting or day < last:
            after.add(path)
    return after


def _take_effect(path: Path, position: int, course: Course) -> Path:
    waived = path.waived and not course.terms[position].reinstates
    return path._replace(term=position, waived=waived)


def _waive(path: Path, _position: int) -> Path:
    return path._replace(waived=True)


def _fulfil(day: int, paths: set[Path], course: Course, fulfilments: tuple[Days, ...]) -> Iterator[Path]:
    possible = any(first <= day <= last for first, last in fulfilments)
    required = possible and day == max(last for _, last in fulfilments)
    for path in paths:
        if possible and path.fulfilment == "open":
            yield from _met(day, path, course)
        if not required or path.fulfilment != "open":
            yield path


def _met(day: int, path: Path, course: Course) -> Iterator[Path]:
    if path.waived:
        yield path._replace(fulfilment="voluntary")
        return
    if path.term is None:
        # Nothing could be passed yet: what is done before entry into force is on time.
        yield path._replace(fulfilment="met_on_time")
        return
    first, last = course.terms[path.term].cutoff
    if day <= last:
        yield path._replace(fulfilment="met_on_time", met_by=path.term)
    if day > first:
        yield path._replace(fulfilment="met_late", met_by=path.term)


def _end_of_day(day: int, path: Path, course: Course) -> Path:
    if path.waived or path.term is None or path.fulfilment.startswith("met"):
        return path
    first, last = course.terms[path.term].cutoff
    passed = SURELY if day > last else PERHAPS if day > first else NEVER
    return path._replace(been_overdue=max(path.been_overdue, passed))


def _close(path: Path, course: Course, as_of: int) -> Iterator[Ending]:
    """Yield the endings of one path: rules 2 to 6 of §3."""
    term = None if path.term is None else course.terms[path.term]
    been = path.been_overdue
    if path.fulfilment in ("met_on_time", "met_late"):
        met_by = term if path.met_by is None else course.terms[path.met_by]
        yield Ending(path.fulfilment, term, met_by, been_overdue=been)
    elif path.waived:
        yield Ending("waived", term, term, been_overdue=been)
    elif term is None:
        yield Ending("not_in_force")
    else:
        yield from _unmet(term, as_of, been)


def _unmet(term: Term, as_of: int, been: int) -> Iterator[Ending]:
    first, last = term.cutoff
    if as_of > first:
        yield Ending("overdue", term, term, (max(1, as_of - last), as_of - first), been)
    if as_of <= last:
        state: WorldState = "open_ended" if first >= FAR_FUTURE else "pending"
        yield Ending(state, term, term, been_overdue=been)


def hull(intervals: Iterable[Days]) -> Days | None:
    """Return the smallest interval around all of them, None around none."""
    found = tuple(intervals)
    return (min(first for first, _ in found), max(last for _, last in found)) if found else None
