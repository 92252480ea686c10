"""Writers take turns: engines of SQLAlchemy, turns and transactions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dateline.storage.engines import store_behind, store_of
from dateline.storage.engines.connection import errors_of
from dateline.storage.engines.engine import Rows

if TYPE_CHECKING:
    import sqlalchemy as sa
    from sqlalchemy import Engine


def take_turn(connection: sa.Connection) -> None:
    """Wait until no other writer is at work; it lasts until the transaction ends.

    So batches of the history follow one another, two writers cannot block each other, and what was read for a check is
    still so when it is written. Readers do not wait.
    """
    connection.exec_driver_sql(store_behind(connection).turn)


@lru_cache(8)
def writing_engine(url: str, *, bulk: bool = False) -> Engine:
    """Return a SQLAlchemy engine for the normal URL `url`.

    In `bulk` it gets more memory and leaves foreign keys to the writer, who makes what it names: looking each of
    them up once more costs as much as writing the row. An engine keeps no connection, only statements that it compiled.
    """
    return store_of(url).open(url, bulk)


@contextmanager
def writing(url: str, *, bulk: bool = False) -> Iterator[sa.Connection]:
    """Open one transaction on the database at `url`: committed at the end, rolled back on any error.

    `bulk` is that of `writing_engine`.

    Raises:
        DatabaseError: the engine fails.
    """
    with errors_of(url), writing_engine(url, bulk=bulk).connect() as connection:
        with connection.begin():
            take_turn(connection)
            yield connection
        if bulk and (sql := store_of(url).after_bulk):
            with suppress(Exception):  # somebody reads in the other mode; the next writer will do it
                connection.connection.driver_connection.execute(sql)  # type: ignore[union-attr]


def append(connection: sa.Connection, table: str, columns: Iterable[str], rows: Rows) -> None:
    """Append `rows` to `table` as fast as the engine takes them, within the transaction of the connection."""
    if rows:
        store_behind(connection).append(connection.connection.driver_connection, table, tuple(columns), rows)


def append_columns(connection: sa.Connection, tables: Mapping[str, Mapping[str, Any]]) -> None:
    """Append rows to tables in their order, given as arrays of Arrow by the names of columns.

    Words for the full text are given as they are folded. Only some engines take columns.
    """
    take = store_behind(connection).append_columns
    assert take
    take(connection.connection.driver_connection, tables)
