"""The deadline board says what `dateline deadlines` says, for any day, and can be read without JavaScript."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.parameters.schemas import parameter
from dateline.web import board, deadline_requests

DAY = "as_of=2000-10-15&known_at=2010"


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [a for t, a in self.tags if t == tag and all(a.get(k.rstrip("_")) == v for k, v in wanted.items())]


@pytest.fixture
def page(client):
    """Return a function that reads a page that must be there."""

    def read(path: str) -> Page:
        answer = client.get(path)
        assert answer.status_code == 200, answer.text[:500]
        return Page(answer.text)

    return read


def ids(found: Page) -> list[str]:
    links = [a["href"] or "" for a in found.all("a", class_="title")]
    return [
        link.split("?")[0].removeprefix("/deadline/").replace("%40", "@")
        for link in links
        if link.startswith("/deadline/")
    ]


@pytest.mark.parametrize(
    ("query", "args"),
    [
        (DAY, ["--as-of", "2000-10-15", "--known-at", "2010"]),
        ("as_of=2000-10-15&as_known_then=1", ["--as-of", "2000-10-15", "--as-known-then"]),
        ("as_of=2000-10-15&known_at=2010&overdue=1", ["--as-of", "2000-10-15", "--known-at", "2010", "--overdue"]),
        (DAY + "&programme=union-state-programme-1999&actor=Belarus", ["--as-of", "2000-10-15", "--known-at", "2010", "--programme", "union-state-programme-1999", "--actor", "Belarus"]),
        (DAY + "&theme=economy/currency&forecasts=1&proposals=1", ["--as-of", "2000-10-15", "--known-at", "2010", "--theme", "economy/currency", "--forecasts", "--proposals"]),
        (DAY + "&state=pending&state=met_late", ["--as-of", "2000-10-15", "--known-at", "2010", "--state", "pending", "--state", "met_late"]),
        (DAY + "&horizon=2004", ["--as-of", "2000-10-15", "--known-at", "2010", "--horizon", "2004"]),
        ("as_of=2009&known_at=2010&silence=unknown", ["--as-of", "2009", "--known-at", "2010", "--silence", "unknown"]),
    ],
)  # fmt: skip
def test_the_board_shows_what_the_command_lists(page, cli, loaded_url, query, args):
    listed = cli("deadlines", *args, "-f", "jsonl", url=loaded_url).records
    found = page(f"/deadlines?{query}")
    assert sorted(ids(found)) == sorted(record["id"] for record in listed)
    for record in listed:
        assert record["why"] in found.text
        assert record["title"] in found.text


def test_the_summary_counts_by_kind(page):
    totals = re.sub(r"\s+", " ", page(f"/deadlines?{DAY}").text)
    assert "At the end of 15 October 2000 , as known on 31 December 2010 (with hindsight)".replace(" ,", ",") in totals
    assert "2 certainly overdue 3 possibly overdue" in totals


def test_every_state_has_a_shape_and_a_word(page):
    found = page(f"/deadlines?{DAY}")
    marks = [a["class"] for a in found.all("svg") if (a["class"] or "").startswith("mark")]
    assert {"mark overdue", "mark maybe", "mark met", "mark pending", "mark unknown"} <= set(marks)
    for words in ("certainly overdue", "possibly overdue", "met, possibly late", "pending", "not in force"):
        assert words in found.text


def test_without_javascript_links_and_a_form_move_the_board(page):
    found = page(f"/deadlines?{DAY}&actor=Belarus")
    (back,), (forth,) = found.all("a", rel="prev"), found.all("a", rel="next")
    assert back["href"] == "/deadlines?known_at=2010&actor=Belarus&as_of=2000-09-30"
    assert forth["href"] == "/deadlines?known_at=2010&actor=Belarus&as_of=2000-11-30"
    (form,) = [form for form in found.all("form") if form["action"] != "/search"]
    assert (form["action"], form["method"]) == ("/deadlines", "get")
    assert found.all("input", name="as_of") == [{**found.all("input", name="as_of")[0], "value": "2000-10-15"}]
    (slider,) = found.all("input", type="range")
    assert "name" not in slider  # so that a form sent without JavaScript says nothing about it
    assert found.all("div", id="slider")[0].keys() >= {"hidden"}


def test_the_slider_reaches_over_the_time_of_the_programmes(page):
    (slider,) = page("/deadlines?programme=union-state-programme-1999").all("input", type="range")
    first, last = (deadline_requests.day_words(int(slider[name] or 0)) for name in ("min", "max"))
    assert (first, last) == ("8 December 1999", "31 December 2005")


def test_a_part_of_the_page_is_the_board_alone(client):
    part = client.get(f"/deadlines?{DAY}&part=board").text
    whole = client.get(f"/deadlines?{DAY}").text
    assert "<html" not in part
    assert part.strip() in whole
    assert "part=" not in part


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("as_of=soon", "as_of: "),
        ("as_of=2000/..", "has no last day"),
        ("known_at=2001&as_known_then=1", "cannot be used together"),
        ("programme=nothing", "nothing"),
        ("actor=Nobody", "Nobody"),
        ("state=lost", "state: "),
        ("horizon=never", "horizon: "),
        ("colour=red", "There is no filter"),
        ("as_of=9999-12-31", ""),
        ("as_of=-9999-01-01", ""),
        ("as_of=Y170000002", ""),
    ],
)
def test_what_cannot_be_answered_is_told(client, query, message):
    answer = client.get(f"/deadlines?{query}")
    assert answer.status_code == (400 if message else 200)
    assert message in answer.text


def test_a_link_says_all_that_was_chosen(page):
    query = f"{DAY}&actor=Belarus&forecasts=1"
    assert page(f"/deadlines?{query}").all("input", name="forecasts")[0].keys() >= {"checked"}
    link = next(
        a["href"] for a in page(f"/deadlines?{query}").all("a", class_="title") if "/deadline/" in (a["href"] or "")
    )
    assert (link or "").endswith("?known_at=2010&as_of=2000-10-15")


def test_nothing_in_the_page_needs_an_inline_style_or_script(page):
    found = page(f"/deadlines?{DAY}")
    assert not [a for _, a in found.tags if "style" in a or any(name.startswith("on") for name in a)]
    assert not found.all("style")
    assert all(a.get("src") for a in found.all("script"))


def test_more_than_can_be_shown_is_counted(client, monkeypatch):
    monkeypatch.setattr(board, "MOST_ROWS", 5)
    text = client.get(f"/deadlines?{DAY}").text
    assert text.count('class="number late"') == 5
    assert "29 more deadlines are counted" in text


def test_a_crowd_is_not_judged_before_something_is_chosen(client, monkeypatch):
    monkeypatch.setattr(board, "MOST_JUDGED", 10)
    text = client.get(f"/deadlines?{DAY}").text
    assert "53 deadlines are too many for one board" in text
    assert 'class="number late"' not in text
    assert 'class="number late"' in client.get(f"/deadlines?{DAY}&programme=sochi-statement-2004").text


WORDS = st.sampled_from(
    ["2000-10-15", "fall 1999", "-0043", "2000/..", "[1994..1996]", "Y17E7", "Y-17E7", "belarus", "economy", "pending", "1", "0",
     "board", "unknown", "next presidential election", "' OR 1=1", "\\", "{key}"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(("/deadlines", "/charts", "/deadline/usp-3-1", "/deadline/")),
    st.lists(
        st.tuples(st.sampled_from([parameter(each) for each in deadline_requests.BOARD]), WORDS | st.text(max_size=9)),
        max_size=4,
    ),
)
def test_no_address_is_a_fault(client, path, pairs):
    answer = client.get(f"{path}?{urlencode(pairs)}")
    assert answer.status_code in (200, 303, 308, 400, 404), answer.text


HOSTILE = '</title><script>alert("x")</script>'


def test_hostile_text_is_only_text(client_of, cli, tmp_path: Path):
    cited = 'citations = [{ source = "s" }]'
    (tmp_path / "hostile.toml").write_text(
        f"""
