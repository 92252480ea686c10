"""Random pairs of dates against a count of all worlds of both, and what holds for all pairs.

The count knows nothing of the parser or of the comparison: a date is text and the worlds that it may mean, a world a
tuple of spans (first day, last day): one span, or one for each part of all of a set. The worlds of a pair are all
pairs of worlds. Days of which nothing is known lie up to four days outside of what the two dates name; an open end
lies a day further. No two of a pair's four ends need more room than that to lie in any order.
"""

import datetime
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dateline.dates import Match, day_text, parse
from dateline.dates.comparing.relations import relations

FEW = settings(
    max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None
)
MANY = settings(FEW, max_examples=60)
CALENDAR = [
    (datetime.date.fromordinal(day).isoformat(), day)
    for day in range(datetime.date(1990, 1, 1).toordinal(), datetime.date(2009, 12, 31).toordinal() + 1)
]
PARTS = {"21": "03 04 05", "22": "06 07 08", "23": "09 10 11", "24": "12", "33": "01 02 03", "41": "07 08 09 10 11 12"}
WORLDS = 20_000
"""The most pairs of worlds that one example counts."""

SIGNS = {
    (-1, -1): "overlaps",
    (-1, 0): "finished_by",
    (-1, 1): "contains",
    (0, -1): "starts",
    (0, 0): "equals",
    (0, 1): "started_by",
    (1, -1): "during",
    (1, 0): "finishes",
    (1, 1): "overlapped_by",
}
"""The relation of two spans that share a day, by the order of their first and of their last days."""


@lru_cache(maxsize=4096)
def days_of(pattern):
    """Return the days whose ISO text fits a pattern; winter reaches into the next year."""
    year, code = pattern[:4], pattern[5:]
    if code in PARTS:
        days = {day for month in PARTS[code].split() for day in days_of(f"{year}-{month}")}
        for february in [each for each in days if code == "24"]:
            then = datetime.date.fromordinal(february)
            if then.month == 12 and then.day == 31:
                days.update(range(february, datetime.date(then.year + 1, 3, 1).toordinal()))
        return sorted(days)
    return [day for text, day in CALENDAR if all(p in ("X", c) for p, c in zip(pattern, text, strict=False))]


class Side(NamedTuple):
    """One written date, or the lack of one: its days, and whether they go on to the past or the future."""

    text: str
    days: tuple = ()
    kind: str = "known"


class Case(NamedTuple):
    """A date as text and as parts: a part is one side, whose day is single, or two, from one day to another."""

    text: str
    parts: tuple
    one_of: bool = False

    def named(self):
        """Return the days that the text names."""
        return [day for part in self.parts for side in part for day in side.days]

    def worlds(self, low, high):
        """Return the worlds; unknown days lie between low and high, open ends just beyond."""
        choices = [spans(part, low, high, throughout=not self.one_of) for part in self.parts]
        if self.one_of:
            return sorted(
                {((day, day),) for choice in choices for first, last in choice for day in range(first, last + 1)}
            )
        return list(product(*choices))

    def apart(self):
        """Tells whether no two parts may share a day."""
        hulls = sorted((min(part[0].days, default=-(10**9)), max(part[-1].days, default=10**9)) for part in self.parts)
        return all(left[1] < right[0] for left, right in pairwise(hulls))


def spans(part, low, high, *, throughout):
    """Return the spans of one part; an open end of what does not last throughout is a day like others."""
    if len(part) == 1:
        return [(day, day) for day in part[0].days]
    start, end = part
    firsts = {
        "known": start.days,
        "open": [low - 1 if throughout else low],
        "unknown": range(low - 1, high + 1),
        "bounded": range(low - 1, max(start.days, default=0) + 1),
    }[start.kind]
    lasts = {
        "known": end.days,
        "open": [high + 1 if throughout else high],
        "unknown": range(low, high + 2),
        "bounded": range(min(end.days, default=0), high + 2),
    }[end.kind]
    return [(first, last) for first in firsts for last in lasts if first <= last]


def side(pattern):
    return Side(pattern, tuple(days_of(pattern)))


