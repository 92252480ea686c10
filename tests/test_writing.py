"""Pages for people are in plain English: phrases that docs/maintainers/writing.md rules out fail, with file and line.

Code blocks and `inline code` are left out: they show what programs print, and the examples of what not to write.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
READ = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/**/*.md", "bench/RESULTS.md")
"""The files that are read, as globs below the root. Of a Python file the strings are read: help texts and messages."""

FOREIGN = {
    r"\bso (many|far|long) (events|days|batches|before|as)\b": "at most N, within N",
    r"\b(stand|stands|stood) (already|in|below|above|behind|beside|there|here)\b": "is in, is described in",
    r"(?<!there\s)\b(is|are|was) no (?!longer\b|more\b|such\b|other\b)[a-z]+\b": "is not a",
    r"\bfor else\b": "otherwise",
    r"\btells? (how|what|which|whether|when|who|of|the|each|its)\b": "shows, reports, explains",
    r"\b(can|could) ?not be told\b": "unverifiable, unknown",
    r"\bnobody can (say|tell)\b": "unknown",
    r"\b(who|that|which|nothing|nobody) (bears?|bore)\b": "has, supports",
    r"\b(ends?|ended|ending) with (code )?\d\b": "exits with",
    r"\bkeeps? (its|the|a) (whole )?(file|row) out\b": "rejects the file",
    r"\bgo(es)? on where\b": "resumes",
    r"\bgo(es)? about\b": "the query plan",
    r"\btaken? back\b": "undo",
    r"\bknows? the years\b": "is limited to the years",
    r"\bhangs? on\b": "depends on",
    r"\bmade anew\b|\bwrit(e|es|ten) anew\b": "rebuild, regenerate",
    r"\bof anybody\b|\bnothing but\b": "only",
    r"\b(is|are|be|was|were) (refused|told|named|reckoned)\b": "rejected, reported",
    r"\bunless given\b|\bwhen left out\b": "default",
    r"\ba (record|row|line|case) a line\b": "one per line",
    r"\bsurely\b": "certainly",
    r"\bperhaps\b(?!,)": "possibly",
    r"\bhappenings?\b": "event, horizon",
}
"""Patterns, each with what to write instead."""

_FENCE = re.compile(r"^(?P<indent> *)(?P<ticks>```+).*?^(?P=indent)(?P=ticks) *$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`]*`|<!--.*?-->|\]\([^)]*\)|\"[^\"\n]*\"", re.DOTALL)


def prose(text: str) -> str:
    """Return a page without code, comments, addresses and quotations, every line in its place."""
    for pattern in (_FENCE, _CODE):
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return text


def strings(code: str) -> str:
    """Return the strings of a Python file, docstrings and parts of f-strings included, each in its line."""
    lines = [""] * (code.count("\n") + 1)
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for line, text in enumerate(node.value.split("\n")[: len(lines) - node.lineno + 1], node.lineno - 1):
                lines[line] += f" {text}"
    return "\n".join(lines)


def foreign(text: str) -> Iterator[str]:
    """Yield "LINE: PHRASE -> what to write instead" for each phrase of a page that should be another one."""
    plain = prose(text)
    for pattern, instead in FOREIGN.items():
        for found in re.finditer(pattern.replace(" ", r"\s+"), plain, re.IGNORECASE):
            line = plain.count("\n", 0, found.start()) + 1
            yield f"{line}: {' '.join(found[0].split())!r} -> {instead}"


def files() -> list[str]:
    """Return the files that are read, relative to the root."""
    return sorted({str(path.relative_to(ROOT)) for glob in READ for path in ROOT.glob(glob)})


@pytest.mark.parametrize("name", files())
def test_files_are_in_plain_english(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    found = foreign(strings(text) if name.endswith(".py") else text)
    assert [f"{name}:{phrase}" for phrase in found] == []


@pytest.mark.parametrize("glob", READ)
def test_every_glob_finds_files(glob: str) -> None:
    assert list(ROOT.glob(glob))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("One.\nAt most so\nmany events are shown.\n", ["2"]),
        ("the event stands already at line 4", ["1"]),
        ("'bla' is no date. It is no longer used.", ["1"]),
        ("```sh\nthis is no date\n```\nand `what is refused` is fine", []),
        ("It ends with 1.\n\nIt ends with the year.\n", ["1"]),
    ],
)
def test_phrases_are_found_at_their_line(text: str, lines: list[str]) -> None:
    assert [each.partition(":")[0] for each in foreign(text)] == lines


def test_phrases_are_found_in_strings_of_code() -> None:
    code = 'x = 1\nraise Error(\n    f"{x} is no date, and"\n    " so many events"\n)\n# is no problem\n'
    assert [each.partition(":")[0] for each in foreign(strings(code))] == ["3", "3"]


def test_the_page_of_rules_has_pairs() -> None:
    page = (ROOT / "docs/maintainers/writing.md").read_text("utf-8")
    assert len(re.findall(r"^\| `[^`]+` \| ", page, re.MULTILINE)) >= 12
