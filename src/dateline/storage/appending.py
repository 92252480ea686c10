"""Rows in bulk, as fast as each engine takes them, within the transaction of a SQLAlchemy connection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import sqlalchemy as sa

Rows = Sequence[tuple[Any, ...]]
_AT_ONCE = 64
"""Rows of one INSERT on SQLite: more gain nothing."""


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
    whole = len(rows) - len(rows) % _AT_ONCE
    row = f"({', '.join('?' * len(names))})"
    start = f"INSERT INTO {table} ({', '.join(names)}) VALUES "
    many = start + ", ".join([row] * _AT_ONCE)
    cursor = raw.cursor()
    for first in range(0, whole, _AT_ONCE):
        cursor.execute(many, tuple(chain.from_iterable(rows[first : first + _AT_ONCE])))
    cursor.executemany(start + row, rows[whole:])
