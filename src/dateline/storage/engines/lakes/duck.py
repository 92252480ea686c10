"""Lakes read on one machine by DuckDB."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

from dateline.platforms import temporary_folder
from dateline.storage.engines.connection import Row, errors_of
from dateline.storage.engines.engine import Engine, driver
from dateline.storage.engines.lakes import manifest as manifests
from dateline.storage.engines.lakes.connection import LakeConnection
from dateline.storage.engines.lakes.manifest import DataFile
from dateline.storage.engines.lakes.words import pattern

if TYPE_CHECKING:
    from dateline.storage.engines.arrow import Asked, Tables

_FETCHED = 1_000
"""Rows that are taken from the engine together."""


def folder_of(url: str) -> str:
    """Return the folder that a URL `lake:DIR` names."""
    return url.removeprefix("lake:")


def import_duckdb() -> Any:
    """Return the module duckdb; DatabaseError if it is not installed."""
    return driver("duckdb", "a lake needs DuckDB", "lake")


def _import_core() -> Any:
    """Return the module in C within duckdb, which is all that a reader needs: the rest takes 50 ms to import."""
    with suppress(ImportError):
        return import_module("_duckdb")
    return import_duckdb()


class DuckConnection(LakeConnection):
    """A lake that DuckDB reads, within this process."""

    def _execute(self, sql: str, values: Mapping[str, Any]) -> Iterator[Row]:
        with closing(self._raw.cursor()) as cursor, self._ended_by(cursor.interrupt):
            cursor.execute(sql, values)
            while batch := cursor.fetchmany(_FETCHED):
                yield from batch

    @contextmanager
    def tables(self) -> Iterator[Tables | None]:
        """Give what reads statements as tables, one after another, for the views that they read depend on values."""
        from dateline.storage.engines.arrow import Tables, is_installed

        def read(cursor: Any, asked: Asked) -> Any:
            with errors_of(self.url), self._ended_by(cursor.interrupt):
                sql, values = self._prepared(asked.name, asked.shape, asked.values)
                return cursor.sql(sql, params=values).to_arrow_table()

        with closing(self._raw.cursor()) as cursor:
            yield Tables(read, [cursor]) if is_installed() else None

    def _set_view(self, table: str, files: Sequence[DataFile]) -> None:
        folder = folder_of(self.url)
        manifests.check_there(folder, files)
        self._raw.execute(f"CREATE OR REPLACE VIEW {table} AS SELECT * FROM {scan(folder, files)}")


def scan(folder: str, files: Sequence[DataFile]) -> str:
    """Return the SQL that reads the files as a table."""
    paths = ", ".join(quoted(os.path.join(os.path.abspath(folder), file.path)) for file in files)
    return f"read_parquet([{paths}], hive_partitioning = false)"


def quoted(text: str) -> str:
    """Return a text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def _opened(url: str) -> DuckConnection:
    found = manifests.load(folder_of(url))  # before DuckDB is imported
    return DuckConnection(_connected(_import_core(), {}), ENGINE, url, found)


def opened(**settings: object) -> Any:
    """Return a connection to DuckDB in memory, which fetches nothing from anywhere."""
    return _connected(import_duckdb(), settings)


def _connected(duckdb: Any, settings: Mapping[str, object]) -> Any:
    spilled = os.path.join(temporary_folder(), f"dateline-{os.getpid()}")
    config = {"autoinstall_known_extensions": False, "autoload_known_extensions": False, "temp_directory": spilled}
    return duckdb.connect(":memory:", config={**config, **settings})


def _files(url: str) -> tuple[str, ...]:
    return (os.path.join(folder_of(url), manifests.NAME),)


ENGINE = Engine("duckdb", _opened, pattern, collation="BINARY", parameter=r"$\1", files=_files)
