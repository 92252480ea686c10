"""Every kind of page of databases that hold nothing of most kinds of records."""

from __future__ import annotations

import pytest

ADDRESSES = (
    "/", "/map", "/deadlines", "/charts", "/actors", "/themes", "/sources", "/programmes", "/about", "/search?q=talks",
    "/search?q=talks&kind=programme", "/together", "/changes", "/changes.atom", "/compare", "/api/events", "/api/deadlines",
    "/api/search?q=talks", "/api/counts?by=actor", "/api/tally", "/export.csv", "/export.svg", "/feed.atom", "/map.svg",
    "/charts/years.csv", "/charts/years.svg",
)  # fmt: skip
LITTLE = {
    "nothing": "id,date,title\n",
    "one event": "id,date,title\ne,1999,Talks\n",
    "undated": "id,date,title\ne,undated,Talks\n",
    "an actor": "id,date,title,actors\ne,1999,Talks,a\n",
}


@pytest.mark.parametrize("rows", LITTLE.values(), ids=LITTLE)
def test_no_page_needs_what_is_not_there(cli, tmp_path, new_url, client_of, rows):
    (tmp_path / "rows.csv").write_text(rows)
    url = new_url()
    assert cli("db", "upgrade", url=url).code == 0
    assert cli("import", "csv", tmp_path / "rows.csv", url=url).code == 0
    client = client_of(url)
    answers = {address: client.get(address, follow_redirects=True) for address in ADDRESSES}
    assert {address: each.text for address, each in answers.items() if each.status_code >= 500} == {}
    assert [address for address, each in answers.items() if each.status_code != 200] == []
