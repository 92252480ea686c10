"""CSV with a header line (CSV as RFC 4180 has it, lines ended by LF); `event_cells` has the rules of the cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from dateline.event_columns import Frame
from dateline.formats.delimited import event_cells
from dateline.formats.incoming import Item, actor, source, theme, themes
from dateline.wire_fields import Record

__all__ = [
    "EXTENSIONS",
    "READS",
    "actor",
    "events",
    "read",
    "source",
    "theme",
    "themes",
    "write",
    "write_columns",
    "write_header",
]

EXTENSIONS = (".csv",)
READS = True


def write(fields: tuple[str, ...], records: Iterable[Record], stream: IO[str], *, safe: bool = False) -> None:
    """Write a header and a line for each record; `safe` disarms cells that a spreadsheet would calculate."""
    event_cells.write(fields, records, stream, ",", safe=safe)


def write_header(fields: tuple[str, ...], stream: IO[str]) -> None:
    """Write the line of the names of the columns."""
    event_cells.write_header(fields, stream, ",")


def write_columns(batches: Iterable[Iterable[Sequence[Any]]], stream: IO[str], *, safe: bool = False) -> None:
    """Write columns of cells that are made already, of some lines at a time, None as an empty one."""
    event_cells.write_columns(batches, stream, ",", safe=safe)


def read(stream: IO[str]) -> Iterator[tuple[int, Record]]:
    """Yield (line, event record).

    Raises:
        InvalidRecords: the header lacks a needed column.
    """
    return event_cells.read(stream, ",")


def events(stream: IO[str]) -> Iterator[Item | Frame]:
    """Yield the items of the text stream.

    Raises:
        InvalidRecords: the header lacks a needed column.
    """
    return event_cells.events(stream, ",")
