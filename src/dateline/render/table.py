"""Records as a table for the terminal, within its width.

tabulate writes what must be wrapped, and text whose width is not the number of its characters. The common case is
written here, byte for byte the same: the import of tabulate takes longer than a query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from dateline.light_classes import NamedTuple


class Column(NamedTuple):
    """A column: its heading, the text of a record's cell, and what gives way when the width is short.

    A column that `wraps` is broken into lines; an `optional` one is left out, the last first.
    """

    heading: str
    text: Callable[[dict[str, Any]], str]
    wraps: bool = False
    optional: bool = False


_READABLE = 24
"""Below this width of wrapped columns an optional column is left out."""
_LEAST = 12
"""The least width of a wrapped column: below it the words fall apart."""
_GAP = 2
_ESCAPE = r"\x1b\[[0-9;]*m"
_NARROW = r"[\x20-\x7e\xa1-\xac\xae-\u02ff\u0400-\u0481\u2010-\u2027]*"
"""Text of characters that are one column wide for everyone: Latin, Cyrillic, dashes and quotes."""


def table(columns: Iterable[Column], records: Iterable[dict[str, Any]], width: int | None) -> str:
    """Return the table of `records`; columns that may wrap share what the others leave of `width`.

    With `width` None (output to a file or pipe) all columns stand and nothing is wrapped. No records, no table.
    """
    shown = list(columns)
    cells = [[column.text(record) for column in shown] for record in records]
    if not cells:
        return ""
    if width is not None:
        shown, cells = _fitting(shown, cells, width)
    headings = [column.heading for column in shown]
    widths = [None] * len(shown) if width is None else _widths(shown, cells, width)
    if not any(widths) and all(map(_is_narrow, chain(headings, *cells))):
        return _aligned(headings, cells)
    from tabulate import tabulate

    return tabulate(cells, headings, tablefmt="simple", disable_numparse=True, maxcolwidths=widths)


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


def _fitting(columns: list[Column], rows: list[list[str]], width: int) -> tuple[list[Column], list[list[str]]]:
    """Return columns and rows without the optional columns for which there is no room."""
    while any(column.optional for column in columns) and _rest(columns, rows, width) < 0:
        last = max(i for i, column in enumerate(columns) if column.optional)
        columns = columns[:last] + columns[last + 1 :]
        rows = [row[:last] + row[last + 1 :] for row in rows]
    return columns, rows


def _rest(columns: list[Column], rows: list[list[str]], width: int) -> int:
    """Return the width that is left over when every wrapped column is readable; negative when they are not."""
    wanted = (
        min(size, _READABLE) if column.wraps else size
        for column, size in zip(columns, _natural(columns, rows), strict=True)
    )
    return width - sum(wanted) - _GAP * (len(columns) - 1)


def _natural(columns: list[Column], rows: list[list[str]]) -> list[int]:
    """Return the width of each column when nothing is wrapped."""
    return [
        max(_longest_line(text) for text in [column.heading, *(row[i] for row in rows)])
        for i, column in enumerate(columns)
    ]


def _widths(columns: list[Column], rows: list[list[str]], width: int) -> list[int | None]:
    """Return the greatest width of each column, None for those that keep their own."""
    natural = _natural(columns, rows)
    wrapping = [i for i, column in enumerate(columns) if column.wraps]
    rest = width - sum(n for i, n in enumerate(natural) if i not in wrapping) - _GAP * (len(columns) - 1)
    shares = _shares([natural[i] for i in wrapping], max(rest, _LEAST * len(wrapping)))
    found: list[int | None] = [None] * len(columns)
    for i, share in zip(wrapping, shares, strict=True):
        found[i] = share if share < natural[i] else None
    return found


def _longest_line(text: str) -> int:
    return max(map(len, _bare(text).split("\n")))


def _bare(text: str) -> str:
    """Return `text` without its colours; the patterns are compiled when one is met, for most tables have none."""
    return re.sub(_ESCAPE, "", text) if "\x1b" in text else text


def _shares(wanted: list[int], rest: int) -> list[int]:
    """Divide `rest`: who wants less than an even share gets it whole, the others share what remains."""
    shares = [0] * len(wanted)
    open_ = sorted(range(len(wanted)), key=lambda i: wanted[i])
    while open_:
        first = open_.pop(0)
        shares[first] = min(wanted[first], max(_LEAST, rest // (len(open_) + 1)))
        rest -= shares[first]
    return shares