[[source]]
id = "s"
title = '{HOSTILE}'
[[actor]]
id = "a"
name = '{HOSTILE}'
kind = "state"
[[programme]]
id = "p"
title = '{HOSTILE}'
{cited}
[[deadline]]
id = "d"
programme = "p"
title = '{HOSTILE}'
note = '{HOSTILE}'
force = "binding"
confidence = "high"
actors = ["a"]
[[deadline.due]]
kind = "original"
text = '{HOSTILE}'
due = "2000"
rule = "by_end"
known = "1999-01-01"
citations = [{{ source = "s", locator = '{HOSTILE}', quote = '{HOSTILE}' }}]
""",
        "utf-8",
    )
    url = f"sqlite:///{tmp_path}/hostile.db"
    loaded = cli("load", tmp_path / "hostile.toml", url=url)
    assert loaded.code == 0, loaded.err
    client = client_of(url)
    for path in ("/deadlines", "/deadlines?part=board", "/charts", "/deadline/d", f"/deadline/{quote(HOSTILE)}"):
        found = Page(client.get(path).text)
        assert "alert(" in found.text
        assert all(set(attributes) <= {"src", "defer"} for attributes in found.all("script"))


def test_a_table_of_parties(page):
    """What each party has is counted as in the list, with the share met on time of what came due."""
    found = page(f"/deadlines?{DAY}")
    (table,) = found.all("table", class_="stacked parties")
    assert table
    links = [
        a["href"] or ""
        for a in found.all("a")
        if (a.get("href") or "").startswith("/deadlines?") and "actor=" in (a["href"] or "")
    ]
    assert any("actor=belarus" in link for link in links)
    alone = page(next(link for link in links if "actor=belarus" in link))
    number = re.search(r"Belarus\s+(\d+)", found.text)
    assert number
    assert len(ids(alone)) == int(number[1])
