"""--calendar and dates that name their calendar, in filters, in `date` and in imports."""

from __future__ import annotations

import pytest

EVENTS = """\
id,title,when,cal
a,October,1917-10-25,Julian
b,November,1917-11-25,Gregorian
c,Manuscript,1229,Hijri-qamari
d,Lunar,1229,moon
"""
MAPPING = '[columns]\nid = "id"\ntitle = "title"\n[date]\ncolumn = "when"\ncalendar = {column = "cal"}\n'


@pytest.fixture
def filled(cli, url, tmp_path):
    table, mapping = tmp_path / "events.csv", tmp_path / "map.toml"
    table.write_text(EVENTS, "utf-8")
    mapping.write_text(MAPPING, "utf-8")
    bad = tmp_path / "bad.jsonl"
    cli("import", "csv", table, "--map", mapping, "--collection", "mixed", "--rejects", bad, url=url)
    assert "calendar 'moon' is not one that dateline reads" in bad.read_text("utf-8")
    return url


@pytest.mark.parametrize(
    ("options", "filters", "ids"),
    [
        (["--calendar", "julian"], ["--on", "25 October 1917"], ["a"]),
        (["--calendar", "julian"], ["--on", "1917-10-25"], ["a"]),
        ([], ["--on", "25 October 1917 (O.S.)"], ["a"]),
        ([], ["--on", "1917-10-25"], []),
        ([], ["--from", "7 Nov. (25 Oct.) 1917", "--to", "12/25 Nov. 1917"], ["a", "b"]),
        (["--calendar", "islamic"], ["--on", "1229"], ["c"]),
        ([], ["--on", "AH 1229"], ["c"]),
        ([], ["--on", "1229"], []),
    ],
)
def test_filters(cli, filled, options, filters, ids):
    assert cli("--db", filled, *options, "query", *filters, "-f", "jsonl").ids == ids


def test_a_day_that_cannot_be_is_a_usage_error(cli, filled):
    result = cli("query", "--on", "30 February 1700 O.S.", url=filled)
    assert result.code == 2
    assert "February 1700 has 29 days in the Julian calendar, not 30" in result.err


def test_date_says_the_calendar(cli):
    result = cli("date", "25 October 1917 (O.S.)", "30 Safar 1271 AH")
    assert "rule       Julian calendar, 25 October 1917" in result.out
    assert "no date    Safar AH 1271 has 29 days in the Islamic calendar, not 30" in result.out
    assert result.code == 4


def test_the_configuration_names_a_calendar(cli, tmp_path):
    config = tmp_path / "config.toml"
    config.write_text('calendar = "hebrew"\n', "utf-8")
    assert "[1802-09-27..1803-09-16]" in cli("--config", config, "date", "5563").out
