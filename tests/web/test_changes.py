"""The page and the feed of what was recorded when."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"
EVENT = """
[[event]]
id = "added-later"
title = "Added later"
date = "2000"
confidence = "high"
themes = ["energy"]
citations = [{ source = "moshes-2000" }]
"""


def test_the_page_lists_the_batches(client, cli, loaded_url):
    html = client.get("/changes").text
    batches = cli("history", "-f", "jsonl", url=loaded_url).records
    for batch in batches:
        assert f'href="/changes/{batch["batch"]}"' in html
        assert batch["recorded"] in html
    assert 'type="application/atom+xml" href="/changes.atom"' in html


def test_a_batch_tells_what_it_changed(client_of, cli, own_url, tmp_path):
    (tmp_path / "later.toml").write_text(EVENT)
    why = "from <b>somebody</b>"
    assert cli("add", "event", "--file", tmp_path / "later.toml", "-m", why, url=own_url).code == 0
    client = client_of(own_url)
    html = client.get("/changes/2").text
    assert 'href="/event/added-later"' in html
    assert "from &lt;b&gt;somebody&lt;/b&gt;" in html
    assert cli("remove", "added-later", url=own_url).code == 0
    assert "added-later" in client.get("/changes/3").text
    assert 'href="/event/added-later"' not in client.get("/changes/3").text
    assert client.get("/changes/1").text.count("<tr>") == 201
    changed = cli("history", "--batch", "1", "-f", "jsonl", url=own_url).records
    assert f"The first 200 of {len(changed)} records" in client.get("/changes/1").text


def test_the_feed_has_the_times_of_the_recording(client_of, cli, own_url, tmp_path):
    (tmp_path / "later.toml").write_text(EVENT)
    before = ET.fromstring(client_of(own_url).get("/changes.atom").content)
    assert cli("add", "event", "--file", tmp_path / "later.toml", "-m", "a < b", url=own_url).code == 0
    answer = client_of(own_url).get("/changes.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)
    batches = cli("history", "-f", "jsonl", url=own_url).records
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [batch["recorded"] for batch in batches]
    assert feed.findtext(f"{ATOM}updated") == batches[0]["recorded"]
    assert "a < b" in (entries[0].findtext(f"{ATOM}title") or "")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert [entry.findtext(f"{ATOM}id") for entry in before.findall(f"{ATOM}entry")] == ids[1:]


def test_a_batch_that_is_not_there(client):
    for number in ("0", "99", str(2**40)):
        assert client.get(f"/changes/{number}").status_code == 404
    assert client.get("/changes/first").status_code == 404
    assert client.get("/changes?page=2").status_code == 400


def test_a_site_to_publish_does_not_say_who_changed_what(cli, tmp_path):
    """The pages come from the server, whose tests run on both engines; here on SQLite alone, and of few records."""
    url = f"sqlite:///{tmp_path}/few.db"
    assert cli("load", Path(__file__).parents[1] / "data" / "good.toml", url=url).code == 0
    assert cli("site", tmp_path / "site", url=url).code == 0
    assert "Changes" not in (tmp_path / "site" / "index.html").read_text("utf-8")
    assert not (tmp_path / "site" / "changes").exists()
