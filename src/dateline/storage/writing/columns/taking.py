"""Staged events into the tables of a database: a statement for each table, and no row becomes an object of Python."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import sqlalchemy as sa

from dateline.storage.engines import store_behind
from dateline.storage.writing.columns.opened import StagedEvents
from dateline.storage.writing.columns.staged import LISTS, VALUES, Staged

_NUMBERS = "INSERT INTO temp.staged_number (kind, place, num) VALUES (?, ?, ?)"
_NUMBER = "(SELECT n.num FROM temp.staged_number n WHERE n.kind = '{0}' AND n.place = s.{0})"
_EVENTS = f"""INSERT INTO event (num, theme_set, collection, {", ".join(VALUES)})
SELECT :first + s.num, {{theme_set}}, :collection, {", ".join(f"s.{name}" for name in VALUES)}
FROM {{file}}.event s ORDER BY s.num"""
_TEXTS = """INSERT INTO event_text ({number}, words, place_words)
SELECT :first + s.num, s.words, s.place_words FROM {file}.event_text s ORDER BY s.num"""


class StagedFiles(StagedEvents):
    """The files of a text that are open beside a database that reads them; SQLite holds all of them to the end."""

    def __init__(self, connection: sa.Connection) -> None:
        super().__init__(connection)
        self._opened = 0

    def _open(self, staged: Staged) -> None:
        if not self._opened:
            table = "(kind TEXT, place INTEGER, num INTEGER, PRIMARY KEY (kind, place)) WITHOUT ROWID"
            self._connection.exec_driver_sql(f"CREATE TEMP TABLE staged_number {table}")
        self._opened += 1
        self._connection.exec_driver_sql(f"ATTACH ? AS {self._name}", (staged.file,))

    @property
    def _name(self) -> str:
        return f"staged_{self._opened}"

    def any_of(self, table: str, condition: str = "true") -> bool:
        """Join the file with the table."""
        sql = f"SELECT 1 FROM {self._name}.event s JOIN {table} t ON t.id = s.id WHERE {condition} LIMIT 1"
        return self._connection.exec_driver_sql(sql).first() is not None

    def any_among(self, ids: Sequence[str]) -> bool:
        """Look for the ids in the file."""
        store = store_behind(self._connection)
        sql = sa.text(f"SELECT 1 FROM {self._name}.event WHERE id {store.among} LIMIT 1")
        return self._connection.execute(sql, {"ids": store.bound(ids)}).first() is not None

    def write_events(self, first: int, collection: str, sets: Sequence[int]) -> bool:
        """Write the events; SQLite tells that an id comes twice."""
        of = self._number("theme_set", sets)
        try:
            self._run(_EVENTS.replace("{theme_set}", of), first, collection=collection)
        except sa.exc.IntegrityError:  # the statement left nothing behind
            return False
        return True

    def write_lists(self, first: int, actors: Sequence[int], measures: Sequence[int], *, words: bool) -> None:
        """Write the lists, and the words if they are in the file."""
        of = {"actor": self._number("actor", actors), "measure": self._number("measure", measures)}
        for table, columns in LISTS.items():
            values = ", ".join(of.get(name, f"s.{name}") for name in columns[1:])
            into = f"INSERT INTO {table} ({', '.join(columns)}) SELECT :first + s.event, {values}"
            self._run(f"{into} FROM {{file}}.{table} s ORDER BY s.event, s.seq", first)
        if words:
            self._run(_TEXTS.replace("{number}", store_behind(self._connection).full_text.number), first)

    def close(self, staged: Staged) -> None:
        """Give the room of the file back; SQLite lets go of it at the end of the transaction, and reads it no more."""
        with suppress(OSError):
            os.truncate(staged.file, 0)

    def _columns(self, table: str, names: Sequence[str], start: int, end: int) -> list[list[Any]]:
        sql = f"SELECT {', '.join(names)} FROM {self._name}.{table} WHERE {names[0]} BETWEEN ? AND ? ORDER BY 1, 2"
        rows = self._connection.exec_driver_sql(sql, (start, end)).all()
        return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in names]

    def _number(self, kind: str, numbers: Sequence[int]) -> str:
        """Return what gives the number of a place, as SQL."""
        if list(numbers) == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True:
            return f"s.{kind} + {numbers[0] if numbers else 0}"
        self._connection.exec_driver_sql("DELETE FROM temp.staged_number WHERE kind = ?", (kind,))
        if rows := [(kind, place, number) for place, number in enumerate(numbers)]:
            self._connection.exec_driver_sql(_NUMBERS, rows)
        return _NUMBER.format(kind)

    def _run(self, sql: str, first: int, **values: str) -> None:
        self._connection.execute(sa.text(sql.format(file=self._name)), {"first": first, **values})
