"""What a shell is offered while somebody types: ids and names of the database, and never an error."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from unittest import mock

import click
import pytest

from dateline.cli.command_table import COMMANDS
from dateline.cli.main import main

TOML = """
[collection]
id = "mine"
title = "Mine"

[[source]]
id = "the-paper"
title = "The paper: a daily, of sorts"

[[theme]]
id = "news"
title = "News"

[[theme]]
id = "news/local"
title = "Local news"
aliases = ["Stories (short)"]

[[actor]]
id = "ann"
name = "Ann Lee"
kind = "person"
aliases = ["Żanna's sister", "Лі: Ганна", "Lee, Ann"]

[[actor]]
id = "annex"
name = "The Annex"
kind = "organisation"

[[actor]]
id = "bob"
name = "Bob Lee"
kind = "person"

[[actor]]
id = "lee-the-elder"
name = "Lee"
kind = "person"

[[event]]
id = "meeting"
title = "Ann meets Bob"
date = "1999-09"
confidence = "high"
actors = ["ann", "bob"]
citations = [{ source = "the-paper" }]

[[programme]]
id = "plan"
title = "The plan"
citations = [{ source = "the-paper" }]

[[deadline]]
id = "plan-1"
programme = "plan"
title = "Do it"
force = "binding"
confidence = "high"