# Round the turn of a year, so that they meet, overlap and miss each other; and with gaps.
DAYS = ["1999-12-30", "1999-12-31", "2000-01-01", "2000-01-02", "2000-01-04"]
NEAR = [*DAYS, "1999-12-3X", "1999-12-X1", "2000-01-X1", "2000-01-0X", "1999-1X-31", "1999-1X-3X"]
WIDE = [*NEAR, "1999-XX-31", "1999-1X-X0", "2000-02-2X", "200X-02-29", "199X-12-31", "200X-0X-01", "1999-12", "2000-01"]
BROAD = [*WIDE, "1999-24", "2000-33", "1999", "199X-24", "199X-21", "200X-33", "199X-41"]

singles = st.sampled_from(BROAD).map(lambda text: Case(text, ((side(text),),))) | st.sampled_from(DAYS).map(
    lambda text: Case(f"{text}T23:20:30Z", ((side(text),),))
)


@st.composite
def intervals(draw):
    """Draws an interval between two sides that are known."""
    start, end = side(draw(st.sampled_from(WIDE))), side(draw(st.sampled_from(WIDE)))
    assume(min(start.days) <= max(end.days))
    return Case(f"{start.text}/{end.text}", ((start, end),))


@st.composite
def loose_intervals(draw):
    """Draws an interval with a side that is open, unknown or bounded."""
    known = side(draw(st.sampled_from(NEAR)))
    kind = draw(st.sampled_from(["open", "unknown", "bounded"]))
    days = side(draw(st.sampled_from(DAYS)))
    other = {"open": Side("..", (), kind), "unknown": Side("", (), kind), "bounded": days._replace(kind=kind)}[kind]
    if draw(st.booleans()):
        dots = ".." if kind == "bounded" else ""
        return Case(f"{known.text}/{other.text}{dots}", ((known, other),))
    dots = ".." if kind == "bounded" else ""
    return Case(f"{dots}{other.text}/{known.text}", ((other, known),))


def parts_of(draw, patterns):
    """Draws up to three parts of a set: a date, a range, or a range that is open on one side."""
    parts: list[tuple[Side, ...]] = []
    for _ in range(draw(st.integers(1, 3))):
        shape = draw(st.sampled_from(["date", "date", "range", "range", "from", "until"]))
        if shape == "date":
            parts.append((side(draw(st.sampled_from(patterns))),))
            continue
        first, last = sorted(side(draw(st.sampled_from([*DAYS, "1999-12-3X", "2000-01-0X"]))) for _ in range(2))
        start = Side("", (), "open") if shape == "until" else first
        end = Side("", (), "open") if shape == "from" else last
        parts.append((start, end))
    return tuple(parts)


def set_text(parts, brackets):
    return brackets[0] + ",".join("..".join(each.text for each in part) for part in parts) + brackets[1]


@st.composite
def choices(draw):
    """Draws one of a set."""
    parts = parts_of(draw, WIDE)
    return Case(set_text(parts, "[]"), parts, one_of=True)


@st.composite
def collections(draw):
    """Draws all of a set; every other time with parts that keep apart."""
    parts = parts_of(draw, NEAR)
    case = Case(set_text(parts, "{}"), parts)
    if draw(st.booleans()):
        assume(case.apart())
    return case


KINDS = {
    "single": singles,
    "one_of": choices(),
    "interval": intervals(),
    "loose": loose_intervals(),
    "all_of": collections(),
}


def relation_of(one, other):
    """Return the relation of two spans by its definition."""
    if one[1] < other[0]:
        return "meets" if one[1] + 1 == other[0] else "precedes"
    if other[1] < one[0]:
        return "met_by" if other[1] + 1 == one[0] else "preceded_by"
    return SIGNS[(one[0] > other[0]) - (one[0] < other[0]), (one[1] > other[1]) - (one[1] < other[1])]


def hull(world):
    return min(first for first, _ in world), max(last for _, last in world)


def one_day(one, other):
    return len({*one, *other}) == 1 and one[0][0] == one[0][1]


def shared(one, other):
    return any(a[0] <= b[1] and b[0] <= a[1] for a in one for b in other)


def inside(one, other):
    return all(any(b[0] <= a[0] and a[1] <= b[1] for b in other) for a in one)


def judged(truths):
    return Match.CERTAIN if truths == {True} else Match.IMPOSSIBLE if truths == {False} else Match.POSSIBLE


