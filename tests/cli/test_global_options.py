"""Options of dateline itself mean the same before a command and behind it, and the ending of a file sets its format."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable

import click
import pytest

from dateline.cli.command_table import COMMANDS
from dateline.cli.options.values import GLOBAL


@pytest.fixture(scope="module")
def union(request, load_once):
    yield from load_once("sqlite", request)


COMMANDS_SHOWN = [
    "query --limit 3", "query --around belarus-referendum-1995 --limit 3", "stats", "actors", "deadlines --overdue",
    "deadlines score", "show belarus --kind actor", "explain usp-3-1", "date 12/03/68", "export --limit 2", "history",
    "sources --single", "timeline --limit 2", "db info", "themes",
]  # fmt: skip
OPTIONS = ["-q", "--quiet", "--color always", "--two-digit-years 1930", "--calendar=julian", "--seasons southern", "-v"]


@pytest.mark.in_part(3)
@pytest.mark.parametrize("words", COMMANDS_SHOWN)
def test_options_before_and_behind_mean_the_same(cli, union, words):
    for option in (*OPTIONS, f"--db {union}"):
        before, behind = [*shlex.split(option), *words.split()], [*words.split(), *shlex.split(option)]
        where = {} if "--db" in option else {"url": union}
        assert cli(*behind, **where) == cli(*before, **where), option


def test_the_one_behind_counts(cli, union, tmp_path):
    for words in ("query --limit 2", "actors", "deadlines"):
        assert cli(*words.split(), "--db", union, url=f"sqlite:///{tmp_path}/none.db").code == 0


def test_a_configuration_behind_sets_defaults(cli, union, tmp_path):
    (tmp_path / "c.toml").write_text(f'db = "{union}"\n[commands.actors]\nkind = "person"\n', "utf-8")
    assert "bank-of-russia " not in cli("actors", "--config", tmp_path / "c.toml").out
    assert "bank-of-russia " in cli("actors", url=union).out
    (tmp_path / "bad.toml").write_text("color = 'blue'", "utf-8")
    assert cli("actors", "--config", tmp_path / "bad.toml", url=union).code == 2


def test_what_no_setting_can_be_is_rejected_behind_too(cli, union):
    for words in ("query --circa soon", "stats --circa soon"):
        assert cli(*words.split(), url=union).code == 2


def test_every_command_takes_every_global_option(cli):
    from dateline.cli.root import dateline

    context = click.Context(dateline)
    for name in COMMANDS:
        spellings = {each for option in dateline.get_command(context, name).params for each in option.opts}
        assert spellings >= {each for option in GLOBAL for each in option.spellings}, name


ENDINGS: dict[str, Callable[[str], object]] = {
    "csv": lambda text: text.startswith("id,"), "tsv": lambda text: text.startswith("id\t"),
    "json": json.loads, "jsonl": lambda text: [json.loads(line) for line in text.splitlines()],
    "md": lambda text: text.startswith("| id"), "CSV": lambda text: text.startswith("id,"),
    "txt": lambda text: "---" in text, "": lambda text: "---" in text,
}  # fmt: skip
LISTS = ["query", "actors", "sources", "themes", "programmes", "deadlines"]


@pytest.mark.in_part(2)
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("words", LISTS)
def test_the_ending_sets_the_format(cli, union, tmp_path, words, ending):
    file = tmp_path / (f"a.{ending}" if ending else "a")
    assert cli(words, "-o", file, url=union).code == 0
    assert ENDINGS[ending](file.read_text("utf-8"))


@pytest.mark.in_part(3)
@pytest.mark.parametrize("words", [*LISTS, "export", "stats", "history", "verify", "date 1999", "deadlines score"])
def test_an_unknown_ending_is_rejected(cli, union, tmp_path, words):
    for name in ("a.docx", "a.csv.gz"):
        result = cli(*words.split(), "-o", tmp_path / name, url=union)
        assert result.code == 2
        assert "choose a format with -f" in result.err
        assert not (tmp_path / name).exists()
        assert cli(*words.split(), "-f", "csv", "-o", tmp_path / name, url=union).code == 0
