"""Selective queries in process, beside hand-written SQL through sqlite3 on the same file.

`rows` are the bare rows of a query, `records` whole events with actors, themes and citations; the SQL for these is
four statements, fetched and not built into anything, and beside that the first alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any

from bench.hand_written import Case, cases, parts
from bench.pairs import compared
from bench.workshop import Workshop

from dateline.storage.engines.connection import Connection
from dateline.storage.opening import reading
from dateline.storage.reading.event_rows import shape_of
from dateline.storage.reading.events import Reader

Fetch = Callable[[str, dict[str, object]], list[Any]]


def run(workshop: Workshop) -> None:
    """Measure every query."""
    path = workshop.database()
    theirs = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    with reading(f"sqlite:///{path}") as ours:
        for case in cases(workshop.events):
            Compared(case, ours, lambda sql, values: theirs.execute(sql, values).fetchall()).told(1.15, 2.0)
    theirs.close()


class Compared:
    """One query, asked in every way."""

    def __init__(self, case: Case, ours: Connection, fetch: Fetch) -> None:
        self._case, self._connection, self._fetch = case, ours, fetch
        self._parts = parts(ours.engine.name)
        self._reader = Reader(ours)
        self._same()

    def _same(self) -> None:
        ours, theirs = self.rows(), self.statement()
        if list(map(tuple, ours)) != list(map(tuple, theirs)):
            raise SystemExit(f"{self._case.name}: {len(ours)} rows beside {len(theirs)}, or not the same ones")
        identities = [record["id"] for record in self.records()]
        if identities != [row[2] for row in theirs]:
            raise SystemExit(f"{self._case.name}: the records are not those of the rows")

    def rows(self) -> list[Any]:
        """Return dateline's bare rows, names resolved as for the records."""
        query = self._case.query
        shape = shape_of(query, limited=query.limit is not None, gaps=None)
        values = {**self._reader._values(query), "limit": query.limit}
        return list(self._connection.rows("events", shape, values))

    def records(self) -> list[Any]:
        """Return dateline's whole records."""
        return list(self._reader.events(self._case.query))

    def statement(self) -> list[Any]:
        """Fetch the rows by hand-written SQL."""
        return self._fetch(self._case.sql, self._case.values)

    def statements(self) -> None:
        """Fetch the rows and all that hangs on them."""
        numbers = [row[0] for row in self.statement()]
        events: object = json.dumps(numbers) if self._connection.engine.name == "sqlite" else numbers
        for sql in self._parts:
            self._fetch(sql, {"events": events})

    def told(self, rows: float, records: float | None) -> None:
        """Measure, and print a line for each comparison."""
        name = f"{self._case.name}, {len(self.statement()):,} rows"
        compared(f"{name}: rows", self.rows, self.statement, rows)
        compared(f"{name}: records", self.records, self.statements, records)
        compared(f"{name}: records / rows by SQL", self.records, self.statement, None)
