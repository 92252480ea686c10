"""load, check, show, the lists, stats, db and completion, on both engines."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import click
import pytest

from dateline.cli.command_table import COMMANDS, below, top
from dateline.cli.root import dateline

LIST_KEYS = {
    "actors": ["id", "name", "kind", "aliases", "description", "date", "member_of", "events", "citations"],
    "themes": ["id", "title", "aliases", "description", "depth", "events"],
    "sources": ["id", "title", "author", "publisher", "date", "url", "language", "note", "citations"],
    "programmes": ["id", "title", "date", "description", "observed_through", "actors", "deadlines", "citations", "tz"],
}
SMALL = """
[collection]
id = "small"
title = "A small one"

[[source]]
id = "paper"
title = "The paper"

[[theme]]
id = "news"
title = "News"

[[actor]]
id = "somebody"
name = "Somebody"
kind = "person"

[[event]]
id = "arrival"
title = "Somebody arrives"
date = "1999-09"
actors = ["somebody (guest)"]
themes = ["news"]
confidence = "low"
citations = [{ source = "paper", locator = "p. 1" }]
"""


def numbers(text):
    return [int(number) for number in re.findall(r"\d+", text)]


def test_load_makes_the_database_and_changes_nothing_twice(cli, url, rows):
    first = cli("load", "union-state", url=url)
    assert first.code == 0
    assert first.out == ""
    *read, inserted, updated, unchanged = numbers(first.err)
    assert sum(read) == inserted
    assert (updated, unchanged) == (0, 0)
    before = rows(url)
    second = cli("load", "union-state", url=url)
    assert numbers(second.err)[-3:] == [0, 0, inserted]
    assert rows(url) == before
    assert cli("db", "check", url=url).code == 0


def test_load_of_a_folder_and_of_a_file(cli, url, folder):
    path = folder(all=SMALL)
    assert "1 event" in cli("load", path, url=url).err
    assert numbers(cli("load", f"{path}/all.toml", url=url).err)[-3:] == [0, 0, 4]
    (record,) = cli("query", "-f", "jsonl", url=url).records
    assert record["actors"] == [{"id": "somebody", "name": "Somebody", "role": "guest"}]
    assert (record["earliest"], record["latest"]) == ("1999-09-01", "1999-09-30")


def test_load_of_a_change(cli, url, folder):
    cli("load", folder(all=SMALL), url=url)
    changed = cli("load", folder(all=SMALL.replace("arrives", "comes").replace("1999-09", "2001")), url=url)
    assert numbers(changed.err)[-3:] == [0, 1, 3]
    assert cli("query", "--text", "comes", "--on", "2001", "--count", url=url).out == "1\n"
    assert cli("query", "--actor", "somebody", "--on", "1999-09", "--count", url=url).out == "0\n"
    assert cli("db", "check", url=url).code == 0


def test_load_into_the_default_database(cli):
    assert cli("load", "union-state").code == 0
    assert cli("query", "--count").out == cli("query", "--count").out != "0\n"


def test_check_is_quiet_about_good_files(cli, folder):
    assert cli("check", "union-state").code == 0
    assert "no faults" in cli("check", folder(all=SMALL)).err
    assert cli("-q", "check", folder(all=SMALL)) == (0, "", "")


@pytest.mark.parametrize(
    ("identity", "parts"),
    [
        ("belarus-referendum-1995", ["1995-05-14", "14 May 1995", "Belarus", "moshes-2000", "politics/referendums"]),
        ("usp-3-1", ["union-state-programme-1999", "in_one_of", "russia", "2000-11-30"]),
        ("alexander-lukashenko", ["Лукашенко", "person", "president"]),
        ("union-state-programme-1999", ["1999-12-08", "2008-12-31"]),
        ("moshes-2000", ["Moshes"]),
        ("energy/gas", ["natural gas"]),
    ],
)
def test_show_each_kind(cli, loaded_url, identity, parts):
    text = cli("show", identity, url=loaded_url).out
    record = json.loads(cli("show", identity, "-f", "json", url=loaded_url).out)
    assert record["id"] == identity
    for part in parts:
        assert part in text or part in json.dumps(record, ensure_ascii=False)
    assert identity in text


@pytest.mark.parametrize("kind", ["event", "deadline", "actor", "programme", "source", "theme"])
def test_show_by_kind(cli, loaded_url, kind):
    good = {
        "event": "belarus-referendum-1995", "deadline": "usp-3-1", "actor": "belarus", "source": "moshes-2000",
        "programme": "declaration-1998", "theme": "energy",
    }  # fmt: skip
    for of, identity in good.items():
        assert cli("show", identity, "--kind", kind, url=loaded_url).code == (0 if of == kind else 2)


def test_show_of_an_event_is_its_wire_record(cli, loaded_url):
    record = json.loads(cli("show", "belarus-referendum-1995", "-f", "json", url=loaded_url).out)
    records = cli("query", "--on", "1995-05-14", "-f", "jsonl", url=loaded_url).records
    assert record in records


def test_show_of_an_id_of_two_kinds(cli, url, folder):
    cli("load", folder(all=SMALL.replace('"paper"', '"somebody"')), url=url)
    result = cli("show", "somebody", url=url)
    assert result.code == 2
    assert "--kind actor or --kind source" in result.err
    assert json.loads(cli("show", "somebody", "--kind", "source", "-f", "json", url=url).out)["title"] == "The paper"


@pytest.mark.parametrize("command", LIST_KEYS)
def test_lists(cli, loaded_url, command):
    records = cli(command, "-f", "jsonl", url=loaded_url).records
    assert records
    assert all(list(record) == LIST_KEYS[command] for record in records)
    table = cli(command, url=loaded_url).out
    assert all(record["id"] in table for record in records)
    for form in ("csv", "tsv", "json", "md"):
        assert records[0]["id"] in cli(command, "-f", form, url=loaded_url).out
    one = records[len(records) // 2]["id"]
    found = cli(command, one, "-f", "jsonl", url=loaded_url).ids
    assert one in found
    assert len(found) < len(records)
    assert cli(command, "xyzzy", "-f", "jsonl", url=loaded_url).records == []


def test_actors_by_spelling_and_kind(cli, loaded_url):
    assert cli("actors", "ЛУКАШ", "-f", "jsonl", url=loaded_url).ids == ["alexander-lukashenko"]
    states = cli("actors", "--kind", "state", "-f", "jsonl", url=loaded_url).records
    assert {"russia", "belarus"} <= {record["id"] for record in states}
    assert {record["kind"] for record in states} == {"state"}
    belarus = next(record for record in states if record["id"] == "belarus")
    assert f"{belarus['events']}\n" == cli("query", "--actor", "belarus", "--count", url=loaded_url).out


def test_themes_are_a_tree_with_counts_of_subtrees(cli, loaded_url):
    records = cli("themes", "-f", "jsonl", url=loaded_url).records
    ids = [record["id"] for record in records]
    assert ids == sorted(ids, key=lambda identity: identity.split("/"))
    for record in records:
        assert record["depth"] == record["id"].count("/")
        count = cli("query", "--theme", record["id"], "--count", url=loaded_url).out
        assert count == f"{record['events']}\n", record["id"]


def test_sources_count_citations(cli, loaded_url):
    (memo,) = cli("sources", "moshes-2000", "-f", "jsonl", url=loaded_url).records
    records = cli("query", "--source", "moshes-2000", "-f", "jsonl", url=loaded_url).records
    of_events = sum(c["source"] == "moshes-2000" for record in records for c in record["citations"])
    assert memo["citations"] >= of_events > 0


def test_programmes_count_deadlines(cli, loaded_url):
    records = cli("programmes", "-f", "jsonl", url=loaded_url).records
    every = ("deadlines", "--forecasts", "--proposals", "-f", "jsonl")
    for record in records:
        assert len(cli(*every, "--programme", record["id"], url=loaded_url).records) == record["deadlines"]
        assert record["citations"]
    dates = [record["date"] for record in records if record["date"]]
    assert dates == sorted(dates)


def test_stats(cli, loaded_url):
    facts = {r["what"]: r["value"] for r in cli("stats", "-f", "jsonl", url=loaded_url).records}
    assert facts["collections"] == "union-state"
    assert f"{facts['events']}\n" == cli("query", "--count", url=loaded_url).out
    for command in LIST_KEYS:
        assert int(facts[command]) == len(cli(command, "-f", "jsonl", url=loaded_url).records)
    assert sum(int(n) for name, n in facts.items() if name.startswith("confidence")) == int(facts["events"])
    assert "deadlines" in cli("stats", url=loaded_url).out


def test_stats_of_nothing(cli, url):
    assert cli("db", "upgrade", url=url).code == 0
    facts = {r["what"]: r["value"] for r in cli("stats", "-f", "jsonl", url=url).records}
    assert int(facts["events"]) == 0
    assert not facts["earliest"]


def test_db_upgrade_and_info(cli, url, engine):
    assert "made with schema" in cli("db", "upgrade", url=url).err
    assert "already at schema" in cli("db", "upgrade", url=url).err
    info = cli("db", "info", url=url).out
    assert re.search(rf"^engine +{engine} \d", info, re.MULTILINE)
    assert re.search(r"^schema +\d{4}$", info, re.MULTILINE)
    assert re.search(r"^events +0$", info, re.MULTILINE)
    assert cli("db", "check", url=url).err.endswith("no faults\n")


def test_backup_and_restore(cli, loaded_url, new_url, tmp_path, rows):
    copy, restored = tmp_path / "copy", new_url()
    result = cli("db", "backup", copy, url=loaded_url)
    assert result.code == 0, result.err
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy"], "the draft is gone"
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    original = cli("export", "-f", "jsonl", url=loaded_url).out
    assert cli("export", "-f", "jsonl", url=str(copy)).out == original
    assert cli("db", "check", url=str(copy)).code == 0
    assert cli("db", "restore", copy, url=restored).code == 0
    assert rows(restored) == rows(loaded_url)
    assert cli("db", "check", url=restored).code == 0
    assert " 0 inserted, 0 updated" in cli("load", "union-state", url=restored).err


def test_backup_and_restore_overwrite_nothing(cli, own_url, tmp_path, rows):
    copy, before = tmp_path / "copy", rows(own_url)
    cli("db", "backup", copy, url=own_url)
    content = copy.read_bytes()
    again = cli("db", "backup", copy, url=own_url)
    assert again.code == 5
    assert "already exists" in again.err
    assert copy.read_bytes() == content
    assert cli("db", "restore", copy, url=own_url).code == 5
    assert rows(own_url) == before
    assert cli("db", "backup", tmp_path / "no" / "folder", url=own_url).code == 5


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(cli, shell):
    result = cli("completion", shell)
    assert result.code == 0
    assert "_DATELINE_COMPLETE" in result.out
    assert "save it" in result.err


def test_completion_answers(folders):
    env = {**folders, "_DATELINE_COMPLETE": "bash_complete", "COMP_WORDS": "dateline dead", "COMP_CWORD": "1"}
    code = "import sys; sys.argv = ['dateline']; from dateline.cli.root import dateline as d; d(prog_name='dateline')"
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["plain,deadlines"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command(cli, command):
    text = cli(*command.split(), "--help").out
    assert text == cli("help", *command.split()).out
    assert text.startswith(f"Usage: dateline {command} [OPTIONS]")
    assert all(re.search(rf"^  {each}  ", text, re.MULTILINE) for each in below(command))
    if " " not in command:
        assert f"\n  dateline {command}" in text or "\n  dateline --db" in text, "an example"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_table_says_what_the_help_says(command):
    """The summaries of the table are the first lines of the helps, which no list of commands need import."""
    found = dateline.get_command(click.Context(dateline), command)
    assert found.help.splitlines()[0] == COMMANDS[command].summary


def test_help_and_version(cli):
    text = cli("--help", env={"COLUMNS": "80"}).out
    assert all(re.search(rf"^  {command} ", text, re.MULTILINE) for command in top())
    assert all(entry.summary in " ".join(text.split()) for name, entry in COMMANDS.items() if " " not in name)
    assert max(map(len, text.splitlines())) <= 80
    assert cli("--version").out.startswith("dateline, version ")
    assert cli("-h", env={"COLUMNS": "80"}).out == text
    assert cli("help", env={"COLUMNS": "80"}).out == text
    assert cli(env={"COLUMNS": "80"}) == (2, "", text)


def test_help_imports_no_command(folders):
    code = "import sys; sys.argv = ['dateline', '--help']; from dateline.cli.main import main\n"
    code += "try: main()\nexcept SystemExit: print([m for m in sys.modules if 'cli.commands' in m], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], env=folders, capture_output=True, text=True)
    assert done.stderr == "[]\n"
    assert "Usage: dateline" in done.stdout


def test_run_as_a_module(folders, tmp_path):
    command = [sys.executable, "-m", "dateline", "--version"]
    done = subprocess.run(command, env=folders, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("dateline, version ")
    assert not list(Path(tmp_path).iterdir())


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["query --limit 1", "stats"])
def test_closed_streams_are_no_fault(folders, loaded_url, closed, command):
    line = f"{sys.executable} -m dateline --db '{loaded_url}' {command} {closed}"
    done = subprocess.run(["sh", "-c", line], env={**os.environ, **folders}, capture_output=True, text=True)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


@pytest.mark.parametrize(
    "options", ["", "--actor Belarus --theme energy --from 1999", "--text gas --place minsk --limit 3"]
)
def test_explain_a_query(cli, loaded_url, options):
    plan = cli("db", "explain", *options.split(), url=loaded_url)
    assert plan.code == 0
    assert ("event_actor" in plan.out) == ("--actor" in options)
    assert ("event_text" in plan.out) == ("--text" in options)
    whole = cli("db", "explain", "--sql", *options.split(), url=loaded_url).out
    assert whole.startswith("SELECT")
    assert whole.endswith(plan.out)
    assert cli("db", "explain", "--actor", "nobody at all", url=loaded_url).code == 2
