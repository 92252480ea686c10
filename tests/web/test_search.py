"""One search finds records of every kind, as a look through all of them does, on every engine."""

from __future__ import annotations

import re
from html import unescape

import pytest

from dateline.names import fold

KINDS = ("actor", "theme", "programme", "deadline", "source", "event")


def everything(client):
    """Yield (kind, id, the texts any of whose words are searched together) of every record, from the lists."""
    for kind in ("actors", "themes", "sources", "programmes"):
        for each in client.get(f"/api/{kind}?limit=10000").json()["records"]:
            title = each.get("name") or each["title"]
            if kind in ("actors", "themes"):
                yield kind[:-1], each["id"], [title, *each["aliases"], each["id"]]
            elif kind == "sources":
                yield (
                    "source",
                    each["id"],
                    [" ".join(filter(None, (each["id"], title, each["author"], each["publisher"])))],
                )
            else:
                yield "programme", each["id"], [" ".join(filter(None, (each["id"], title, each["description"])))]
    for each in client.get("/api/events?limit=10000").json()["records"]:
        yield "event", each["id"], [" ".join(filter(None, (each["title"], each["description"])))]


def wanted(client, text):
    words = fold(text).split()
    return {
        (kind, identity)
        for kind, identity, texts in everything(client)
        if any(all(f" {word}" in f" {fold(each)}" for word in words) for each in texts)
    }


@pytest.mark.parametrize(
    "text", ["belarus", "GAS", "gas contr", "Łukaśenka", "union state", "currency", "moshes", "zz"]
)
def test_what_is_found_has_all_words(client, text):
    found = client.get("/api/search", params={"q": text, "limit": 10_000}).json()
    kept = {(each["kind"], each["id"]) for each in found["records"]}
    assert len(kept) == len(found["records"])
    assert {each for each in kept if each[0] != "deadline"} == wanted(client, text)
    counts = {each["kind"]: each["number"] for each in found["counts"]}
    assert tuple(counts) == KINDS
    assert counts == {kind: sum(of == kind for of, _ in kept) for kind in KINDS}


def test_slices_make_up_the_whole(client):
    whole = client.get("/api/search?q=belarus&limit=10000").json()["records"]
    some: list[dict[str, str]] = []
    address = "/api/search?q=belarus&limit=7"
    while address:
        answer = client.get(address).json()
        assert len(answer["records"]) <= 7
        some, address = some + answer["records"], answer["next"]
    assert some == whole
    assert len(some) > 30


def test_the_page_groups_what_is_found_and_leads_to_all(client):
    text = client.get("/search?q=belarus").text
    counts = {each["kind"]: each["number"] for each in client.get("/api/search?q=belarus").json()["counts"]}
    headings = dict(re.findall(r'<h2 id="of-([a-z]+)">[A-Za-z]+ <span class="faint">([\d,]+)</span>', text))
    assert {kind: int(number.replace(",", "")) for kind, number in headings.items()} == {
        kind: number for kind, number in counts.items() if number
    }
    (link,) = re.findall(r'href="(/timeline\?text[^"]*)"', text)
    timeline = unescape(link)
    assert f"<b>{counts['event']}</b> event" in client.get(timeline).text
    for address in re.findall(r'<a class="title" href="([^"]+)"', text):
        assert client.get(unescape(address)).status_code == 200


def test_a_deadline_is_found_by_its_promise(client):
    found = client.get("/api/search?q=joint+currency&kind=deadline").json()["records"]
    assert found
    assert all(each["kind"] == "deadline" for each in found)


def test_the_likest_title_comes_first(client):
    assert client.get("/api/search?q=Belarus&kind=actor").json()["records"][0]["title"] == "Belarus"


@pytest.mark.parametrize(
    "query", ["q=%2A%2A", "q=" + "+".join(map(str, range(9))), "q=gas&page=2", "q=gas&kind=event&page=9"]
)
def test_what_cannot_be_searched_is_refused(client, query):
    answer = client.get(f"/search?{query}")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_every_page_can_be_searched_from(client):
    for path in ("/", "/deadlines", "/event/belarus-referendum-1995", "/nothing"):
        assert '<form class="find" action="/search"' in client.get(path).text
