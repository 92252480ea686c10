"""All worlds of a deadline at once, day by day: the state machine of deadline semantics, §3.

A world fixes every imprecise day. Worlds that cannot be told apart any longer are one `Path`, so the cost
grows with the number of different situations and not with the number of worlds. Cutoffs are never fixed:
whether a day lies after the cutoff is answered by the interval itself (certainly, possibly, no), because each
due date is compared with one day at a time.

Within a day the order is: due dates take effect (and reinstate), a fulfilment counts unless the deadline is
waived, waivers take effect, the day ends. This order carries the rules for equal days: a fulfilment on the
day of the waiver counts, a reinstatement on the day of the waiver does not end it, a fulfilment on the day of
reinstatement counts.

A record that is only claimed, or perhaps not known, may also leave without effect on its last day. So doubt multiplies
no worlds: where days are exact, paths with and without it differ only in what is in force, and meet again.

Only critical days are visited: those on which a comparison can change (see `critical_days`). Of n records, let k have
imprecise effective days that overlap: there are O(n*k) critical days and at most O(2**k * n) paths on each. Where k is
great, `dateline.deadlines.decisive` takes over.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain

from dateline.dates import FAR_FUTURE
from dateline.dates.shifting import days_between
from dateline.deadlines.courses import Aside, Setting, Slot, Term
from dateline.deadlines.states import WorldState
from dateline.light_classes import NamedTuple, dataclass
from dateline.model import Days, Lateness

NEVER, PERHAPS, SURELY = 0, 1, 2


class Path(NamedTuple):
    """The worlds without a fulfilment that counts which agree on what has happened so far.

    `waiting` holds the positions of the due dates, then of the waivers, that have not taken effect; `term` is the
    position of the one in force among the versions of all due dates. `aside` is the state into which the last waiver
    has put the deadline, None while none is in effect. `voluntary` says that the fulfilment came while
    the deadline was waived, and `been_overdue` whether the end of some day so far lay after the cutoff then in force.
    """

    waiting: frozenset[int]
    term: int | None = None
    aside: WorldState | None = None
    voluntary: bool = False
    been_overdue: int = NEVER


@dataclass(frozen=True, slots=True)
class Ending:
    """The state of some worlds at the end of the day judged; `term` is the due date that decided it, if any."""

    state: WorldState
    term: Term | None = None
    days_overdue: Lateness | None = None
    been_overdue: int = NEVER


def endings(setting: Setting, fulfilments: tuple[Days, ...], as_of: int) -> Iterator[Ending]:
    """Yield the endings of all worlds at the end of day `as_of`, some more than once.

    `fulfilments` are the intervals in which the day of fulfilment lies.
    """
    slots, terms = setting.slots, setting.terms()
    if all(slot.optional for slot in slots):
        yield Ending("not_recorded")
    if not slots:
        return
    last_fulfilment = max(last for _, last in fulfilments)
    paths = {Path(frozenset(range(len(slots) + len(setting.waivers))))}
    days = critical_days(setting, fulfilments, as_of)
    coming = _coming(setting, days)
    starts = [0, *accumulate(len(slot.versions) for slot in slots)]
    for day in days:
        for position in sorted(coming.get(day, ())):
            paths = _take_effect(day, paths, position, slots[position], starts[position])
        if any(first <= day <= last for first, last in fulfilments):
            yield from chain.from_iterable(_met(day, path, len(slots), terms) for path in paths)
            paths = set(chain.from_iterable(_not_met(path, day < last_fulfilment) for path in paths))
        for position, waiver in enumerate(setting.waivers, len(slots)):
            paths = _waive(day, paths, position, waiver)
        paths = {_end_of_day(day, path, terms) for path in paths}
    for path in paths:
        yield from _close(path, as_of, len(slots), terms)


def in_force(setting: Setting, as_of: int) -> Iterator[Term]:
    """Yield the terms that are in force at the end of day `as_of` in some world."""
    for place, slot in enumerate(setting.slots):
        others = [(other, each) for other, each in enumerate(setting.slots) if other != place and not each.optional]
        for term in slot.versions:
            # The best chance of a term is to take effect as late as it can, with all others before it or after
            # the day.
            day = min(term.effective[1], as_of)
            if term.effective[0] <= day and all(
                any(last > as_of or (first, other) < (day, place) for first, last in map(_effective, each.versions))
                for other, each in others
            ):
                yield term


def _effective(term: Term) -> Days:
    return term.effective


def critical_days(setting: Setting, fulfilments: tuple[Days, ...], as_of: int) -> list[int]:
    """Return the days up to `as_of` that stand for all others.

    A comparison between a day and an interval changes at the ends of the interval or the day after. Between
    two such days only the order of the imprecise days among each other matters, and k days in a row realise
    every order of k.
    """
    dates = setting.intervals()
    cutoffs = [
        end + after for slot in setting.slots for term in slot.versions for end in term.cutoff for after in (0, 1)
    ]
    ends = {end for end in (*cutoffs, *(end for days in (*dates, *fulfilments) for end in days)) if end <= as_of}
    ends.add(as_of)
    loose_dates = [days for days in dates if days[0] < days[1]]
    days: set[int] = set()
    for end in ends:
        loose = sum(first <= end < last for first, last in loose_dates)
        loose += any(first <= end < last for first, last in fulfilments)
        days.update(range(end, min(end + loose, as_of) + 1))
    return sorted(days)


def overlapping(setting: Setting, as_of: int) -> int:
    """Return the most imprecise effective days that overlap on one day up to `as_of`."""
    loose = [(first, last) for first, last in setting.intervals() if first < last and first <= as_of]
    return max((sum(first <= start <= last for first, last in loose) for start, _ in loose), default=0)


def _coming(setting: Setting, days: list[int]) -> dict[int, set[int]]:
    """Return the positions of the due dates that may take effect on each of `days`."""
    found: dict[int, set[int]] = {}
    for position, slot in enumerate(setting.slots):
        for first, last in map(_effective, slot.versions):
            for day in days[bisect_left(days, first) : bisect_right(days, last)]:
                found.setdefault(day, set()).add(position)
    return found


def _take_effect(day: int, paths: set[Path], position: int, slot: Slot, start: int) -> set[Path]:
    """Let a version of a due date take effect on `day` or later, as its interval allows; or none if it is optional."""
    versions = enumerate(slot.versions, start)
    coming = [(number, term) for number, term in versions if term.effective[0] <= day <= term.effective[1]]
    later = any(term.effective[1] > day for term in slot.versions)
    after: set[Path] = set()
    for path in paths:
        if position not in path.waiting:
            after.add(path)
            continue
        gone = path.waiting - {position}
        for number, term in coming:
            aside = None if term.reinstates else path.aside
            after.add(Path(gone, number, aside, path.voluntary, path.been_overdue))
        if later:
            after.add(path)
        elif slot.optional:
            after.add(path._replace(waiting=gone))
    return after


def _waive(day: int, paths: set[Path], position: int, waiver: Aside) -> set[Path]:
    """Let a waiver take effect on `day` or later, as its interval allows; or not at all if it is optional."""
    first, last = waiver.effective
    if not first <= day <= last:
        return paths
    after: set[Path] = set()
    for path in paths:
        if position not in path.waiting:
            after.add(path)
            continue
        gone = path.waiting - {position}
        after.add(path._replace(waiting=gone, aside=waiver.state))
        if day < last:
            after.add(path)
        elif waiver.optional:
            after.add(path._replace(waiting=gone))
    return after


def _recorded(path: Path, slots: int) -> bool:
    """Tell whether a due date is recorded in the worlds of a path: in force, or still to come."""
    return path.term is not None or any(position < slots for position in path.waiting)


def _met(day: int, path: Path, slots: int, terms: list[Term]) -> Iterator[Ending]:
    """Yield the endings of a path on which the deadline is fulfilled on `day`; a met deadline stays met."""
    if path.aside or path.voluntary or not _recorded(path, slots):
        return
    if path.term is None:
        # Nothing could be passed yet: what is done before entry into force is on time.
        yield Ending("met_on_time")
        return
    yield from met_endings(terms[path.term], day, path.been_overdue)


def met_endings(term: Term, day: int, been_overdue: int = NEVER) -> Iterator[Ending]:
    """Yield the endings of worlds in which what a due date asks is done on `day`."""
    first, last = term.cutoff
    if day <= last:
        yield Ending("met_on_time", term, been_overdue=been_overdue)
    if day > first:
        yield Ending("met_late", term, been_overdue=been_overdue)


def _not_met(path: Path, later: bool) -> Iterator[Path]:
    """Yield what is left of a path on a possible day of fulfilment; `later` says whether more are to come."""
    if path.aside and not path.voluntary:
        yield path._replace(voluntary=True)
    if later or path.voluntary:
        yield path


def _end_of_day(day: int, path: Path, terms: list[Term]) -> Path:
    if path.aside or path.term is None:
        return path
    first, last = terms[path.term].cutoff
    passed = SURELY if day > last else PERHAPS if day > first else NEVER
    return path if passed <= path.been_overdue else path._replace(been_overdue=passed)


def _close(path: Path, as_of: int, slots: int, terms: list[Term]) -> Iterator[Ending]:
    """Yield the endings of a path without fulfilment: rules 3 to 6 of §3."""
    if not _recorded(path, slots):
        return
    term = None if path.term is None else terms[path.term]
    if path.aside:
        yield Ending(path.aside, term, been_overdue=path.been_overdue)
    elif term is None:
        yield Ending("not_in_force")
    else:
        yield from open_endings(term, as_of, path.been_overdue)


def open_endings(term: Term, as_of: int, been_overdue: int = NEVER) -> Iterator[Ending]:
    """Yield the endings of worlds in which a due date is in force on `as_of` and not fulfilled."""
    first, last = term.cutoff
    if as_of > first:
        yield Ending("overdue", term, lateness(term.cutoff, as_of), been_overdue)
    if as_of <= last:
        yield Ending("open_ended" if first >= FAR_FUTURE else "pending", term, been_overdue=been_overdue)


def lateness(cutoff: Days, as_of: int) -> Lateness:
    """Return the fewest and the most days from a last compliant day to the later day `as_of`."""
    first, last = cutoff
    return max(1, days_between(last, as_of) or 1), days_between(first, as_of)


def hull(intervals: Iterable[Days]) -> Days | None:
    """Return the smallest interval around all of them, None around none."""
    found = tuple(intervals)
    return (min(first for first, _ in found), max(last for _, last in found)) if found else None
