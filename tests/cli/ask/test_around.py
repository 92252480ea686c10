"""`--around`: the days from so long before an event to as long after it, counted as dateutil counts."""

from __future__ import annotations

import json
from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE, FAR_PAST, Match, parse
from dateline.dates.shifting import widened
from dateline.query import Around, Query
from dateline.storage.opening import reading
from dateline.storage.reading.events import Reader

DAY = "currency-agreement-2000"
LONG = "smuggling-hole-customs-union"
SPANS = {
    "": relativedelta(months=1),
    "0 days": relativedelta(),
    "30 days": relativedelta(days=30),
    "two weeks": relativedelta(weeks=2),
    "3 months": relativedelta(months=3),
    "a year": relativedelta(years=1),
    "1 year and 10 days": relativedelta(years=1, days=10),
    "a quarter": relativedelta(months=3),
    "2 decades": relativedelta(years=20),
    "a century and two weeks": relativedelta(years=100, weeks=2),
}


@pytest.fixture(scope="module")
def everything(loaded_url):
    with reading(loaded_url) as connection:
        return list(Reader(connection).events(Query()))


def days_around(record, span):
    bounds = parse(record["date"]).bounds
    return [
        (date.fromordinal(day) + step).toordinal() for day, step in ((bounds.earliest, -span), (bounds.latest, span))
    ]


@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize("event", [DAY, LONG])
def test_what_happened_around_an_event(cli, loaded_url, everything, event, span):
    [center] = [record for record in everything if record["id"] == event]
    first, last = days_around(center, SPANS[span])
    expected = [each["id"] for each in everything if parse(each["date"]).match(first, last) != Match.IMPOSSIBLE]
    options = ["--around", event, *(["--span", span] if span else [])]
    found = cli("query", *options, "-f", "jsonl", url=loaded_url)
    assert found.ids == expected
    assert event in found.ids
    assert cli("-q", "export", *options, "-f", "jsonl", url=loaded_url).out == found.out
    assert cli("query", *options, "--count", url=loaded_url).out == f"{len(expected)}\n"


def test_other_filters_hold_too(cli, loaded_url, everything):
    """The range is that of --from and --to, whatever else is asked for: also counts, limits and --match."""
    first, last = "2000-10-30", "2000-12-30"
    for options in (
        "--theme economy -f csv",
        "--match within -f jsonl",
        "--match certain --sort -date --limit 3 -f json",
        "--by month -f csv",
        "--by actor -f csv",
        "--count -f json",
    ):
        words = options.split()
        around = cli("query", "--around", DAY, *words, url=loaded_url)
        assert around == cli("query", "--from", first, "--to", last, *words, url=loaded_url)
        assert around.code == 0
    for form in ("csv", "parquet", "chronology"):
        assert cli("export", "--around", DAY, "-f", form, "-o", "/dev/null", url=loaded_url).code == 0
    assert cli("db", "explain", "--around", DAY, url=loaded_url).out == cli(
        "db", "explain", "--from", first, "--to", last, url=loaded_url
    ).out  # fmt: skip
    csv = cli("export", "--around", DAY, url=loaded_url).out
    assert csv == cli("export", "--from", first, "--to", last, url=loaded_url).out


def test_the_event_must_pass_the_other_filters(cli, loaded_url):
    found = cli("query", "--around", DAY, "--theme", "energy", "-f", "jsonl", url=loaded_url)
    assert found.ids
    assert DAY not in found.ids


def test_an_event_without_end_has_no_last_day_around_it(cli, new_url, tmp_path):
    url, file = new_url(), tmp_path / "all.jsonl"
    events = {"open": "1985/..", "before": "1984-12-15", "long before": "1984-11-30", "after": "2500"}
    file.write_text("".join(json.dumps({"id": i, "date": d, "title": i}) + "\n" for i, d in events.items()), "utf-8")
    assert cli("import", "jsonl", file, url=url).code == 0
    assert cli("query", "--around", "open", "-f", "jsonl", url=url).ids == ["before", "open", "after"]


def test_the_nearest_ids_are_told_where_events_are_many_too(cli, loaded_url, monkeypatch):
    for many in (50_000, 5):
        monkeypatch.setattr("dateline.storage.reading.lookup._MANY", many)
        result = cli("query", "--around", "currency-agrement-2000", url=loaded_url)
        assert result.code == 2
        assert "there is no event 'currency-agrement-2000'" in result.err
        assert "did you mean currency-agreement-2000" in result.err


def test_names_are_looked_up_with_the_event(loaded_url):
    with reading(loaded_url) as connection:
        placed = Reader(connection).resolve(Query(around=Around(DAY, days=1, months=0)))
    assert (placed.first, placed.last) == (parse("2000-11-29").earliest, parse("2000-12-01").latest)
    assert placed.around is None


@given(st.dates(date(1600, 1, 1), date(2400, 1, 1)), st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 5000))
def test_days_are_counted_as_dateutil_counts(first, length, months, days):
    start, span = first.toordinal(), relativedelta(months=months, days=days)
    last = date.fromordinal(start + length)
    wanted = ((first - span).toordinal(), (last + span).toordinal())
    assert widened(start, last.toordinal(), months=months, days=days) == wanted


@pytest.mark.parametrize("near", [FAR_PAST, FAR_PAST + 1])
def test_no_bound_stays_none(near):
    assert widened(near, -near, months=1, days=5) == (FAR_PAST, FAR_FUTURE)


def test_a_query_around_an_event_is_not_one_of_all_time():
    """Its days stand in its event: undated events, which all of time has, are not among its own."""
    assert Query().timeless
    assert not Query(around=Around(DAY)).timeless
