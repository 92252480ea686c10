"""Every address that a page names is there, and every place in a page: of collections as odd as they may be."""

from __future__ import annotations

import csv
import re
from collections import Counter
from html import unescape
from urllib.parse import urldefrag

import pytest

_COLUMNS = ["id", "date", "title", "description", "place", "latitude", "longitude", "actors", "themes", "kind"]
ODD = [
    (
        "long",
        "1999-05",
        "A very long title " * 20,
        "Long " * 50,
        "Sea of Ω",
        "10",
        "-170.5",
        "a/b & c",
        "top/x",
        "k & <i>",
    ),
    ("rtl", "2001-03-04", "معاهدة الحدود", "", "القاهرة", "30.04", "31.2", "ممثل", "سياسة/حدود", ""),
    ("cjk", "2002~", "条約は両国間の国境を画定", "", "東京", "35.68", "139.7", "日本国", "主題/副", "種"),
    ("ice", "Y-12000", "The ice withdraws", "", "", "", "", "", "", ""),
    ("cells", "Y-1000000000", "First cells", "", "", "", "", "", "", ""),
    ("a b?c#d%/e", "undated", "<b>Nobody knows & when</b>", "", "", "", "", "?;#%", "top", "x=y&z"),
    ("open", "2004/..", "Never ended", "", "", "", "", "", "", ""),
    ("far", "Y17000", "Long ahead", "", "", "", "", "", "", ""),
]
FEW: dict[str, list[tuple[str, ...]]] = {
    "none": [],
    "undated": [("u", "undated", "When?", *[""] * 7)],
    "one": [("o", "1994-03-05", "One", *[""] * 7)],
}
_MOST = 6
"""Addresses of one kind that are followed."""


def kind_of(address):
    path, _, query = address.partition("?")
    return re.sub(r"^/(\w+)/.*", r"/\1", path), tuple(sorted({each.partition("=")[0] for each in query.split("&")}))


@pytest.mark.parametrize("rows", [ODD, *FEW.values()], ids=["odd", *FEW])
def test_there_is_no_dead_link(client_of, cli, tmp_path, rows):
    with (tmp_path / "rows.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([_COLUMNS, *rows])
    url = f"sqlite:///{tmp_path}/odd.db"
    assert cli("import", "csv", tmp_path / "rows.csv", url=url).code == 0
    client = client_of(url, patience=60)
    seen, waiting, ids, places = {"/"}, ["/"], {}, []
    followed: Counter[tuple[str, tuple[str, ...]]] = Counter()
    while waiting:
        address = waiting.pop(0)
        followed[kind_of(address)] += 1
        if followed[kind_of(address)] > _MOST or (".png" in address and followed[kind_of(address)] > 1):
            continue
        answer = client.get(address, follow_redirects=True)
        assert answer.status_code == 200, (address, answer.status_code)
        if address.startswith("/export") or "html" not in answer.headers["content-type"]:
            continue
        ids[address] = set(map(unescape, re.findall(r'\bid="([^"]*)"', answer.text)))
        for link in map(unescape, re.findall(r' (?:href|src|action)="([^"]*)"', answer.text)):
            target, place = urldefrag(link)
            if target.startswith("/") or not target:
                places += [(address, target or address, place)] if place else []
                if target and target not in seen:
                    seen.add(target)
                    waiting.append(target)
    assert [each for each in places if each[1] in ids and each[2] not in ids[each[1]]] == []
    assert len(ids) > 20
