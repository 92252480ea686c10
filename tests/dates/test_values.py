"""Dates as values: immutable, hashable, ordered, copied; and exact where they have gaps."""

import copy
import pickle
import random

import pytest

from dateline.dates import Date, Match, parse, parse_day

TEXTS = [
    "../1990",
    "1984",
    "1985",
    "1985-01",
    "1985-01-01",
    "1985/1986",
    "1985-02",
    "[1985,1987]",
    "1986",
    "1990/..",
]


def test_order_is_by_bounds_then_text():
    """Dates sort by start_earliest, start_latest, end_earliest, end_latest, text."""
    dates = [parse(text) for text in TEXTS]
    random.Random(7).shuffle(dates)
    assert sorted(dates) == sorted(dates, key=lambda date: (*date.bounds, date.edtf))
    assert [str(date) for date in sorted(dates)][:3] == ["../1990", "1984", "1985-01-01"]


def test_comparisons_agree():
    """All six comparisons follow one key."""
    first, second = parse("1985"), parse("1985?")
    assert first < second
    assert first <= second
    assert second > first
    assert second >= first
    assert first != second
    assert first == parse("1985")


def test_other_types_do_not_compare():
    """A date equals no text and has no order with one."""
    assert parse("1985") != "1985"
    for compare in ("__lt__", "__le__", "__gt__", "__ge__"):
        assert getattr(parse("1985"), compare)("1985") is NotImplemented


def test_dates_are_immutable():
    """Nothing can be set or deleted, and nothing added."""
    date = parse("1985")
    for name in ("level", "edtf", "something"):
        with pytest.raises(AttributeError, match="immutable"):
            setattr(date, name, 1)
        with pytest.raises(AttributeError, match="immutable"):
            delattr(date, name)


@pytest.mark.parametrize("text", [*TEXTS, "156X-12-25", "{1985,1987-05?}", "1950S2", "2000-23~"])
def test_copies_are_equal(text):
    """Pickling and copying keep every field."""
    date = parse(text)
    for other in (pickle.loads(pickle.dumps(date)), copy.copy(date), copy.deepcopy(date)):
        assert other == date
        assert all(getattr(other, name) == getattr(date, name) for name in Date.__slots__)


def test_dates_are_keys():
    """Equal dates are one key."""
    assert len({parse("1985"), parse("1985"), parse("1985~")}) == 2
    assert repr(parse("1985")) == "<Date 1985>"


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("20X0", ["2000-05-05", "2090-12-31"], ["2001-01-01", "2089-12-31"]),
        ("199X-12-25", ["1990-12-25", "1995-12-25"], ["1995-12-24", "1995-12-26"]),
        ("196X-02-29", ["1960-02-29", "1968-02-29"], ["1962-03-01", "1964-02-28"]),
        ("1997-XX-31", ["1997-03-31"], ["1997-04-30", "1997-06-30"]),
        ("199X-24", ["1991-01-15", "2000-02-29"], ["1990-01-15", "1991-07-01"]),
        ("-004X-03-15", ["-0044-03-15"], ["-0044-03-16", "-0050-03-15"]),
        ("-XXXX-01-01", ["-0001-01-01", "-9999-01-01"], ["0000-01-01"]),
        ("[1960,1970]", ["1960-12-31", "1970-01-01"], ["1961-01-01", "1969-12-31"]),
        (
            "[..1960,1970..1972,1980..]",
            ["1900-01-01", "1971-06-01", "1999-01-01"],
            ["1965-01-01", "1975-01-01"],
        ),
        ("{1960,1970}", ["1960-12-31"], ["1965-01-01"]),
        ("{1960..1962}", ["1960-12-31", "1961-06-01"], ["1963-01-01"]),
        ("1999-12-08/2000-01-26", ["1999-12-31"], ["1999-12-07", "2000-01-27"]),
    ],
)
def test_contains(text, inside, outside):
    """Membership is exact between the bounds too."""
    date = parse(text)
    assert [day for day in inside if not date.contains(parse_day(day))] == []
    assert [day for day in outside if date.contains(parse_day(day))] == []


@pytest.mark.parametrize(
    ("text", "first", "last", "expected"),
    [
        ("199X-12-25", "1994-01-01", "1994-12-24", Match.IMPOSSIBLE),
        ("199X-12-25", "1994-01-01", "1994-12-25", Match.POSSIBLE),
        ("199X-12-25", "1990-12-25", "1999-12-25", Match.CERTAIN),
        ("[1960,1970]", "1961-01-01", "1969-12-31", Match.IMPOSSIBLE),
        ("{1960,1970}", "1965-01-01", "1975-12-31", Match.CERTAIN),
        ("{1960,1970}", "1960-06-01", "1970-06-01", Match.POSSIBLE),
        ("{1960..1962}", "1961-01-01", "1961-12-31", Match.CERTAIN),
        ("1985/..", "2500-01-01", "2500-12-31", Match.CERTAIN),
        ("1985/", "2500-01-01", "2500-12-31", Match.POSSIBLE),
        ("1985/", "1985-12-31", "1986-12-31", Match.POSSIBLE),
        ("../1985", "0001-01-01", "0001-12-31", Match.CERTAIN),
        ("/1985", "0001-01-01", "0001-12-31", Match.POSSIBLE),
        ("[1994..1996]", "1995-01-01", "1995-12-31", Match.POSSIBLE),
        ("1994/1996", "1995-01-01", "1995-12-31", Match.CERTAIN),
    ],
)
def test_match_with_gaps_and_open_ends(text, first, last, expected):
    """Open reaches infinity for certain, unknown possibly; one-of is not throughout."""
    assert parse(text).match(parse_day(first), parse_day(last)) is expected
