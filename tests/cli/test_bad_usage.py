"""Names, dates, options and settings that are wrong are refused in words with exit code 2: on both engines."""

from __future__ import annotations

import re

import pytest

USAGE = {
    "unknown actor, near id": ("query --actor an", "there is no actor 'an'", "dateline actors|ann"),
    "unknown actor, near name": ("query --actor Ann_Leigh", "there is no actor 'Ann Leigh'", "did you mean Ann Lee"),
    "unknown actor, nothing near": ("query --actor Xyzzy", "there is no actor", "dateline actors"),
    "unknown theme": ("query --theme newss", "there is no theme 'newss'", "did you mean news"),
    "unknown source": ("query --source papers", "there is no source 'papers'", "did you mean paper"),
    "unknown actor in export": ("export --actor bobb", "there is no actor", "did you mean bob"),
    "unknown actor of deadlines": ("deadlines --actor anna", "there is no actor", "did you mean ann"),
    "unknown theme of deadlines": ("deadlines --theme nws", "there is no theme", "did you mean news"),
    "unknown programme": ("deadlines --programme plann", "there is no programme", "did you mean plan"),
    "unknown deadline": ("explain itme", "there is no deadline", "did you mean item"),
    "unknown record": ("show meetin", "there is no record with the id", "did you mean meeting"),
    "date that is none": ("query --from 19999", "'19999' is not a date", "Y19999"),
    "date in words": ("query --to nonsense", "'nonsense' is not a date", "EDTF"),
    "31 February": ("query --on 1999-02-31", "'1999-02-31' is not a date", ""),
    "empty date": ("query --from=", "is not a date", ""),
    "day judged that is none": ("deadlines --as-of 2000-13-01", "'2000-13-01' is not a date", ""),
    "day judged without end": ("deadlines --as-of 2000/..", "has no last day", ""),
    "two days of knowledge": ("deadlines --known-at 2000 --as-known-then", "cannot be used together", ""),
    "range backwards": ("query --from 2000 --to 1999", "runs backwards", "--from 2000 is after --to 1999"),
    "two ranges": ("query --on 2000 --to 2001", "--on sets both ends", ""),
    "unknown event to look around": ("query --around meetin", "there is no event 'meetin'", "did you mean meeting"),
    "unknown event in an export": ("export --around x", "there is no event 'x'", "dateline query"),
    "around and from": ("query --around meeting --from 1999", "--around sets both ends", "--from, --to and --on"),
    "around and on": ("export --around meeting --on 1999", "--around sets both ends", ""),
    "span of nothing": ("query --span a_month", "--span needs --around", ""),
    "span that is none": (
        "query --around meeting --span soon",
        "'soon' is not a span of time",
        "'30 days', '3 months'",
    ),
    "span of working days": ("query --around meeting --span 10_working_days", "is not a span of time", ""),
    "members of nobody": ("query --members", "--members needs --actor", ""),
    "two counts": ("query --count --by year", "cannot be used together", ""),
    "limit below zero": ("query --limit -1", "-1", ""),
    "levels without end": ("deadlines levels --as-of Y20000", "more than 3,000 years", "--on"),
    "scores without end": ("deadlines score --as-of Y20000", "more than 3,000 years", "--on"),
    "score that is no number": ("duplicates --threshold nan", "is not a number from 0 to 1", ""),
    "alarm of a million years": ("deadlines -f ics --alarm 99999999999999999999", "from 0 to 36,525", ""),
    "picture wider than all": ("timeline --width 99999999999999999999", "from 40 to 10,000", ""),
    "batch that never was": ("undo --yes 99999999999999999999", "there is no batch", "dateline history"),
    "import that never was": ("import undo 99999999999999999999", "there is no batch", "dateline history"),
    "actor for an event": ("duplicates different ann meeting", "no event with the id 'ann'", "it is the id of: actor"),
    "actor merged as an event": ("duplicates same ann meeting", "no event with the id 'ann'", "it is the id of: actor"),
    "unknown event apart": (
        "duplicates different meeting meetin",
        "no event with the id 'meetin'",
        "did you mean meeting",
    ),
    "actor with conflicts": ("conflicts ann", "no event with the id 'ann'", "it is the id of: actor"),
    "unknown event with conflicts": ("conflicts meetin", "no event with the id 'meetin'", "did you mean meeting"),
    "linked to an actor": ("query --linked-to ann", "no event or deadline with the id 'ann'", "it is the id of: actor"),
    "linked to nothing": ("query --linked-to itme", "no event or deadline with the id 'itme'", "did you mean item"),
    "unknown format": ("query -f xls", "there is no format 'xls'", "csv, tsv, json, jsonl, geojson, md"),
    "table of an export": ("export -f table", "there is no format 'table'", ""),
    "safe cells of json": ("export -f json --safe-cells", "--safe-cells needs csv or tsv", ""),
    "unknown match": ("query --match sure", "'sure' is not one of", ""),
    "unknown state": ("deadlines --state late", "'late' is not one of", ""),
    "unknown command": ("quary", "No such command 'quary'", "did you mean query"),
    "unknown command, nothing near": ("xyzzy", "No such command 'xyzzy'", "see: dateline --help"),
    "unknown command below": ("db chekc", "No such command 'db chekc'", "did you mean db check?"),
    "a command below without its own": ("text paper", "No such command 'text'", "sources text"),
    "unknown command asked for help": ("help deadlines scoer", "'deadlines scoer'", "did you mean deadlines score?"),
    "unknown option": ("query --form 1999", "No such option '--form'", "did you mean --format or --from"),
    "unknown option, nothing near": ("stats --xyzzy", "No such option '--xyzzy'", "see: dateline stats --help"),
    "missing argument": ("show", "Missing argument 'ID'", "see: dateline show --help"),
    "missing argument below": ("sources add", "Missing argument 'FILE...'", "see: dateline sources add --help"),
    "missing choice": ("completion", "Choose from: bash, fish, zsh", ""),
    "unknown shell": ("completion tcsh", "'tcsh' is not one of", ""),
    "no such file": ("load no-such-folder", "no-such-folder", "union-state"),
    "no such file to check": ("check no-such-folder", "no-such-folder", "union-state"),
    "no such file to import": ("import csv no-such.csv", "no-such.csv", "No such file"),
    "no such configuration": ("--config no-such.toml stats", "no-such.toml", "No such file"),
    "no folder for the output": ("query -o no/such/file.csv", "no/such/file.csv", "No such file"),
}


