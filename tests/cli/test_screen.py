"""Results and messages on a terminal: they fit, they do not drive it, and what is long goes through a pager."""

from __future__ import annotations

import json
import os
import pty
import re
import shlex
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from rich.cells import cell_len

ROOT = Path(__file__).parents[2]
DATA = {"csv", "tsv", "json", "jsonl", "md", "chronology", "ics", "bibtex", "csl", "-o", "export", "completion"}
"""Words of commands that write data, whose lines are not broken, or a file."""
OTHER = re.compile(
    r"[|<>;&$`]|serve|--db|--guess|--input|dateline (?:edit|add|import|load|merge|remove|restore|undo|dump|lake)"
)
"""What writes, or needs more than the shipped collection."""
STYLE = re.compile(r"\x1b\[(?:[0-9]+;?)*m")


def shown_commands():
    """Return the commands that pages and helps show and that only read the shipped collection."""
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/dateline/cli/**/*.py")]
    found = {
        match[1].strip()
        for page in pages
        for match in re.finditer(r"^\s*(?:\$ )?(dateline .*)$", page.read_text("utf-8"), re.M)
        if not OTHER.search(match[1])
    }
    words = (shlex.split(each, comments=True)[1:] for each in sorted(found))
    return [each for each in words if not DATA & set(each)]


@pytest.fixture
def url(tmp_path):
    """Return the URL of an empty database: no engine has a say in what is shown."""
    return f"sqlite:///{tmp_path / 'x.db'}"


@pytest.fixture(scope="module")
def union(request, load_once):
    yield from load_once("sqlite", request)


@pytest.fixture(scope="module")
def small(request, load_once):
    """Yield the URL of one event and one deadline: a site of the shipped collection takes ten seconds of a processor."""
    yield from load_once("sqlite", request, (ROOT / "tests/data/good.toml").read_text("utf-8"))


