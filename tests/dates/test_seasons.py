"""Parts of the year by convention and by the calendar."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import day_text, parse, to_day
from dateline.dates.conventions import Conventions
from dateline.dates.seasons import (
    ASTRONOMICAL,
    CONVENTIONS,
    METEOROLOGICAL,
    QUARTERS,
    SOUTHERN,
    is_subyear,
    subyear_days,
)


@pytest.mark.parametrize(
    ("seasons", "code", "first", "last"),
    [
        (METEOROLOGICAL, 23, "2000-09-01", "2000-11-30"),
        (METEOROLOGICAL, 24, "2000-12-01", "2001-02-28"),
        (SOUTHERN, 21, "2000-09-01", "2000-11-30"),
        (SOUTHERN, 22, "2000-12-01", "2001-02-28"),
        (SOUTHERN, 23, "2000-03-01", "2000-05-31"),
        (ASTRONOMICAL, 23, "2000-09-23", "2000-12-21"),
        (ASTRONOMICAL, 24, "2000-12-22", "2001-03-20"),
        (QUARTERS, 21, "2000-01-01", "2000-03-31"),
        (QUARTERS, 24, "2000-10-01", "2000-12-31"),
    ],
)
def test_conventions(seasons, code, first, last):
    """A convention fixes the days of 21 to 24, alone and in an interval, and is recorded."""
    date = parse(f"2000-{code}", Conventions(seasons))
    assert [day_text(date.earliest), day_text(date.latest)] == [first, last]
    assert date.seasons == seasons.name
    span = parse(f"2000-{code}/2002", Conventions(seasons))
    assert (day_text(span.earliest), span.seasons) == (first, seasons.name)


@pytest.mark.parametrize(("first", "of"), [(25, METEOROLOGICAL), (29, SOUTHERN)])
@pytest.mark.parametrize("place", range(4))
def test_seasons_of_a_hemisphere_are_those_of_its_convention(first, of, place):
    """25 to 28 are northern, 29 to 32 southern seasons, whatever the convention of 21 to 24."""
    for seasons in (METEOROLOGICAL, SOUTHERN, ASTRONOMICAL):
        assert subyear_days(2000, first + place, seasons) == subyear_days(2000, 21 + place, of)


@given(st.integers(-9998, 9998), st.sampled_from(sorted(CONVENTIONS)))
def test_seasons_cover_the_time(year, name):
    """The four seasons of a year follow one another without gap or overlap."""
    days = sorted(subyear_days(year, code, CONVENTIONS[name]) for code in (21, 22, 23, 24))
    assert all(before[1] + 1 == after[0] for before, after in pairwise(days))
    assert days[-1][1] + 1 == min(subyear_days(year + 1, code, CONVENTIONS[name])[0] for code in (21, 22, 23, 24))


@pytest.mark.parametrize("codes", [range(33, 37), range(37, 40), range(40, 42)])
@given(year=st.integers(-9999, 9999))
def test_calendar_parts_cover_the_year(codes, year):
    """Quarters, quadrimesters and halves each make one whole year."""
    days = [subyear_days(year, code) for code in codes]
    assert (days[0][0], days[-1][1]) == (to_day(year, 1, 1), to_day(year, 12, 31))
    assert all(before[1] + 1 == after[0] for before, after in pairwise(days))


@pytest.mark.parametrize("code", range(25, 42))
def test_exact_codes_follow_no_convention(code):
    """Codes with a hemisphere or calendar months ignore the setting."""
    assert parse(f"1999-{code}", Conventions(QUARTERS)) == parse(f"1999-{code}")
    assert parse(f"1999-{code}").seasons is None


def test_convention_distinguishes():
    """The same text under two conventions is two dates."""
    assert parse("2000-23") != parse("2000-23", Conventions(SOUTHERN))
    assert parse("{1999,2000-23,2001}") != parse("{1999,2000-23,2001}", Conventions(SOUTHERN))


def test_codes():
    """Codes run from 21 to 41."""
    assert [code for code in range(100) if is_subyear(code)] == list(range(21, 42))
