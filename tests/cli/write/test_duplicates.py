"""Events that may be recorded twice: listed with reasons, decided by a person, remembered, and undone."""

from __future__ import annotations

import pytest

pytest.importorskip("rapidfuzz")
HEAD = """
[collection]
id = "mine"
title = "Mine"
[[source]]
id = "memo"
title = "Memo"
[[source]]
id = "gazette"
title = "Gazette"
[[actor]]
id = "belarus"
name = "Belarus"
kind = "state"
aliases = ["Belorussia"]
"""


def event(identity, date, source, title="Talks on gas prices in Minsk", actor="belarus"):
    return f"""
[[event]]
id = "{identity}"
title = "{title}"
date = "{date}"
place = "Minsk"
actors = ["{actor}"]
confidence = "high"
citations = [{{ source = "{source}" }}]
"""


TALKS = HEAD + event("talks", "1999-05-03", "gazette") + event("gas-talks", "1999-05", "memo")
ELECTIONS = event("vote-94", "1994-07-10", "memo", "Election") + event("vote-99", "1999", "memo", "Election")
OTHER_ACTOR = HEAD.replace('id = "belarus"', 'id = "blr"').replace('"Belarus"', '"Belorussia"').replace(
    'aliases = ["Belorussia"]', ""
)  # fmt: skip


@pytest.fixture
def filled(cli, url, folder):
    assert cli("load", folder(all=TALKS + ELECTIONS), url=url).code == 0
    return url


def listed(cli, url, *words):
    found = cli("duplicates", "-f", "jsonl", *words, url=url)
    assert found.code == 0, found.err
    return [(each["one"], each["other"]) for each in found.records], found.err


def test_pairs_are_listed_with_the_reasons_and_nothing_is_merged(cli, filled, rows):
    before = rows(filled)
    found = cli("duplicates", "-f", "jsonl", url=filled)
    (pair,) = found.records
    assert {pair["one"], pair["other"]} == {"talks", "gas-talks"}
    assert pair["reasons"] == [
        "days overlap possibly (1999-05 and 1999-05-03), by 1999-05-03" if pair["one"] == "gas-talks"
        else "days overlap possibly (1999-05-03 and 1999-05), by 1999-05-03",
        "titles 1.00 alike", "actors in common: 1 of 1", "one place",
    ]  # fmt: skip
    assert found.err == "1 pair may be one event, of 4 events\n"
    assert rows(filled) == before


def test_filters_thresholds_and_limits(cli, filled):
    assert not listed(cli, filled, "--to", "1998")[0]
    assert not listed(cli, filled, "--threshold", "1")[0]
    assert listed(cli, filled, "--limit", "0") == (
        [],
        "the first 0 of 1 are shown; 1 pair may be one event, of 4 events\n",
    )


def test_a_source_or_a_collection_is_compared_with_the_others(cli, filled):
    assert listed(cli, filled, "--between", "memo")[0] == [("gas-talks", "talks")]
    assert listed(cli, filled, "--between", "gazette")[0] == [("talks", "gas-talks")]
    assert listed(cli, filled, "--between", "mine") == ([], "0 pairs may be one event, of 4 events beside 0 events\n")
    unknown = cli("duplicates", "--between", "memos", url=filled)
    assert (unknown.code, unknown.err) == (
        2, "dateline: there is no collection or source with the id 'memos'\n  hint: did you mean memo?\n"
    )  # fmt: skip


def test_another_database_is_compared_by_the_names_of_its_actors(cli, new_url, folder):
    one, other = new_url(), new_url()
    cli("load", folder("one", all=HEAD + event("talks", "1999-05-03", "gazette")), url=one)
    theirs = event("t", "1999-05", "memo", actor="blr") + event("talks", "1999-05-03", "memo", actor="blr")
    assert cli("load", folder("other", all=OTHER_ACTOR + theirs), url=other).code == 0
    found = cli("duplicates", "--beside", other, "-f", "jsonl", url=one)
    assert [(each["one"], each["other"]) for each in found.records] == [("talks", "t")]
    assert "actors in common: 1 of 1" in found.records[0]["reasons"]
    assert found.err == (
        "1 pair may be one event, of 1 event beside 2 events\nleft out: 1 pair with one id, which are one record\n"
    )
    assert "--beside names the database itself" in cli("duplicates", "--beside", one, url=one).err


