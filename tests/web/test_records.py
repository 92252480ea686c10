"""Pages of records and lists: everything that is linked is there."""

from __future__ import annotations

import re

import pytest

from dateline.storage.opening import reading
from dateline.storage.reading.lists import Catalogue
from dateline.web import lists, record_pages


def links_of(text: str) -> set[str]:
    return {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"]*)"', text)}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (
            "/event/subsidy-mechanism-mid-1990s",
            ["some time between 1994 and 1996", "[1994..1996]", "mid-1990s", "payer"],
        ),
        ("/actor/alexander-lukashenko", ["Лукашенко", "President of Belarus", "from July 1994 onwards", "23 events"]),
        ("/actor/union-state", ["Members", "Supreme State Council"]),
        ("/theme/economy", ["Below it", "Currency"]),
        ("/theme/economy/currency", ["/theme/economy"]),
        ("/source/moshes-2000", ["Events that cite it", "Cited"]),
    ],
)
def test_a_page_says_what_is_known(client, path, words):
    answer = client.get(path)
    assert answer.status_code == 200
    for word in words:
        assert word in answer.text


def test_what_is_linked_is_there(client, cli, loaded_url):
    with reading(loaded_url) as connection:
        catalogue = Catalogue(connection)
        paths = [f"/actor/{each['id']}" for each in catalogue.actors()[::5]]
        paths += [f"/theme/{each['id']}" for each in catalogue.themes()[::5]]
        paths += [f"/source/{each['id']}" for each in catalogue.sources()[::9]]
    paths += [f"/event/{identity}" for identity in cli("query", "-f", "jsonl", url=loaded_url).ids[::20]]
    linked = set()
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert re.search(r"<title>.+ – dateline</title>", answer.text)
        linked |= links_of(answer.text)
    elsewhere = ("/deadline", "/api/", "/static/", "/feed", "/export", "/timeline")
    inside = {link for link in linked if not link.startswith(elsewhere)}
    assert len(inside) > 100
    broken = [link for link in sorted(inside - set(paths))[::5] if client.get(link).status_code != 200]
    assert not broken


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("/event/belarus-referendum-195", "belarus-referendum-1995"),
        ("/actor/alexander-lukashenka", "alexander-lukashenko"),
        ("/theme/econmy", "economy"),
        ("/source/moshes-200", "moshes-2000"),
        ("/event/" + "x" * 300, None),
        ("/event/a%00b", None),
    ],
)
def test_a_record_that_there_is_not(client, path, hint):
    answer = client.get(path)
    assert answer.status_code == 404
    assert hint is None or hint in answer.text


def test_a_record_takes_no_filters(client):
    assert client.get("/event/belarus-referendum-1995?form=x").status_code == 400


@pytest.mark.parametrize("kind", ["actors", "themes", "sources", "programmes"])
def test_lists_hold_all(client, cli, loaded_url, kind):
    text = client.get(f"/{kind}").text
    ids = cli(kind, "-f", "jsonl", url=loaded_url).ids
    found = re.findall(rf'class="title" href="/(?:{kind[:-1]}/|deadlines\?programme=)([^"]+)"', text)
    assert found == ids


@pytest.mark.parametrize(
    ("path", "number"),
    [("/actors?text=лукаш", 1), ("/actors?kind=state", 10), ("/themes?text=gas", 2), ("/sources?text=zzz", 0)],
)
def test_lists_are_searched(client, path, number):
    assert f"<b>{number}</b>" in client.get(path).text


@pytest.mark.parametrize("path", ["/actors?kind=ghost", "/sources?kind=state", "/actors?page=0", "/actors?page=9"])
def test_lists_refuse(client, path):
    assert client.get(path).status_code == 400


def test_long_lists_have_pages(client, monkeypatch):
    whole = re.findall(r'class="title" href="([^"]+)"', client.get("/actors").text)
    monkeypatch.setattr(lists, "ROWS", 30)
    pages = [client.get(f"/actors?page={number}").text for number in (1, 2, 3)]
    assert [each for page in pages for each in re.findall(r'class="title" href="([^"]+)"', page)] == whole


def test_many_events_of_a_record_are_on_the_timeline(client, monkeypatch):
    monkeypatch.setattr(record_pages, "ROWS", 3)
    for path, link in (
        ("/actor/russia", "/timeline?actor=russia"),
        ("/source/moshes-2000", "/timeline?source=moshes-2000"),
    ):
        text = client.get(path).text
        assert "All on the timeline" in text
        assert link in links_of(text)
        assert len(re.findall(r'<a class="title" href="/event/', text)) == 3


def test_pages_tell_what_became_of_a_record(client):
    for page in ("/event/belarus-referendum-1995", "/actor/belarus", "/deadline/usp-3-1"):
        html = client.get(page).text
        assert "History: 1 change<" in html, page
        assert "added by load from union-state" in html


@pytest.mark.parametrize(
    ("path", "words", "never"),
    [
        ("/source/moshes-2000", ["horizon Russian presidential election", "English"], ["horizon russian-"]),
        ("/sources", ["Russian"], [">ru<"]),
        ("/changes/1", ["Russia and Belarus: the Union State", "Load by"], [">union-state<"]),
        ("/timeline?theme=currency&from=1999", ["Timeline: Currency, from 1999"], []),
    ],
)
def test_titles_and_words_come_where_ids_and_codes_would(client, path, words, never):
    text = client.get(path).text
    for word in words:
        assert word in text
    for word in never:
        assert word not in text
