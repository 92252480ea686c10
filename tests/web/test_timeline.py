"""The timeline shows what `query` answers, and its addresses reproduce the view."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from dateline.parameters.schemas import parameter
from dateline.question_options import FILTERS
from dateline.web import timeline_page

VIEWS = [
    ("any=1&actor=Putin&text=treaty", ("--any", "--actor", "Putin", "--text", "treaty")),
    ("text=election&stems=1", ("--text", "election", "--stems")),
    (
        "not_actor=russia&confidence=high&kind=treaty",
        ("--not-actor", "russia", "--confidence", "high", "--kind", "treaty"),
    ),
    ("", ()),
    ("from=1995&to=1996", ("--from", "1995", "--to", "1996")),
    ("on=fall+1999", ("--on", "fall 1999")),
    ("match=certain&from=1995&to=1996", ("--match", "certain", "--from", "1995", "--to", "1996")),
    ("match=within&from=1995&to=1996", ("--match", "within", "--from", "1995", "--to", "1996")),
    ("actor=Lukashenka", ("--actor", "Lukashenka")),
    ("actor=Russia&members=1&from=2000-04&to=2000-04", ("--actor", "Russia", "--members", "--on", "2000-04")),
    ("actor=russia&actor=belarus&all=1", ("--actor", "russia", "--actor", "belarus", "--all")),
    ("theme=economy&theme=defence", ("--theme", "economy", "--theme", "defence")),
    ("place=Minsk", ("--place", "Minsk")),
    ("source=moshes-2000", ("--source", "moshes-2000")),
    ("text=treaty&sort=-date", ("--text", "treaty", "--sort", "-date")),
    ("limit=7&from=1999", ("--limit", "7", "--from", "1999")),
    ("limit=0", ("--limit", "0")),
    ("around=belarus-referendum-1995", ("--around", "belarus-referendum-1995")),
    (
        "around=belarus-referendum-1995&span=a+year&theme=economy",
        ("--around", "belarus-referendum-1995", "--span", "a year", "--theme", "economy"),
    ),
]
HOSTILE = "\"><script>alert('x')</script>&amp;<!--"


class Page(HTMLParser):
    """What stands in a page: ids of rows, addresses, inputs with their labels."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.links, self.inputs, self.labels, self.marks, self.scripts = [], [], [], set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "tr" and "id" in found:
            self.rows.append(found["id"])
        if "href" in found:
            self.links.append(found["href"])
        if tag in ("input", "select"):
            self.inputs.append(found)
        if tag == "label" and "for" in found:
            self.labels.add(found["for"])
        if tag == "a" and str(found.get("href")).startswith("/event/"):
            self.marks.append(found["href"])
        if tag == "script":
            self.scripts.append(found)


@pytest.mark.parametrize(("address", "options"), VIEWS)
def test_the_same_events_as_query(client, cli, loaded_url, address, options):
    page = client.get(f"/timeline?{address}")
    assert page.status_code == 200
    assert Page(page.text).rows == cli("query", *options, "-f", "jsonl", url=loaded_url).ids


@pytest.mark.parametrize(("address", "options"), VIEWS)
def test_the_numbers_are_those_of_count(client, cli, loaded_url, address, options):
    (count,) = cli("query", *options, "--count", "-f", "jsonl", url=loaded_url).records
    said = re.search(r'role="status">\s*<b>([\d,]+)</b> event', client.get(f"/?{address}").text)
    assert said
    assert int(said[1]) == count["total"]


