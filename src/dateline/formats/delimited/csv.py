"""CSV and TSV with a header line (RFC 4180 with lines ended by LF); `event_cells` has the rules of the cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from dateline.event_columns import Frame
from dateline.formats import incoming
from dateline.formats.delimited import event_cells
from dateline.wire_fields import Record


class Separated:
    """A format of lines whose cells a separator divides; a cell is quoted where it needs it."""

    def __init__(self, separator: str) -> None:
        self._separator = separator

    def write(self, fields: tuple[str, ...], records: Iterable[Record], stream: IO[str], *, safe: bool = False) -> None:
        """Write a header and a line for each record; `safe` disarms cells that a spreadsheet would calculate."""
        event_cells.write(fields, records, stream, self._separator, safe=safe)

    def write_header(self, fields: tuple[str, ...], stream: IO[str]) -> None:
        """Write the line of the names of the columns."""
        event_cells.write_header(fields, stream, self._separator)

    def write_columns(self, batches: Iterable[Iterable[Sequence[Any]]], stream: IO[str], *, safe: bool = False) -> None:
        """Write columns of cells that are made already, of some lines at a time, None as an empty one."""
        event_cells.write_columns(batches, stream, self._separator, safe=safe)

    def read(self, stream: IO[str]) -> Iterator[tuple[int, Record]]:
        """Yield (line, event record).

        Raises:
            InvalidRecords: the header lacks a needed column.
        """
        return event_cells.read(stream, self._separator)

    def events(self, stream: IO[str]) -> Iterator[incoming.Item | Frame]:
        """Yield the items of the text stream.

        Raises:
            InvalidRecords: the header lacks a needed column.
        """
        return event_cells.events(stream, self._separator)

    actor = staticmethod(incoming.actor)
    theme = staticmethod(incoming.theme)
    source = staticmethod(incoming.source)
    themes = staticmethod(incoming.themes)


CSV, TSV = Separated(","), Separated("\t")
