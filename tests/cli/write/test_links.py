"""Links between events and promises: written, shown, asked for, merged, checked and exported."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

HEAD = '[collection]\nid = "mine"\ntitle = "Mine"\n[[source]]\nid = "memo"\ntitle = "Memo"\n'
CITED = 'citations = [{ source = "memo", locator = "p. 9" }]\n'
EVENTS = {"quarrel": "1999-05", "walk-out": "1999-06-01", "return": "1999-07", "other": "2001"}
PROMISE = (
    f'[[programme]]\nid = "pact"\ntitle = "Pact"\n{CITED}[[deadline]]\nid = "pact-1"\nprogramme = "pact"\n'
    f'title = "Meet"\nforce = "binding"\nconfidence = "high"\n[[deadline.due]]\nkind = "original"\ndue = "1999-06"\nrule = "by_end"\n'
    f'known = "1999-01"\n{CITED}'
)


def event(identity, date):
    return f'[[event]]\nid = "{identity}"\ntitle = "{identity.title()}"\ndate = "{date}"\nconfidence = "high"\n{CITED}'


def link(identity, kind, **ends):
    said = "".join(f'{key.rstrip("_")} = "{value}"\n' for key, value in ends.items())
    return f'[[link]]\nid = "{identity}"\ntype = "{kind}"\n{said}{CITED}'


BASE = HEAD + "".join(event(*each) for each in EVENTS.items()) + PROMISE
LINKS = (
    link("l1", "causes", from_="quarrel", to="walk-out")
    + link("l2", "breaks", from_="walk-out", to_deadline="pact-1")
    + link("l3", "answers", from_="return", to="walk-out")
    + link("l4", "part of", from_="walk-out", to="quarrel")
)


@pytest.fixture
def filled(cli, url, folder):
    result = cli("load", folder(all=BASE + LINKS), url=url)
    assert (result.code, "4 links" in result.err) == (0, True)
    return url


def test_links_are_shown_asked_for_and_dumped(cli, filled, tmp_path):
    shown = cli("show", "walk-out", url=filled).out
    for line in (
        "is caused by quarrel: Quarrel [memo, p. 9]",
        "breaks pact-1: Meet",
        "is answered by return",
        "is part of",
    ):
        assert line in shown
    assert "is broken by walk-out" in cli("show", "pact-1", url=filled).out
    links = json.loads(cli("show", "quarrel", "-f", "json", "--claims", url=filled).out)["links"]
    assert [(each["type"], each["direction"], each["record"]) for each in links] == [
        ("causes", "from", "walk-out"),
        ("part of", "to", "walk-out"),
    ]
    assert "links" not in json.loads(cli("show", "other", "-f", "json", "--claims", url=filled).out)
    assert "links" not in json.loads(cli("show", "quarrel", "-f", "json", url=filled).out)
    linked = {"walk-out": ["quarrel", "return"], "pact-1": ["walk-out"], "return": ["walk-out"], "other": []}
    for identity, wanted in linked.items():
        assert cli("query", "--linked-to", identity, "-f", "jsonl", url=filled).ids == wanted
        assert cli("query", "--linked-to", identity, "--count", url=filled).out.strip() == str(len(wanted))
    assert cli("query", "--linked-to", "walk-out", "--from", "1999-07", "-f", "jsonl", url=filled).ids == ["return"]
    assert cli("query", "--linked-to", "nothing", url=filled).code == 2
    assert cli("dump", tmp_path / "dumped", url=filled).code == 0
    assert (tmp_path / "dumped" / "links.toml").read_text().count("[[link]]") == 4
    again = cli("load", tmp_path / "dumped", url=filled).err
    assert "0 inserted, 0 updated" in again
    assert cli("db", "check", url=filled).code == 0


def test_links_are_added_edited_removed_and_restored(cli, filled, tmp_path):
    file = tmp_path / "l5.toml"
    file.write_text(link("l5", "repeats", from_deadline="pact-1", to="other"))
    assert cli("add", "link", "--file", file, url=filled).code == 0
    assert cli("query", "--linked-to", "pact-1", "-f", "jsonl", url=filled).ids == ["walk-out", "other"]
    assert cli("remove", "l5", "l3", url=filled).code == 0
    assert cli("query", "--linked-to", "pact-1", "-f", "jsonl", url=filled).ids == ["walk-out"]
    assert "removed" in cli("history", "l3", url=filled).out
    assert cli("restore", "l3", "--at", "@1", url=filled).code == 0
    assert "return" in cli("query", "--linked-to", "walk-out", "-f", "jsonl", url=filled).ids
    assert cli("db", "check", url=filled).code == 0


def test_what_a_link_names_stays_and_is_merged(cli, filled):
    refused = cli("remove", "return", url=filled)
    assert refused.code != 0
    assert "link l3" in refused.err
    assert cli("merge", "return", "other", url=filled).code == 0
    assert cli("query", "--linked-to", "other", "-f", "jsonl", url=filled).ids == ["walk-out"]
    itself = cli("merge", "quarrel", "walk-out", url=filled)
    assert itself.code == 2
    assert "the link 'l1' connects 'quarrel' with 'walk-out'" in itself.err
    assert cli("query", "--count", url=filled).out.strip() == "3"
    assert cli("db", "check", url=filled).code == 0


BAD = {
    "a cause cannot come after its effect: 'other' is of 2001, 'quarrel' of 1999-05": link(
        "x", "causes", from_="other", to="quarrel"
    ),
    "an answer cannot come before what it answers": link("x", "answers", from_="quarrel", to="other"),
    "what precedes cannot come after": link("x", "precedes", from_="other", to="quarrel"),
    "link 'x' refers to the unknown event 'nothing'; hint": link("x", "causes", from_="nothing", to="quarrel"),
    "link 'x' refers to the unknown deadline 'nothing'": link("x", "breaks", from_="quarrel", to_deadline="nothing"),
    "a link leads from a record to another, not to itself": link("x", "repeats", from_="quarrel", to="quarrel"),
    "breaks leads from an event to a promise": link("x", "breaks", from_="quarrel", to="other"),
    "from is missing": link("x", "causes", to="quarrel"),
    "to is given twice": link("x", "causes", from_="quarrel", to="other", to_deadline="pact-1"),
    "type 'cause' is not one of causes": link("x", "cause", from_="quarrel", to="other"),
    "a repetition cannot come before what it repeats": link("x", "repeats", from_="quarrel", to="other"),
    "events that precede each other form a circle": event("same", "1999-05")
    + link("x", "precedes", from_="quarrel", to="same")
    + link("y", "precedes", from_="same", to="quarrel"),
    "events that cause each other form a circle: quarrel > same > quarrel": event("same", "1999-05")
    + link("x", "causes", from_="quarrel", to="same")
    + link("y", "causes", from_="same", to="quarrel"),
    "events that are part of each other form a circle": link("x", "part of", from_="quarrel", to="other")
    + link("y", "part of", from_="other", to="quarrel"),
}


def test_dates_of_the_database_count(cli, filled, tmp_path):
    """Whether the link comes later than its events, or an event gets another date later than its links."""
    file = tmp_path / "more.toml"
    file.write_text('[collection]\nid = "more"\n' + link("x", "causes", from_="other", to="quarrel"))
    result = cli("load", file, url=filled)
    assert (result.code, "a cause cannot come after its effect" in result.err) == (4, True), result.err
    file.write_text(event("walk-out", "1980-05"))
    before = cli("query", "-f", "jsonl", url=filled).out
    changed = cli("edit", "walk-out", "--file", file, url=filled)
    assert (changed.code, "by the link 'l1'" in changed.err) == (4, True), changed.err
    assert cli("query", "-f", "jsonl", url=filled).out == before


@pytest.mark.parametrize("message", BAD)
def test_what_cannot_be_is_one_fault_with_its_line(cli, url, folder, message):
    result = cli("check", folder(all=BASE + BAD[message]))
    assert result.code == 4
    assert message.removesuffix("; hint") in result.err
    assert "1 fault found" in result.err
    assert cli("load", folder(all=BASE + BAD[message]), url=url).code == 4
    assert cli("query", "--count", url=url).out.strip() in ("0", "")


def test_a_circle_with_what_the_database_has_is_refused(cli, filled, tmp_path):
    file = tmp_path / "l5.toml"
    file.write_text(link("l5", "part of", from_="quarrel", to="walk-out"))
    result = cli("add", "link", "--file", file, url=filled)
    assert result.code == 4
    assert "form a circle" in result.err


def test_networks(cli, filled):
    graph = ElementTree.fromstring(cli("export", "-f", "graphml", "--to", "1999-06", url=filled).out)
    space = "{http://graphml.graphdrawing.org/xmlns}"
    nodes = {each.get("id") for each in graph.iter(f"{space}node")}
    edges = {(each.get("source"), each.get("target")) for each in graph.iter(f"{space}edge")}
    assert nodes == {"event:quarrel", "event:walk-out", "event:return", "deadline:pact-1"}
    assert len(edges) == 4
    assert {end for edge in edges for end in edge} <= nodes
    found = json.loads(cli("export", "-f", "jsonld", url=filled).out)["@graph"]
    assert {each["identifier"] for each in found if "identifier" in each} == set(EVENTS)
    assert {"@id": "urn:dateline:event:walk-out"} in [each.get("dateline:causes") for each in found]


def test_the_page_of_an_event_has_its_links(filled):
    pytest.importorskip("starlette", reason="no server: starlette is missing")
    from starlette.testclient import TestClient

    from dateline.web.app import application

    client = TestClient(application(filled, today=lambda: "2001-01-01"), base_url="http://localhost")
    page = client.get("/event/walk-out").text
    assert "is caused by" in page
    assert client.get("/deadline/pact-1").status_code == 200
    assert 'href="/deadline/pact-1"' in page
