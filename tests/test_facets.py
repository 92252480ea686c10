"""Counts by year, month, actor and theme, the certain and the possible apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE, FAR_PAST, Match, parse
from dateline.facets import PERIODS, Facets, Spread, count_by


def event(date, match="certain", actors=(), themes=()):
    return {"date": date, "match": match, "actors": [{"id": a} for a in actors], "themes": list(themes)}


def counts(dates, by, first=None, last=None):
    days = parse(first).earliest if first else FAR_PAST, parse(last).latest if last else FAR_FUTURE
    rows = count_by([event(date) for date in dates], by, *days)
    return [tuple(row.values()) for row in rows]


@pytest.mark.parametrize(
    ("dates", "by", "expected"),
    [
        ([], "year", []),
        (["1999"], "year", [("1999", 1, 0)]),
        (["1999-05"], "month", [("1999-05", 1, 0)]),
        (["1999"], "month", [(f"1999-{month:02}", 0, 1) for month in range(1, 13)]),
        (["1999/2001"], "year", [("1999", 1, 0), ("2000", 1, 0), ("2001", 1, 0)]),
        (["[1999..2001]"], "year", [("1999", 0, 1), ("2000", 0, 1), ("2001", 0, 1)]),
        (["[1999,2001]"], "year", [("1999", 0, 1), ("2001", 0, 1)]),
        (["{1999,2001}"], "year", [("1999", 1, 0), ("2001", 1, 0)]),
        (["1999-11/2000-01"], "month", [("1999-11", 1, 0), ("1999-12", 1, 0), ("2000-01", 1, 0)]),
        (["1999-02-28/1999-03-01", "1999-03"], "month", [("1999-02", 1, 0), ("1999-03", 2, 0)]),
        (["-0001-12-31", "0000-01-01", "0001"], "year", [("-0001", 1, 0), ("0000", 1, 0), ("0001", 1, 0)]),
        (["-0043-03-15"], "month", [("-0043-03", 1, 0)]),
        (["1999-24"], "year", [("1999", 0, 1), ("2000", 0, 1)]),
    ],
)
def test_periods(dates, by, expected):
    assert counts(dates, by) == expected


@pytest.mark.parametrize(
    ("date", "first", "last", "years"),
    [
        ("1990/2010", "1999", "2000", ["1999", "2000"]),
        ("1990/..", "1999", "2000", ["1999", "2000"]),
        ("../2010", "1999", "2000", ["1999", "2000"]),
        ("1990/2010", "1999-06", "1999-07", ["1999"]),
        ("1999", "2000", "2001", []),
    ],
)
def test_periods_lie_in_the_range(date, first, last, years):
    assert [row[0] for row in counts([date], "year", first, last)] == years


@pytest.mark.parametrize("date", ["1999/..", "../1999", "1999/", "/1999", "Y17E7", "Y-17E7/1999"])
def test_endless_dates_come_to_an_end(date):
    assert len(counts([date], "year")) <= 12_001
    assert len(counts([date], "month")) <= 12_001


def test_a_piece_of_a_period_counts_as_the_piece():
    assert counts(["1999"], "year", "1999-06", "1999-07") == [("1999", 0, 1)]
    assert counts(["1999-06"], "year", "1999-06", "1999-07") == [("1999", 1, 0)]


def test_actors_and_themes():
    records = [
        event("1999", "certain", ["b", "a", "a"], ["x/y"]),
        event("1999", "possible", ["b"], ["x", "x/y"]),
        event("1999", "certain", ["c", "b"], []),
    ]
    assert [tuple(row.values()) for row in count_by(records, "actor", FAR_PAST, FAR_FUTURE)] == [
        ("b", 2, 1), ("a", 1, 0), ("c", 1, 0),
    ]  # fmt: skip
    assert count_by(records, "theme", FAR_PAST, FAR_FUTURE) == [
        {"theme": "x/y", "certain": 1, "possible": 1},
        {"theme": "x", "certain": 0, "possible": 1},
    ]


dates = st.sampled_from(
    [
        "1999",
        "1998-07",
        "1999-02-03",
        "1997/1999-02",
        "[1997,1999]",
        "199X",
        "1998?/2000~",
        "1998-21",
        "1999?",
        "1999-02-03?",
        "1999-02-03~",
        "1998-07%",
        "{1997?,1999}",
        "[1997~,2000]",
        "/1999?",
        "1999?/..",
        "1998-?07",
        "1997/1999?",
    ]
)


@given(st.lists(dates, max_size=5), st.sampled_from(["year", "month"]))
def test_counts_are_matches_with_the_period(chosen, by):
    rows = counts(chosen, by, "1995", "2002")
    names = [f"{year}" for year in range(1995, 2003)]
    if by == "month":
        names = [f"{name}-{month:02}" for name in names for month in range(1, 13)]
    expected = []
    for name in names:
        period = parse(name)
        found = [parse(date).match(period.earliest, period.latest) for date in chosen]
        if set(found) - {Match.IMPOSSIBLE}:
            expected.append((name, found.count(Match.CERTAIN), found.count(Match.POSSIBLE)))
    assert rows == expected


def spread_of(dates, first=FAR_PAST, last=FAR_FUTURE):
    read = [parse(date) for date in dates]
    gapped = [date for date in read if date.members or date.sides]
    records = [(event(date.edtf, date.match(first, last)), True, date.bounds.earliest) for date in gapped]
    return Spread(first, last, [(date.bounds, 1, True) for date in read if date not in gapped], records)


@pytest.mark.parametrize(
    ("dates", "most", "expected"),
    [
        ([], 10, []),
        (["1999-05-03", "1999-05-05"], 10, ["1999-05-03", "1999-05-05"]),
        (["1999-05-03", "1999-08-05"], 10, ["1999-05", "1999-08"]),
        (["1999-05-03", "2004-08-05"], 10, ["1999", "2004"]),
        (["1909", "1999"], 10, ["1900/1909", "1990/1999"]),
        (["-0043", "1999"], 30, ["-0100/-0001", "1900/1999"]),
        (["Y-17E7", "1999"], 30, ["Y-170000000/Y-160000001", "0000/Y9999999"]),
        (["Y12345"], 3, ["Y12345"]),
        (["1999"], 11, ["1999"]),
        (["1999"], 12, [f"1999-{month:02}" for month in range(1, 13)]),
    ],
)
def test_the_shortest_period_that_fits(dates, most, expected):
    found = spread_of(dates).fitting(most).dated()
    assert [date for date, *_ in found] == expected
    assert sum(certain + possible for _, certain, possible in found) >= len(dates)


@settings(deadline=None)
@given(st.lists(dates, max_size=3), st.sampled_from(PERIODS), st.integers(-(10**6), 10**6))
def test_a_period_is_its_date(chosen, by, shift):
    facets = Facets(by, FAR_PAST, FAR_FUTURE)
    for date in chosen:
        bounds = parse(date).bounds
        facets.add_days(type(bounds)(*(day + shift for day in bounds)), 1)
    for date, certain, possible in facets.dated():
        period = parse(date)
        found = [parse(each).bounds for each in chosen]
        days = [type(each)(*(day + shift for day in each)) for each in found]
        assert certain + possible <= len(days)
        assert any(each.earliest <= period.latest and each.latest >= period.earliest for each in days)


@given(st.lists(dates, max_size=6))
def test_totals_are_matches_with_the_range(chosen):
    first, last = parse("1998").earliest, parse("1999").latest
    matches = [parse(date).match(first, last) for date in chosen]
    within = [date for date, found in zip(chosen, matches, strict=True) if found != Match.IMPOSSIBLE]
    assert spread_of(within, first, last).totals() == {
        "certain": matches.count(Match.CERTAIN),
        "possible": matches.count(Match.POSSIBLE),
    }


@given(st.lists(dates, max_size=8), st.booleans())
def test_the_day_of_a_place_is_that_of_the_sorted_list(chosen, newest):
    spread = spread_of(chosen)
    days = sorted((parse(date).bounds.earliest for date in chosen), reverse=newest)
    for place, day in enumerate(days):
        found, before = spread.day_of(place, newest=newest)
        assert (found, before) == (day, place - days.index(day))
    assert spread.day_of(len(days), newest=newest) is None


def test_undated_events_are_the_last_in_either_order():
    spread = spread_of(["undated", "1999", "2000"])
    assert [spread.day_of(place, newest=True)[0] for place in range(3)] == [
        parse(date).bounds.earliest for date in ("2000", "1999", "undated")
    ]


@given(st.lists(dates, max_size=5), st.integers(1, 400))
def test_trying_long_periods_first_finds_the_same(chosen, most):
    spread = spread_of(chosen)
    fitting = [by for by in PERIODS if spread._facets(by).width <= most]
    found = spread.fitting(most)
    assert found.by == (fitting[-1] if fitting else PERIODS[0])
