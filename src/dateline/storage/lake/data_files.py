"""Writing files of a lake: each has a name of its own, reaches the disk, and is described by a DataFile."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Sequence
from hashlib import file_digest
from typing import Any, NamedTuple

from dateline.storage.engines.lakes.duck import quoted, scan
from dateline.storage.engines.lakes.layout import GREAT, KEPT_IN_ORDER, TEXT, Partition, types
from dateline.storage.engines.lakes.manifest import DataFile

_GROUP = 61_440
"""Rows of a row group of a great table: what a reader skips by the least and greatest values in it."""


_DELTAS = ", PARQUET_VERSION V2"
"""Sorted numbers are kept as their differences, in two thirds of the room."""


class Extent(NamedTuple):
    """The least and greatest first day and number of some events."""

    first_day: int | None = None
    last_day: int | None = None
    first_event: int | None = None
    last_event: int | None = None


_NOTHING = Extent()


def extent_of(files: Iterable[DataFile]) -> Extent:
    """Return the extent of the events of several files."""
    found = list(files)

    def ends(least: str, greatest: str) -> tuple[int | None, int | None]:
        firsts = [value for file in found if (value := getattr(file, least)) is not None]
        lasts = [value for file in found if (value := getattr(file, greatest)) is not None]
        return min(firsts, default=None), max(lasts, default=None)

    return Extent(*ends("first_day", "last_day"), *ends("first_event", "last_event"))


class FileWriter:
    """Writes files into the folder of a lake through DuckDB; those that were written are `made`, for who gives up."""

    def __init__(self, folder: str, duck: Any, state: int) -> None:
        self.folder, self._duck, self._state = folder, duck, state
        self._types = types()
        self.made: list[str] = []

    def write(
        self,
        table: str,
        select: str,
        partition: Partition | None = None,
        extent: Extent = _NOTHING,
        duck: Any = None,
    ) -> DataFile:
        """Write the rows of `select`, which has the columns of the table by name, sorted as it says.

        `duck` is a cursor that sees what the others do not.
        """
        below = f"{table}/{partition.folder}" if partition else table
        name = f"{below}/{self._state:06}-{secrets.token_hex(4)}.parquet"
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        self.made.append(path)
        columns = ", ".join(f"CAST({column} AS {kind}) AS {column}" for column, kind in self._types[table].items())
        how = f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_GROUP}{_DELTAS if table == TEXT else ''})"
        sql = f"COPY (SELECT {columns} FROM ({select})) TO {quoted(path)} {how}"
        with duck or self._duck.cursor() as engine:
            rows = engine.execute(sql).fetchone()[0]
        size, digest = _reached(path)
        class_, year = partition or (None, None)
        return DataFile(name, table, rows, size, digest, class_, year, *(extent if partition else _NOTHING))

    def write_rows(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> DataFile:
        """Write rows of values of some columns of a small table; the other columns are empty."""
        import pyarrow

        held = list(rows)
        arrow = {"STRING": "string", "BIGINT": "int64", "INT": "int32", "SMALLINT": "int16"}
        values = zip(*held, strict=True) if held else [()] * len(columns)
        arrays = [
            pyarrow.array(each, arrow[self._types[table][name]]) for name, each in zip(columns, values, strict=True)
        ]
        duck = self._duck.cursor()
        duck.register("given", pyarrow.table(arrays, names=list(columns)))
        told = (name if name in columns else f"NULL AS {name}" for name in self._types[table])
        return self.write(table, f"SELECT {', '.join(told)} FROM given", duck=duck)

    def write_empty(self, table: str) -> DataFile:
        """Write a file without rows, by which readers know the columns of the table."""
        columns = ", ".join(f"NULL AS {name}" for name in self._types[table])
        partition = Partition(0, None) if table in GREAT else None
        return self.write(table, f"SELECT {columns} WHERE false", partition)

    def without(self, file: DataFile, gone: str) -> DataFile:
        """Write a file of a table in order anew, without the events whose numbers stand in the table `gone`."""
        column, order = KEPT_IN_ORDER[file.table].event, ", ".join(KEPT_IN_ORDER[file.table].order)
        left = f"{column} NOT IN (SELECT num FROM {gone})"
        rows = f"SELECT * FROM {scan(self.folder, [file])} WHERE {left} ORDER BY {order}"
        extent = Extent(file.first_day, file.last_day, file.first_event, file.last_event)
        return self.write(file.table, rows, file.partition if file.table in GREAT else None, extent)

    def give_up(self) -> None:
        """Delete what was written."""
        for path in self.made:
            if os.path.exists(path):
                os.unlink(path)


def _reached(path: str) -> tuple[int, str]:
    """Return size and hash of a file that is on the disk for sure."""
    with open(path, "rb+") as file:
        os.fsync(file.fileno())
    return os.path.getsize(path), hash_of(path)


def hash_of(path: str) -> str:
    """Return the SHA-256 of a file."""
    with open(path, "rb") as file:
        return file_digest(file, "sha256").hexdigest()