@pytest.mark.parametrize(
    ("address", "options"),
    [
        ("from=soon", ("--from", "soon")),
        ("from=10/7/2008", ("--from", "10/7/2008")),
        ("to=1800s", ("--to", "1800s")),
        ("from=2000&to=1999", ("--from", "2000", "--to", "1999")),
        ("on=2000&from=1999", ("--on", "2000", "--from", "1999")),
        ("members=1", ("--members",)),
        ("text=%21%21", ("--text", "!!")),
        ("actor=Lukashenkka", ("--actor", "Lukashenkka")),
        ("theme=enrgy", ("--theme", "enrgy")),
        ("source=moshes", ("--source", "moshes")),
        ("around=belarus-referendum-195", ("--around", "belarus-referendum-195")),
        ("span=soon&around=belarus-referendum-1995", ("--span", "soon", "--around", "belarus-referendum-1995")),
        ("span=a+year", ("--span", "a year")),
    ],
)
def test_what_cannot_be_asked_is_told_as_on_the_command_line(client, cli, loaded_url, address, options):
    refused = cli("query", *options, url=loaded_url)
    answer = client.get(f"/api/events?{address}")
    assert (refused.code, answer.status_code) == (2, 400)
    told = " ".join(refused.err.split())
    error, hint = answer.json()["error"], answer.json()["hint"]
    assert error.partition(": ")[2] in told or error in told
    assert hint is None or hint in told
    page = client.get(f"/?{address}")
    assert page.status_code == 400
    assert 'role="alert"' in page.text
    assert f'name="{address.partition("=")[0]}"' in page.text  # to be mended there


def test_a_link_reproduces_the_view(client):
    address = "/timeline?from=1995&actor=Russia&actor=Belarus&members=1&lanes=actor&match=certain"
    page = Page(client.get(address).text)
    kept = {(each["name"], each.get("value")) for each in page.inputs if each.get("value") and each["name"] != "all"}
    assert {("from", "1995"), ("actor", "Russia"), ("actor", "Belarus"), ("members", "1")} <= kept
    exports = [link for link in page.links if link.startswith("/export.csv")]
    assert dict(parse_qsl(urlsplit(exports[0]).query)) == {
        "from": "1995",
        "actor": "Belarus",
        "members": "1",
        "match": "certain",
    }


def test_the_form_keeps_every_filter(client):
    names = set(re.findall(r'name="(\w+)"', client.get("/timeline").text))
    assert {parameter(option) for option in FILTERS} - names == set()


def test_every_input_has_a_label(client):
    page = Page(client.get("/?actor=Russia&theme=economy").text)
    named = [each for each in page.inputs if "name" in each]
    assert len(named) > 12
    assert {each["id"] for each in named} <= page.labels
    assert len({each["id"] for each in named}) == len(named)


@pytest.mark.parametrize("lanes", ["theme", "actor", "programme", "source", "none"])
def test_marks_of_the_picture_lead_to_events(client, lanes):
    text = client.get(f"/?from=1999&to=2000&lanes={lanes}").text
    svg = text[text.index("<svg") : text.index("</svg>")]
    marks = set(Page(svg).marks)
    rows = set(Page(text).rows)
    assert {mark.removeprefix("/event/") for mark in marks} == rows
    for mark in sorted(marks)[:5]:
        assert client.get(mark).status_code == 200


def test_pages_carry_no_script_or_style_of_their_own(client):
    for path in ("/", "/about", "/actors", "/event/belarus-referendum-1995", "/?from=soon"):
        text = client.get(path).text
        assert "<style" not in text
        assert not re.search(r"\sstyle=|\son[a-z]+=", text)
        assert all(set(script) >= {"src"} and script["src"].startswith("/static/") for script in Page(text).scripts)
        assert "<script>" not in text


def test_pages_make_up_the_view(client, monkeypatch):
    monkeypatch.setattr(timeline_page, "ROWS", 25)
    whole, address = [], "/timeline?from=1995"
    while address:
        text = client.get(address).text
        whole += Page(text).rows
        following = re.search(r'<a href="([^"]+)" rel="next"', text)
        address = following[1].replace("&amp;", "&") if following else ""
    monkeypatch.undo()
    assert whole == Page(client.get("/timeline?from=1995").text).rows
    assert len(whole) > 50


@pytest.mark.parametrize("page", ["0", "502", "2"])
def test_pages_that_there_are_not(client, page):
    answer = client.get(f"/?page={page}")
    assert answer.status_code == (200 if page == "2" else 400)
    assert "Nothing on this page" in answer.text or page != "2"


