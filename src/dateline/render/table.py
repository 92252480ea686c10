"""Records as a table for files and pipes; `dateline.render.screen_table` makes that of the terminal.

tabulate writes text whose width is not the number of its characters. The common case is written here, byte for byte
the same: the import of tabulate takes longer than a query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from dateline.light_classes import NamedTuple


class Column(NamedTuple):
    """A column: its heading, the text of a record's cell, and what gives way when the width is short.

    A column that `wraps` becomes narrower before others do; an `optional` one is left out, the last first.
    """

    heading: str
    text: Callable[[dict[str, Any]], str]
    wraps: bool = False
    optional: bool = False


_GAP = 2
_ESCAPE = r"\x1b\[[0-9;]*m"
_NARROW = r"[\x20-\x7e\xa1-\xac\xae-\u02ff\u0400-\u0481\u2010-\u2027]*"
"""Text of characters that are one column wide for everyone: Latin, Cyrillic, dashes and quotes."""


def table(columns: Iterable[Column], records: Iterable[dict[str, Any]]) -> str:
    """Return the table of `records` for a file or pipe: all columns, nothing wrapped. No records, no table."""
    shown = list(columns)
    cells = [[column.text(record) for column in shown] for record in records]
    if not cells:
        return ""
    headings = [column.heading for column in shown]
    if all(map(_is_narrow, chain(headings, *cells))):
        return _aligned(headings, cells)
    from tabulate import tabulate

    return tabulate(cells, headings, tablefmt="simple", disable_numparse=True)


def _is_narrow(text: str) -> bool:
    """Tell whether `text`, colours aside, is one line of characters of one column each."""
    return (text.isascii() and text.isprintable()) or re.fullmatch(_NARROW, _bare(text)) is not None


def _aligned(headings: list[str], rows: list[list[str]]) -> str:
    """Return the table as tabulate writes the format "simple"."""
    columns = [[text.strip() for text in column] for column in zip(*rows, strict=True)]
    widths = [
        max(len(heading) + _GAP, *map(_longest_line, column)) for heading, column in zip(headings, columns, strict=True)
    ]
    lines = [headings, ["-" * width for width in widths], *zip(*columns, strict=True)]
    return "\n".join((" " * _GAP).join(map(_padded, line, widths)).rstrip() for line in lines)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _longest_line(text))


def _longest_line(text: str) -> int:
    return max(map(len, _bare(text).split("\n")))


def _bare(text: str) -> str:
    """Return `text` without its colours; the patterns are compiled when one is met, for most tables have none."""
    return re.sub(_ESCAPE, "", text) if "\x1b" in text else text
