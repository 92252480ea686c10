"""All worlds of a deadline at once, day by day: the state machine of deadline semantics, §3.

A world fixes every imprecise day. Worlds that cannot be told apart any longer are one `Path`, so the cost
grows with the number of different situations and not with the number of worlds. Cutoffs are never fixed:
whether a day lies after the cutoff is answered by the interval itself (certainly, possibly, no), because each
due date is compared with one day at a time.

Within a day the order is: due dates take effect (and reinstate), a fulfilment counts unless the deadline is
waived, waivers take effect, the day ends. This order carries the rules for equal days: a fulfilment on the
day of the waiver counts, a reinstatement on the day of the waiver does not end it, a fulfilment on the day of
reinstatement counts.

Only critical days are visited: those on which a comparison can change (see `critical_days`). Of n records,
let k have imprecise effective days that overlap: there are O(n*k) critical days and at most O(2**k * n) paths
on each. k is 0 or 1 in practice; eight that all overlap take under a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from dateline.dates import FAR_FUTURE
from dateline.dates.shifting import days_between
from dateline.deadlines.courses import Course, Term
from dateline.deadlines.states import WorldState
from dateline.light_classes import NamedTuple, dataclass
from dateline.model import Days, Lateness

NEVER, PERHAPS, SURELY = 0, 1, 2


class Path(NamedTuple):
    """The worlds without a fulfilment that counts which agree on what has happened so far.

    `waiting` holds the positions of the terms, then of the waivers, that have not taken effect; `term` is the
    position of the term in force. `voluntary` says that the fulfilment came while the deadline was waived,
    and `been_overdue` whether the end of some day so far lay after the cutoff then in force.
    """

    waiting: frozenset[int]
    term: int | None = None
    waived: bool = False
    voluntary: bool = False
    been_overdue: int = NEVER


@dataclass(frozen=True, slots=True)
class Ending:
    """The state of some worlds at the end of the day judged; `term` is the due date that decided it, if any."""

    state: WorldState
    term: Term | None = None
    days_overdue: Lateness | None = None
    been_overdue: int = NEVER


def endings(course: Course, fulfilments: tuple[Days, ...], as_of: int) -> Iterator[Ending]:
    """Yield the endings of all worlds of a course at the end of day `as_of`, some more than once.

    `fulfilments` are the intervals in which the day of fulfilment lies.
    """
    if not course.terms:
        yield Ending("not_recorded")
        return
    dates = _dates(course)
    last_fulfilment = max(last for _, last in fulfilments)
    paths = {Path(frozenset(range(len(dates))))}
    for day in critical_days(course, fulfilments, as_of):
        for position, term in enumerate(course.terms):
            paths = _branch(day, paths, position, dates[position], ends_waiver=term.reinstates)
        if any(first <= day <= last for first, last in fulfilments):
            yield from chain.from_iterable(_met(day, path, course) for path in paths)
            paths = set(chain.from_iterable(_not_met(path, day < last_fulfilment) for path in paths))
        for position in range(len(course.terms), len(dates)):
            paths = _branch(day, paths, position, dates[position], waives=True)
        paths = {_end_of_day(day, path, course) for path in paths}
    for path in paths:
        yield from _close(path, course, as_of)


def in_force(course: Course, as_of: int) -> Iterator[Term]:
    """Yield the terms that are in force at the end of day `as_of` in some world of a course."""
    for entry, term in enumerate(course.terms):
        # The best chance of a term is to take effect as late as it can, with all others before it or after
        # the day.
        day = min(term.effective[1], as_of)
        others = ((place, other.effective) for place, other in enumerate(course.terms) if place != entry)
        if term.effective[0] <= day and all(
            last > as_of or (first, place) < (day, entry) for place, (first, last) in others
        ):
            yield term


def critical_days(course: Course, fulfilments: tuple[Days, ...], as_of: int) -> list[int]:
    """Return the days up to `as_of` that stand for all others.

    A comparison between a day and an interval changes at the ends of the interval or the day after. Between
    two such days only the order of the imprecise days among each other matters, and k days in a row realise
    every order of k.
    """
    dates = _dates(course)
    cutoffs = [end + after for term in course.terms for end in term.cutoff for after in (0, 1)]
    ends = {as_of, *cutoffs, *(end for days in (*dates, *fulfilments) for end in days)}
    days: set[int] = set()
    for end in ends:
        loose = sum(first <= end < last for first, last in dates)
        loose += any(first <= end < last for first, last in fulfilments)
        days.update(range(end, min(end + loose, as_of) + 1))
    return sorted(days)


def _dates(course: Course) -> list[Days]:
    """Return the effective days of the terms, then of the waivers: the positions in `Path.waiting`."""
    return [*(term.effective for term in course.terms), *course.waivers]


def _branch(
    day: int, paths: set[Path], position: int, dates: Days, *, waives: bool = False, ends_waiver: bool = False
) -> set[Path]:
    """Let a record take effect on `day` or later, as its interval allows."""
    first, last = dates
    if not first <= day <= last:
        return paths
    after: set[Path] = set()
    for path in paths:
        waiting = position in path.waiting
        if waiting:
            term = path.term if waives else position
            waived = waives or (path.waived and not ends_waiver)
            after.add(path._replace(waiting=path.waiting - {position}, term=term, waived=waived))
        if not waiting or day < last:
            after.add(path)
    return after


def _met(day: int, path: Path, course: Course) -> Iterator[Ending]:
    """Yield the endings of a path on which the deadline is fulfilled on `day`; a met deadline stays met."""
    if path.waived or path.voluntary:
        return
    if path.term is None:
        # Nothing could be passed yet: what is done before entry into force is on time.
        yield Ending("met_on_time")
        return
    term = course.terms[path.term]
    first, last = term.cutoff
    if day <= last:
        yield Ending("met_on_time", term, been_overdue=path.been_overdue)
    if day > first:
        yield Ending("met_late", term, been_overdue=path.been_overdue)


def _not_met(path: Path, later: bool) -> Iterator[Path]:
    """Yield what is left of a path on a possible day of fulfilment; `later` says whether more are to come."""
    if path.waived and not path.voluntary:
        yield path._replace(voluntary=True)
    if later or path.voluntary:
        yield path


def _end_of_day(day: int, path: Path, course: Course) -> Path:
    if path.waived or path.term is None:
        return path
    first, last = course.terms[path.term].cutoff
    passed = SURELY if day > last else PERHAPS if day > first else NEVER
    return path._replace(been_overdue=max(path.been_overdue, passed))


def _close(path: Path, course: Course, as_of: int) -> Iterator[Ending]:
    """Yield the endings of a path without fulfilment: rules 3 to 6 of §3."""
    term = None if path.term is None else course.terms[path.term]
    been = path.been_overdue
    if path.waived:
        yield Ending("waived", term, been_overdue=been)
        return
    if term is None:
        yield Ending("not_in_force")
        return
    first, last = term.cutoff
    if as_of > first:
        yield Ending("overdue", term, lateness(term.cutoff, as_of), been)
    if as_of <= last:
        yield Ending("open_ended" if first >= FAR_FUTURE else "pending", term, been_overdue=been)


def lateness(cutoff: Days, as_of: int) -> Lateness:
    """Return the fewest and the most days from a last compliant day to the later day `as_of`."""
    first, last = cutoff
    return max(1, days_between(last, as_of) or 1), days_between(first, as_of)


def hull(intervals: Iterable[Days]) -> Days | None:
    """Return the smallest interval around all of them, None around none."""
    found = tuple(intervals)
    return (min(first for first, _ in found), max(last for _, last in found)) if found else None
