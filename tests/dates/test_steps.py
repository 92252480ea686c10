"""Stepping through the days, months and years of a date: exact where it has gaps, and without listing what lies between."""

import calendar
import datetime
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import InvalidDate, day_text, parse, to_day
from dateline.dates.masks import Mask, Run
from dateline.dates.runs import Runs, gathered

QUICK = settings(max_examples=30, deadline=None)
YEARS = st.sampled_from(["199X", "200X", "1999", "2000", "-004X", "20X0", "XX99"])
MONTHS = st.sampled_from(["", "-XX", "-0X", "-1X", "-02", "-12", "-21", "-24", "-33"])
DAYS = st.sampled_from(["", "", "-XX", "-31", "-29", "-X1", "-3X", "-0X"])
ONES = st.tuples(YEARS, MONTHS, DAYS).map(lambda parts: "".join(parts[: 2 if parts[1][1:2] in ("2", "3", "") else 3]))
SETS = st.tuples(st.sampled_from(["[]", "{}"]), st.lists(ONES, min_size=1, max_size=3)).map(
    lambda drawn: drawn[0][0] + ",".join(drawn[1]) + drawn[0][1]
)


def readable(text):
    try:
        return parse(text)
    except InvalidDate:
        return None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1999-12-08", ["1999-12-08"]),
        ("1999-12-08T10:00:00Z", ["1999-12-08"]),
        ("196X-02-29", ["1960-02-29", "1964-02-29", "1968-02-29"]),
        ("-0001-12-31/0000-01-01", ["-0001-12-31", "0000-01-01"]),
        ("-000X-02-29", ["-0008-02-29", "-0004-02-29"]),
        ("[1999-12-31,1999-12-30..2000-01-01]", ["1999-12-30", "1999-12-31", "2000-01-01"]),
        ("{2000-01-02,1999-12-31}", ["1999-12-31", "2000-01-02"]),
        ("1999-12-3X/2000-01-01", ["1999-12-30", "1999-12-31", "2000-01-01"]),
    ],
)
def test_days(text, days):
    """Days come in order, each once, also where members are written in another order or twice."""
    assert [day_text(day) for day in parse(text).days()] == days


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("1999-24", [(1999, 12), (2000, 1), (2000, 2)]),
        ("[1994-05,1996-11..1997-01]", [(1994, 5), (1996, 11), (1996, 12), (1997, 1)]),
        ("1997-XX-31", [(1997, month) for month in (1, 3, 5, 7, 8, 10, 12)]),
        ("1994-11-20/1995-02-01", [(1994, 11), (1994, 12), (1995, 1), (1995, 2)]),
        ("-0001-36", [(-1, 10), (-1, 11), (-1, 12)]),
        ("{1994-05-31,1994-05-01}", [(1994, 5)]),
    ],
)
def test_months(text, months):
    """Months are leapt over where no day of them fits, and come once."""
    assert list(parse(text).months()) == months


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("[1994,1996]", [1994, 1996]),
        ("1994/1996", [1994, 1995, 1996]),
        ("20X0", list(range(2000, 2100, 10))),
        ("1999-24", [1999, 2000]),
        ("-0001/0001", [-1, 0, 1]),
        ("196X-02-29", [1960, 1964, 1968]),
        ("Y17E7", [170_000_000]),
    ],
)
def test_years(text, years):
    """Years are astronomical, and leapt over where no day of them fits."""
    assert list(parse(text).years()) == years


def test_steps_do_not_list_what_lies_between():
    """The first steps of a date come at once, however long it is; so do all of one with two far members."""
    assert list(islice(parse("Y-3E11/Y3E11").days(), 2)) == [to_day(-3 * 10**11, 1, 1), to_day(-3 * 10**11, 1, 2)]
    assert list(islice(parse("Y-3E11/Y3E11").months(), 13))[-1] == (-3 * 10**11 + 1, 1)
    assert list(parse("[1999,Y3E11]").years()) == [1999, 3 * 10**11]


@pytest.mark.parametrize("step", ["days", "months", "years"])
@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("1985/..", "last"),
        ("1985/", "last"),
        ("1985/1990..", "last"),
        ("[1985..]", "last"),
        ("{1985,1990..}", "last"),
        ("Y17E20", "last"),
        ("../1985", "first"),
        ("/1985", "first"),
        ("..1985/1990", "first"),
        ("[..1985]", "first"),
        ("Y-17E20", "first"),
    ],
)
def test_no_first_or_last_day(text, side, step):
    """What has no first or no last day is refused at once, before any step is taken."""
    date = parse(text)
    with pytest.raises(InvalidDate, match=f"has no {side} day: its {step} cannot be gone through") as caught:
        getattr(date, step)()
    assert caught.value.text == text
    assert caught.value.hint


@QUICK
@given(ONES | SETS)
def test_steps_agree_with_contains(text):
    """Within two years of its first day, the days of a date are those that it contains; months and years follow."""
    date = readable(text)
    if date is None:
        return
    first = next(date.days())
    assert first == date.earliest
    window = range(first - 3, first + 730)
    days = [day for day in window if date.contains(day)]
    assert list(islice(date.days(), len(days))) == days
    months = sorted({_month(day) for day in days})
    assert list(islice(date.months(), len(months) - 1)) == months[:-1]
    years = sorted({year for year, _ in months})
    assert list(islice(date.years(), len(years))) == years


@QUICK
@given(ONES.filter(lambda text: not text.startswith("XX")) | SETS.filter(lambda text: "XX99" not in text))
def test_months_and_years_are_those_of_the_days(text):
    """Months and years are those in which the days lie, from the first to the last."""
    date = readable(text)
    if date is None:
        return
    days = list(date.days())
    assert days[-1] == date.latest
    assert days == sorted(set(days))
    months = list(date.months())
    assert months == sorted({_month(day) for day in days})
    assert list(date.years()) == sorted({year for year, _ in months})


def _month(day):
    """Return (year, month) of a day by the standard library, which knows only the years 1 to 9999."""
    cycles = 0 if day > 0 else 1 - day // 146_097
    then = datetime.date.fromordinal(day + 146_097 * cycles)
    return then.year - 400 * cycles, then.month


RUNS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6)).map(lambda r: Run(r[0], r[0] + r[1])), max_size=6)


@given(RUNS, st.integers(-2, 50))
def test_gathered_runs_are_the_union(runs, day):
    """Runs taken together hold the days of each, lie apart, and answer like them."""
    union = gathered(runs)
    days = {day for run in runs for day in range(run.first, run.last + 1)}
    found = [first for each in union if (first := each.first_from(day)) is not None]
    assert min(found, default=None) == min((each for each in days if each >= day), default=None)
    assert len(union) == min(len(runs), 1)
    if len(runs) > 1:
        assert isinstance(union[0], Runs)
        assert all(last + 1 < first for last, first in zip(union[0].lasts, union[0].firsts[1:], strict=False))


def test_gathered_keeps_masks():
    """Masks stay as they are, behind the runs."""
    mask = Mask(1, "199X", (2,), (29,))
    assert gathered([mask, Run(1, 2), mask, Run(3, 4)])[1:] == (mask, mask)
    assert gathered([mask]) == (mask,)


def test_leap_days_of_four_centuries():
    """There are 97 of them."""
    assert len(list(parse("[16XX-02-29,17XX-02-29,18XX-02-29,19XX-02-29]").days())) == 97
    assert sum(map(calendar.isleap, range(1600, 2000))) == 97
