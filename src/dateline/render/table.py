"""Records as a table for the terminal, within its width."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple


class Column(NamedTuple):
    """A column: its heading, the text of a record's cell, and whether it gives way when the width is short."""

    heading: str
    text: Callable[[dict[str, Any]], str]
    wraps: bool = False


_LEAST = 16
"""The least width of a wrapped column: below it the words fall apart."""
_GAP = 2


def table(columns: Iterable[Column], records: Iterable[dict[str, Any]], width: int | None) -> str:
    """Return the table of `records`; columns that may wrap share what the others leave of `width`.

    With `width` None (output to a file or pipe) nothing is wrapped.
    """
    from tabulate import tabulate

    columns = list(columns)
    rows = [[column.text(record) for column in columns] for record in records]
    return tabulate(
        rows,
        headers=[column.heading for column in columns],
        tablefmt="simple",
        disable_numparse=True,
        maxcolwidths=None if width is None or not rows else _widths(columns, rows, width),
    )


def _widths(columns: list[Column], rows: list[list[str]], width: int) -> list[int | None]:
    """Return the greatest width of each column, None for those that keep their own."""
    natural = [
        max(_longest_line(text) for text in [column.heading, *cells])
        for column, cells in zip(columns, zip(*rows, strict=True), strict=True)
    ]
    wrapping = [i for i, column in enumerate(columns) if column.wraps]
    rest = width - sum(n for i, n in enumerate(natural) if i not in wrapping) - _GAP * (len(columns) - 1)
    shares = _shares([natural[i] for i in wrapping], max(rest, _LEAST * len(wrapping)))
    found: list[int | None] = [None] * len(columns)
    for i, share in zip(wrapping, shares, strict=True):
        found[i] = share if share < natural[i] else None
    return found


def _longest_line(text: str) -> int:
    return max((len(line) for line in text.split("\n")), default=0)


def _shares(wanted: list[int], rest: int) -> list[int]:
    """Divide `rest`: who wants less than an even share gets it whole, the others share what remains."""
    shares = [0] * len(wanted)
    open_ = sorted(range(len(wanted)), key=lambda i: wanted[i])
    while open_:
        first = open_.pop(0)
        shares[first] = min(wanted[first], max(_LEAST, rest // (len(open_) + 1)))
        rest -= shares[first]
    return shares
