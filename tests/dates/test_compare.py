"""The formulas of DESIGN section 3 over four bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import Bounds, Match, certain, match, possible, within

DAYS = st.integers(-20, 20)


@st.composite
def bounds(draw):
    """Draws bounds in order: starts no later than ends, earliest no later than latest."""
    first, second, third, fourth = sorted(draw(st.lists(DAYS, min_size=4, max_size=4)))
    middle = draw(st.permutations([second, third]))
    return Bounds(first, middle[0], middle[1], fourth)


ranges = st.tuples(DAYS, DAYS).map(sorted)


def worlds(b):
    """Return every (start, end) that bounds allow."""
    starts = range(b.start_earliest, b.start_latest + 1)
    ends = range(b.end_earliest, b.end_latest + 1)
    return [(start, end) for start in starts for end in ends if start <= end]


@given(bounds(), ranges)
def test_formulas_count_worlds(b, days):
    """Possible is in some world, certain and within are in all."""
    first, last = days
    touching = [start <= last and end >= first for start, end in worlds(b)]
    inside = [first <= start and end <= last for start, end in worlds(b)]
    assert possible(b, first, last) == any(touching)
    assert certain(b, first, last) == all(touching)
    assert within(b, first, last) == all(inside)


@given(bounds(), ranges)
def test_certain_and_within_imply_possible(b, days):
    """The answers are ordered by strength."""
    if certain(b, *days) or within(b, *days):
        assert possible(b, *days)


@given(bounds(), ranges)
def test_within_implies_certain(b, days):
    """What lies wholly in a range touches it."""
    if within(b, *days):
        assert certain(b, *days)


@given(bounds(), ranges)
def test_match_names_the_strongest(b, days):
    """Match is certain, else possible, else impossible."""
    expected = Match.IMPOSSIBLE
    if possible(b, *days):
        expected = Match.CERTAIN if certain(b, *days) else Match.POSSIBLE
    assert match(b, *days) is expected


@pytest.mark.parametrize(
    ("b", "first", "last", "expected"),
    [
        (Bounds(10, 20, 10, 20), 10, 20, Match.CERTAIN),
        (Bounds(10, 20, 10, 20), 11, 20, Match.POSSIBLE),
        (Bounds(10, 20, 10, 20), 20, 30, Match.POSSIBLE),
        (Bounds(10, 20, 10, 20), 21, 30, Match.IMPOSSIBLE),
        (Bounds(10, 12, 18, 20), 12, 12, Match.CERTAIN),
        (Bounds(10, 12, 18, 20), 11, 11, Match.POSSIBLE),
        (Bounds(10, 12, 18, 20), 19, 40, Match.POSSIBLE),
        (Bounds(10, 12, 18, 20), 1, 9, Match.IMPOSSIBLE),
    ],
)
def test_match(b, first, last, expected):
    """One pair of formulas serves single days and spans."""
    assert match(b, first, last) is expected


def test_match_is_its_text():
    """A match goes to JSON and SQL as its word."""
    assert [str(match) for match in Match] == ["certain", "possible", "impossible"]


def test_bounds_name_their_outermost_days():
    """Earliest and latest are the outer bounds."""
    assert (Bounds(1, 2, 3, 4).earliest, Bounds(1, 2, 3, 4).latest) == (1, 4)