[[deadline.due]]
kind = "original"
due = "2000"
rule = "in"
citations = [{ source = "the-paper" }]
"""


@pytest.fixture(scope="module")
def mine(engine, request, load_once):
    """Yield the URL of a database that holds TOML; tests only read it."""
    yield from load_once(engine, request, TOML)


@pytest.fixture
def offered(folders, monkeypatch, capfdbinary):
    """Return a function that returns the lines that a shell is given for a line whose last word is unfinished."""

    def call(line, url, shell="bash", words=None):
        words = words or line.split(" ")
        number = words[-1] if shell == "fish" else str(len(words) - 1)
        env = {"_DATELINE_COMPLETE": f"{shell}_complete", "COMP_WORDS": "\n".join(words), "COMP_CWORD": number}
        env = {**os.environ, **folders, **env, "DATELINE_DB": url or ""}
        stdout = io.TextIOWrapper(io.BytesIO(), "utf-8")
        with mock.patch.dict(os.environ, env, clear=True), mock.patch.object(sys, "stdout", stdout):
            monkeypatch.setattr(sys, "argv", ["dateline"])
            with pytest.raises(SystemExit):
                main()
        assert capfdbinary.readouterr().err == b""
        return stdout.buffer.getvalue().decode().splitlines()

    return call


BASH = {
    "ids": ("query --actor ann", "ann annex"),
    "nothing typed": ("query --actor ", "ann annex bob lee-the-elder"),
    "a name": ("query --actor Bo", "bob"),
    "a name in another case": ("query --actor the", r"The\ Annex"),
    "accents": ("query --actor zanna", r"Żanna\'s\ sister"),
    "another script": ("query --actor лі", r"Лі\:\ Ганна"),
    "ids before names": ("query --actor lee", r"lee-the-elder Lee,\ Ann"),
    "an open quotation mark": ('query --actor "The', "The Annex"),
    "another": ("query --actor 'Żanna", r"Żanna'\''s sister"),
    "nobody": ("query --actor xyzzy", ""),
    "a wild card is a sign": ("query --actor %", ""),
    "themes": ("query --theme news", "news news/local"),
    "a theme below": ("export --theme news/", "news/local"),
    "a theme's name": ("deadlines --theme Stories", r"Stories\ \(short\)"),
    "sources": ("query --source ", "the-paper"),
    "programmes": ("deadlines --programme pl", "plan"),
    "deadlines to explain": ("explain p", "plan-1"),
    "commands": ("que", "query"),
    "commands below": ("deadlines s", "slippage score"),
    "commands below, beside words": ("sources ", "add text"),
    "commands below, beside a format": ("import u", "undo ucdp"),
    "commands below alone": ("--db x.db db ", "upgrade info check backup restore explain seal"),
    "options of a command below": ("sources add --rep", "--replace"),
    "commands to be helped with": ("help dead", "deadlines"),
    "commands below to be helped with": ("help lake co", "compact"),
    "anything to show": ("show p", "plan-1 plan"),
    "events to show": ("show mee", "meeting"),
    "after other options": ("query --from 1999 --actor bob --limit 3 --theme news/l", "news/local"),
}


@pytest.mark.parametrize("name", BASH)
def test_bash_is_offered(offered, mine, name):
    line, expected = BASH[name]
    found = [text.removeprefix("plain,") for text in offered(f"dateline {line}", mine)]
    assert found == [text.replace("\0", " ") for text in expected.replace("\\ ", "\\\0").split()] or found == [expected]


def test_bash_breaks_words_at_the_equals_sign(offered, mine):
    words = ["dateline", "--db", "=", mine, "query", "--actor", "=", "bob"]
    assert offered("", None, words=words) == ["plain,bob"]


def test_other_shells_are_told_what_it_is(offered, mine):
    assert offered("dateline query --source the", mine, "zsh") == [
        "plain", "the-paper", "The paper: a daily, of sorts",
    ]  # fmt: skip
    assert offered("dateline query --source the", mine, "fish") == ["plain,the-paper\tThe paper: a daily, of sorts"]
    assert offered("dateline query --actor Лі", mine, "zsh") == ["plain", r"Лі\: Ганна", "ann"]
    assert offered("dateline query --actor lee,", mine, "fish")[-1] == "plain,Lee, Ann\tann"


SCRIPTS = {"bash": "read -r type value", "fish": 'string split -m 1 ","', "zsh": "#compdef dateline"}


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_scripts_take_values_as_they_come(cli, shell):
    assert SCRIPTS[shell] in cli("completion", shell).out


def test_a_name_that_two_bear_gives_way_to_their_ids(offered, own_url, execute):
    sql = "INSERT INTO actor_name (folded, actor, seq, name) SELECT 'twice', num, 9, 'Twice' FROM actor"
    execute(own_url, f"{sql} WHERE id IN ('russia', 'belarus')")
    assert sorted(offered("dateline query --actor Twi", own_url)) == ["plain,belarus", "plain,russia"]


def test_fifty_are_enough(offered, cli, url, folder):
    actors = "".join(f'[[actor]]\nid = "a{i:03}"\nname = "B {i:03}"\nkind = "person"\n' for i in range(60))
    assert cli("load", folder(all=f'[collection]\nid = "many"\ntitle = "Many"\n{actors}'), url=url).code == 0
    assert [len(offered(f"dateline query --actor {text}", url)) for text in ("a", "b", "a01")] == [50, 50, 10]


SILENT = {
    "no database": ("dateline --db missing.db query --actor a", None),
    "no such engine": ("dateline --db oracle://x query --actor a", None),
    "no such configuration": ("dateline --config missing.toml query --actor a", None),
    "no such command": ("dateline quary --actor zz", None),
    "a word that ends in nothing": ('dateline query --actor "', None),
    "no dateline database": ("dateline query --actor a", "text.db"),
}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("name", SILENT)
def test_without_a_database_nothing_is_said(offered, tmp_path, monkeypatch, name, shell):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.db").write_text("This is no database at all. " * 99)
    before = sorted(tmp_path.iterdir())
    line, url = SILENT[name]
    assert [text for text in offered(line, url, shell) if text and "--actor" not in text] in ([], ["plain", "_"])
    assert sorted(tmp_path.iterdir()) == before


def test_a_warm_completion_imports_no_sqlalchemy(mine, folders, tmp_path):
    code = (
        "import sys; sys.argv = ['dateline']; from dateline.cli.main import main\n"
        "try: main()\nexcept SystemExit: print('sqlalchemy' in sys.modules, file=sys.stderr)"
    )
    env = {"_DATELINE_COMPLETE": "bash_complete", "COMP_WORDS": "dateline query --actor bo", "COMP_CWORD": "3"}
    env = {**os.environ, **folders, "XDG_CACHE_HOME": str(tmp_path), "DATELINE_DB": mine, **env}
    runs = [subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True) for _ in range(2)]
    assert [(run.stdout, run.stderr) for run in runs] == [("plain,bob\n", "True\n"), ("plain,bob\n", "False\n")]


FREE = {
    "places": "words", "texts": "words", "sought": "words", "reason": "words", "title": "words", "locator": "words",
    "quote": "words", "wheres": "a condition with a number", "start": "a date", "end": "a date", "on": "a date",
    "days": "a date", "as_of": "a date", "known_at": "a date", "known_from": "a date", "known_to": "a date",
    "due": "a date", "anchor": "a date", "span": "a time", "stalled_after": "a time", "circa": "a time",
    "two_digit_years": "a year", "fiscal_start": "a day", "limit": "a number", "most": "a number", "width": "a number",
    "alarm": "a number", "port": "a number", "host": "a name of the network",
    "seal": "a hash", "token": "a secret", "sheet": "is in a file that may be anywhere", "more": "options of a report",
}  # fmt: skip
"""What nobody can know before it is typed, by the name of the parameter, and why."""
PACKAGES = ("png", "pdf", "parquet")
"""Formats that need packages, and pictures that take long."""


def every_parameter():
    """Yield (command, parameter) of all that take a value, and are shown in the help."""
    from dateline.cli.root import dateline

    context = click.Context(dateline)
    for name in COMMANDS:
        for each in dateline.get_command(context, name).params:
            if not getattr(each, "is_flag", False) and not getattr(each, "hidden", False):
                yield name, each


def words_before(name, param):
    """Return the words behind which a shell is asked for the values of a parameter."""
    if isinstance(param, click.Option):
        return [*name.split(), param.opts[-1]]
    before = {("import", "files"): ["csv"], ("lake add", "files"): ["x", "csv"], ("lake add", "form"): ["x"]}
    return [*name.split(), *before.get((name, param.name), []), *(["ann"] if param.name == "into" else [])]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_argument_is_completed(offered, mine, shell):
    asked = [words_before(name, each) for name, each in every_parameter() if each.name not in FREE]
    needless = [
        words for words in asked
        if words[0] in ("report", "date") or (words[-1] in ("--sum", "--kind") and words[0] in EVENTS)
    ]  # fmt: skip
    missing = [words for words in asked if not offered("", mine, shell, ["dateline", *words, ""])]
    assert [words for words in missing if words not in needless] == []
    assert {each.name for _, each in every_parameter()} >= set(FREE) - {"circa", "two_digit_years", "fiscal_start"}


EVENTS = ("query", "export", "timeline", "db")
"""The commands that filter events; here no event has a kind or a measure."""
READING = (*(name for name in COMMANDS if name.split()[0] in ("deadlines", "query", "export", "timeline")),
           "show", "explain", "actors", "themes", "sources", "programmes", "stats", "history", "verify", "db explain",
           "date")  # fmt: skip
"""Commands that change nothing: what is offered for their options is tried."""
GIVEN = {"show": ["ann"], "explain": ["plan-1"], "deadlines diff": ["--from", "2000"], "date": ["1999"]}


@pytest.mark.in_part(2)
@pytest.mark.parametrize("name", READING)
def test_what_completion_offers_is_accepted(offered, cli, mine, tmp_path, name):
    parameters = [each for command, each in every_parameter() if command == name and each.name not in FREE]
    for each in parameters:
        given = [] if isinstance(each, click.Argument) else GIVEN.get(name, [])
        words = words_before(name, each)
        lines = offered("", mine, "fish", ["dateline", *words, ""])
        values = [line.partition(",")[2].partition("\t")[0] for line in lines if not line.startswith(("file", "dir"))]
        for value in filter(None, values):
            if each.name == "kind" and name in ("show", "history"):
                continue  # the record of the line is of one kind alone
            if value in COMMANDS or f"{name} {value}" in COMMANDS or value in PACKAGES:
                continue
            line = [*name.split(), *given, *words[len(name.split()) :], value]
            line += ["--around", "meeting"] if each.name == "span" else []
            line += ["-f", "svg"] if each.name in ("lanes", "scheme") and name != "timeline" else []
            output = ["-o", tmp_path / "out"] if each.name == "form" and name not in ("show", "explain") else []
            result = cli(*line, *output, url=mine)
            assert "Traceback" not in result.err
            assert result.code in (0, 1, 3), (line, result.err)


ENDINGS = {
    "query -o x.": ("csv", "tsv", "jsonl", "svg", "ics", "bib"),
    "actors -o x.": ("csv", "jsonl", "bib"),
    "deadlines cascade -o x.": ("csv", "json"),
    "export -o x.sv": ("svg",),
}


@pytest.mark.parametrize("line", ENDINGS)
def test_endings(offered, mine, line):
    found = {text.removeprefix("plain,") for text in offered(f"dateline {line}", mine) if text.startswith("plain")}
    assert {f"x.{ending}" for ending in ENDINGS[line]} <= found
    assert ("x.svg" in found) == (line.split()[0] in ("query", "export"))


LISTED = {
    "query --columns date,ti": "date,title",
    "query --sort date,-ti": "date,-title",
    "actors --sort na": "name",
    "deadlines score --columns as": "as_of",
    "history --batch ": "1",
    "query --recorded-at @": "@1",
    "show ann --recorded-at ": "@1",
}


@pytest.mark.parametrize("line", LISTED)
def test_columns_and_batches(offered, mine, line):
    assert LISTED[line] in [
        text.partition(",")[2].partition("\t")[0] for text in offered(f"dateline {line}", mine, "fish")
    ]
