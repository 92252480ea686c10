"""Records that came with an import, corrected by hand: the next import keeps them, and tells what it does."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest

NAMED = '[[actor]]\nid = "belarus"\nname = "Belarus"\nkind = "state"\n'
ROWS = (
    {
        "id": "strike:1",
        "title": "Strike",
        "date": "1999-05-01",
        "actors": [{"id": "cameo:BLR", "name": "Belarus"}, {"id": "side:rebels", "name": "Rebels", "role": "source"}],
        "themes": ["acled/Riots"],
        "citations": [{"source": "The Telegraph (India)", "locator": "p. 1"}],
    },
    {"id": "IJ 12", "title": "March", "date": "1999-05", "actors": [{"id": "cameo:BLR", "name": "Belarus"}]},
    {"id": "Zürich/3", "title": "Vote", "date": "1999", "actors": [{"id": "belarus"}, {"id": "cameo:BLR"}]},
)


@pytest.fixture
def run(cli, url, tmp_path):
    def call(*words, **options):
        return cli(*words, url=url, **{"env": {"EDITOR": "", "VISUAL": ""}, **options})

    made: Any = call
    made.report = tmp_path / "report.json"
    (tmp_path / "mine.toml").write_text(f'[collection]\nid = "mine"\ntitle = "Mine"\n\n{NAMED}')
    assert call("load", tmp_path / "mine.toml").code == 0
    assert take(made)["inserted"] == 3
    yield made
    assert call("db", "check").err.endswith("no faults\n")


def take(run, rows=ROWS):
    """Import rows; return the counts with what was told."""
    stdin = "".join(json.dumps(row) + "\n" for row in rows).encode()
    result = run("import", "jsonl", "-", "--report", run.report, stdin=stdin)
    assert result.code == 0, result.err
    return json.loads(run.report.read_text("utf-8"))


def changed(number, **values):
    return [row | values if place == number else row for place, row in enumerate(ROWS)]


def edit(run, identity, old, new):
    text = run("show", identity, "-f", "json").out
    assert json.loads(text)["id"] == identity
    toml = next(r for r in run("history", identity, "-f", "jsonl").records if r["after"])["after"]
    assert old in toml
    return run("edit", identity, "--file", "-", stdin=toml.replace(old, new).encode())


def titles(run):
    return {record["id"]: record["title"] for record in run("query", "-f", "jsonl").records}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_corrected_event_is_kept_and_counted(run, row):
    assert edit(run, row["id"], f'"{row["title"]}"', '"Corrected"').code == 0
    counts = take(run)
    assert (counts["unchanged"], counts["corrected_by_hand"], counts["read"]) == (2, 1, 3)
    assert "told" not in counts
    assert titles(run)[row["id"]] == "Corrected"


def test_both_sides_are_told_until_somebody_settles_it(run):
    edit(run, "strike:1", '"Strike"', '"Strike of May"')
    rows = changed(0, title="General strike", date="1999-05-02")
    for _ in range(2):
        [told] = take(run, rows)["told"]
        assert told["line"] == 1
        assert told["what"] == (
            "'strike:1' keeps its correction, but its row has changed: "
            "title 'Strike' is now 'General strike' (kept: 'Strike of May'); "
            "date '1999-05-01' is now '1999-05-02' (kept: '1999-05-01')"
        )
    edit(run, "strike:1", '"Strike of May"', '"General strike of May"')
    assert "told" not in take(run, rows)
    assert titles(run)["strike:1"] == "General strike of May"


def test_a_removed_event_stays_removed(run):
    assert run("remove", "IJ 12", "-m", "a duplicate").code == 0
    counts = take(run, changed(1, title="Marches"))
    assert (counts["unchanged"], counts["removed_by_hand"]) == (2, 1)
    assert "'IJ 12' stays removed, but its row has changed: title 'March' is now 'Marches'" in counts["told"][0]["what"]
    assert "IJ 12" not in titles(run)
    assert run("restore", "IJ 12", "--at", "@2").code == 0
    assert take(run, changed(1, title="Marches"))["updated"] == 1


def test_a_withdrawn_event_stays_if_it_was_corrected(run):
    edit(run, "IJ 12", '"March"', '"The March"')
    counts = take(run, [ROWS[1] | {"withdrawn": True}])
    assert (counts["withdrawn"], counts["corrected_by_hand"]) == (0, 1)
    assert "was withdrawn by the data set, but stays" in counts["told"][0]["what"]
    assert titles(run)["IJ 12"] == "The March"


def test_an_import_with_corrections_cannot_be_undone_before_them(run):
    edit(run, "strike:1", '"Strike"', '"Strike of May"')
    refused = run("import", "undo", 2)
    assert refused.code == 2
    assert "batch 3 changed the event 'strike:1' later" in refused.err
    assert run("import", "undo", 3).code == 0
    assert take(run)["unchanged"] == 3
    assert run("import", "undo", 2).code == 0
    assert titles(run) == {}


def test_a_citation_is_added_to_an_imported_event(run):
    assert run("add", "citation", "strike:1", "--source", "nowhere").code == 4
    words = ("add", "citation", "strike:1", "--source", "The Telegraph (India)", "--quote", "They struck.")
    assert run(*words).err == "added a citation to strike:1 in batch 3\n"
    assert "has this citation already" in run(*words).err
    assert take(run)["corrected_by_hand"] == 1
    [event] = [row for row in run("query", "-f", "jsonl").records if row["id"] == "strike:1"]
    assert [each["quote"] for each in event["citations"]] == [None, "They struck."]


def test_the_editor_shows_what_the_import_says_since(run, tmp_path):
    edit(run, "strike:1", '"Strike"', '"Strike of May"')
    take(run, changed(0, title="General strike"))
    script = tmp_path / "editor.sh"
    script.write_text(f'#!/bin/sh\ncat "$1" > {tmp_path}/seen\n')
    script.chmod(0o755)
    assert run("edit", "strike:1", env={"EDITOR": str(script)}).err == "nothing was changed\n"
    assert '#   title = "General strike"\n\n[[event]]' in (tmp_path / "seen").read_text("utf-8")


@pytest.mark.parametrize("kind", ["lake", "read-only"])
def test_what_cannot_be_written_is_refused_before_the_editor_opens(cli, tmp_path, kind):
    place = f"lake:{tmp_path}/lake" if kind == "lake" else f"sqlite:///{tmp_path}/own.db"
    row = b'{"id": "a", "title": "A", "date": "1999"}\n'
    if kind == "lake":
        cli("lake", "create", tmp_path / "lake")
        cli("lake", "add", tmp_path / "lake", "jsonl", "-", stdin=row)
    else:
        cli("import", "jsonl", "-", url=place, stdin=row)
        (tmp_path / "own.db").chmod(0o444)
    script = tmp_path / "editor.sh"
    script.write_text(f"#!/bin/sh\ntouch {tmp_path}/opened\n")
    script.chmod(0o755)
    result = cli("edit", "a", url=place, env={"EDITOR": str(script)})
    if kind == "lake" or not os.access(tmp_path / "own.db", os.W_OK):  # whoever may do anything may write
        assert result.code in (2, 5)
        assert not (tmp_path / "opened").exists()


def test_what_is_gone_is_refused_with_the_reason(run):
    run("remove", "IJ 12")
    assert "removed in batch 3; restore it: dateline restore 'IJ 12' --at @2" in run("edit", "IJ 12").err
    run("merge", "cameo:BLR", "belarus")
    assert "an editor needs a terminal" in run("edit", "cameo:BLR").err  # its id is a name of belarus now
    assert "Belarus" in run("show", "cameo:BLR").out


@pytest.mark.parametrize(("kind", "identity", "old", "new"), [
    ("actor", "side:rebels", '"Rebels"', '"The Rebels"'),
    ("source", "The Telegraph (India)", 'title = "The', 'title = "the'),
    ("theme", "acled/Riots", '"Riots"', '"Rioting"'),
])  # fmt: skip
def test_what_events_name_can_be_edited_and_outlives_its_import(run, kind, identity, old, new, tmp_path):
    path = tmp_path / "record.toml"
    stdin = run("edit", identity, "--kind", kind, "--file", "-", stdin=b"").err
    assert "contains no record" in stdin
    text = {
        "actor": f'[[actor]]\nid = "{identity}"\nname = "Rebels"\nkind = "unknown"\n',
        "source": f'[[source]]\nid = "{identity}"\ntitle = "{identity}"\n',
        "theme": f'[[theme]]\nid = "{identity}"\ntitle = "Riots"\n',
    }[kind]
    path.write_text(text.replace(old, new))
    assert run("edit", identity, "--kind", kind, "--file", path).code == 0
    assert take(run)["unchanged"] == 3
    assert new.strip('"') in run("show", identity, "-f", "json").out or kind == "source"
    assert run("import", "undo", 2).code == 0
    assert identity in run(f"{kind}s", "-f", "jsonl").ids
    assert take(run)["inserted"] == 3


def test_a_merged_actor_is_one_from_then_on(run):
    asked = run("query", "--actor", "Belarus", "--count")
    assert (asked.code, "if they are the same, merge them: dateline merge cameo:BLR belarus" in asked.err) == (2, True)
    assert run("merge", "cameo:BLR", "belarus").code == 0
    new = {"id": "new", "title": "New", "date": "2000", "actors": [{"id": "cameo:BLR", "name": "Belarus"}]}
    counts = take(run, [*changed(0, title="Strikes"), new])
    assert (counts["unchanged"], counts["updated"], counts["inserted"]) == (2, 1, 1)
    assert run("query", "--actor", "Belarus", "--count").out == "4\n"
    assert run("actors", "Belarus", "-f", "jsonl").ids == ["belarus"]
    rows = run("query", "-f", "jsonl").records
    assert [actor["id"] for row in rows if row["id"] == "Zürich/3" for actor in row["actors"]] == ["belarus"]


def test_a_merge_is_undone_with_what_came_since(run):
    run("merge", "cameo:BLR", "belarus")
    new = {"id": "new", "title": "New", "date": "2000", "actors": [{"id": "cameo:BLR", "name": "Belarus"}]}
    take(run, [*ROWS, new])
    assert run("import", "undo", 3).code == 0
    assert run("query", "--actor", "cameo:BLR", "--count").out == "4\n"
    assert run("query", "--actor", "belarus", "--count").code == 0
    assert take(run, [*ROWS, new])["unchanged"] == 4
    assert run("import", "undo", 5).code == 0
    assert run("query", "--actor", "cameo:BLR", "--count").out == "4\n"  # by the redirect
    assert take(run, [*ROWS, new])["unchanged"] == 4
    assert "belarus" in run("show", "cameo:BLR").out


def test_merged_events_are_one_from_then_on(run):
    assert run("merge", "strike:1", "IJ 12").code == 0
    counts = take(run)
    assert (counts["unchanged"], counts["merged_by_hand"], counts["corrected_by_hand"]) == (1, 1, 1)
    assert '"IJ 12"' in run("show", "strike:1", "-f", "json").out
    assert run("import", "undo", 3).code == 0
    assert take(run)["unchanged"] == 3


def test_an_event_that_a_merge_adds_nothing_to_stays_as_it_came(run):
    """Both have the same actor, who takes part once; a name beside the id makes nobody another."""
    assert run("merge", "IJ 12", "strike:1").code == 0
    counts = take(run)
    assert (counts["unchanged"], counts["merged_by_hand"], "corrected_by_hand" in counts) == (2, 1, False)


def test_a_chain_of_merges_is_undone_link_by_link(run):
    run("merge", "strike:1", "IJ 12")
    run("merge", "IJ 12", "Zürich/3")
    assert '"Zürich/3"' in run("show", "strike:1", "-f", "json").out
    assert run("import", "undo", 4).code == 0
    assert '"IJ 12"' in run("show", "strike:1", "-f", "json").out
    counts = take(run)
    assert (counts["merged_by_hand"], counts["corrected_by_hand"], counts["unchanged"]) == (1, 1, 1)


def test_what_a_collection_took_over_is_kept(run, tmp_path):
    path = tmp_path / "over.toml"
    path.write_text(
        '[[source]]\nid = "BBC"\ntitle = "BBC"\n\n[[event]]\nid = "strike:1"\ntitle = "Mine"\ndate = "1999"\n'
        'confidence = "high"\ncitations = [{ source = "BBC" }]\n'
    )
    assert run("load", path).code == 0
    counts = take(run)
    assert (counts["unchanged"], counts["corrected_by_hand"], counts["rejected"]) == (2, 1, 0)
    assert titles(run)["strike:1"] == "Mine"


def test_earlier_moments_have_what_the_import_said(run):
    edit(run, "strike:1", '"Strike"', '"Strike of May"')
    run("remove", "IJ 12")
    assert titles(lambda *words: run(*words, "--recorded-at", "@2"))["strike:1"] == "Strike"
    assert len(run("query", "--recorded-at", "@2", "-f", "jsonl").ids) == 3
    assert run("restore", "strike:1", "--at", "@2").code == 0
    assert take(run, changed(0, title="New"))["updated"] == 1


def test_a_dump_has_the_corrections(run, new_url, cli, tmp_path):
    """Another database that imports the same rows and loads the dump says the same."""
    edit(run, "strike:1", '"Strike"', '"Strike of May"')
    run("remove", "IJ 12")
    dumped = run("dump", tmp_path / "dump")
    assert "left out: ids of records 1 removed by hand; `dateline db backup` keeps them" in dumped.err
    corrections = tmp_path / "dump" / "imported"
    assert "corrects_import = true" in (corrections / "collection.toml").read_text("utf-8")
    assert run("check", corrections).code == 0
    assert "1 unchanged" in run("load", corrections).err
    assert run("diff", corrections, "--exit-code").code == 0
    assert "--prune" in run("load", corrections, "--prune").err

    other: Any = lambda *words, **options: cli(*words, url=other.url, **options)  # noqa: E731
    other.url, other.report = new_url(), run.report
    refused = other("load", corrections)
    assert (refused.code, "import its files first" in refused.err) == (2, True)
    take(other, ROWS[1:])
    assert "the import 'imported' has no event 'strike:1'" in other("load", corrections).err
    take(other)
    assert "1 updated" in other("load", corrections).err
    assert take(other)["corrected_by_hand"] == 1
    assert titles(other)["strike:1"] == "Strike of May"
    other("dump", tmp_path / "again")
    assert (tmp_path / "again" / "events.toml").read_text() == (corrections / "events.toml").read_text()
    assert other("db", "check").err.endswith("no faults\n")


def test_a_backup_has_the_corrections(run, new_url, cli, tmp_path):
    edit(run, "strike:1", '"Strike"', '"Strike of May"')
    run("remove", "IJ 12")
    run("merge", "cameo:BLR", "belarus")
    assert run("db", "backup", tmp_path / "copy.db").code == 0
    other: Any = lambda *words, **options: cli(*words, url=f"sqlite:///{tmp_path}/copy.db", **options)  # noqa: E731
    other.report = run.report
    counts = take(other)
    assert (counts["unchanged"], counts["corrected_by_hand"], counts["removed_by_hand"]) == (1, 1, 1)


def test_states_of_the_shipped_collection_are_those_of_data_sets(cli, own_url):
    row = {"id": "g1", "title": "Talks", "date": "1999", "actors": [{"id": "cameo:BLR", "name": "Belarus"}]}
    before = int(cli("query", "--actor", "Belarus", "--count", url=own_url).out)
    assert cli("import", "jsonl", "-", url=own_url, stdin=json.dumps(row).encode()).code == 0
    for name in ("Belarus", "cameo:BLR", "iso3:BLR", "cow:370"):
        assert int(cli("query", "--actor", name, "--count", url=own_url).out) == before + 1


def test_a_load_joins_the_actors_that_an_import_made_before(run, tmp_path):
    states = tmp_path / "states.toml"
    alias = NAMED.replace('name = "Belarus"', 'name = "Republic of Belarus"\naliases = ["cameo:BLR"]')
    states.write_text(f'[collection]\nid = "states"\ntitle = "States"\n\n{alias.replace("belarus", "land")}')
    assert "'cameo:BLR' of an import would become land" in run("load", states, "--dry-run").err
    assert "'cameo:BLR' of an import is now land, which has its code\n" in run("load", states).err
    assert "cameo:BLR" not in run("load", states).err
    assert take(run)["unchanged"] == 3
    assert len(run("query", "--actor", "cameo:BLR", "-f", "jsonl").records) == 3


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_two_names_of_one_actor_take_part_once(run, form):
    assert run("merge", "side:rebels", "cameo:BLR").code == 0
    row = {"id": "new:1", "title": "Both", "date": "2001", "actors": [{"id": "cameo:BLR"}, {"id": "side:rebels"}]}
    text = json.dumps(row) if form == "jsonl" else "id,title,date,actors\nnew:1,Both,2001,cameo:BLR; side:rebels"
    for fate in ("inserted", "unchanged"):
        stdin = f"{text}\n".encode()
        assert f"1 {fate}" in run("import", form, "-", "--collection", "imported", stdin=stdin).err
    assert [each["id"] for each in json.loads(run("show", "new:1", "-f", "json").out)["actors"]] == ["cameo:BLR"]
    assert run("query", "--actor", "side:rebels", "--text", "Both", "--count").out == "1\n"


def test_a_changed_measure_is_told_as_it_is_shown(run):
    deaths = {"name": "deaths", "value": 3, "low": None, "high": None, "unit": "people"}
    row = ROWS[0] | {"measures": [deaths]}
    assert take(run, [row])["updated"] == 1
    assert edit(run, "strike:1", "value = 3", "value = 4").code == 0
    deaths["value"] = 5
    said = take(run, [row])["told"][0]["what"]
    assert "measures deaths [people] = 3 is now deaths [people] = 5 (kept: deaths [people] = 4)" in said


def test_a_row_of_the_same_version_that_says_something_else_is_told_and_an_older_one_is_not(run):
    take(run, [row | {"version": 3} for row in changed(0, title="Strikes")])
    assert edit(run, "strike:1", '"Strikes"', '"Strike of May"').code == 0
    assert "told" not in take(run, [row | {"version": 2} for row in changed(0, title="Older")])
    counts = take(run, [row | {"version": 3} for row in changed(0, title="Other")])
    assert "'Strikes' is now 'Other'" in json.dumps(counts["told"], ensure_ascii=False)
    assert titles(run)["strike:1"] == "Strike of May"
