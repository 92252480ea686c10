"""Staged events that pass as tables of Arrow, into the tables of a database that takes columns."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import pyarrow
import sqlalchemy as sa
from pyarrow import compute, ipc

from dateline.storage.engines import store_behind
from dateline.storage.engines.writing import append_columns
from dateline.storage.writing.columns.opened import StagedEvents
from dateline.storage.writing.columns.staged import LISTS, VALUES, Staged

Array = Any
"""An array of Arrow."""


def append_file(connection: sa.Connection, table: str, file: str) -> None:
    """Append the rows of a file of Arrow, which may have none, to a table."""
    if not os.stat(file).st_size:
        return
    with pyarrow.OSFile(file) as stream:
        for batch in ipc.open_stream(stream):
            append_columns(connection, {table: dict(zip(batch.schema.names, batch.columns, strict=True))})


class StagedTables(StagedEvents):
    """The events that came last, as tables; of a database that had none, no more is known than its text gave."""

    def __init__(self, connection: sa.Connection, *, alone: bool) -> None:
        super().__init__(connection)
        self._alone = alone

    def _open(self, staged: Staged) -> None:
        self._apart = staged.apart
        self._tables = {name: ipc.open_stream(each).read_all().combine_chunks() for name, each in staged.tables.items()}

    def _column(self, table: str, name: str) -> Array:
        return self._tables[table][name].combine_chunks()

    def any_of(self, table: str, condition: str = "true") -> bool:
        """Ask the database, but where its events are those of the text and these are others."""
        if table == "event" and self._alone and self._apart:
            return False
        store = store_behind(self._connection)
        sql = sa.text(f"SELECT 1 FROM {table} t WHERE t.id {store.among} AND {condition} LIMIT 1")
        ids = self._column("event", "id").to_pylist()
        return self._connection.execute(sql, {"ids": store.bound(ids)}).first() is not None

    def any_among(self, ids: Sequence[str]) -> bool:
        """Look for the ids."""
        found = compute.is_in(self._column("event", "id"), pyarrow.array(ids, pyarrow.string()))
        return bool(compute.any(found).as_py())

    def write_events(self, first: int, collection: str, sets: Sequence[int]) -> bool:
        """Append the events, unless one of them comes twice."""
        ids = self._column("event", "id")
        if not self._apart and compute.count_distinct(ids).as_py() < len(ids):
            return False
        values = {
            "num": compute.add(self._column("event", "num"), first),
            "theme_set": _at(sets, self._column("event", "theme_set")),
            "collection": pyarrow.repeat(collection, len(ids)),
        }
        values |= {name: self._column("event", name) for name in VALUES}
        append_columns(self._connection, {"event": values})
        return True

    def write_lists(self, first: int, actors: Sequence[int], measures: Sequence[int], *, words: bool) -> None:
        """Append the lists and the words."""
        numbers, tables = {"actor": actors, "measure": measures}, {}
        for table, columns in LISTS.items():
            values = {name: self._column(table, name) for name in columns}
            values |= {name: _at(of, values[name]) for name, of in numbers.items() if name in values}
            tables[table] = values | {"event": compute.add(values["event"], first)}
        texts = {name: self._column("event_text", name) for name in ("words", "place_words")}
        texts[store_behind(self._connection).full_text.number] = compute.add(self._column("event_text", "num"), first)
        append_columns(self._connection, tables | {"event_text": texts})

    def close(self, staged: Staged) -> None:
        """Let go of the tables."""
        self._tables.clear()

    def _columns(self, table: str, names: Sequence[str], start: int, end: int) -> list[list[Any]]:
        numbers = self._column(table, names[0])
        these = compute.and_(compute.greater_equal(numbers, start), compute.less_equal(numbers, end))
        rows = self._tables[table].select(list(names)).filter(these)
        return [column.to_pylist() for column in rows.columns]


def _at(numbers: Sequence[int], places: Array) -> Array:
    return pyarrow.array(numbers, pyarrow.int64()).take(places)
