"""Lists are sorted by the server, whatever page is shown; pages name records by their titles."""

from __future__ import annotations

import re
from html import unescape

import pytest

from dateline.dates import parse
from dateline.names import fold
from dateline.web import lists

FIELDS = {
    "actors": ("name", "kind", "events"),
    "sources": ("title", "author", "date", "language", "citations"),
    "programmes": ("title", "date", "deadlines"),
}


def shown(client, address):
    text = client.get(address).text
    return [
        unescape(each) for each in re.findall(r'<th scope="row"[^>]*><a class="title" href="[^"]*">(.*?)</a>', text)
    ]


@pytest.mark.parametrize(("kind", "field"), [(kind, field) for kind, fields in FIELDS.items() for field in fields])
@pytest.mark.parametrize("way", ["", "-"])
def test_a_list_is_sorted_over_all_its_pages(client, monkeypatch, kind, field, way):
    records = client.get(f"/api/{kind}?limit=10000").json()["records"]
    titles = {each["id"]: each.get("name") or each["title"] for each in records}

    def key(record):
        value = record[field]
        return parse(value).bounds.earliest if field == "date" else value if isinstance(value, int) else fold(value)

    having = [each for each in records if each[field] not in (None, "")]
    lacking = [each for each in records if each not in having]
    wanted = [*sorted(having, key=key, reverse=way == "-"), *lacking]
    monkeypatch.setattr(lists, "ROWS", 30)
    pages = range(1, -(-len(records) // 30) + 1)
    found = [title for page in pages for title in shown(client, f"/{kind}?sort={way}{field}&page={page}")]
    assert found == [titles[each["id"]] for each in wanted]


def test_a_heading_leads_to_the_other_way(client):
    text = client.get("/actors?sort=-events&kind=person").text
    assert (
        '<th scope="col" class="number" aria-sort="descending"><a href="/actors?kind=person&amp;sort=events">' in text
    )
    assert client.get("/themes?sort=title").status_code == 400
    assert client.get("/actors?sort=age").status_code == 400


def test_pages_show_titles_in_place_of_ids(client):
    themes = {each["id"]: each["title"] for each in client.get("/api/themes?limit=1000").json()["records"]}
    pages = ("/", "/timeline?actor=belarus", "/event/union-state-treaty-1999", "/deadline/usp-3-1", "/actor/belarus")
    for page in pages:
        found = re.findall(r'<a href="/theme/([^"]+)">(.*?)</a>', client.get(page).text)
        assert found, page
        assert all(unescape(words) == themes[identity] for identity, words in found), page
    for kind, identity in (("theme", "economy"), ("actor", "belarus")):
        (record,) = [
            each for each in client.get(f"/api/{kind}s?limit=1000").json()["records"] if each["id"] == identity
        ]
        title = record.get("name") or record["title"]
        assert f"<h1>Timeline: {title}</h1>" in client.get(f"/timeline?{kind}={identity}").text


def test_records_that_cite_a_source_are_named(client):
    for source in client.get("/api/sources?limit=1000").json()["records"][:60]:
        text = client.get(f"/source/{source['id']}").text
        for kind, identity, words in re.findall(
            r'<li>(?:actor|deadline|programme) <a href="/([a-z]+)/([^"]+)">(.*?)</a>', text
        ):
            assert words != identity
            assert unescape(words) in unescape(client.get(f"/{kind}/{identity}").text)
