"""Many events as a table of Arrow, made by columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from dateline.formats.documents import parquet
from dateline.library.tables import imported
from dateline.query import Query
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.columnar.events import event_columns
from dateline.storage.reading.columnar.tables import events_table as whole_table
from dateline.storage.reading.events import Reader
from dateline.wire_fields import EVENT_FIELDS

if TYPE_CHECKING:
    from dateline.library.tables import ArrowTable
    from dateline.storage.reading.columnar.events import Lists

_EPOCH = 719_163
"""The number of 1970-01-01, from which Arrow counts days."""
_LAST = 3_652_059
"""The number of 9999-12-31, the last day that readers of Arrow know; the first is day 1."""

_FEW = 20_000
"""So many events are read by rows as fast as others are started that give columns."""
_SPARE = 2
"""All events are read by columns sooner than half of them by rows."""


def events_table(connection: Connection, query: Query) -> ArrowTable:
    """Return the table of the events of a query: a small one of rows, a large one as the engine gives columns.

    Raises:
        DatelineError: pyarrow is not installed.
        NotFound, Ambiguous, DatabaseError: as for `Reader.events`.
    """
    total = sum(Reader(connection).count(query).values())
    most = total if query.limit is None else min(query.limit, total)
    if most >= _FEW and most * _SPARE >= total:
        whole = whole_table(connection, query._replace(limit=None))
        if whole is not None:
            return whole.slice(0, most)
    return table_of_rows(connection, query)


def table_of_rows(connection: Connection, query: Query) -> ArrowTable:
    """Return the same table made of rows, some thousand at a time."""
    schema, pyarrow = parquet.schema(EVENT_FIELDS), imported("pyarrow", "parquet")
    made = (
        pyarrow.record_batch([_array(pyarrow, batch[field.name], field.type) for field in schema], schema=schema)
        for batch in event_columns(connection, query)
    )
    return pyarrow.Table.from_batches(made, schema)


def _array(pyarrow: Any, column: Any, kind: Any) -> Any:
    if hasattr(column, "counts"):
        return _lists(pyarrow, column, kind)
    if kind == pyarrow.date32():
        days = [None if day is None or not 1 <= day <= _LAST else day - _EPOCH for day in column]
        return pyarrow.array(days, pyarrow.int32()).cast(kind)
    return pyarrow.array(column, kind)


def _lists(pyarrow: Any, column: Lists, kind: Any) -> Any:
    offsets = list(accumulate(column.counts, initial=0))
    of = kind.value_type
    parts: Sequence[Any] = [pyarrow.array(column.fields[field.name], field.type) for field in of]
    values = pyarrow.StructArray.from_arrays(parts, fields=list(of))
    return pyarrow.ListArray.from_arrays(pyarrow.array(offsets, pyarrow.int32()), values)
