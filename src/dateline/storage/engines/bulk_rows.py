"""Rows in bulk, as fast as each engine takes them, within the transaction of a SQLAlchemy connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import sqlalchemy as sa

_VIRTUAL = ("event_text",)
_WIDE = 10
"""Rows of more columns than this, and those of virtual tables, go into SQLite faster one by one than many together."""

Rows = Sequence[Sequence[Any]]
_VALUES = 1_024
"""Values of one INSERT on SQLite; more gain nothing."""


def append(connection: sa.Connection, table: str, columns: Iterable[str], rows: Rows) -> None:
    """Append `rows` to `table`: by COPY on PostgreSQL, by INSERTs of many rows on SQLite."""
    names = tuple(columns)
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, table, names, rows)
    else:
        _insert(connection, table, names, rows)


def _copy(connection: sa.Connection, table: str, names: tuple[str, ...], rows: Rows) -> None:
    raw = connection.connection.driver_connection
    assert raw is not None
    with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _insert(connection: sa.Connection, table: str, names: tuple[str, ...], rows: Rows) -> None:
    raw = connection.connection.driver_connection
    assert raw is not None
    if len(names) > _WIDE or table in _VIRTUAL:
        raw.executemany(_statement(table, names, 1), rows)
        return
    cursor, done = raw.cursor(), 0
    size = max(1, min(_VALUES, raw.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)) // len(names))
    while done < len(rows):  # of few sizes, for each is a statement to be compiled, which takes as long as its rows
        while size > len(rows) - done:
            size = max(1, size // 4)
        cursor.execute(_statement(table, names, size), tuple(chain.from_iterable(rows[done : done + size])))
        done += size


@lru_cache(64)
def _statement(table: str, names: tuple[str, ...], rows: int) -> str:
    row = f"({', '.join('?' * len(names))})"
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES " + ", ".join([row] * rows)
