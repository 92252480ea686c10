"""Any table read without a mapping: what dateline writes, whatever it is packed in; all others need a mapping."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import IO, Any

from dateline.errors import Fault, InvalidRecords
from dateline.event_columns import Frame
from dateline.formats import incoming
from dateline.formats.delimited import event_cells
from dateline.formats.delimited.tabular import Sheet
from dateline.safe_parsing import Unreadable, json_value
from dateline.wire_fields import Record

_NEEDED = frozenset(("id", "date", "title"))


class AnyTable:
    """A table whose columns are those of dateline, as a DataSet."""

    def events(self, stream: IO[str] | Sheet) -> Iterator[incoming.Item | Frame]:
        """Yield the items of a text or a sheet.

        Raises:
            InvalidRecords: it has other columns, so that it needs a mapping.
        """
        if hasattr(stream, "records"):
            return incoming.from_records(_records(stream))
        if isinstance(stream, Sheet):
            return event_cells.events(stream, ",")
        begun = list(islice(stream, 1))
        found: Any = _Begun(getattr(stream, "name", "standard input"), chain(begun, stream))
        return event_cells.events(found, "\t" if begun and "\t" in begun[0] else ",")

    actor = staticmethod(incoming.actor)
    theme = staticmethod(incoming.theme)
    source = staticmethod(incoming.source)
    themes = staticmethod(incoming.themes)


class _Begun:
    """A text of which a line was read already."""

    def __init__(self, name: object, lines: Iterator[str]) -> None:
        self.name, self._lines = name, lines

    def __iter__(self) -> Iterator[str]:
        return self._lines


def _records(found: Any) -> Iterator[tuple[int, Record]]:
    """Yield the records of JSON, of which the first must be an event of dateline."""
    first = True
    for line, record in found.records:
        if isinstance(record, incoming.Rejected):
            yield line, {"error": record.reason}
            continue
        if first and not set(record) >= _NEEDED:
            lacking = ", ".join(name for name in ("id", "date", "title") if name not in record)
            reason = f"there is no field {lacking}: this is not what dateline writes"
            raise InvalidRecords([Fault(found.name, line, reason, event_cells.NEEDS_MAPPING)])
        first = False
        try:
            written = _as_written(record)
        except Unreadable as error:
            written = {"error": error.message}
        yield line, written


def _as_written(value: Any) -> Any:
    """Return a value of JSON whose numbers were kept as texts with their numbers as numbers."""
    if isinstance(value, dict):
        return {key: _as_written(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_written(each) for each in value]
    return json_value(value) if type(value) is not str and isinstance(value, str) else value


TABLE = AnyTable()