@pytest.mark.parametrize("name", USAGE)
def test_usage(cli, mine_to_read, name):
    words, message, hint = USAGE[name]
    result = cli(*(word.replace("_", " ") for word in words.split()), url=mine_to_read)
    assert result.code == 2
    said, *hints = result.err.splitlines()
    assert said.startswith("dateline: ")
    assert all(line.startswith("  hint: ") for line in hints)
    assert len(hints) <= 1
    assert message in said
    assert re.search(hint, result.err)
    assert result.out == ""


def test_an_alias_of_two_actors_is_ambiguous(cli, own_url, execute):
    sql = "INSERT INTO actor_name (folded, actor, seq, name) SELECT 'twice', num, 9, 'Twice' FROM actor"
    execute(own_url, f"{sql} WHERE id IN ('russia', 'belarus')")
    for command in (("query",), ("deadlines",)):
        result = cli(*command, "--actor", "TWICE", url=own_url)
        assert result.code == 2
        assert "several actors have the name 'TWICE'" in result.err
        assert "russia" in result.err
        assert "belarus" in result.err


CONFIGURATIONS = {
    "no TOML": "db = ",
    "unknown key": "dbb = 'x'",
    "db that is no text": "db = 5",
    "commands that are no tables": "commands = 5",
    "unknown option": "[commands.query]\nlimt = 5",
    "option of the wrong kind": "[commands.query]\nlimit = 'many'",
    "unknown colour": "color = 'blue'",
}


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_configuration(cli, mine_to_read, tmp_path, name):
    (tmp_path / "config.toml").write_text(CONFIGURATIONS[name], "utf-8")
    result = cli("--config", tmp_path / "config.toml", "query", url=mine_to_read)
    assert result.code == 2
    assert result.out == ""
    assert result.err


@pytest.mark.parametrize("command", ["query", "actors", "history", "deadlines unknowns", "conflicts", "duplicates"])
def test_a_limit_of_nothing_lists_nothing(cli, mine_to_read, command):
    found = cli(*command.split(), "--limit", "0", "-f", "jsonl", url=mine_to_read)
    assert (found.code, found.out) == (0, ""), found.err


LISTING = ("query", "export", "timeline", "actors", "themes", "sources", "programmes", "deadlines", "history", "conflicts",
           "deadlines unknowns", "duplicates")  # fmt: skip


@pytest.mark.parametrize("command", LISTING)
def test_a_limit_above_all_numbers_lists_all(cli, mine_to_read, command):
    words = command.split()
    all_of_it = cli(*words, url=mine_to_read)
    assert all_of_it.code == 0, all_of_it.err
    for limit in (2**63 - 1, 2**63, 10**30):
        limited = cli(*words, "--limit", limit, url=mine_to_read)
        assert (limited.code, limited.out) == (0, all_of_it.out), limited.err
