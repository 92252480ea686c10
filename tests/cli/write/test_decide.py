"""Tables of decided pairs: all of it is done in one batch, which can be undone, or nothing."""

from __future__ import annotations

import pytest

HEAD = """
[collection]
id = "talks"
title = "Talks"
"""
SOURCES = "".join(f'\n[[source]]\nid = "{each}"\ntitle = "{each}"\n' for each in ("gazette", "memo", "third"))
ACTORS = '\n[[actor]]\nid = "russia"\nname = "Russia"\nkind = "state"\n'
EVENTS = {
    "a": ("1999-05-03", "gazette"), "b": ("1999-21", "memo"), "c": ("1999-05", "third"), "d": ("1999-05-03", "memo"),
    "e": ("1999-05-03", "gazette"),
}  # fmt: skip


@pytest.fixture
def filled(cli, url, tmp_path):
    """Return the URL of a database with five events that may be one."""
    file = tmp_path / "talks.toml"
    events = "".join(
        f'\n[[event]]\nid = "{each}"\ntitle = "Talks"\ndate = "{date}"\nactors = ["russia"]\nconfidence = "high"\n'
        f'citations = [{{ source = "{source}" }}]\n'
        for each, (date, source) in EVENTS.items()
    )
    file.write_text(HEAD + SOURCES + ACTORS + events)
    assert cli("load", file, url=url).code == 0
    return url


def events(cli, url):
    return {each["id"]: each for each in cli("query", "-f", "jsonl", "--claims", url=url).records}


def decided(cli, url, tmp_path, text, *more):
    file = tmp_path / "pairs.csv"
    file.write_bytes(text.encode())
    return cli("duplicates", "decide", file, *more, url=url)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_all_of_a_table_is_one_batch(cli, filled, tmp_path, separator):
    before = events(cli, filled)
    rows = [
        ("score", "one", "other", "Decision", "note"), ("0.9", "a", "b", "keep one", ""), ("0.9", "c", "a", " Keep  Other", "x"),
        ("0.8", "b", "d", "different", ""), ("0.8", "d", "a", "different", ""), ("0.8", "d", "e", "", "who knows"),
    ]  # fmt: skip
    text = "\r\n".join(separator.join(row) for row in rows)
    tried = decided(cli, filled, tmp_path, text, "--dry-run")
    assert tried.code == 0
    assert "2 pairs made one event, 1 pair remembered as two, 1 decided already, 1 not decided; nothing" in tried.err
    assert events(cli, filled) == before
    done = decided(cli, filled, tmp_path, text, "-m", "read them")
    assert "1 not decided in batch 2" in done.err
    after = events(cli, filled)
    assert set(after) == {"a", "d", "e"}
    assert [(each["source"], each["date"]) for each in after["a"]["claims"]] == [
        ("gazette", "1999-05-03"), ("memo", "1999-21"), ("third", "1999-05"),
    ]  # fmt: skip
    assert [each["id"] for each in after["a"]["actors"]] == ["russia"]
    assert [each["id"] for each in cli("query", "--linked-to", "d", "-f", "jsonl", url=filled).records] == ["a"]
    assert cli("db", "check", url=filled).code == 0
    again = decided(cli, filled, tmp_path, text)
    assert "0 pairs made one event, 0 pairs remembered as two, 4 decided already" in again.err
    assert cli("undo", "--yes", url=filled).code == 0
    assert events(cli, filled) == before
    assert cli("db", "check", url=filled).code == 0


WRONG = {
    "a,b,same": ["does not say which record stays"],
    "a,b,perhaps": ["no decision 'perhaps'"],
    ",b,keep one": ["names only one event"],
    "a,a,keep one": ["on both sides"],
    "a,nothing,different": ["no event with the id 'nothing'"],
    "russia,a,keep one": ["no event"],
    "a,b,keep one\nb,a,keep one": ["line 2 decides otherwise"],
    "a,b,keep one\na,b,different": ["line 2 decides otherwise", "make one event"],
    "a,b,keep one\nc,b,keep one": ["'b' goes into 'a' by line 2"],
    "a,b,keep one\nb,c,keep one": ["'b' stays here, and goes by line 2"],
    "a,b,keep one\nc,a,keep other\nb,c,different": ["make one event of 'b' and 'c'"],
    "a,b,different,x,y": ["too many cells"],
    "a,b,keep one\na,nothing,keep one\nnobody,a,different": ["'nothing'", "'nobody'"],
}


@pytest.mark.parametrize("rows", WRONG)
def test_nothing_is_done_if_anything_is_wrong(cli, filled, tmp_path, rows):
    before = events(cli, filled)
    done = decided(cli, filled, tmp_path, f"one,other,decision\n{rows}\n")
    assert done.code == 4
    assert all(part in done.err for part in WRONG[rows]), done.err
    assert events(cli, filled) == before


def test_a_link_between_the_two_stops_the_whole_table(cli, filled, tmp_path):
    assert cli("duplicates", "different", "a", "b", url=filled).code == 0
    before = events(cli, filled)
    done = decided(cli, filled, tmp_path, "one,other,decision\nd,e,keep one\na,b,keep one\n")
    assert (done.code, "pairs.csv:3: the link" in done.err) == (4, True)
    assert events(cli, filled) == before


def test_what_was_merged_otherwise_is_a_fault(cli, filled, tmp_path):
    assert cli("duplicates", "same", "a", "b", url=filled).code == 0
    for word, said in (("keep one", "'a' went into 'b' before"), ("different", "are one event by now")):
        done = decided(cli, filled, tmp_path, f"one,other,decision\na,b,{word}\n")
        assert (done.code, said in done.err) == (4, True), done.err


def test_a_table_of_something_else(cli, filled, tmp_path):
    for text, said in (
        ("id,title\na,Talks\n", "no column one, other"),
        ("one,other\na,b\n", "no column decision (add it"),
    ):
        done = decided(cli, filled, tmp_path, text)
        assert (done.code, said in done.err) == (4, True), done.err


def test_who_took_part_in_both_takes_part_once(cli, filled):
    """A merge gathers participants, and a name read beside the id makes nobody another."""
    for more in ((), ("--as-claims",)):
        assert cli("merge", "b" if more else "c", "a", *more, url=filled).code == 0
        assert [each["id"] for each in events(cli, filled)["a"]["actors"]] == ["russia"]
