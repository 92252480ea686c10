"""Two sides of a comparison say what the board, the counts and the timeline of each side say."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from urllib.parse import quote

import pytest

PAIRS = (
    "as_of=1999&as_of=2000-10-15",
    "as_of=1999&as_of=2000-10-15&programme=union-state-programme-1999&as_known_then=1",
    "actor=Belarus&actor=russia&as_of=2000&from=1999&to=2000",
    "theme=currency&theme=defence&as_of=2001&forecasts=1",
    "programme=union-state-programme-1999&programme=currency-agreement-2000&as_of=2000-12-31",
)


def sides_of(query):
    """Return the addresses of the two sides alone."""
    pairs = [part.split("=") for part in query.split("&")]
    twice = next(name for name, _ in pairs if [each for each, _ in pairs].count(name) == 2)
    chosen = [value for name, value in pairs if name == twice]
    rest = [(name, value) for name, value in pairs if name != twice]
    return [[*rest, (twice, value)] for value in chosen]


@pytest.mark.parametrize("query", PAIRS)
def test_each_side_is_the_board_of_it_alone(client, query):
    answer = client.get(f"/api/compare?{query}").json()
    for side, told, pairs in zip("ab", answer["sides"], sides_of(query), strict=True):
        board = client.get("/api/deadlines", params=[pair for pair in pairs if pair[0] not in ("from", "to")]).json()
        states = {each["id"]: each["state"] for each in board["records"]}
        found = {each["id"]: each[f"state_{side}"] for each in answer["records"] if each[f"state_{side}"]}
        assert found == states
        assert told["deadlines"] == len(states)
        if told["events"]:
            wanted = [pair for pair in pairs if pair[0] in ("actor", "theme", "from", "to")]
            (counted,) = client.get("/api/counts", params=wanted).json()["records"]
            assert told["events"] == [counted["certain"], counted["possible"]]


@pytest.mark.parametrize("query", PAIRS)
def test_the_page_shows_the_answer(client, query):
    text = client.get(f"/compare?{query}").text
    answer = client.get(f"/api/compare?{query}").json()
    assert all(each["name"] in unescape(text) for each in answer["sides"])
    table = text[text.index('<table class="stacked compared">') :]
    links = [unescape(link) for link in re.findall(r'<th scope="row"><a class="title" href="([^"]+)"', table)]
    assert links == [f"/deadline/{quote(each['id'], safe='')}" for each in answer["records"]]
    differing = sum(each["state_a"] != each["state_b"] for each in answer["records"])
    both = sum(bool(each["state_a"] and each["state_b"]) for each in answer["records"])
    if query.startswith("as_of"):
        assert f"{differing} of {len(links)} differ" in text
        assert text.count('class="differs"') == differing
    else:
        assert f"{both} of {len(links)} belong to both" in text
        axes = re.findall(r'data-first="(-?\d+)" data-last="(-?\d+)"', text)
        assert len(axes) == 4  # both sides, for a window and for a phone
        assert len(set(axes)) == 1
    for link in re.findall(r'href="(/(?:deadlines|timeline|api)[^"]*)"', text):
        assert client.get(unescape(link)).status_code == 200, link


def test_the_file_has_the_records(client):
    query = f"/api/compare?{PAIRS[0]}"
    rows = list(csv.DictReader(io.StringIO(client.get(f"{query}&format=csv").text)))
    records = client.get(query).json()["records"]
    assert rows == [{name: value or "" for name, value in each.items()} for each in records]


@pytest.mark.parametrize(
    "query",
    [
        "actor=belarus&actor=russia&as_of=1999&as_of=2000",
        "as_of=1998&as_of=1999&as_of=2000",
        "actor=belarus&actor=Belarus",
        "actor=belarus&actor=nobody",
        "actor=belarus&actor=russia&from=2001&to=2000",
        "as_of=1999&as_of=undated",
    ],
)
def test_what_cannot_be_compared_is_told(client, query):
    page = client.get(f"/compare?{query}")
    assert page.status_code == 400
    assert 'role="alert"' in page.text
    assert client.get(f"/api/compare?{query}").status_code == 400


def test_one_side_alone_is_asked_for_the_other(client):
    assert client.get("/compare?actor=belarus").status_code == 200
    assert "twice" in client.get("/api/compare?actor=belarus").json()["hint"]


def test_what_is_too_much_to_draw_is_told(client, monkeypatch):
    monkeypatch.setattr("dateline.web.comparing.page.MOST_MARKS", 3)
    text = client.get("/compare?actor=alexander-lukashenko&actor=vladimir-putin").text
    assert text.count("events are too many to draw here, where at most 3 are drawn") == 2


def test_a_day_that_is_not_on_the_axis_is_not_drawn(client):
    text = client.get("/compare?actor=belarus&actor=russia&from=1999&to=2000&as_of=2010").text
    days = re.findall(r'<g class="asof"[^>]*>', text)
    assert len(days) == 4
    assert all('display="none"' in each for each in days)
    within = client.get("/compare?actor=belarus&actor=russia&from=1999&to=2000&as_of=2000-06").text
    assert 'display="none"' not in "".join(re.findall(r'<g class="asof"[^>]*>', within))
