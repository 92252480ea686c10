"""The only place that knows every engine: opens the database at a URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from dateline.errors import DatelineError
from dateline.storage.engines import engine_of
from dateline.storage.engines.connection import Connection, check_schema

if TYPE_CHECKING:
    import sqlalchemy as sa

_DATABASE = b"SQLite format 3\0"


def check_no_database(output: str) -> None:
    """Make sure that what is written to a file does not take the place of a database.

    Raises:
        DatelineError: the file is one.
    """
    with suppress(OSError), open(output, "rb") as file:
        if file.read(len(_DATABASE)) == _DATABASE:
            raise DatelineError(f"{output} is a database, which an output does not replace", "choose another name")


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
