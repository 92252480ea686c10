"""Three-valued comparison of two imprecise dates: before, after, the same day, overlaps, within, and Allen's relations.

A date stands for many worlds. In each of them it is a span of whole days, from its first to its last: one unknown day
is a span of one day. Two dates are independent: `1999` and `1999` are two unknown days of one year, perhaps not the
same. Something is certain when it holds in every world, possible when it holds in some and impossible when in none.

The thirteen relations of J. F. Allen, "Maintaining knowledge about temporal intervals", CACM 26(11), 1983, are the
orders that the four moments of two spans can have. Whether an order is possible is decided by laying the moments out
from left to right, each as early as it may be: nothing is gained by waiting. No days are listed.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from dateline.dates.bounds import Bounds
from dateline.dates.calendar import FAR_FUTURE, FAR_PAST
from dateline.dates.compare import Match
from dateline.dates.comparing.allen import AFTER, BEFORE, ORDERS, SHARING, WITHIN, Allen
from dateline.dates.comparing.certainty import capped, in_doubt, surely_share
from dateline.dates.comparing.common_days import first_common
from dateline.dates.masks import Days, Run
from dateline.dates.runs import Union, gathered

if TYPE_CHECKING:
    from dateline.dates.imprecise import Imprecise


# An open end is no day and lies beyond every day. Days of far years, which saturate, lie anywhere in between:
# nobody can say which of two such years is the earlier.
_NO_START, _NO_END = FAR_PAST - 16, FAR_FUTURE + 16


def relations(a: Imprecise, b: Imprecise) -> frozenset[Allen]:
    """Return the relations of Allen that two dates may have, one of which they have; none where one is undated.

    All of a set counts as the span from its first to its last day. Exact, but for such a set in which parts overlap
    each other: there a relation may be given that does not occur, never the other way round.

    >>> from dateline.dates import parse
    >>> [str(relation) for relation in Allen if relation in relations(parse("1999-12-08"), parse("1999-12"))]
    ['precedes', 'meets', 'equals', 'met_by', 'preceded_by']
    """
    if _untold(a, b):
        return frozenset()
    one, other = _span(a.undoubted), _span(b.undoubted)
    return frozenset(relation for relation in Allen if _may(relation, one, other))


def allen(a: Imprecise, b: Imprecise, relation: Allen) -> Match:
    """Tells whether one relation of Allen holds between two dates, as exactly as `relations` does.

    >>> from dateline.dates import parse
    >>> allen(parse("1999-12-08"), parse("1999-12-09"), Allen.MEETS)
    <Match.CERTAIN: 'certain'>
    """
    return capped(_match(relations(a, b), frozenset((relation,))), a.uncertain or b.uncertain)


def before(a: Imprecise, b: Imprecise) -> Match:
    """Tells whether one date ends before the other starts: it precedes or meets the other.

    >>> from dateline.dates import parse
    >>> before(parse("1999"), parse("2000")), before(parse("1999"), parse("1999"))
    (<Match.CERTAIN: 'certain'>, <Match.POSSIBLE: 'possible'>)
    """
    return capped(_match(relations(a, b), BEFORE), in_doubt(a, "end") or in_doubt(b, "start"))


def after(a: Imprecise, b: Imprecise) -> Match:
    """Tells whether one date starts after the other has ended: it is preceded or met by the other."""
    return capped(_match(relations(a, b), AFTER), in_doubt(a, "start") or in_doubt(b, "end"))


def same_day(a: Imprecise, b: Imprecise) -> Match:
    """Tells whether two dates are one and the same single day.

    >>> from dateline.dates import parse
    >>> same_day(parse("196X-02-29"), parse("1964-02")), same_day(parse("196X-02-29"), parse("1962-02"))
    (<Match.POSSIBLE: 'possible'>, <Match.IMPOSSIBLE: 'impossible'>)
    """
    # Two dates that are certain to be equal have one world each: one day that they may share is the day.
    if _untold(a, b) or not _may_be_one_day([*_parts(a.undoubted), *_parts(b.undoubted)]):
        return Match.IMPOSSIBLE
    return allen(a, b, Allen.EQUALS) if relations(a, b) == {Allen.EQUALS} else Match.POSSIBLE


def overlaps(a: Imprecise, b: Imprecise) -> Match:
    """Tells whether two dates share a day; of all of a set, one part does.

    Exact, but for two such sets of which one has parts that overlap each other: what only several parts together
    make certain may be called possible.

    >>> from dateline.dates import parse
    >>> overlaps(parse("1994/1996"), parse("1995")), overlaps(parse("[1994,1996]"), parse("1995"))
    (<Match.CERTAIN: 'certain'>, <Match.IMPOSSIBLE: 'impossible'>)
    """
    return capped(_overlaps(a, b), (a.uncertain or b.uncertain) and not surely_share(a, b))


def _overlaps(a: Imprecise, b: Imprecise) -> Match:
    if "all_of" not in (a.kind, b.kind) or _untold(a, b):
        return _match(relations(a, b), SHARING)
    one, other = _parts(a.undoubted), _parts(b.undoubted)
    if not any(_may_any(SHARING, *pair) for pair in product(one, other)):
        return Match.IMPOSSIBLE
    return Match.POSSIBLE if _may_miss(one, other) else Match.CERTAIN


def within(a: Imprecise, b: Imprecise) -> Match:
    """Tells whether one date lies wholly in the other; of all of a set, every part does, in some part of the other.

    Exact, but for sets of which one has parts that overlap each other: what only several parts together make
    impossible may be called possible.

    >>> from dateline.dates import parse
    >>> within(parse("1995"), parse("1994/1996")), within(parse("1994"), parse("1994/1996"))
    (<Match.CERTAIN: 'certain'>, <Match.POSSIBLE: 'possible'>)
    """
    doubtful = a.uncertain or b.uncertain
    if b.kind != "all_of" or _untold(a, b):
        return capped(_match(relations(a, b), WITHIN), doubtful)
    inner, outer = _parts(a.undoubted), _parts(b.undoubted)
    if not any(_may_stand_out(part, outer) for part in inner):
        return capped(Match.CERTAIN, doubtful)
    return Match.POSSIBLE if _may_lie_within(inner, outer) else Match.IMPOSSIBLE


def _match(found: frozenset[Allen], wanted: frozenset[Allen]) -> Match:
    """Compare the possible relations with those that make a statement true."""
    if found and found <= wanted:
        return Match.CERTAIN
    return Match.POSSIBLE if found & wanted else Match.IMPOSSIBLE


def _untold(a: Imprecise, b: Imprecise) -> bool:
    """Tells whether one of two dates is undated: nothing can be said of how they lie."""
    return "undated" in (a.kind, b.kind)


class _Span(NamedTuple):
    """The worlds of one span of days: within which days it starts and ends, and which of these fit.

    `starts` and `ends` are empty where `bounds` says all. A `single` day ends when it starts.
    """

    bounds: Bounds
    single: bool
    starts: Union = ()
    ends: Union = ()

    def start_days(self) -> tuple[Union, ...]:
        """Return the sets that all hold the first day."""
        run = (Run(self.bounds.start_earliest, self.bounds.start_latest),)
        return (run, self.starts) if self.starts else (run,)

    def end_days(self) -> tuple[Union, ...]:
        """Return the sets that all hold the last day."""
        run = (Run(self.bounds.end_earliest, self.bounds.end_latest),)
        return (run, self.ends) if self.ends else (run,)


def _span(date: Imprecise) -> _Span:
    """Return the span of a date, that of all of a set from its first to its last day.

    It starts no later than any part must, and ends no earlier. Where parts overlap each other not every such pair of
    days occurs: one single day may be counted as the first and the last.
    """
    parts = _parts(date)
    if len(parts) == 1:
        return parts[0]
    least, most = min(part.bounds.start_latest for part in parts), max(part.bounds.end_earliest for part in parts)
    return _Span(
        Bounds(parts[0].bounds.start_earliest, least, most, max(part.bounds.end_latest for part in parts)),
        False,
        gathered(days for part in parts for days in part.starts or part.start_days()[0]),
        gathered(days for part in parts for days in part.ends or part.end_days()[0]),
    )


def _parts(date: Imprecise) -> list[_Span]:
    """Return the one span of a date, or those of the parts of all of a set in the order of their bounds."""
    if date.kind == "interval":
        return [_lasting(date.bounds, date.start_kind, date.end_kind, date.sides or ())]
    if date.kind != "all_of":
        return [_day(date.bounds, [member.days for member in date.members])]
    members = [(member.bounds, member.days) for member in date.members] or [(date.bounds, Run(*date.bounds[:2]))]
    parts = [_part(text, *member) for text, member in zip(date.edtf[1:-1].split(","), members, strict=True)]
    return sorted(parts, key=lambda part: part.bounds)


def _part(text: str, bounds: Bounds, days: Days) -> _Span:
    """Return the worlds of one part of all of a set, of which only the text tells 1994 from 1994..1994."""
    if ".." not in text:
        return _day(bounds, [] if isinstance(days, Run) else [days])
    return _lasting(
        bounds, "open" if text.startswith("..") else "known", "open" if text.endswith("..") else "known", ()
    )


def _day(bounds: Bounds, members: list[Days]) -> _Span:
    """Return the worlds of one unknown day."""
    run = _stretched(Run(bounds.start_earliest, bounds.start_latest))
    union = gathered(_stretched(days) if isinstance(days, Run) else days for days in members)
    return _Span(Bounds(*run, *run), True, union, union)


def _lasting(bounds: Bounds, start_kind: str, end_kind: str, sides: tuple[Days, ...]) -> _Span:
    """Return the worlds of a span from one day to another."""
    start, end = Run(_NO_START, _NO_START), Run(_NO_END, _NO_END)
    if start_kind != "open":
        low = _NO_START + (start_kind == "known")
        start = _stretched(Run(bounds.start_earliest, bounds.start_latest), low=low)
    if end_kind != "open":
        high = _NO_END - (end_kind == "known")
        end = _stretched(Run(bounds.end_earliest, bounds.end_latest), high=high)
    starts, ends = (tuple(days for days in side if not isinstance(days, Run)) for side in (sides[:1], sides[1:]))
    return _Span(Bounds(*start, *end), False, starts, ends)


def _stretched(run: Run, low: int = _NO_START + 1, high: int = _NO_END - 1) -> Run:
    """Return a run that goes from `low` or to `high` where it goes beyond the calendar."""
    return Run(low if run.first <= FAR_PAST else run.first, high if run.last >= FAR_FUTURE else run.last)


def _may(relation: Allen, a: _Span, b: _Span) -> bool:
    """Tells whether a relation holds in some world of two spans."""
    steps = _steps(relation, a.single, b.single)
    days = {"a": a.start_days(), "A": a.end_days(), "b": b.start_days(), "B": b.end_days()}
    day: int | None = _NO_START - 1
    for gap, points in steps or ():
        assert day is not None
        day = first_common([(union, shift) for letter, shift in points for union in days[letter]], day + gap)
        if day is None:
            return False
    return steps is not None


def _may_any(wanted: frozenset[Allen], a: _Span, b: _Span) -> bool:
    """Tells whether one of several relations, in all of which a day is shared, holds in some world of two spans."""
    near = a.bounds.earliest <= b.bounds.latest and b.bounds.earliest <= a.bounds.latest
    return near and any(_may(relation, a, b) for relation in wanted)


def _may_be_one_day(parts: list[_Span]) -> bool:
    """Tells whether all spans are the same one day in some world."""
    unions = [days for part in parts for days in part.start_days() + (() if part.single else part.end_days())]
    return first_common([(union, 0) for union in unions], _NO_START) is not None


@cache
def _steps(
    relation: Allen, a_single: bool, b_single: bool
) -> tuple[tuple[int, tuple[tuple[str, int], ...]], ...] | None:
    """Return the moments of a relation step by step, or None when single days cannot have it.

    A step is its least distance from the step before, and points: letters with the distance of their days from the
    moment. The last day lies one before the moment `A`. With a single day `A` is one after `a`: both are one step.
    """
    groups = ORDERS[relation].split()
    ties = [upper for upper, single in (("A", a_single), ("B", b_single)) if single]
    steps: list[tuple[int, tuple[tuple[str, int], ...]]] = []
    gap = 1
    for place, group in enumerate(groups):
        tied = [upper for upper in ties if upper in group]
        if any(upper.lower() not in groups[place - 1] for upper in tied):
            return None
        points = [(letter, -letter.isupper()) for letter in group if letter not in tied]
        if tied:
            last_gap, last_points = steps.pop()
            steps.append((last_gap, (*last_points, *((letter, shift + 1) for letter, shift in points))))
            gap = 2
        else:
            steps.append((gap, tuple(points)))
            gap = 1
    return tuple(steps)


def _placed(span: _Span, low: int) -> tuple[int, int] | None:
    """Return the first day that the span may have from `low` on and the first last day with it, or None."""
    first = first_common([(union, 0) for union in span.start_days()], low)
    if first is None or span.single:
        return None if first is None else (first, first)
    last = first_common([(union, 0) for union in span.end_days()], first)
    return None if last is None else (first, last)


def _may_miss(one: list[_Span], other: list[_Span]) -> bool:
    """Tells whether in some world no part of one date shares a day with a part of the other."""
    if _apart(one) and _apart(other):
        return _may_alternate(one, other)
    return all(_may_miss_all(part, other) for part in one) and all(_may_miss_all(part, one) for part in other)


def _may_alternate(one: list[_Span], other: list[_Span]) -> bool:
    """Do what `_may_miss` does for parts in order, by laying out all of them so that each ends as early as it may."""
    ends = {(0, 0): _NO_START - 1}
    for i, j in product(range(len(one) + 1), range(len(other) + 1)):
        for part, rest in ((one[i - 1 : i], (i - 1, j)), (other[j - 1 : j], (i, j - 1))):
            placed = _placed(part[0], ends[rest] + 1) if part and rest in ends else None
            if placed:
                ends[i, j] = min(placed[1], ends.get((i, j), placed[1]))
    return (len(one), len(other)) in ends


def _may_miss_all(span: _Span, parts: list[_Span]) -> bool:
    """Tells whether in some world a span shares no day with any of the parts, each of which lies where it likes."""
    lows = [_NO_START, *(part.bounds.end_earliest + 1 for part in parts)]
    return any(
        all(part.bounds.end_earliest < placed[0] or part.bounds.start_latest > placed[1] for part in parts)
        for low in lows
        if (placed := _placed(span, low))
    )


def _may_stand_out(span: _Span, parts: list[_Span]) -> bool:
    """Tells whether in some world a span lies wholly in none of the parts, each of which lies where it likes."""
    longest = (span.bounds.start_earliest, span.bounds.end_latest)
    lows = [_NO_START, *(part.bounds.end_earliest + 1 for part in parts)]
    return any(
        all(part.bounds.end_earliest < placed[1] or part.bounds.start_latest > placed[0] for part in parts)
        for placed in ([_placed(span, low) for low in lows] if span.single else [longest])
        if placed
    )


def _may_lie_within(inner: list[_Span], outer: list[_Span]) -> bool:
    """Tells whether in some world every inner part lies wholly in some outer one."""
    apart = _apart(inner) and _apart(outer)
    taken = -1
    for part in inner:
        # A single day holds one part, if no two parts can be the same day.
        places = (
            place
            for place, whole in enumerate(outer)
            if not (apart and place == taken) and _may_any(WITHIN, part, whole)
        )
        place = next(places, None)
        if place is None:
            return False
        taken = place if outer[place].single else taken
    return True


def _apart(parts: list[_Span]) -> bool:
    """Tells whether no two parts, which are given in order, may share a day."""
    return all(left.bounds.latest < right.bounds.earliest for left, right in pairwise(parts))
