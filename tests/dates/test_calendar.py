"""Day numbers: agreement with datetime where it reaches, a bijection beyond."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE, FAR_PAST, InvalidDate, day_text, from_day, parse_day, to_day
from dateline.dates.calendar import is_leap, month_length, year_text

YEARS = st.integers(-(10**10), 10**10)


@given(st.dates())
def test_agrees_with_datetime(date):
    """Years 1 to 9999 are numbered as datetime does."""
    day = to_day(date.year, date.month, date.day)
    assert day == date.toordinal()
    assert from_day(day) == (date.year, date.month, date.day)
    assert day_text(day) == date.isoformat()
    assert parse_day(date.isoformat()) == day


@given(st.integers(-(2**45), 2**45))
def test_days_and_dates_are_a_bijection(day):
    """Every day number has one date, and following numbers have following dates."""
    assert to_day(*from_day(day)) == day
    assert from_day(day) < from_day(day + 1)


@given(YEARS)
def test_years_have_their_length(year):
    """A year is as long as its months together, and its leap day is in February."""
    assert to_day(year + 1, 1, 1) - to_day(year, 1, 1) == 365 + is_leap(year)
    assert sum(month_length(year, month) for month in range(1, 13)) == 365 + is_leap(year)


@given(YEARS)
def test_the_calendar_repeats_after_400_years(year):
    """400 years have 146,097 days, before year 0 too."""
    assert to_day(year + 400, 3, 1) - to_day(year, 3, 1) == 146_097
    assert datetime.date(2000, 1, 1).toordinal() - to_day(1600, 1, 1) == 146_097


@given(st.integers(to_day(-9999, 1, 1), to_day(9999, 12, 31)))
def test_day_text_round_trips(day):
    """The text of a day with a four-digit year reads as the same day."""
    text = day_text(day)
    assert text
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ((0, 1, 1), "0000-01-01"),
        ((-1, 12, 31), "-0001-12-31"),
        ((-43, 3, 15), "-0043-03-15"),
        ((9999, 12, 31), "9999-12-31"),
        ((10000, 1, 1), "Y10000"),
        ((-10000, 12, 31), "Y-10000"),
        ((170_000_002, 5, 5), "Y170000002"),
    ],
)
def test_day_text(date, text):
    """Years beyond four digits are written alone."""
    assert day_text(to_day(*date)) == text


def test_far_days_saturate():
    """Days beyond the far bounds are the far bounds, and have no text."""
    assert to_day(10**18, 1, 1) == FAR_FUTURE
    assert to_day(-(10**18), 12, 31) == FAR_PAST
    assert day_text(FAR_FUTURE) is day_text(FAR_PAST) is None
    assert to_day(*from_day(FAR_FUTURE)) == FAR_FUTURE
    assert to_day(*from_day(FAR_PAST)) == FAR_PAST
    assert day_text(FAR_PAST + 1) is not None


@pytest.mark.parametrize(("year", "text"), [(0, "0000"), (-1, "-0001"), (12345, "Y12345"), (-10000, "Y-10000")])
def test_year_text(year, text):
    """Years are EDTF."""
    assert year_text(year) == text


@pytest.mark.parametrize("date", [(1999, 0, 1), (1999, 13, 1), (1999, 2, 29), (1999, 4, 31), (1999, 1, 0)])
def test_to_day_refuses(date):
    """A day that the calendar lacks is refused, not rolled over."""
    with pytest.raises(InvalidDate):
        to_day(*date)


@pytest.mark.parametrize(
    "text",
    ["", "1999", "1999-12", "1999-12-8", "1999-12-08 ", " 1999-12-08", "1999-12-08T", "1999/12/08",
     "19991208", "1999-12-32", "1999-02-29", "-0000-01-01", "+1999-12-08", "--199-12-08", "199-012-08",
     "1999-1-208",
     "12345-01-01", "1999-12-0²", "١٩٩٩-12-08"],
)  # fmt: skip
def test_parse_day_is_strict(text):
    """Nothing but a whole day in its one form is read."""
    with pytest.raises(InvalidDate) as caught:
        parse_day(text)
    assert caught.value.text == text
