"""One writer at a time: engines of SQLAlchemy, turns, transactions."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from dateline.storage.engines.connection import errors_of
from dateline.storage.engines.postgresql import import_psycopg
from dateline.storage.engines.sqlite import PATIENCE
from dateline.storage.engines.urls import check_no_lake, dialect_of, sqlite_file

if TYPE_CHECKING:
    import sqlalchemy as sa
    from sqlalchemy import Engine

_BULK_CACHE = 16_384
"""The memory of SQLite in an import, in KiB; with more it sorts outside of the caches of the processor."""


_TURN = 0x6461_7465_6C69_6E65
"""The number of the lock of all writers on PostgreSQL: "dateline" in ASCII."""


def take_turn(connection: sa.Connection) -> None:
    """Wait until no other writer is at work; it lasts until the transaction ends.

    So batches of the history follow one another, two writers cannot block each other, and what was read for a check is
    still so when it is written. Readers do not wait.
    """
    if connection.dialect.name == "sqlite":
        # Python's driver would begin only at the first write, and two writers could then deadlock.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")


def writing_engine(url: str, *, bulk: bool = False) -> Engine:
    """Return a SQLAlchemy engine for the normal URL `url`, with foreign keys enforced on SQLite.

    SQLite writes to a log (WAL), so that readers and a writer never wait for each other; writers wait for one another.
    An empty database is filled without the log, in which all would be written twice.
    In `bulk` it gets more memory and leaves foreign keys to the writer, who makes what it names: looking each of
    them up once more costs as much as writing the row.
    """
    check_no_lake(url)
    import sqlalchemy as sa

    if dialect_of(url) == "postgresql":
        import_psycopg()
        return sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:", 1), poolclass=sa.NullPool)
    os.makedirs(os.path.dirname(os.path.abspath(sqlite_file(url))), exist_ok=True)
    engine = sa.create_engine(url, poolclass=sa.NullPool, connect_args={"timeout": PATIENCE})

    @sa.event.listens_for(engine, "connect")
    def _enforce(connection: sqlite3.Connection, _record: object) -> None:
        with suppress(sqlite3.OperationalError):  # somebody reads in the other mode; the next writer will do it
            mode = "DELETE" if bulk and _is_empty(connection) else "WAL"
            connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.execute(f"PRAGMA foreign_keys = {'OFF' if bulk else 'ON'}")
        if bulk:
            connection.execute(f"PRAGMA cache_size = -{_BULK_CACHE}")
            connection.execute("PRAGMA threads = 2")

    return engine


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM event LIMIT 1").fetchone() is None


def log_writes(connection: sa.Connection) -> None:
    """Let SQLite write to a log again, after an empty database was filled without."""
    if connection.dialect.name == "sqlite":
        with suppress(Exception):  # somebody reads in the other mode; the next writer will do it
            connection.connection.driver_connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[union-attr]


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
        if bulk:
            log_writes(connection)
