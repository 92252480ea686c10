"""Where the tables of staged events go: files of SQLite, by ADBC, or messages of Arrow."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Protocol

import pyarrow
from pyarrow import ipc

from dateline.storage.writing.columns.ingesting import NewFile
from dateline.storage.writing.columns.staged import LISTS, MOST_FILES, TABLES

_LEAST = 24_000_000
"""Bytes of a text that are worth a file."""
_KEYS = {"event": "num", "event_text": "num", **dict.fromkeys(LISTS, "event, seq")}
Columns = dict[str, Any]
"""Arrays of Arrow by the names of their columns."""


class Sink(Protocol):
    """What takes the tables of some frames, time after time; `put` is called by another thread."""

    @property
    def takes_more(self) -> bool:
        """Whether it can be filled once more."""

    def is_full(self, taken: int) -> bool:
        """Tell whether it is time to close it, when events of so many bytes of the text are in it."""

    def put(self, tables: Mapping[str, Columns]) -> None:
        """Take the tables of a frame."""

    def close(self) -> tuple[str, dict[str, bytes]]:
        """Return the file, or else the tables, with what was put since it was closed before."""


class FileSink:
    """Files in a folder for a text of so many bytes, if its size is known."""

    def __init__(self, folder: str, size: int | None) -> None:
        self._folder, self._size, self._files = folder, size, 0
        self._open: NewFile | None = None

    @property
    def takes_more(self) -> bool:
        """Whether there are not too many files."""
        return self._files < MOST_FILES

    def is_full(self, taken: int) -> bool:
        """Tell whether the text, or so much of it, is worth a file."""
        least = self._size / (MOST_FILES - 1) if self._size else _LEAST * 2.0**self._files
        return taken >= max(_LEAST, least)

    def put(self, tables: Mapping[str, Columns]) -> None:
        """Put the tables into the file."""
        if self._open is None:
            self._files += 1
            self._open = NewFile(self._file, list(map(_definition, TABLES)))
        for name, columns in tables.items():
            if (rows := pyarrow.table(columns)).num_rows:
                self._open.put(name, rows)

    @property
    def _file(self) -> str:
        return os.path.join(self._folder, f"{id(self)}-{self._files}.db")

    def close(self) -> tuple[str, dict[str, bytes]]:
        """Return the file."""
        assert self._open
        self._open.close()
        self._open = None
        return self._file, {}


class TableSink:
    """Tables as messages, which are passed on frame by frame."""

    takes_more = True

    def __init__(self) -> None:
        self._held: list[Mapping[str, Columns]] = []

    def is_full(self, taken: int) -> bool:
        """Return True: a frame is worth a message."""
        return True

    def put(self, tables: Mapping[str, Columns]) -> None:
        """Keep the tables."""
        self._held.append(tables)

    def close(self) -> tuple[str, dict[str, bytes]]:
        """Return the tables."""
        found = {name: pyarrow.concat_tables([pyarrow.table(each[name]) for each in self._held]) for name in TABLES}
        self._held = []
        return "", {name: _message(table) for name, table in found.items()}


def _message(table: Any) -> bytes:
    sink = pyarrow.BufferOutputStream()
    with ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    found: bytes = sink.getvalue().to_pybytes()
    return found


def _definition(table: str) -> str:
    told = ", ".join(f"{column} {kind}" for column, kind in TABLES[table].items())
    without = "" if _KEYS[table] == "num" else " WITHOUT ROWID"
    return f"CREATE TABLE {table} ({told}, PRIMARY KEY ({_KEYS[table]})){without}"
