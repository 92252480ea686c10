"""SQLite: how a file is opened for reading, also beside a writer that was killed."""

from __future__ import annotations

import os
import sqlite3

from dateline.errors import DatabaseError
from dateline.storage.engines.connection import errors_of
from dateline.storage.engines.urls import sqlite_file

PATIENCE = 30
"""The seconds that one process waits for another that writes."""
_READING_CACHE = 32_768
"""The most memory of SQLite in a query, in KiB; what is not needed is not taken."""


def open_for_reading(url: str) -> sqlite3.Connection:
    """Open the file at `url` in a transaction that only reads.

    Raises:
        DatabaseError: there is no such file, or it is not a database.
    """
    path = sqlite_file(url)
    if not os.path.exists(path):
        raise DatabaseError(f"no database at {path}", "make one with: dateline load union-state")
    if os.path.isdir(path):
        raise DatabaseError(f"{path} is a folder", "name a file in it")
    with errors_of(url):
        try:
            return _begun(path)
        except sqlite3.OperationalError as error:
            if not getattr(error, "sqlite_errorname", "").startswith(("SQLITE_IOERR", "SQLITE_FULL")):
                raise
        return _begun(path, "EXCLUSIVE")  # a full disk: then SQLite needs no file beside the database


def _begun(path: str, locking: str = "NORMAL") -> sqlite3.Connection:
    connection = sqlite3.connect(_reading_uri(path), uri=True, timeout=PATIENCE)
    try:
        connection.execute(f"PRAGMA locking_mode = {locking}")
        connection.execute("PRAGMA query_only = ON")
        connection.execute(f"PRAGMA cache_size = -{_READING_CACHE}")
        connection.execute("BEGIN")
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _reading_uri(path: str) -> str:
    """Return the URI by which SQLite opens the file `path` for reading.

    A writer that was killed leaves a journal or a log, and SQLite must be allowed to undo or redo what was half done;
    it also makes files beside the database, and clears them away. `query_only` keeps it from all else. Where no file
    can be made nobody writes either, and the database is taken as it is.
    """
    real = os.path.realpath(path)
    alone = not os.access(os.path.dirname(real), os.W_OK) and not os.path.exists(f"{real}-wal")
    mode = "ro&immutable=1" if alone else "rw"
    for special in "%?#":  # in this order: the sign of the escapes comes first
        path = path.replace(special, f"%{ord(special):02x}")
    return f"file:{'//' if path.startswith('/') else ''}{path}?mode={mode}"
