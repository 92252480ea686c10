"""A warm command imports what it answers with, and no more."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from conftest import run

pytestmark = pytest.mark.skipif("coverage" in sys.modules, reason="coverage itself imports what is measured here")
SCRIPT = """
import sys
from dateline.cli.main import main
sys.argv = ["dateline", *sys.argv[1:]]
try:
    main()
except SystemExit as leaving:
    assert not leaving.code
print(*sys.modules, file=sys.stderr)
"""
NEVER = {"sqlalchemy", "rich.console", "dateline.render.picture.svg", "importlib.metadata"}
NEVER |= {"subprocess", "getpass", "tabulate"}
WORDS, JUDGING, RECORDS = "dateline.dates.prose.terms", "dateline.deadlines.evaluation", "dateline.model"
CLICK = "click"
LIGHT = {
    "query --limit 10": {CLICK, WORDS, JUDGING, RECORDS, "dataclasses", "inspect"},
    "query --text treaty --from 1999 --actor Belarus": {CLICK, WORDS, JUDGING, RECORDS, "dataclasses", "inspect"},
    "query --from fall_1999 --limit 10": {CLICK, JUDGING, RECORDS},
    "actors": {WORDS, JUDGING, "dataclasses"},
    "themes -f json": {WORDS, JUDGING, "dataclasses"},
    "show belarus-referendum-1995": {WORDS, JUDGING, RECORDS, "dataclasses"},
    "show usp-3-1": {WORDS, "dataclasses", "textwrap"},
    "explain usp-3-1 --as-of 2000-10-15": {WORDS, "dataclasses", "textwrap"},
    "deadlines --as-of 2000-10-15": {WORDS, "dataclasses"},
    "timeline": {WORDS, JUDGING, RECORDS, "rich.text"},
    "export -f csv": {WORDS, JUDGING, "dateline.worker"},
    "date 1999-12": {JUDGING, RECORDS, "sqlite3.dump"},
    "--help": {WORDS, JUDGING, RECORDS, "dateline.cli.commands"},
    "help show": {WORDS, RECORDS, "dateline.cli.commands.promises.explain"},
}
"""Commands, with _ for a blank in a word, and what they do not import beside NEVER."""


EVENT = '[[event]]\nid = "{0}"\ntitle = "{1}"\ndate = "1999"\nconfidence = "high"\ncitations = [{{ source = "s" }}]\n'
HEAD = '[collection]\nid = "c"\ntitle = "C"\n[[source]]\nid = "s"\ntitle = "S"\n'
BATCHES = [
    HEAD + EVENT.format("a", "before"), HEAD + EVENT.format("a", "after"),
    HEAD + EVENT.format("a", "after") + EVENT.format("b", "new") + '[[actor]]\nid = "n"\nname = "N"\nkind = "state"\n',
]  # fmt: skip


@pytest.fixture(scope="module")
def union(load_once, request):
    yield from load_once("sqlite", request)


@pytest.mark.in_part(4)
@pytest.mark.parametrize("words", LIGHT)
def test_a_warm_command_imports_no_more_than_it_needs(tmp_path, folders, union, words):
    environment = {**os.environ, **folders, "XDG_CACHE_HOME": str(tmp_path / "cache"), "DATELINE_DB": union}
    command = [sys.executable, "-c", SCRIPT, "--quiet", *(word.replace("_", " ") for word in words.split())]
    cold, warm = (subprocess.run(command, env=environment, capture_output=True, text=True) for _ in range(2))
    assert (cold.returncode, warm.returncode) == (0, 0), cold.stderr
    assert cold.stdout == warm.stdout != ""
    assert set(warm.stderr.split()) & (NEVER | LIGHT[words]) == set()


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_first_look_at_a_past_needs_no_sqlalchemy(tmp_path, folders, load_once, request, engine):
    url = next(load_once(engine, request, BATCHES[0]))
    for number, text in enumerate(BATCHES[1:]):
        (tmp_path / f"{number}.toml").write_text(text, "utf-8")
        assert run("load", tmp_path / f"{number}.toml", url=url, env=folders).code == 0
    environment = {**os.environ, **folders, "XDG_CACHE_HOME": str(tmp_path / "cache"), "DATELINE_DB": url}
    script = [sys.executable, "-c", SCRIPT, "--quiet", "query", "-f", "csv"]
    now = subprocess.run(script, env=environment, capture_output=True, text=True)
    then = [subprocess.run([*script, "--recorded-at", f"@{each}"], env=environment, capture_output=True, text=True)
            for each in (1, 2, 3)]  # fmt: skip
    assert [each.stdout.count("\n") for each in then] == [2, 2, 3], [each.stderr for each in then]
    assert [each.stdout.count("before") for each in then] == [1, 0, 0]
    assert then[2].stdout == now.stdout
    assert not any("sqlalchemy" in each.stderr.split() for each in then)
