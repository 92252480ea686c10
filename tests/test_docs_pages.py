"""The documentation is whole: every command, option and format is described, every example runs, the pages build."""

from __future__ import annotations

import doctest
import inspect
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
import pytest

from dateline.cli.command_table import COMMANDS, top
from dateline.cli.root import dateline
from dateline.formats import FORMATS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
REFERENCE = (DOCS / "reference/commands.md").read_text("utf-8")
SHARED = {
    "actors": ["query"],
    "export": ["query"],
    "lake": ["import"],
    "db": ["query"],
    "duplicates": ["query"],
    "explain": ["deadlines"],
    "map": ["query"],
    "timeline": ["query", "export"],
}
"""Sections that others refer to: "the filters of `query`"."""
NOT_RUN = {
    "dateline propose memo.pdf": "needs a document; the tutorial shows it",
    "dateline review memo": "needs proposals of a document; the tutorial shows it",
    "dateline load memo.proposals": "needs proposals of a document; the tutorial shows it",
    "cut -d, -f3 notes.csv": "needs jq",
    "dateline import gdelt 2019": "the files of GDELT are the reader's to get",
    "dateline import jsonl more.jsonl.gz": "a file of the reader",
    "dateline import deadlines promises": "there is no such workbook; docs/reference/deadline-tables.md runs one",
    "dateline import table strikes.xlsx": "there is no such workbook; tests of tables make their own",
    "dateline --db mine.db load my-events/": "a folder of the reader",
    "dateline duplicates --between gdelt": "data of the reader; tests/cli/write/test_duplicates.py makes some, and all that follows",
    "dateline duplicates --beside": "likewise",
    "dateline duplicates same": "likewise",
    "dateline duplicates different": "likewise",
    "dateline duplicates decide": "needs the decisions of a person; docs/semantics/duplicates.md has some",
    "curl -H": "asks an authority for a time stamp",
    "dateline db seal monday.seal": "a key of the reader; tests/cli/look_after/test_kept_seals.py makes one",
    "dateline merge-driver --install": "needs a repository of Git; its own tests make some",
    "dateline --db postgresql://": "the guide on sharing a database runs it, with a server",
    "dateline deadlines --input": "the guide on deadlines of other systems runs it, with this file",
    "dateline export -o all.csv &&": "the first lesson runs it",
    "dateline add": "an editor opens; tests/cli/write/test_editing.py does it, and all that follows",
    "dateline edit": "likewise",
    "dateline lake add": "files of the reader; tests/lake does it, and all that follows",
    "dateline --db lake:": "likewise",
    "dateline sources add": "files of the reader; the guide on checking quotes does it",
    "dateline sources text": "likewise",
    "dateline import undo": "the guide on mistakes does it",
    "dateline lake compact": "likewise",
    "dateline lake info": "likewise",
    "dateline mcp": "it ends when it is told to; tests/assistants/test_transports.py runs it",
    "dateline --db union.db mcp": "likewise",
    "dateline serve": "it ends when it is told to; tests/cli/share/test_serve.py runs it",
}
"""How examples in help texts begin that are not run here, and why."""


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield the words and the command of everything that can be run."""
    yield "dateline", dateline
    for name in COMMANDS:
        found = dateline.get_command(click.Context(dateline), name)
        assert found
        yield f"dateline {name}", found


ALL = dict(commands())


def section(name: str) -> str:
    """Return what the reference says under the heading of a command, of two levels."""
    parts = re.split(r"(?m)^## ", REFERENCE)
    named = [part for part in parts if re.search(rf"\b{name}\b", part.partition("\n")[0])]
    assert named, f"docs/reference/commands.md has no section for `{name}`"
    return named[0]


def test_sections_are_found() -> None:
    assert section("check") == section("load") != section("show")
    with pytest.raises(AssertionError, match="no section"):
        section("frobnicate")


@pytest.mark.parametrize("words", ALL)
def test_every_option_is_described(words: str) -> None:
    command = ALL[words]
    name = words.split()[1:2]
    text = "".join(section(each) for each in ["Output", *name, *(SHARED.get(name[0], []) if name else [])])
    text += REFERENCE.partition("\n## ")[0]
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{words} {option.opts[-1]} has no help"
            described = any(re.search(rf"`[^`\n]*(?<![\w-]){re.escape(each)}(?![\w-])", text) for each in option.opts)
            assert described, f"{words} {option.opts[-1]} is not described in docs/reference/commands.md"
    for each in words.split()[2:]:
        assert re.search(rf"`[^`\n]*\b{each}\b", text), f"{words} is not described in docs/reference/commands.md"
    assert command.help, f"{words} has no help"


@pytest.mark.parametrize("name", top())
def test_every_command_has_a_page(name: str) -> None:
    page = DOCS / f"reference/cli/{name}.md"
    assert page.exists(), f"write {page.relative_to(ROOT)} with `.. command:: {name}`, as its neighbours are"
    assert f".. command:: {name}\n" in page.read_text("utf-8")
    assert f"\n{name}\n" in (DOCS / "reference/cli/index.md").read_text("utf-8")


@pytest.mark.parametrize("name", [each.name for each in FORMATS])
def test_every_format_is_described(name: str) -> None:
    for page in ("reference/formats.md", "reference/commands.md"):
        assert f"`{name}`" in (DOCS / page).read_text("utf-8"), f"docs/{page} does not describe the format {name}"


@pytest.fixture(scope="module")
def collection(request: pytest.FixtureRequest, load_once: Callable[..., Iterator[str]]) -> Iterator[str]:
    """Yield the URL of a database with the shipped collection."""
    yield from load_once("sqlite", request)


def examples(command: click.Command) -> list[str]:
    """Return the examples of a help text, without the remarks behind them."""
    block = inspect.cleandoc(command.help or "").partition("\b\n")[2].partition("\n\n")[0]
    return [re.split(r" {3,}", line)[0] for line in block.splitlines()]


OF_FEW_RECORDS = ("dateline site",)
"""Commands whose examples take a second for every fifty records, and read no more of all than of few."""


@pytest.mark.in_part(3)
@pytest.mark.parametrize("words", ALL)
def test_examples_of_the_help_run(
    words: str, cli: Any, collection: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "events").symlink_to(ROOT / "events")
    url = f"sqlite:///{tmp_path}/own.db"
    if words in OF_FEW_RECORDS:
        assert cli("load", ROOT / "tests/data/good.toml", url=url).code == 0
    else:
        shutil.copy(urlsplit(collection).path, tmp_path / "own.db")
    for example in examples(ALL[words]):
        if example.startswith(tuple(NOT_RUN)):
            continue
        _, *arguments = shlex.split(example.partition(" > ")[0])
        other = arguments[:1] == ["--db"]
        result = cli(*arguments, url=None if other else url)
        watching = "--fail-on" in arguments
        assert result.code in ((0, 1) if watching else (0,)), f"{example}\n{result.err}"


def test_what_is_not_run_is_an_example() -> None:
    shown = [example for command in ALL.values() for example in examples(command)]
    assert [start for start in NOT_RUN if not any(each.startswith(start) for each in shown)] == []


@pytest.mark.parametrize("page", sorted(DOCS.glob("**/*.md")), ids=lambda page: str(page.relative_to(DOCS)))
def test_examples_in_python(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert doctest.testfile(str(page), module_relative=False).failed == 0


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")), ids=lambda page: page.name)
def test_links_of_the_root_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)[^):]*\)", page.read_text("utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


def built(folder: Path, *builders: str) -> None:
    """Build the documentation; a warning is a fault."""
    for name in ("sphinx", "myst_parser", "furo", "sphinx_click"):
        pytest.importorskip(name, reason=f"the documentation is not built: {name} is missing (the extra docs)")
    for builder in builders:
        strict = ["--quiet", "--nitpicky", "--fail-on-warning", "--keep-going", "--doctree-dir", str(folder / "trees")]
        command = [sys.executable, "-m", "sphinx", *strict, "--builder", builder, str(DOCS), str(folder / builder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr


def test_the_pages_are_sound_and_refer_to_what_is_there(tmp_path: Path) -> None:
    """All is read, and every reference is followed, but nothing is written, which costs as much again."""
    built(tmp_path, "dummy")


@pytest.mark.in_rest("test_the_pages_are_sound_and_refer_to_what_is_there gives the warnings of a build")
def test_the_pages_build(tmp_path: Path) -> None:
    """One test, for one process: a build takes eight seconds of a processor."""
    built(tmp_path, "html", "man")
    load_nothing_from_elsewhere(tmp_path / "html")
    are_manual_pages(tmp_path / "man")


def load_nothing_from_elsewhere(folder: Path) -> None:
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) >= len(list(DOCS.rglob("*.md")))
    elsewhere = r"<(?:script|link|img|iframe)\b[^>]*?(?:src|href)=\"((?:https?:)?//[^\"]*)"
    for page in pages:
        assert re.findall(elsewhere, page.read_text("utf-8")) == [], page
    for sheet in folder.rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//|@import", sheet.read_text("utf-8")), sheet


def are_manual_pages(folder: Path) -> None:
    pages = {page.name: page for page in folder.glob("*.1")}
    assert set(pages) == {"dateline.1", *(f"dateline-{name}.1" for name in top())}
    query = pages["dateline-query.1"].read_text("utf-8")
    assert all(f".SH {part}" in query for part in ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES"))
    if not shutil.which("groff"):
        pytest.skip("the pages build; whether groff warns of manual pages is not seen: it is missing")
    for name, page in pages.items():
        command = ["groff", "-k", "-t", "-man", "-Tutf8", "-ww", str(page)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), name
