"""PostgreSQL: how a server is opened for reading."""

from __future__ import annotations

from typing import Any

from dateline.errors import DatabaseError
from dateline.storage.engines.connection import errors_of


def open_for_reading(url: str) -> Any:
    """Connect to the server at `url`, in a transaction that only reads and sees one state.

    Raises:
        DatabaseError: psycopg is not installed, or the server refuses.
    """
    psycopg = import_psycopg()
    with errors_of(url):
        connection = psycopg.connect(url, autocommit=False)
        connection.read_only = True
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        return connection


def import_psycopg() -> Any:
    """Return the module psycopg.

    Raises:
        DatabaseError: it is not installed.
    """
    try:
        import psycopg
    except ImportError as error:
        raise DatabaseError("PostgreSQL needs psycopg 3", "pip install 'dateline[postgresql]'") from error
    return psycopg
