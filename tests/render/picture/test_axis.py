"""The axis: from days to thousands of millions of years, without a year zero."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import parse
from dateline.render.picture.axis import Scale, ticks, year_name


def labels(first, last, pixels):
    short, context = ticks(Scale(parse(first).earliest, parse(last).latest, 0, pixels))
    return " ".join(tick.text for tick in short), " ".join(tick.text for tick in context)


@pytest.mark.parametrize(
    ("first", "last", "pixels", "short", "context"),
    [
        ("1999-12-01", "1999-12-09", 300, "1 2 3 4 5 6 7 8 9", "December 1999"),
        ("1999-12-08", "1999-12-08", 300, "8", "December 1999"),
        ("1999-11", "2000-02", 300, "Nov Dec Jan Feb", "1999 2000"),
        ("1999-10", "2000-12", 300, "Oct Jan Apr Jul Oct", "1999 2000"),
        ("1991", "2009", 1100, " ".join(map(str, range(1991, 2010))), ""),
        ("1991", "2009", 300, "1995 2000 2005", ""),
        ("-0002", "0003", 600, "3 BC 2 BC 1 BC AD 1 2 3", ""),
        ("-0100", "0300", 300, "100 BC AD 1 100 200 300", ""),
        ("Y-70000000", "2000", 700, "70 million BC 60 million BC 50 million BC 40 million BC 30 million BC 20 million BC "
         "10 million BC AD 1", ""),
    ],
)  # fmt: skip
def test_ticks(first, last, pixels, short, context):
    assert labels(first, last, pixels) == (short, context)


@pytest.mark.parametrize(
    ("year", "name"),
    [(1, "1"), (0, "1 BC"), (-43, "44 BC"), (1999, "1999"), (12_000, "12,000"), (-4_499_999_999, "4.5 billion BC")],
)
def test_names_of_years(year, name):
    assert year_name(year) == name


@settings(deadline=None)
@given(st.integers(-(10**9), 10**9), st.integers(0, 10**9), st.integers(240, 3000))
def test_ticks_are_in_order_inside_and_never_many(first, length, pixels):
    scale = Scale(first, first + length, 0, pixels)
    short, context = ticks(scale)
    days = [tick.day for tick in short]
    assert days == sorted(set(days))
    assert all(scale.first <= day <= scale.last for day in days)
    assert len(days) <= pixels / 16 + 1
    assert not context or context[0].day <= scale.first
