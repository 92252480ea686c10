"""The page of a deadline explains its state with every record behind it, and charts it over time."""

from __future__ import annotations

import re
from html import unescape

import pytest

DAY = "?as_of=2000-10-15&known_at=2010"


@pytest.fixture
def text_of(client):
    """Return a function that gives the visible text of a page that must be there."""

    def read(path: str) -> str:
        answer = client.get(path)
        assert answer.status_code == 200, answer.text[:500]
        whole = re.sub("</?time>", "", answer.text)
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", whole)))

    return read


def test_it_says_what_explain_says(text_of, cli, loaded_url):
    record = cli("explain", "usp-3-1", "--as-of", "2000-10-15", "--known-at", "2010", "-f", "json", url=loaded_url)
    found = text_of(f"/deadline/usp-3-1{DAY}")
    assert "certainly overdue" in found
    assert (
        "Overdue on 2000-10-15: the last compliant day of “in the fourth quarter of 1999/first quarter of 2000”"
        in found
    )
    assert "yes, by 198 to 289 days" in found
    for line in (
        "nothing done to partly done: September 2000 to October 2000",
        "done: 30 November 2000",
        "in force from 2000-01-26",
    ):
        assert line in found
    assert '"certainly_overdue"' in record.out


@pytest.mark.parametrize("engine_day", ["2000-10-15", "1990", "2030", "-0044"])
def test_any_day_can_be_asked_for(client, engine_day):
    assert client.get(f"/deadline/usp-3-1?as_of={engine_day}").status_code == 200


def test_records_lead_to_sources_events_and_deadlines(client):
    html = client.get(f"/deadline/usp-3-1{DAY}").text
    assert 'href="/source/moshes-2000"' in html
    assert "Russia’s Belarus Dilemma" in html or "Belarus Dilemma" in html
    assert 'href="/event/currency-agreement-2000"' in html
    assert 'href="/actor/belarus"' in html
    assert 'href="/programme/union-state-programme-1999?as_of=2000-10-15&amp;known_at=2010"' in html


def test_the_course_of_states_is_drawn_and_told(client):
    html = client.get(f"/deadline/usp-3-1{DAY}").text
    assert html.count('class="chart" role="img"') == 2
    assert "2000-04-01 to 2000-11-29: certainly overdue" in html
    assert '<th scope="row">2000-04-01</th><td>2000-11-29</td><td>certainly overdue</td>' in html


def test_as_known_then_each_day_is_judged_by_its_own_knowledge(client):
    then = client.get("/deadline/mu-1994-fund?as_of=1999&as_known_then=1").text
    assert "as known on <b>31 December 1999</b>" in then


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/deadline/usp-3-11", 404, "Did you mean usp-3-1"),
        ("/deadline/nothing", 404, "There is no deadline with the id"),
        ("/deadline/usp-3-1?as_of=soon", 400, "as_of: "),
        ("/deadline/usp-3-1?actor=Belarus", 400, "There is no filter"),
        ("/deadline/" + "x" * 300, 404, "no deadline"),
        ("/deadline/a%00b", 404, "no deadline"),
    ],
)
def test_what_is_not_there_is_told(client, path, status, words):
    answer = client.get(path)
    assert answer.status_code == status
    assert words in unescape(answer.text)


def test_ids_with_signs_are_found(client):
    assert client.get("/deadline/cur-protocols%402001-12-31").status_code == 200


def test_every_deadline_has_a_page(client, cli, loaded_url):
    listed = cli("deadlines", "--forecasts", "--proposals", "-f", "jsonl", url=loaded_url).ids
    assert len(listed) > 40
    for identity in listed[::7]:
        assert client.get(f"/deadline/{identity}").status_code == 200, identity


def test_what_a_record_leads_to_has_its_title(text_of):
    found = text_of(f"/deadline/usp-3-1{DAY}")
    assert "event Agreement on a single currency signed" in found
    assert "currency-agreement-2000" not in found