@pytest.mark.in_part(3)
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(cli, union, small, columns, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # some write files
    (tmp_path / "events").symlink_to(ROOT / "events")
    commands = shown_commands()
    assert len(commands) > 80
    for words in commands:
        found = cli(*words, url=small if words[0] == "site" else union, columns=columns)
        for line in (found.out + found.err).split("\n"):
            assert cell_len(STYLE.sub("", line)) <= columns, (words, line)


def test_messages_fit_where_results_are_piped(tmp_path):
    """A message goes to the terminal though the result goes to a pipe, which has no width."""
    own, other = pty.openpty()
    termios.tcsetwinsize(other, (24, 40))
    words = [sys.executable, "-m", "dateline", "deadlines", "--input", "no-such-file.jsonl"]
    env = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    done = subprocess.run(words, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, stderr=other, env=env, cwd=tmp_path)
    os.close(other)
    said = os.read(own, 4096).decode()
    os.close(own)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "no-such-file.jsonl" in said
    assert max(map(cell_len, said.split("\r\n"))) <= 40


EVIL = "\x1b]0;pwned\x07\x1b]52;c;eA==\x07\x1b[2J\x1b[31mA\x08\r\x7f\x9b2J\u202etreaty\u2066"
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
HOSTILE = (
    """
[collection]
id = "mine"
title = EVIL
[[source]]
id = "paper"
title = EVIL
publisher = EVIL
date = "1999"
[[actor]]
id = "one"
name = EVIL
aliases = [EVIL2]
kind = "state"
[[theme]]
id = "peace"
title = EVIL
description = EVIL
[[event]]
id = "signed"
title = EVIL
description = EVIL
date = "1999-12-08"
confidence = "high"
actors = ["one"]
themes = ["peace"]
place = EVIL
citations = [{ source = "paper", locator = EVIL, quote = EVIL }]
[[programme]]
id = "plan"
title = EVIL
citations = [{ source = "paper" }]
[[deadline]]
id = "due"
title = EVIL
programme = "plan"
force = "binding"
confidence = "high"
actors = ["one"]
due = [{ kind = "original", due = "2000", rule = "in", text = EVIL, note = EVIL, citations = [{ source = "paper", quote = EVIL }] }]
""".replace("EVIL2", json.dumps(f"also {EVIL}"))
    .replace("EVIL", json.dumps(EVIL))
    .replace("\x7f", "\\u007f")
)
LOOKS = [
    "query", "query -f csv", "query -f jsonl", "query -f md", "query -f chronology", "query -f html", "query -f ics",
    "query --by actor", "show signed", "show signed -f json", "show one", "show due", "timeline --ascii", "timeline",
    "timeline --lanes actor --deadlines 2001", "actors", "themes", "sources", "sources -f bibtex", "sources -f csl",
    "programmes", "stats", "deadlines", "deadlines -f jsonl", "deadlines cascade", "deadlines slippage",
    "deadlines responsibility", "deadlines score", "deadlines unknowns", "explain due", "explain due -f json",
    "history", "history signed", "history --batch 1", "history --batch 1 -f jsonl", "verify --all", "db check",
    "export -f csv", "export -f tsv", "export -f jsonl", "export -f json", "export -f svg", "sources text paper",
]  # fmt: skip


@pytest.mark.parametrize("color", ["always", "never"])
def test_what_is_stored_drives_no_terminal(cli, url, folder, tmp_path, color):
    assert cli("load", folder(all=HOSTILE), "-m", EVIL, url=url).code == 0
    (tmp_path / "paper.txt").write_text(f"{EVIL}\n", "utf-8")
    assert cli("sources", "add", tmp_path / "paper.txt", url=url).code == 0
    for words in LOOKS:
        found = cli("--color", color, *words.split(), url=url, columns=100)
        assert found.code == 0, (words, found.err)
        assert not CONTROLS.search(re.sub(r"\x1b\[(?:0|1|2|3[1-4])m", "", found.out + found.err)), words
        assert "\x1b[31mA" not in found.out, words
    for words in (f"show {EVIL}", f"query --actor {EVIL}", f"{EVIL}", f"load {EVIL}"):
        found = cli(*words.split(" ", 1), url=url, columns=100)
        assert found.code != 0
        assert not CONTROLS.search(found.out + found.err), words


def test_a_file_has_what_is_stored(cli, url, folder):
    assert cli("load", folder(all=HOSTILE), url=url).code == 0
    assert cli("query", "-f", "jsonl", url=url).records[0]["title"] == EVIL
    assert EVIL in cli("query", "-f", "csv", url=url).out


def test_a_calendar_has_no_controls(cli, url, folder):
    assert cli("load", folder(all=HOSTILE), url=url).code == 0
    for words in ("export -f ics", "deadlines -f ics"):
        found = cli(*words.split(), url=url)
        assert not CONTROLS.search(found.out.replace("\r\n", "\n"))
        assert "treaty" in found.out


LINKS = ["[x](javascript:alert(1))", "![](http://evil.example/x.png)", "[x][y]", "a]: b", "[x](https://example.org)"]


@pytest.mark.parametrize("link", LINKS)
def test_no_text_makes_a_link_in_markdown(cli, url, folder, link):
    from markdown_it import MarkdownIt

    text = HOSTILE.replace(json.dumps(EVIL).replace("\x7f", "\\u007f"), json.dumps(link))
    assert cli("load", folder(all=text), url=url).code == 0
    reader = MarkdownIt("commonmark").enable("table")
    for words in ("query -f md", "export -f chronology", "sources -f md"):
        found = reader.render(cli(*words.split(), url=url).out)
        assert "<img" not in found, words
        assert "<a " not in found, words


def test_a_long_result_goes_through_the_pager(cli, union, tmp_path):
    paged = tmp_path / "paged"
    env = {"DATELINE_PAGER": f"sh -c 'cat > {paged}'", "PAGER": "false", "LINES": "20"}
    for words in ("query", "query -f csv", "show belarus", "history --batch 1", "timeline", "help query"):
        whole = cli("--no-pager", *words.split(), url=union, columns=100, env=env)
        assert not paged.exists()
        found = cli(*words.split(), url=union, columns=100, env=env)
        if whole.out.count("\n") < 20:
            assert not paged.exists(), words
            assert found.out == whole.out
            continue
        assert found.out == "", words
        assert paged.read_text("utf-8").removesuffix(whole.err) == whole.out
        paged.unlink()


def test_no_pager_where_nobody_looks_or_it_is_short(cli, union, tmp_path):
    env = {"DATELINE_PAGER": f"sh -c 'cat > {tmp_path / 'paged'}'", "LINES": "20"}
    assert cli("query", url=union, env=env).out
    assert cli("query", "--limit", "3", url=union, env=env, columns=200).out
    assert cli("query", "-o", tmp_path / "a.csv", "-f", "csv", url=union, env=env, columns=200).out == ""
    assert not (tmp_path / "paged").exists()


@pytest.mark.parametrize("pager", ["", "cat", "no-such-pager"])
def test_without_a_pager_all_is_written(cli, union, pager):
    env = {"DATELINE_PAGER": pager, "LINES": "20"}
    assert cli("query", url=union, env=env, columns=100) == cli("--no-pager", "query", url=union, columns=100)


def test_who_leaves_the_pager_early_ends_the_command(cli, union):
    assert cli("query", "-f", "jsonl", url=union, env={"PAGER": "true", "LINES": "20"}, columns=100).code == 0