def counted(one, other):
    """Return the relations and the five comparisons of two lists of worlds."""
    names, same, shares, lies = set(), set(), set(), set()
    hulls = [hull(world) for world in one], [hull(world) for world in other]
    for a, ends in zip(one, hulls[0], strict=True):
        for b, other_ends in zip(other, hulls[1], strict=True):
            names.add(relation_of(ends, other_ends))
            same.add(one_day(a, b))
            shares.add(shared(a, b))
            lies.add(inside(a, b))
    return names, {
        "before": judged({name in ("precedes", "meets") for name in names}),
        "after": judged({name in ("preceded_by", "met_by") for name in names}),
        "same_day": judged(same),
        "overlaps": judged(shares),
        "within": judged(lies),
    }


def check(a, b):
    """Hold two dates against all of their worlds."""
    named = [*a.named(), *b.named()]
    low, high = min(named) - 4, max(named) + 4
    one, other = a.worlds(low, high), b.worlds(low, high)
    assume(len(one) * len(other) <= WORLDS)
    names, expected = counted(one, other)
    date, second = parse(a.text), parse(b.text)
    got = {name: getattr(date, name)(second) for name in expected}
    exact = (a.one_of or a.apart()) and (b.one_of or b.apart())
    if exact:
        assert relations(date, second) == names
        assert got == expected
        return
    assert relations(date, second) >= names
    assert [name for name in got if got[name] not in (Match.POSSIBLE, expected[name])] == []
    # Whatever the parts do, these are exact.
    assert {name: got[name] for name in ("before", "after")} == {name: expected[name] for name in ("before", "after")}
    assert (got["overlaps"] is Match.IMPOSSIBLE) == (expected["overlaps"] is Match.IMPOSSIBLE)
    assert (got["same_day"] is Match.IMPOSSIBLE) == (expected["same_day"] is Match.IMPOSSIBLE)
    if len(a.parts) == 1 or a.one_of or len(b.parts) == 1 or b.one_of:
        assert got["overlaps"] is expected["overlaps"]


@pytest.mark.in_part(3)
@pytest.mark.parametrize("pair", [f"{one}-{other}" for one in KINDS for other in KINDS])
def test_every_pair_of_kinds(pair):
    """Relations and comparisons are those of all worlds, for every pair of kinds."""
    one, other = pair.split("-")

    @FEW
    @given(KINDS[one], KINDS[other])
    def compare(a, b):
        check(a, b)

    compare()


ANY = st.one_of(*KINDS.values()).map(lambda case: case.text) | st.sampled_from(
    [
        "XXXX-XX-05",
        "XXX1-02-28",
        "-004X-03-15",
        "/2000",
        "..1999/2000",
        "Y17E20",
        "Y17E20/..",
        "XX99-24",
        "[..1999,2001..]",
    ]
)
STRENGTH = {Match.IMPOSSIBLE: 0, Match.POSSIBLE: 1, Match.CERTAIN: 2}


@MANY
@given(ANY, ANY)
def test_pairs_turned_round(one, other):
    """A pair turned round has the converse relations, and before becomes after."""
    a, b = parse(one), parse(other)
    assert {relation.converse for relation in relations(a, b)} == relations(b, a)
    assert a.before(b) is b.after(a)
    assert a.after(b) is b.before(a)
    assert a.same_day(b) is b.same_day(a)
    assert a.overlaps(b) is b.overlaps(a)


@MANY
@given(ANY, ANY)
def test_answers_agree_with_each_other(one, other):
    """Same day is within, within overlaps, and what overlaps is neither before nor after."""
    a, b = parse(one), parse(other)
    assert relations(a, b)
    assert STRENGTH[a.same_day(b)] <= STRENGTH[a.within(b)] <= STRENGTH[a.overlaps(b)]
    if Match.CERTAIN in (a.before(b), a.after(b)):
        assert a.overlaps(b) is Match.IMPOSSIBLE
    if a.overlaps(b) is Match.CERTAIN:
        assert a.before(b) is a.after(b) is Match.IMPOSSIBLE


@MANY
@given(ANY, st.integers(-400, 400), st.integers(0, 500))
def test_overlaps_agrees_with_match(text, first, length):
    """To share a day with an interval between two days is to match these days."""
    date = parse(text)
    first += datetime.date(2000, 1, 1).toordinal()
    last = first + length
    span = parse(f"{day_text(first)}/{day_text(last)}")
    assert date.overlaps(span) is span.overlaps(date) is date.match(first, last)