def test_a_pair_becomes_one_event_with_two_claims_and_two_again(cli, filled, rows):
    before = cli("show", "gas-talks", "-f", "json", url=filled).out
    done = cli("duplicates", "same", "gas-talks", "talks", "-m", "the same", url=filled)
    assert done.code == 0, done.err
    claims = cli("query", "--claims", "-f", "jsonl", "--from", "1999-05-03", "--text", "gas", url=filled).records[0]
    assert (claims["id"], [each["date"] for each in claims["claims"]]) == ("talks", ["1999-05-03", "1999-05"])
    assert not listed(cli, filled)[0]
    assert cli("undo", "--yes", url=filled).code == 0
    assert cli("show", "gas-talks", "-f", "json", url=filled).out == before
    assert len(listed(cli, filled)[0]) == 1


def test_a_difference_is_remembered_kept_in_the_dump_and_undone(cli, filled, tmp_path, new_url):
    done = cli("duplicates", "different", "talks", "gas-talks", "-m", "two", url=filled)
    assert done.err == "talks differs from gas-talks: added in batch 2\n"
    left_out = "0 pairs may be one event, of 4 events\nleft out: 1 pair that links connect, so they are two events\n"
    assert listed(cli, filled) == ([], left_out)
    assert "is known already" in cli("duplicates", "different", "gas-talks", "talks", url=filled).err
    assert "differs from" in cli("show", "talks", url=filled).out
    assert "two" in cli("history", url=filled).out
    assert cli("dump", tmp_path / "out", url=filled).code == 0
    again = new_url()
    assert cli("load", tmp_path / "out", url=again).code == 0
    assert listed(cli, again) == ([], left_out)
    refused = cli("duplicates", "same", "talks", "gas-talks", url=filled)
    assert refused.code == 2
    assert "remove it first" in refused.err
    assert cli("db", "check", url=filled).code == 0
    assert cli("undo", "--yes", url=filled).code == 0
    assert len(listed(cli, filled)[0]) == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("same", "talks", "talks"), "cannot be merged into itself"),
        (("different", "talks", "talks"), "is one record, which cannot differ from itself"),
        (("different", "talks", "nothing"), "there is no event with the id 'nothing'"),
        (("same", "nothing", "talks"), "there is no event with the id 'nothing'"),
        (("--threshold", "2"), "2.0 is not in the range"),
        (("--between", "memo", "--beside", "x.db"), "omit one of the two"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(cli, filled, rows, words, message):
    before = rows(filled)
    found = cli("duplicates", *words, url=filled)
    assert found.code != 0
    assert message in found.err
    assert rows(filled) == before


def test_a_difference_between_imported_events_has_a_collection_of_its_own(cli, url, tmp_path):
    (tmp_path / "rows.csv").write_text(
        "id,date,title\na:1,1999-05-03,Talks on gas\na:2,1999-05,Talks on gas\n", "utf-8"
    )
    assert cli("import", "csv", tmp_path / "rows.csv", "--collection", "a", url=url).code == 0
    assert len(listed(cli, url)[0]) == 1
    done = cli("duplicates", "different", "a:1", "a:2", url=url)
    assert done.code == 0, done.err
    assert not listed(cli, url)[0]
    assert cli("db", "check", url=url).code == 0


def test_a_missing_package_is_named(cli, filled, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "rapidfuzz", None)
    found = cli("duplicates", url=filled)
    assert (found.code, "pip install 'dateline[duplicates]'" in found.err) == (5, True), found


def test_a_lake_is_read_as_a_database_is(cli, tmp_path, filled):
    lake = f"lake:{tmp_path}/lake"
    (tmp_path / "rows.csv").write_text(cli("export", "-f", "csv", url=filled).out, "utf-8")
    assert cli("lake", "create", tmp_path / "lake").code == 0
    added = cli("lake", "add", tmp_path / "lake", "csv", tmp_path / "rows.csv", "--collection", "a")
    assert added.code == 0, added.err
    assert len(listed(cli, lake)[0]) == 1
    assert listed(cli, filled, "--beside", lake)[0] == [("gas-talks", "talks"), ("talks", "gas-talks")]
