"""The pages of all themes, actors ... by which a view of events can be narrowed."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

import pytest

from dateline.web.viewing import narrowing

ROW = re.compile(r'<a class="title" href="([^"]*)">.*?"Certainly">([\d,]+)</td>.*?possibly">([\d,]+)</td>')


def choices_of(page):
    """Return (address, certain, possible) of each row of a page of choices."""
    return [(unescape(way), *(int(each.replace(",", "")) for each in counts)) for way, *counts in ROW.findall(page)]


@pytest.mark.parametrize("kind", ["theme", "actor", "kind", "source", "confidence"])
def test_all_that_narrows_a_view_is_on_a_page_without_a_script(client, kind):
    view = client.get("/timeline?to=1997&lanes=none").text
    further = re.search(rf'<a href="(/narrow/{kind}[^"]*)">and ([\d,]+) more</a>', view)
    address = unescape(further[1]) if further else f"/narrow/{kind}?to=1997&lanes=none"
    page = client.get(address).text
    rows = choices_of(page)
    assert "<script" not in page.partition("<body>")[2]
    assert rows == sorted(rows, key=lambda row: -row[1] - row[2])
    offered = [unescape(each) for each in re.findall(r'<li><a href="(/timeline[^"]*)"', view)]
    offered = [each for each in offered if f"&{kind}=" in each]
    assert [way for way, *_ in rows[: len(offered)]] == offered
    assert len({way for way, *_ in rows}) == len(rows) == len(offered) + (int(further[2]) if further else 0)
    for way, certain, possible in rows[:: max(1, len(rows) // 4)]:
        asked = urlsplit(way).query.replace("lanes=none&", "")
        (counted,) = client.get(f"/api/counts?{asked}").json()["records"]
        assert (counted["certain"], counted["possible"]) == (certain, possible)


def test_pages_of_what_narrows_a_view(client, monkeypatch):
    monkeypatch.setattr(narrowing, "ROWS", 20)
    whole, following = [], ["/narrow/actor?from=1995"]
    while following:
        page = client.get(unescape(following[0])).text
        whole += choices_of(page)
        following = re.findall(r'<a href="([^"]*)" rel="next">', page)
    monkeypatch.setattr(narrowing, "ROWS", 2_000)
    assert whole == choices_of(client.get("/narrow/actor?from=1995").text)
    assert len(whole) > 20


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/narrow/acter", 404, "id you mean actor?"),
        ("/narrow/actor?page=9", 400, "there are pages 1 to 1"),
        ("/narrow/actor?page=0", 400, "there are pages 1 to 1"),
        ("/narrow/actor?form=1995", 400, "id you mean from?"),
        ("/narrow/actor?actor=Nobody", 400, "Nobody"),
        ("/narrow/actor?from=3000", 200, "<b>0</b>"),
    ],
)
def test_what_cannot_be_listed_is_told(client, address, status, told):
    answer = client.get(address)
    assert (answer.status_code, told in unescape(answer.text)) == (status, True)
