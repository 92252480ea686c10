"""The only place that knows every engine: from a URL to an open connection."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from dateline.storage.engines import postgresql, sqlite
from dateline.storage.engines.connection import Connection, check_schema, errors_of
from dateline.storage.engines.urls import LAKES, Dialect, dialect_of


@contextmanager
def reading(url: str) -> Iterator[Connection]:
    """Open the database at the normal URL `url` for reading, checked to be dateline's and of this schema.

    Raises:
        DatabaseError: it is missing, not a database, not dateline's, or older or newer than this program.
    """
    dialect = dialect_of(url)
    if dialect in LAKES:
        with _reading_lake(url, dialect) as lake:
            yield lake
        return
    connection = Connection(
        sqlite.open_for_reading(url) if dialect == "sqlite" else postgresql.open_for_reading(url), dialect, url
    )
    try:
        check_schema(connection)
        yield connection
    finally:
        connection.close()


def _reading_lake(url: str, dialect: Dialect) -> AbstractContextManager[Connection]:
    with errors_of(url):
        if dialect == "duckdb":
            from dateline.storage.engines.lakes.duck import reading_lake

            return reading_lake(url)
        from dateline.storage.engines.lakes.spark import reading_spark

        return reading_spark(url)
