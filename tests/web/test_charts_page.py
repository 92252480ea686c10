"""The page of charts: each with a table of the same figures, of exactly what was asked for."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from dateline.dates import parse_day, to_day
from dateline.web import charts_page
from dateline.web.charts_page import periods

DAY = "as_of=2008-12-31&known_at=2010"


def drawings(html: str) -> list[ET.Element]:
    return [ET.fromstring(svg) for svg in re.findall(r"<svg xmlns.*?</svg>", html, re.DOTALL)]


def test_four_figures_wide_and_narrow(client):
    html = client.get(f"/charts?{DAY}").text
    found = drawings(html)
    assert [root.get("width") for root in found] == ["1040", "340"] * 4
    ids = [each.get("id") for root in found for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert html.count("<table>") == 4


@pytest.mark.parametrize("day", ["1999-12-31", "2008-12-31", "2012-12-31", "2026-11-28"])
def test_the_last_row_of_states_is_that_of_the_command(client, cli, loaded_url, day):
    html = client.get(f"/charts?as_of={day}&known_at=2030").text
    records = cli("deadlines", "--as-of", day, "--known-at", "2030", "-f", "jsonl", url=loaded_url).records
    states = [record["state"] for record in records]
    words = {"certainly_overdue": "certainly overdue", "possibly_overdue": "possibly overdue"}
    told = ", ".join(f"{states.count(state)} {name}" for state, name in words.items() if states.count(state))
    assert f"At the end of {day}: {told}" in html


def test_a_chart_says_until_when_somebody_watched(client):
    programme = "programme=currency-agreement-2000&known_at=2030"
    assert "data until 2008-12-31" in client.get(f"/charts?as_of=2026-11-28&{programme}").text
    assert "data until" not in client.get(f"/charts?as_of=2005-11-28&{programme}").text


def test_the_scores_are_those_of_the_command(client, cli, loaded_url):
    html = client.get(f"/charts?{DAY}&programme=currency-agreement-2000").text
    args = ("--as-of", "2008-12-31", "--known-at", "2010", "--programme", "currency-agreement-2000")
    (last,) = cli("deadlines", "score", *args, "--on", "2008-12-31", "-f", "jsonl", url=loaded_url).records
    low, high = (round(100 * share) for share in last["level"])
    assert f"<td>2008-12-31</td><td>0–12 %</td><td>{low}–{high} %</td><td>8</td>" in html


def test_events_by_year_lead_to_the_timeline(client):
    html = client.get(f"/charts?{DAY}&actor=Gazprom").text
    assert 'href="/?on=2006&amp;actor=Gazprom"' in html
    assert client.get("/?on=2006&actor=Gazprom").status_code == 200


def test_amendments_are_told(client):
    html = client.get(f"/charts?{DAY}").text
    assert "2 of them amended" in html
    assert "by 1 January 2006" in html


def test_as_known_then_an_amendment_is_not_known_before(client):
    assert "1 of them amended" in client.get("/charts?as_of=2003&as_known_then=1").text


@pytest.mark.parametrize(
    "query", ["as_of=1980", "programme=sochi-statement-2004", "theme=energy&forecasts=1&proposals=1", "as_of=Y170000"]
)
def test_anything_that_can_be_asked_is_drawn(client, query):
    answer = client.get(f"/charts?{query}")
    assert answer.status_code == 200
    assert drawings(answer.text)


@pytest.mark.parametrize("query", ["as_of=x", "actor=Nobody", "state=pending", "as_known_then=1&known_at=2000"])
def test_what_cannot_be_answered_is_told(client, query):
    assert client.get(f"/charts?{query}").status_code == 400


def test_too_many_deadlines_are_not_drawn(client, monkeypatch):
    monkeypatch.setattr(charts_page, "MOST_DEADLINES", 3)
    html = client.get("/charts").text
    assert "too many deadlines to chart" in html
    assert len(drawings(html)) == 2


def test_the_stylesheet(client):
    answer = client.get("/static/charts.css")
    assert answer.headers["content-type"].startswith("text/css")
    assert ".chart text" in answer.text


@pytest.mark.parametrize(
    ("first", "last", "most", "expected"),
    [
        (
            "2000-01-20",
            "2000-03-05",
            99,
            [("2000-01-01", "2000-01-31"), ("2000-02-01", "2000-02-29"), ("2000-03-01", "2000-03-05")],
        ),
        ("2000-01-01", "2000-06-30", 2, [("2000-01-01", "2000-03-31"), ("2000-04-01", "2000-06-30")]),
        ("2000-01-01", "2000-01-01", 5, [("2000-01-01", "2000-01-01")]),
    ],
)
def test_periods(first, last, most, expected):
    found = periods(parse_day(first), parse_day(last), most)
    assert found == [(parse_day(a), parse_day(b)) for a, b in expected]


def test_a_thousand_years_have_no_more_periods_than_pixels():
    assert len(periods(to_day(1000, 1, 1), to_day(1999, 12, 31))) <= 360


def test_a_measure_is_summed_by_year_as_the_command_does(cli, url, tmp_path, client_of):
    rows = ('{"id": "a", "title": "A", "date": "1999", "measures": [{"name": "deaths", "value": 3}]}',
            '{"id": "b", "title": "B", "date": "1999/2000", "measures": [{"name": "deaths", "value": 5}]}')  # fmt: skip
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), "utf-8")
    assert cli("import", "jsonl", tmp_path / "rows.jsonl", url=url).code == 0
    client = client_of(url)
    assert 'href="/charts?sum=deaths#sums-h"' in client.get("/charts").text
    html = client.get("/charts?sum=deaths").text
    records = cli("query", "--by", "year", "--sum", "deaths", "-f", "jsonl", url=url).records
    low, high = records[0]["deaths_low"], records[0]["deaths_high"]
    assert f"Most in 1999: at least {low}, at most {high}." in html
    assert client.get("/charts?sum=nothing").status_code == 400


def test_several_measures_have_a_chart_each(cli, url, tmp_path, client_of):
    measures = ", ".join(f'{{"name": "{name}", "value": {value}}}' for name, value in (("deaths", 3), ("tone", 5)))
    (tmp_path / "rows.jsonl").write_text(f'{{"id": "a", "title": "A", "date": "1999", "measures": [{measures}]}}')
    assert cli("import", "jsonl", tmp_path / "rows.jsonl", url=url).code == 0
    client = client_of(url)
    html = client.get("/charts?sum=deaths").text
    assert 'href="/charts?sum=deaths&amp;sum=tone#sums-h"' in html
    assert 'href="/charts#sums-h" aria-current="true"' in html
    html = client.get("/charts?sum=deaths&sum=tone").text
    for heading in ("Deaths by year", "Tone by year"):
        assert heading in html
    identities = re.findall(r' id="([^"]+)"', html)
    assert len(identities) == len(set(identities))
    rows = client.get("/api/counts?by=year&sum=deaths&sum=tone").json()["records"]
    assert rows == cli("query", "--by", "year", "--sum", "deaths", "--sum", "tone", "-f", "jsonl", url=url).records
