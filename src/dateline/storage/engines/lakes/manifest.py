"""The manifest of a lake: the list of its files. A reader of the manifest sees one state, whatever is added meanwhile.

It is one JSON file that is replaced whole. Files are never changed: what is written later has another name, and files
that no state needs any more are deleted by `compact` alone, when the state after them has been replaced too.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from dateline.drafts import draft
from dateline.errors import DatabaseError
from dateline.platforms import lock
from dateline.safe_parsing import Unreadable, json_value
from dateline.storage.engines.lakes.layout import GREAT, KEPT_IN_ORDER, Partition
from dateline.storage.schema.version import SCHEMA

NAME = "manifest.json"
FORMAT = 2
"""The version of this file's form and of the index of words; the other tables are those of the schema of the databases.
"""


class DataFile(NamedTuple):
    """A Parquet file of one table, by its path in the lake.

    Of a great table: its partition, and the least and greatest first day and number of its events.
    """

    path: str
    table: str
    rows: int
    size: int
    sha256: str
    length_class: int | None = None
    year: int | None = None
    first_day: int | None = None
    last_day: int | None = None
    first_event: int | None = None
    last_event: int | None = None

    @property
    def partition(self) -> Partition:
        """Return the partition of a file of a great table."""
        assert self.length_class is not None
        return Partition(self.length_class, self.year)


class Manifest(NamedTuple):
    """A state of a lake: its number, its files, the number of the next event, and how it came about.

    `commits` are {state, recorded, author, command, reason, report}, the last one last. `before` are the paths of files
    of the state before that are not of this one.
    """

    state: int = 0
    files: tuple[DataFile, ...] = ()
    next_event: int = 1
    commits: tuple[Mapping[str, Any], ...] = ()
    before: tuple[str, ...] = ()

    def of(self, table: str) -> list[DataFile]:
        """Return the files of a table."""
        return [file for file in self.files if file.table == table]

    @property
    def rows(self) -> dict[str, int]:
        """Return how many rows each table has."""
        found: dict[str, int] = {}
        for file in self.files:
            found[file.table] = found.get(file.table, 0) + file.rows
        return found

    def text(self) -> str:
        """Return the manifest as JSON, a line a file."""
        head = {
            "dateline": "lake", "format": FORMAT, "schema": SCHEMA, "state": self.state, "next_event": self.next_event,
            "rows": self.rows, "commits": self.commits, "before": self.before, "columns": DataFile._fields,
        }  # fmt: skip
        lines = ",\n".join(json.dumps(file) for file in self.files)
        return json.dumps(head, ensure_ascii=False)[:-1] + f', "files": [\n{lines}\n]}}\n'


def read(text: str, where: str) -> Manifest:
    """Return the manifest that is written in `text`, of the lake called `where` in messages.

    Raises:
        DatabaseError: it is damaged, foreign, or of another version.
    """
    try:
        found = json_value(text)
    except Unreadable:
        raise DatabaseError(f"{where}: {NAME} is damaged", "restore the lake from a copy, or create it again") from None
    if not isinstance(found, dict) or found.get("dateline") != "lake":
        raise DatabaseError(f"{where} is not a dateline lake", "create one with: dateline lake create DIR")
    _check_versions(found, where)
    try:
        files = tuple(_data_file(values, where) for values in found["files"])
        if not {file.table for file in files} >= KEPT_IN_ORDER.keys():
            raise ValueError
        commits, before = tuple(found["commits"]), tuple(found["before"])
        return Manifest(int(found["state"]), files, int(found["next_event"]), commits, before)
    except (KeyError, TypeError, ValueError):
        raise DatabaseError(f"{where}: {NAME} is damaged", "restore the lake from a copy, or create it again") from None


def _check_versions(found: Mapping[str, Any], where: str) -> None:
    for name, ours in (("format", FORMAT), ("schema", SCHEMA)):
        theirs = found.get(name)
        if type(theirs) is not type(ours):
            raise DatabaseError(f"{where}: {NAME} has no {name}", "restore the lake from a copy, or create it again")
        if theirs > ours:
            raise DatabaseError(f"{where} has {name} {theirs}, newer than this program's {ours}", "update dateline")
        if theirs < ours:
            raise DatabaseError(f"{where} has {name} {theirs}, this program needs {ours}", "create the lake again")


def _data_file(values: list[Any], where: str) -> DataFile:
    file = DataFile(*values)
    known = isinstance(file.path, str) and not os.path.isabs(file.path) and ".." not in file.path.split("/")
    if not known or not isinstance(file.rows, int) or (file.table in GREAT) != isinstance(file.length_class, int):
        raise DatabaseError(f"{where}: {NAME} refers to an impossible file: {file.path}")
    return file


def load(folder: str) -> Manifest:
    """Return the manifest of the lake in `folder`.

    Raises:
        DatabaseError: there is none, or as for `read`.
    """
    path = os.path.join(folder, NAME)
    try:
        with open(path, encoding="utf-8") as file:
            return read(file.read(), folder)
    except FileNotFoundError:
        raise DatabaseError(f"no lake at {folder}", f"create one with: dateline lake create {folder}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise DatabaseError(f"{path} cannot be read: {error}") from None


def save(folder: str, manifest: Manifest) -> None:
    """Put a manifest in the place of the one before, at once or not at all."""
    with draft(os.path.join(folder, NAME)) as made, open(made, "w", encoding="utf-8") as file:
        file.write(manifest.text())
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def turn(folder: str) -> Iterator[None]:
    """Wait until nobody else writes to the lake; the system lets go of it when a process is killed."""
    with open(os.path.join(folder, "lock"), "a", encoding="ascii") as file:
        lock(file)
        yield


def check_there(folder: str, files: Iterable[DataFile]) -> None:
    """Make sure that files are there and have their size.

    Raises:
        DatabaseError: one is missing, or is another file.
    """
    for file in files:
        try:
            size = os.stat(os.path.join(folder, file.path)).st_size
        except OSError:
            message = f"{folder}: the file {file.path} is missing"
            raise DatabaseError(message, "restore it from a copy of the lake, or create the lake again") from None
        check_size(folder, file, size)


def check_size(folder: str, file: DataFile, size: int | None) -> None:
    """Make sure that a file has the size that was written.

    Raises:
        DatabaseError: it has another one.
    """
    if size != file.size:
        message = f"{folder}: {file.path} differs from the file that was written: it has {size} bytes, not {file.size}"
        raise DatabaseError(message, "restore it from a copy of the lake, or create the lake again")
