"""Undated events in the pages and the API: a parameter of its own, no days, and a line below the picture."""

from __future__ import annotations

import pytest

LINES = (
    b'{"id": "a", "title": "Alpha", "date": "1999"}\n{"id": "b", "title": "Beta", "date": "undated"}\n'
    b'{"id": "c", "title": "Gamma", "date": "undated", "date_text": "n.d."}\n'
    b'{"id": "d", "title": "Delta", "date": "1917-11-07", "date_text": "25 October 1917", "calendar": "julian"}\n'
)


@pytest.fixture
def site(url, cli, client_of):
    """Return a client of the server of a database with two undated events among four."""
    assert cli("import", "jsonl", "-", url=url, stdin=LINES).code == 0
    return client_of(url)


@pytest.mark.parametrize(
    ("address", "ids"),
    [
        ("/api/events", ["d", "a", "b", "c"]),
        ("/api/events?sort=-date", ["a", "d", "c", "b"]),
        ("/api/events?undated=1", ["b", "c"]),
        ("/api/events?undated=1&text=gamma", ["c"]),
        ("/api/events?from=1900", ["d", "a"]),
    ],
)
def test_the_api(site, address, ids):
    assert [each["id"] for each in site.get(address).json()["records"]] == ids


@pytest.mark.parametrize("sort", ["date", "-date"])
def test_pages_of_one_event_go_through_all(site, sort):
    address, found = f"/api/events?limit=1&sort={sort}", []
    while address:
        answer = site.get(address).json()
        found += [each["id"] for each in answer["records"]]
        address = answer["next"]
    assert found == [each["id"] for each in site.get(f"/api/events?sort={sort}").json()["records"]]


def test_counts(site):
    rows = site.get("/api/counts?by=year").json()["records"]
    assert rows[-1] == {"year": "undated", "certain": 2, "possible": 0}
    assert site.get("/api/counts?undated=1").json()["records"] == [{"certain": 2, "possible": 0, "total": 2}]


def test_the_timeline(site):
    page = site.get("/timeline").text
    assert "2 undated events not drawn: Beta; Gamma" in page
    assert "<b>4</b> events" in page
    assert "25 October 1917, Julian" in page
    assert "<b>2</b> events" in site.get("/timeline?undated=1").text
    assert "<b>2</b> events" in site.get("/timeline?from=1900").text


def test_the_page_of_an_event(site):
    page = site.get("/event/c").text
    assert "nobody knows when" in page
    assert "n.d." in page
    assert "What happened around it" not in page
    assert "25 October 1917, Julian" in site.get("/event/d").text


@pytest.mark.parametrize("query", ["undated=1&from=1999", "from=undated", "around=b", "on=n.d."])
def test_refusals(site, query):
    answer = site.get(f"/api/events?{query}")
    assert answer.status_code == 400
    assert "undated" in answer.text or "--undated" in answer.text


def test_where_nothing_has_a_day_there_is_no_picture(site):
    assert 'class="dl"' not in site.get("/?undated=1").text
    assert "Beta" in site.get("/?undated=1").text
    assert 'class="dl"' in site.get("/").text
