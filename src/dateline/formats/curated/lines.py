"""The line of a TOML text on which each table and key is defined.

The standard library's TOML reader gives values without places. This scan knows just enough of TOML 1.0 (comments,
the four kinds of string, nesting of brackets) to find where a table header or a key of the outer level begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.safe_parsing import TOML_TEXTS

Path = tuple[str | int, ...]

_TOKEN = re.compile(rf"{TOML_TEXTS}|[\[\]{{}}]|\n+", re.DOTALL)
TABLE = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"\s*([A-Za-z0-9_.\-]+|\"[^\"]*\"|'[^']*')\s*=")


class Lines:
    """The places of a text: `at` gives the 1-based line of a path such as ("event", 3, "date")."""

    def __init__(self, text: str) -> None:
        self._places: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        table: Path = ()
        for number, line in outer_lines(text):
            if header := TABLE.match(line):
                table = self._open(names_of(header[2]), header[1] == "[[", number)
                self._places.setdefault(table, number)
            elif key := KEY.match(line):
                self._places.setdefault((*table, *names_of(key[1])), number)

    def at(self, path: Path) -> int | None:
        """Return the line of `path`, or of the nearest thing around it that has one."""
        for end in range(len(path), 0, -1):
            if (line := self._places.get(path[:end])) is not None:
                return line
        return None

    def file(self, path: Path) -> str | None:
        """Return the name of the file that has `path`, None for the file whose lines these are."""
        return None

    def _open(self, names: list[str], array: bool, line: int) -> Path:
        """Return the path of the table that a header opens, counting the elements of arrays."""
        path: Path = ()
        for name in names[:-1]:
            path = (*path, name)
            if path in self._counts:
                path = (*path, self._counts[path])
        path = (*path, names[-1])
        if array:
            self._places.setdefault(path, line)
            self._counts[path] = self._counts.get(path, -1) + 1
            path = (*path, self._counts[path])
        return path


def names_of(name: str) -> list[str]:
    """Return the parts of a name with dots, without quotes."""
    return [part.strip().strip("\"'") for part in name.split(".")]


def comments_of(text: str) -> list[str]:
    """Return the comments of a text, each from its sign to the end of its line."""
    return [found[0] for found in _TOKEN.finditer(text) if found[0].startswith("#")]


def outer_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield (number, line) of the lines with letters that begin outside every string and bracket."""
    inner: list[range] = []
    depth, line, header = 0, 1, False
    at_start = 0
    for token in _TOKEN.finditer(text):
        found = token[0]
        if found[0] == "\n":
            if depth > 0:
                inner.append(range(line + 1, line + len(found) + 1))
            line, header = line + len(found), False
            at_start = token.end()
        elif found == "[" and depth == 0 and not text[at_start : token.start()].strip(" \t["):
            header = True  # the brackets of a table header nest nothing
        elif found in "[{" and not header:
            depth += 1
        elif found in "]}" and not header:
            depth = max(0, depth - 1)
        else:
            breaks = found.count("\n")
            inner.append(range(line + 1, line + breaks + 1))
            line += breaks
    ends = iter(inner)  # in the order of their lines, but one may begin where the one before it ends
    within = next(ends, None)
    for number, content in enumerate(text.split("\n"), 1):
        while within is not None and number >= within.stop:
            within = next(ends, None)
        if content and (within is None or number not in within):
            yield number, content
