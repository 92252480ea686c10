"""Random EDTF on a small calendar, against a count of everything that it may mean.

The count knows nothing of the parser: a date is a pattern over the ISO texts of the days of 1990 to 2009, an
interval a pair of such days, a set a choice or a collection of them.
"""

import datetime
from functools import lru_cache
from itertools import product

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from dateline.dates import InvalidDate, Match, certain, parse, possible, to_day, within

FIRST, LAST = to_day(1990, 1, 1), to_day(2009, 12, 31)
CALENDAR = [(datetime.date.fromordinal(day).isoformat(), day) for day in range(FIRST, LAST + 1)]
SLOW = settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None
)

YEARS = st.sampled_from(["199X", "200X"]) | st.integers(1996, 2004).map(str)
MONTHS = st.sampled_from(["XX", "0X", "1X", "X0", "X1", "X2", "02"]) | st.integers(1, 12).map("{:02}".format)
DAYS = st.sampled_from(["XX", "0X", "1X", "2X", "3X", "X0", "X1", "X9", "29", "31"]) | st.integers(1, 31).map(
    "{:02}".format
)
SHORT_YEARS = st.integers(1999, 2001).map(str)
PLAIN_MONTHS = st.tuples(SHORT_YEARS, st.integers(1, 12).map("{:02}".format)).map("-".join)
SHORT_DATES = st.one_of(
    PLAIN_MONTHS, st.tuples(SHORT_YEARS, MONTHS).map("-".join), st.tuples(SHORT_YEARS, MONTHS, DAYS).map("-".join)
)
DATES = st.one_of(YEARS, st.tuples(YEARS, MONTHS).map("-".join), st.tuples(YEARS, MONTHS, DAYS).map("-".join))
RANGES = st.tuples(st.integers(FIRST - 40, LAST + 40), st.integers(0, 800)).map(lambda r: (r[0], r[0] + r[1]))
NEAR_RANGES = st.tuples(st.integers(to_day(1998, 12, 1), to_day(2002, 1, 31)), st.integers(0, 400)).map(
    lambda r: (r[0], r[0] + r[1])
)


@lru_cache(maxsize=4096)
def days_of(pattern):
    """Return the days whose ISO text fits a pattern, from its left; a pattern of a month fits all its days."""
    return [day for text, day in CALENDAR if all(p in ("X", c) for p, c in zip(pattern, text, strict=False))]


def spans_of(start, end):
    """Return the (start, end) that an interval may mean."""
    return [pair for pair in product(days_of(start), days_of(end)) if pair[0] <= pair[1]]


def judge(worlds, first, last):
    """Compare worlds, each a collection of spans, with a range: in all, in some, in none."""
    touching = [any(start <= last and end >= first for start, end in world) for world in worlds]
    return Match.CERTAIN if all(touching) else Match.POSSIBLE if any(touching) else Match.IMPOSSIBLE


def check(text, worlds, ranges):
    """Hold a date against the worlds that it may mean: bounds, membership and every range."""
    date = parse(text)
    starts, ends = (
        [min(s for s, _ in world) for world in worlds],
        [max(e for _, e in world) for world in worlds],
    )
    assert date.bounds == (min(starts), max(starts), min(ends), max(ends))
    for first, last in ranges:
        expected = judge(worlds, first, last)
        assert date.match(first, last) is expected
        assert date.contains(first) == (judge(worlds, first, first) is not Match.IMPOSSIBLE)
        assert within(date.bounds, first, last) == all(first <= s and e <= last for w in worlds for s, e in w)
        # The bounds alone may promise too much where there are gaps, and never too little.
        assert possible(date.bounds, first, last) or expected is Match.IMPOSSIBLE
        assert certain(date.bounds, first, last) or expected is not Match.CERTAIN


@SLOW
@given(DATES, st.lists(RANGES, min_size=3, max_size=6))
def test_single_dates(text, ranges):
    """A date is one unknown day among those that fit; without any it is refused."""
    days = days_of(text)
    if days:
        check(text, [[(day, day)] for day in days], ranges)
    else:
        try:
            parse(text)
        except InvalidDate:
            return
        raise AssertionError(f"{text} has no day and was read")


@SLOW
@given(SHORT_DATES, SHORT_DATES, st.lists(NEAR_RANGES, min_size=2, max_size=4))
@example("2000-0X", "2000-05-1X", [(to_day(2000, 5, 20), to_day(2000, 5, 25))])
@example("2000-05-X9", "2000-X5", [(to_day(2000, 5, 1), to_day(2000, 5, 8))])
def test_intervals(start, end, ranges):
    """An interval is one of its pairs in order; without any it is refused."""
    assume(days_of(start) and days_of(end))
    pairs = spans_of(start, end)
    if pairs:
        check(f"{start}/{end}", [[pair] for pair in pairs], ranges)
    else:
        try:
            parse(f"{start}/{end}")
        except InvalidDate:
            return
        raise AssertionError(f"{start}/{end} is reversed and was read")


def members_of(draw, dates):
    """Draws members of a set: (text, pairs of start and end)."""
    members = []
    for _ in range(draw(st.integers(1, 2))):
        first = draw(dates)
        assume(days_of(first))
        last = draw(st.none() | PLAIN_MONTHS)
        if last is None or len(first) != 7 or "X" in first or last < first:
            members.append((first, [(day, day) for day in days_of(first)]))
        else:
            members.append((f"{first}..{last}", spans_of(first, last)))
    return members


@SLOW
@given(st.data(), st.lists(NEAR_RANGES, min_size=3, max_size=6))
def test_one_of_a_set(data, ranges):
    """One of a set is a day of one member; a range stands for every day in it."""
    members = members_of(data.draw, SHORT_DATES)
    text = "[" + ",".join(name for name, _ in members) + "]"
    days: set[int] = set()
    for _, pairs in members:
        for start, end in pairs:
            days.update(range(start, end + 1))
    check(text, [[(day, day)] for day in sorted(days)], ranges)


@SLOW
@given(st.data(), st.lists(NEAR_RANGES, min_size=2, max_size=3))
def test_all_of_a_set(data, ranges):
    """All of a set happens in each member: on a day of a date, throughout a range."""
    members = members_of(data.draw, PLAIN_MONTHS)
    text = "{" + ",".join(name for name, _ in members) + "}"
    # A range repeats its starts with every end: its outermost pairs say all that the ends can.
    choices = [sorted({*pairs[:31], *pairs[-31:]}) for _, pairs in members]
    check(text, list(product(*choices)), ranges)
