"""The only place that knows every engine: opens the database at a URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dateline.storage.engines import engine_of
from dateline.storage.engines.connection import Connection, check_schema

if TYPE_CHECKING:
    import sqlalchemy as sa


@contextmanager
def reading(url: str) -> Iterator[Connection]:
    """Open the database at the normal URL `url` for reading, checked to be dateline's and of this schema.

    Raises:
        DatabaseError: it is missing, not a database, not dateline's, or older or newer than this program.
    """
    engine = engine_of(url)
    connection: Connection = engine.open(url)
    try:
        if engine.store:  # the manifest of a lake was checked when it was read
            check_schema(connection, engine.store)
        yield connection
    finally:
        connection.close()


def alongside(connection: sa.Connection, url: str) -> Connection:
    """Return a connection that reads within the transaction of SQLAlchemy's `connection`; it is not to be closed."""
    found = Connection(connection.connection.driver_connection, engine_of(url), url)
    found.alone = True
    return found
