"""Statements read as tables of Arrow, by drivers that give columns: that takes a fifth of the time of rows.

These open connections of their own; each engine sees to it that they read the very state that the connection reads
beside which they stand. Where a driver is missing or fails, rows are read, which say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from dateline.errors import DatabaseError
from dateline.storage.statements.shapes import Shape

if TYPE_CHECKING:
    Table: TypeAlias = Any  # one of pyarrow, which has no types
Kinds = Mapping[str, str]
"""The names of columns, in order, each with the type that it has in Arrow."""
TOGETHER = 2
"""So many statements are read at a time."""


class NotAsTables(Exception):
    """The driver cannot give a table of this: rows must be read."""


class Asked(NamedTuple):
    """A statement by its name and shape, with its values and the kinds of its columns."""

    name: str
    shape: Shape
    values: Mapping[str, Any]
    kinds: Kinds


class Tables:
    """Reads statements as tables, a few of them at a time."""

    def __init__(self, read: Callable[[Any, Asked], Table], cursors: Sequence[Any]) -> None:
        """Read by `read`, which is given one of the cursors, each used for one statement at a time."""
        self._read, self._free = read, SimpleQueue[Any]()
        self._number = len(cursors)
        for cursor in cursors:
            self._free.put(cursor)

    def several(self, *asked: Asked) -> list[Table]:
        """Return the tables of some statements.

        Raises:
            DatabaseError: the engine fails.
            NotAsTables: the driver fails at one.
        """
        with ThreadPoolExecutor(self._number) as pool:
            return list(pool.map(self._one, asked))

    def _one(self, asked: Asked) -> Table:
        cursor = self._free.get()
        try:
            return as_kinds(self._read(cursor, asked), asked.kinds)
        except DatabaseError:
            raise
        except Exception as error:
            raise NotAsTables(str(error)) from error
        finally:
            self._free.put(cursor)


def as_kinds(table: Table, kinds: Kinds) -> Table:
    """Return a table with the names and types of `kinds`."""
    import pyarrow

    return table.rename_columns(list(kinds)).cast(pyarrow.schema([*kinds.items()]))


def is_installed(*drivers: str) -> bool:
    """Tell whether what tables are made with is installed, and the drivers of ADBC with these names."""
    return all(map(find_spec, ("numpy", "pyarrow", *(f"adbc_driver_{name}" for name in drivers))))
