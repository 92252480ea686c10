"""Files that take columns of Arrow: databases of SQLite, and files of Arrow itself.

The driver is asked directly: its module for the DB-API loads pandas and polars where they are installed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import adbc_driver_sqlite
import pyarrow
from adbc_driver_manager import AdbcConnection, AdbcStatement, Error

__all__ = ["ArrowFile", "Error", "NewFile"]

_SETTINGS = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA locking_mode = EXCLUSIVE")
"""A file that is lost with the process is made anew."""


class NewFile:
    """A new database in a file, in which some statements are run; the methods raise Error."""

    def __init__(self, path: str, statements: Sequence[str]) -> None:
        self._database = adbc_driver_sqlite.connect(path)
        self._connection = AdbcConnection(self._database)
        for sql in (*_SETTINGS, *statements):
            with AdbcStatement(self._connection) as statement:
                statement.set_sql_query(sql)
                statement.execute_update()

    def put(self, table: str, rows: Any) -> None:
        """Append the rows of a table of Arrow to one of the file."""
        with AdbcStatement(self._connection) as statement:
            target = {"adbc.ingest.target_table": table, "adbc.ingest.mode": "adbc.ingest.mode.append"}
            statement.set_options(**target)
            statement.bind_stream(rows.to_reader())
            statement.execute_update()

    def close(self) -> None:
        """Close the file, so that others can open it."""
        self._connection.close()
        self._database.close()


class ArrowFile:
    """A new file of Arrow with the rows of one table; of no rows it stays empty."""

    def __init__(self, path: str) -> None:
        self._stream = pyarrow.OSFile(path, "wb")
        self._writer: Any = None

    def put(self, _: str, rows: Any) -> None:
        """Append the rows of a table of Arrow."""
        if self._writer is None:
            self._writer = pyarrow.ipc.new_stream(self._stream, rows.schema)
        self._writer.write_table(rows)

    def close(self) -> None:
        """Close the file, so that others can read it."""
        if self._writer:
            self._writer.close()
        self._stream.close()
