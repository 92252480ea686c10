"""Words that count from another date."""

import datetime

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import parse, to_day
from dateline.dates.prose.interpretation import from_prose
from dateline.dates.shifting import shift

# 2000-10-15 was a Sunday.
FROM_A_DAY = {
    "about 10 years ago": "1990~",
    "c. 2000 years ago": "0000~",
    "99 years ago": "1901-10-15",
    "100 years ago": "1900~",
    "5000 years ago": "-3000~",
    "3 centuries ago": "17XX~",
    "5 millennia ago": "[-3000~..-2001~]",
    "200 years earlier": "1800~",
    "today": "2000-10-15",
    "yesterday": "2000-10-14",
    "the day after tomorrow": "2000-10-17",
    "-30d": "2000-09-15",
    "+2w": "2000-10-29",
    "-1m": "2000-09-15",
    "-1y": "1999-10-15",
    "3 months ago": "2000-07-15",
    "a year ago": "1999-10-15",
    "two weeks from now": "2000-10-29",
    "in ten days": "2000-10-25",
    "eight months earlier": "2000-02",
    "two years later": "2002",
    "three days later": "2000-10-18",
    "three centuries earlier": "17XX~",
    "start of year": "2000-01-01",
    "end of last month": "2000-09-30",
    "start of the quarter": "2000-10-01",
    "last month": "2000-09",
    "this year": "2000",
    "the following year": "2001",
    "last decade": "199X",
    "next week": "2000-10-16/2000-10-22",
    "last friday": "2000-10-13",
    "last sunday": "2000-10-08",
    "next sunday": "2000-10-22",
    "this monday": "2000-10-09",
    "last may": "2000-05",
    "next may": "2001-05",
    "last winter": "1999-24",
    "this autumn": "2000-23",
    "2 days after tomorrow": "2000-10-18",
}
FROM_IMPRECISE = {
    ("1999-12", "eight months earlier"): "1999-04",
    ("1999", "two years later"): "2001",
    ("1999", "eight months earlier"): "[1998-05..1999-04]",
    ("1999-12/2000-01", "one month later"): "[2000-01..2000-02]",
    ("-0043-03-15", "50 years earlier"): "-0093",
    ("0001-01-01", "a day earlier"): "0000-12-31",
    ("2000-05-31", "last may"): "1999-05",
    ("2000-06-01", "last may"): "2000-05",
    ("2000-05-01", "next may"): "2001-05",
    ("2000-04-30", "next may"): "2000-05",
}
NAMED = {
    "30 days after 8 December 1999": "2000-01-07",
    "eight months before 1999-12-08": "1999-04-08",
    "a year after December 1999": "2000-12",
    "one month after 31 January 2000": "2000-02-29",
}


@pytest.mark.parametrize(("text", "edtf"), FROM_A_DAY.items())
def test_from_a_day(text, edtf):
    """Relative words count from the day given."""
    assert from_prose(text, parse("2000-10-15"))[0].edtf == edtf


@pytest.mark.parametrize(("case", "edtf"), FROM_IMPRECISE.items())
def test_from_an_imprecise_date(case, edtf):
    """Counting keeps what is not known of the date that it counts from, and passes the year 1."""
    anchor, text = case
    assert from_prose(text, parse(anchor))[0].edtf == edtf


@pytest.mark.parametrize(("text", "edtf"), NAMED.items())
def test_from_a_named_date(text, edtf):
    """A date that is named needs no anchor."""
    assert from_prose(text)[0].edtf == edtf


@pytest.mark.parametrize("anchor", ["1985/..", "../1985", "1985/"])
def test_nothing_counts_from_an_open_date(anchor):
    """A date without a first or last day is no anchor."""
    assert from_prose("eight months earlier", parse(anchor)) == ()


@given(
    st.dates(datetime.date(100, 1, 1), datetime.date(9800, 12, 31)), st.integers(-1200, 1200), st.integers(-400, 400)
)
def test_shift_agrees_with_relativedelta(date, months, days):
    """Months and days are counted as dateutil counts them."""
    expected = date + relativedelta(months=months, days=days)
    assert shift(date.toordinal(), months=months, days=days) == expected.toordinal()


def test_shift_passes_the_year_one():
    """Unlike dateutil, counting goes on before the year 1."""
    assert shift(to_day(1, 1, 31), months=-2) == to_day(0, 11, 30)