# Many events.


@pytest.fixture
def many(monkeypatch):
    """Let a few dozen events count as many."""
    monkeypatch.setattr(timeline_page, "MOST_MARKS", 20)


def bars_in(text):
    return re.findall(
        r'<a href="(/timeline[^"]+)" aria-label="([^"]*): ([\d,]+) certainly(?:, ([\d,]+) only possibly)?"', text
    )


@pytest.mark.parametrize(
    "address", ["", "sort=-date", "from=1995&sort=-date", "theme=economy", "match=certain&to=1999"]
)
def test_pages_of_many_events_begin_where_the_last_one_ended(client, many, monkeypatch, cli, loaded_url, address):
    options = [part for name, _, value in (each.partition("=") for each in address.split("&")) if name
               for part in (f"--{name}", value)]  # fmt: skip
    wanted = cli("query", *options, "-f", "jsonl", url=loaded_url).ids
    monkeypatch.setattr(timeline_page, "ROWS", 7)
    pages = range(1, -(-len(wanted) // 7) + 1)
    assert [row for page in pages for row in Page(client.get(f"/?{address}&page={page}").text).rows] == wanted
    assert "Nothing on this page" in client.get(f"/?{address}&page={len(pages) + 1}").text


def test_many_events_are_counted_in_bars(client, cli, loaded_url, many):
    text = client.get("/?from=1995&to=2008").text
    found = {words: (int(sure), int(maybe or 0)) for _, words, sure, maybe in bars_in(text)}
    years = cli("query", "--from", "1995", "--to", "2008", "--by", "year", "-f", "jsonl", url=loaded_url).records
    assert found == {row["year"]: (row["certain"], row["possible"]) for row in years}
    assert "svg" in text
    assert "timeline.js" not in text


def test_bars_open_until_marks_show(client, many):
    seen, address = [], "/?actor=Russia"
    for _ in range(6):
        text = client.get(address).text
        bars = bars_in(text)
        if not bars:
            break
        href, words, *_ = max(bars, key=lambda bar: int(bar[2]) + int(bar[3] or 0))
        seen.append(words)
        address = href.replace("&amp;", "&")
        assert "actor=Russia" in address
    assert re.fullmatch(r"\d{4}", seen[0])
    assert len(seen) <= 3
    assert 'class="dl"' in client.get(address).text


def test_counting_that_takes_too_long_leaves_a_table(client_of, loaded_url, monkeypatch):
    from dateline.errors import TookTooLong
    from dateline.storage.reading.events import Reader

    def slow(self, query):
        self._connection.run("SELECT 1")
        raise TookTooLong

    monkeypatch.setattr(Reader, "spread", slow)
    text = client_of(loaded_url).get("/?from=1999").text
    assert "Too many events to count" in text
    assert len(Page(text).rows) > 50


# Hostile texts.


@pytest.fixture
def hostile_url(url, cli, folder):
    quoted = HOSTILE.replace('"', '\\"')
    text = f"""
[collection]
id = "hostile"
title = "{quoted}"

[[source]]
id = "script"
title = "{quoted}"
url = "javascript:alert(1)"
author = "{quoted}"

[[source]]
id = "plain"
title = "Plain"
url = "https://example.org/?a=1&b=2"

[[actor]]
id = "villain"
name = "{quoted}"
kind = "person"
aliases = ["{quoted} II"]

[[theme]]
id = "t"
title = "{quoted}"

[[event]]
id = "attack"
title = "{quoted}"
date = "2000"
confidence = "low"
date_text = "{quoted}"
description = "{quoted}"
place = "{quoted}"
actors = ["villain ({quoted.replace("(", "").replace(")", "")})"]
themes = ["t"]
citations = [{{ source = "script", locator = "{quoted}", quote = "{quoted}" }}, {{ source = "plain" }}]
"""
    loaded = cli("load", folder(all=text), url=url)
    assert loaded.code == 0, loaded.err
    return url


PATHS = (
    "/", "/?lanes=actor", "/?lanes=source", "/event/attack", "/actor/villain", "/theme/t", "/source/script",
    "/actors", "/themes", "/sources", "/programmes", "/about", "/feed.atom",
    "/?" + urlencode({"actor": HOSTILE}), "/?" + urlencode({"from": HOSTILE}), "/?" + urlencode({HOSTILE: "1"}),
    "/actors?" + urlencode({"text": HOSTILE}), "/event/" + urlencode({"": HOSTILE})[1:], "/export." + HOSTILE[:9],
)  # fmt: skip


def test_texts_are_escaped_and_only_web_addresses_are_links(client_of, hostile_url):
    client = client_of(hostile_url)
    for path in PATHS:
        answer = client.get(path)
        assert answer.status_code in (200, 400, 404), path
        assert "<script>alert" not in answer.text, path
        assert "alert('x')</script>" not in answer.text, path
        assert not [link for link in Page(answer.text).links if link.startswith("javascript:")]
    script, plain = Page(client.get("/source/script").text), Page(client.get("/source/plain").text)
    assert not [link for link in script.links if link.startswith("javascript")]
    assert "https://example.org/?a=1&b=2" in plain.links


def test_deadlines_stand_in_the_picture(client):
    plain = client.get("/timeline?from=1999&to=2000&theme=currency").text
    shown = client.get("/timeline?from=1999&to=2000&theme=currency&deadlines=2000-10-15").text
    assert "/deadline/usp-3-1" not in plain
    assert "/deadline/usp-3-1?as_of=2000-10-15" in shown
    assert "/deadline/mu-1994-fund" not in shown, "its last day lies before the range"
    assert "deadlines=2000-10-15" in shown.partition("/export.svg")[2][:200]
    svg = client.get("/export.svg?from=1999&to=2000&theme=currency&deadlines=2000-10-15").text
    assert "Sign an agreement of both states" in svg
    assert client.get("/timeline?deadlines=soon").status_code == 400


def test_an_address_is_kept_without_what_a_form_sends_empty(client):
    answer = client.get("/timeline?from=1999&to=&actor=&theme=currency&text=", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/timeline?from=1999&theme=currency")


def test_themes_and_actors_are_offered_with_their_counts(client, cli, loaded_url):
    page = client.get("/?from=1999&to=2000").text
    rows = cli("query", "--from", "1999", "--to", "2000", "--by", "theme", "-f", "jsonl", url=loaded_url).records
    first = rows[0]
    told = f"{first['certain']}" + (f" + {first['possible']} ?" if first["possible"] else "")
    link = f'href="/timeline?from=1999&amp;to=2000&amp;theme={first["theme"].replace("/", "%2F")}"'
    assert link in page
    assert told in page.split(link)[1].split("</li>")[0]
    assert 'aria-label="Narrow"' in page
    assert "<h2>Themes</h2>" not in client.get("/?from=1999&theme=currency").text


@pytest.mark.in_part(2)
@pytest.mark.parametrize("kind", ["theme", "actor", "kind", "source", "confidence"])
@pytest.mark.parametrize("asked", ["", "from=1999&to=2000", "theme=economy&to=1999"])
def test_what_a_view_can_be_narrowed_to_is_counted(client_of, loaded_url, kind, asked):
    client = client_of(loaded_url, patience=60)  # what cannot be counted in time would be left out
    text = client.get(f"/?{asked}").text
    narrow = text[text.index('aria-label="Narrow"') :]
    pattern = rf'<a href="([^"]*[?&;]{kind}=[^"]*)">[^<]*</a> <span class="faint">([\d,]+)(?: \+ ([\d,]+) \?)?</span>'
    found = re.findall(pattern, narrow)
    if f"{kind}=" in asked:
        found = []
        assert f">{kind.capitalize()}s</h2>" not in narrow
    else:
        assert found
    for address, certain, possible in found:
        query = unescape(address).partition("?")[2]
        (counted,) = client.get(f"/api/counts?{query}").json()["records"]
        assert (counted["certain"], counted["possible"]) == (int(certain or 0), int(possible or 0)), address
