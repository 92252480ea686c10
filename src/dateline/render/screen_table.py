"""Records as a table that fits the terminal, or below each other where there is no room for columns.

What does not fit gives way in this order: columns of text become narrower while they can be read; optional columns are
left out, the last first; dates, ids and all others become narrower; then all columns in turn. Where that is not enough,
and in a narrow terminal, each record becomes a block of lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from typing import Any

from dateline.render.screen_text import fold, visible, width_of
from dateline.render.table import Column

_READABLE = 24
"""Columns that a wrapped column wants; rather than have less, optional columns are left out."""
_STEPS = ((True, _READABLE), (False, 20), (False, 16), (True, 16), (False, 12), (True, 12), (False, 10))
"""To which width columns that wrap (True) and all others are lowered in turn; a day has room in the last."""
_NARROW = 60
"""Columns of a terminal below which a table that does not fit becomes blocks."""
_GAP = 2


def on_screen(columns: Iterable[Column], records: Iterable[dict[str, Any]], width: int) -> str:
    """Return the table of `records` in at most `width` columns; nothing for no records."""
    shown = list(columns)
    rows = [[visible(column.text(record)).expandtabs(8).strip() for column in shown] for record in records]
    if not rows:
        return ""
    natural = _natural(shown, rows)
    if width < _NARROW and _total(natural) > width:
        return _blocks(shown, rows, width)
    kept = _kept(shown, natural, width)
    shown, rows = [shown[i] for i in kept], [[row[i] for i in kept] for row in rows]
    widths = _widths(shown, [natural[i] for i in kept], width)
    return _aligned(shown, rows, widths) if _total(widths) <= width else _blocks(shown, rows, width)


def _natural(columns: list[Column], rows: list[list[str]]) -> list[int]:
    """Return the width of each column when nothing is wrapped."""
    cells = zip(*rows, strict=True)
    return [
        max(width_of(column.heading), *(width_of(line) for text in texts for line in text.split("\n")))
        for column, texts in zip(columns, cells, strict=True)
    ]


def _total(widths: list[int]) -> int:
    return sum(widths) + _GAP * (len(widths) - 1)


def _kept(columns: list[Column], natural: list[int], width: int) -> list[int]:
    """Return the places of the columns for which there is room: optional ones are left out, the last first."""
    kept = list(range(len(columns)))
    wanted = [min(size, _READABLE) if c.wraps else size for c, size in zip(columns, natural, strict=True)]
    for i in reversed(kept.copy()):
        if columns[i].optional and _total([wanted[each] for each in kept]) > width:
            kept.remove(i)
    return kept


def _widths(columns: list[Column], natural: list[int], width: int) -> list[int]:
    """Return the width of each column, headings with some space where there is enough of it."""
    room = width - _GAP * (len(columns) - 1)
    padded = [max(size, width_of(c.heading) + _GAP) for size, c in zip(natural, columns, strict=True)]
    wraps = {i for i, column in enumerate(columns) if column.wraps}
    widths = _lowered(padded, room, _READABLE, wraps)
    if sum(widths) <= room:
        return widths
    widths = natural
    for wrapping, least in _STEPS:
        widths = _lowered(widths, room, least, wraps if wrapping else set(range(len(columns))) - wraps)
    return widths


def _lowered(widths: list[int], room: int, least: int, which: set[int]) -> list[int]:
    """Return widths of which the widest are lowered to one level, of those in `which` and not below `least`."""
    found = list(widths)
    giving = [i for i in sorted(which) if widths[i] > least]
    excess = sum(widths) - room
    while excess > 0 and giving:
        top = max(found[i] for i in giving)
        widest = [i for i in giving if found[i] == top]
        below = max([least, *(found[i] for i in giving if found[i] < top)])
        if top == least:
            break
        step = min(top - below, max(1, excess // len(widest)))
        for i in widest:
            found[i] -= step if excess > 0 else 0
            excess -= step if excess > 0 else 0
    return found


def _aligned(columns: list[Column], rows: list[list[str]], widths: list[int]) -> str:
    heads = [[fold(column.heading, width) for column, width in zip(columns, widths, strict=True)]]
    body = [[_folded(text, width) for text, width in zip(row, widths, strict=True)] for row in rows]
    rule = [[["-" * width] for width in widths]]
    return "\n".join(line for row in (*heads, *rule, *body) for line in _row(row, widths))


def _folded(text: str, width: int) -> list[str]:
    return [part for line in text.split("\n") for part in fold(line, width)]


def _row(cells: list[list[str]], widths: list[int]) -> Iterable[str]:
    """Yield the lines of one row of cells."""
    for parts in zip_longest(*cells, fillvalue=""):
        padded = (text + " " * (width - width_of(text)) for text, width in zip(parts, widths, strict=True))
        yield (" " * _GAP).join(padded).rstrip()


def _blocks(columns: list[Column], rows: list[list[str]], width: int) -> str:
    """Return each record as lines of a heading and its text, with an empty line between records."""
    label = min(max(width_of(column.heading) for column in columns), width // 2) + _GAP
    return "\n\n".join("\n".join(_block(columns, row, label, width)) for row in rows)


def _block(columns: list[Column], row: list[str], label: int, width: int) -> Iterable[str]:
    """Yield the lines of a record; what is empty is left out."""
    for column, text in zip(columns, row, strict=True):
        if text:
            heading = column.heading
            head = heading + " " * max(_GAP, label - width_of(heading))
            yield from fold(head + text.replace("\n", " "), width, " " * label)
