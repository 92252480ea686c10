"""Every page and answer can be had as it was recorded at a moment, and leads to others of that moment."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from dateline.web.addressed.links import page_of, with_moment

EVENT = """
[[event]]
id = "added-later"
title = "A gas summit that was added later"
date = "2000"
confidence = "high"
themes = ["energy"]
citations = [{ source = "moshes-2000" }]
"""


@pytest.fixture
def changed(client_of, cli, own_url, tmp_path):
    """Return a client of a database in which an event was added in batch 2, and another one removed in batch 3."""
    (tmp_path / "later.toml").write_text(EVENT)
    assert cli("add", "event", "--file", tmp_path / "later.toml", "-m", "late", url=own_url).code == 0
    assert cli("remove", "belarus-referendum-1995", url=own_url).code == 0
    return client_of(own_url, patience=60)


def ids(client, moment):
    rest = f"&recorded_at={moment}" if moment else ""
    return {each["id"] for each in client.get(f"/api/events?limit=1000{rest}").json()["records"]}


def test_answers_are_those_of_the_command(changed, cli, own_url):
    for moment in ("@1", "@2", "@3"):
        assert ids(changed, moment) == set(cli("query", "--recorded-at", moment, "-f", "jsonl", url=own_url).ids)
    assert ids(changed, "@1") - ids(changed, None) == {"belarus-referendum-1995"}
    assert ids(changed, None) - ids(changed, "@1") == {"added-later"}
    assert ids(changed, "2000-01-01") == set()
    export = changed.get("/export.csv?recorded_at=@2").text
    assert export == cli("export", "-f", "csv", "--recorded-at", "@2", url=own_url).out


@pytest.mark.in_part(3)
@pytest.mark.parametrize(
    "address",
    ["/", "/timeline?theme=energy", "/actors", "/themes", "/sources", "/deadlines?as_of=2000-10-15", "/charts", "/map",
     "/event/belarus-referendum-1995", "/deadline/usp-3-1?as_of=2000-10-15", "/search?q=gas",
     "/deadlines/cascade?as_of=2000-10-15", "/compare?as_of=1999&as_of=2000", "/about", "/programmes"],
)  # fmt: skip
def test_pages_say_so_and_lead_to_the_same_moment(changed, address):
    moment = f"{address}{'&' if '?' in address else '?'}recorded_at=@1"
    answer = changed.get(moment)
    assert answer.status_code == 200
    assert "As it was recorded at <b>@1</b>" in answer.text
    assert "ETag" not in answer.headers
    links = [unescape(link) for link in re.findall(r' href="(/(?!static/)[^"]*)"', answer.text)]
    assert all(parse_qs(urlsplit(link).query)["recorded_at"] == ["@1"] for link in links)
    assert f'href="http://localhost{address.replace("&", "&amp;")}"' in answer.text
    forms = re.findall(r"<form [^>]*method=\"get\"", answer.text)
    assert answer.text.count('<input type="hidden" name="recorded_at" value="@1">') == len(forms)
    for link in links[::17]:
        assert changed.get(link).status_code == 200, link


def test_what_came_later_is_not_there(changed):
    assert changed.get("/event/added-later?recorded_at=@1").status_code == 404
    assert changed.get("/event/added-later").status_code == 200
    assert "added later" not in changed.get("/search?q=summit&recorded_at=@1").text
    assert "added later" in changed.get("/search?q=summit").text


def test_the_next_page_is_of_the_same_moment(changed):
    answer = changed.get("/api/events?limit=5&recorded_at=@1")
    assert "recorded_at=%401" in answer.json()["next"]
    assert "recorded_at=%401" in answer.headers["link"]
    assert changed.get(answer.json()["next"]).status_code == 200


@pytest.mark.in_part(2)
@pytest.mark.parametrize("moment", ["@99", "soon", "@", "2000-02-30", "x" * 99, "%00"])
def test_what_is_no_moment_is_told(changed, moment):
    for path in ("/", "/api/events", "/export.csv"):
        assert changed.get(f"{path}?recorded_at={moment}").status_code == 400


def test_empty_parameters_leave_the_address(changed):
    for path in ("/", "/timeline", "/map", "/deadlines", "/charts", "/actors", "/search", "/compare", "/event/usp"):
        answer = changed.get(f"{path}?text=&recorded_at=&q=")
        assert (answer.status_code, answer.headers["location"]) == (303, path)
    answer = changed.get("/deadlines?as_of=2000&actor=&recorded_at=@1")
    assert answer.headers["location"] == "/deadlines?as_of=2000&recorded_at=%401"


def test_links_of_a_page():
    page = '<a href="/x?a=1&amp;b=2#c">x</a><a href="//y/">y</a><a href="/static/z">z</a><form action="/" method="get">'
    assert page_of(page, "@1") == (
        '<a href="/x?a=1&amp;b=2&amp;recorded_at=%401#c">x</a><a href="//y/">y</a><a href="/static/z">z</a>'
        '<form action="/" method="get"><input type="hidden" name="recorded_at" value="@1">'
    )
    assert with_moment("/?recorded_at=%402", "@1") == "/?recorded_at=%402"
