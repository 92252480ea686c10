"""A mapping guessed from a file: its rows, their roles, and what the mapping makes of them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import chain, islice
from typing import IO, NamedTuple

from dateline.counted import counted
from dateline.errors import Fault, InvalidRecords
from dateline.formats.delimited.guessing.mapping_text import mapping_of
from dateline.formats.delimited.guessing.rows import Table, table_of_lines, table_of_rows
from dateline.formats.delimited.layout import Layout
from dateline.formats.delimited.mapped import read_mapping
from dateline.formats.delimited.tabular import Row, Sheet
from dateline.formats.incoming import Incoming, Rejected
from dateline.input.encodings import guess
from dateline.input.files import Opened
from dateline.input.tables.opening import opened_tables

ROWS = 20_000
"""So many rows are looked at."""
_SHOWN = 10


class Guess(NamedTuple):
    """A mapping in TOML, and what it makes of the rows looked at: how many become events, why others do not."""

    text: str
    events: int
    rejected: list[Rejected]


def guess_mapping(file: str | IO[bytes], sheet: str | None = None) -> Guess:
    """Return a mapping for the first table of a file.

    Raises:
        UnusableFile, InvalidRecords, DatelineError: as `opened_tables` does, or there are no rows.
    """
    with opened_tables(file, Layout(sheet=sheet)) as found:
        text = next(found)
        table, encoding = _table(text)
    if not table.rows:
        raise InvalidRecords([Fault(table.name, None, "has no rows to guess from")], "; nothing was read")
    mapping = mapping_of(table, encoding, sheet)
    return _tried(mapping, table)


def _table(text: Opened) -> tuple[Table, list[tuple[str, str]]]:
    if isinstance(text.stream, Sheet):
        rows: list[Row] = list(islice(chain.from_iterable(text.stream.batches()), ROWS))
        return table_of_rows(text.name, rows), []
    lines = list(islice(text.stream, ROWS))
    content = "".join(lines)
    try:
        content.encode()
    except UnicodeEncodeError:
        raw = [line.encode("utf-8", "surrogateescape") for line in lines]
        bad = b"".join(line for line, text in zip(raw, lines, strict=True) if not _is_sound(text))
        seems = guess(bad)
        if seems:
            read = b"".join(raw).decode(seems[0][0], "replace")
            return table_of_lines(text.name, list(io.StringIO(read, newline=""))), seems
    return table_of_lines(text.name, lines), []


def _is_sound(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class _Rows:
    """The rows of a table that was looked at, as a Sheet."""

    def __init__(self, table: Table) -> None:
        self.name, self._table = table.name, table

    def batches(self) -> Iterator[list[Row]]:
        """Yield all of them at once, the header first."""
        head: list[Row] = [(self._table.header_line, self._table.names)] if self._table.header_line else []
        yield [*head, *((line, list(cells)) for line, cells in self._table.rows)]


def _tried(mapping: str, table: Table) -> Guess:
    try:
        items = list(read_mapping(mapping).events(_Rows(table)))
    except InvalidRecords:  # something is left to be written
        return Guess(mapping, 0, [])
    rejected = [*table.unread, *(item for item in items if isinstance(item, Rejected))]
    rejected.sort(key=lambda row: row.line)
    events = len({item.line for item in items if isinstance(item, Incoming)})
    return Guess(_said(events, rejected) + mapping, events, rejected)


def _said(events: int, rejected: list[Rejected]) -> str:
    lines = [f"# With it {counted(events, 'row')} of these become events; rejected: {len(rejected):,}."]
    lines += (f"#   line {row.line}: {row.reason}" for row in rejected[:_SHOWN])
    if len(rejected) > _SHOWN:
        lines.append(f"#   and {len(rejected) - _SHOWN:,} more")
    return "".join("".join(c if c.isprintable() else " " for c in line) + "\n" for line in lines)
