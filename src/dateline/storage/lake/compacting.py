"""Maintenance of a lake: its contents, the soundness of its files, and the merging of small files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import NamedTuple

from dateline.errors import DatabaseError
from dateline.storage.engines.connection import errors_of
from dateline.storage.engines.lakes import manifest as manifests
from dateline.storage.engines.lakes.duck import opened, scan
from dateline.storage.engines.lakes.layout import GREAT, KEPT_IN_ORDER, TEXT, Partition, types
from dateline.storage.engines.lakes.manifest import DataFile, Manifest
from dateline.storage.history.occasion import UNTOLD, Occasion
from dateline.storage.lake.adding import DRAFTS, MEMORY, commit_of, on_disk
from dateline.storage.lake.data_files import FileWriter, extent_of, hash_of
from dateline.storage.writing.report import Report

_WHOLE = 4
"""A partition is put together again when it has more files than this, or files without rows."""


_MANY_WORDS = 1_000_000
"""A file of the index with so many words is left as it is."""


class Compacted(NamedTuple):
    """How many files there were and are, and how many that no state needs any more were deleted."""

    before: int
    after: int
    deleted: int


def compact(folder: str, *, every: bool = False, occasion: Occasion = UNTOLD) -> Compacted:
    """Put the files of each table and partition together where they are many, or wherever there are several.

    Files that are not of the state before this one either are deleted: whoever began to read at that state still can.

    Raises:
        DatabaseError: there is no sound lake, or the disk or the engine fails; the lake is as it was.
    """
    with on_disk(folder), errors_of(f"lake:{folder}"):
        found = manifests.load(folder)
        with manifests.turn(folder):
            found = manifests.load(folder)
            manifests.check_there(folder, found.files)
            writer = FileWriter(folder, opened(memory_limit=MEMORY), found.state + 1)
            try:
                kept = tuple(
                    file for table in types() for file in _together(writer, found.of(table), 1 if every else _WHOLE)
                )
                if set(kept) != set(found.files):
                    found = _next_state(found, kept, occasion)
                    manifests.save(folder, found)
            except BaseException:
                writer.give_up()
                raise
            return Compacted(len(found.before) + len(found.files), len(kept), _delete_rest(folder, found))


def _next_state(found: Manifest, kept: tuple[DataFile, ...], occasion: Occasion) -> Manifest:
    replaced = tuple(sorted({file.path for file in found.files} - {file.path for file in kept}))
    commit = commit_of(found.state + 1, "lake compact", occasion, Report())
    return Manifest(found.state + 1, kept, found.next_event, (*found.commits, commit), replaced)


def _together(writer: FileWriter, of_table: list[DataFile], most: int) -> Iterator[DataFile]:
    if of_table[0].table == TEXT:
        yield from _words_together(writer, of_table, most)
        return
    parts: dict[Partition | None, list[DataFile]] = {}
    for file in of_table:
        parts.setdefault(file.partition if file.table in GREAT else None, []).append(file)
    for partition, found in parts.items():
        full = [file for file in found if file.rows]
        # One file without rows stays, by which readers know the columns.
        if len(found) <= most or (len(full) <= 1 and len(found) <= 1):
            yield from found
            continue
        if partition is None:
            yield writer.write(found[0].table, f"SELECT * FROM {scan(writer.folder, found)}")
            continue
        order = ", ".join(GREAT[found[0].table].order)
        yield writer.write(
            found[0].table, f"SELECT * FROM {scan(writer.folder, found)} ORDER BY {order}", partition, extent_of(full)
        )


def _words_together(writer: FileWriter, of_table: list[DataFile], most: int) -> Iterator[DataFile]:
    """Put small files of the index of words together; to sort big ones anew would take long and gain little."""
    small = [file for file in of_table if file.rows < _MANY_WORDS]
    if len(small) <= max(most, 1):
        yield from of_table
        return
    yield from (file for file in of_table if file not in small)
    order = ", ".join(KEPT_IN_ORDER[TEXT].order)
    yield writer.write(TEXT, f"SELECT * FROM {scan(writer.folder, small)} ORDER BY {order}")


def _paths(folder: str) -> Iterator[str]:
    """Yield the paths of all files in the lake, but for those that keep it."""
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.relpath(os.path.join(place, name), folder)
            if path not in (manifests.NAME, f"{manifests.NAME}.draft", "lock"):
                yield path.replace(os.sep, "/")


def _delete_rest(folder: str, found: Manifest) -> int:
    for name in os.listdir(folder):
        if name.startswith(DRAFTS):
            shutil.rmtree(os.path.join(folder, name), ignore_errors=True)
    needed = {file.path for file in found.files} | set(found.before)
    rest = [path for path in _paths(folder) if path not in needed and path.endswith(".parquet")]
    for path in rest:
        os.unlink(os.path.join(folder, path))
    return len(rest)


def foreign(folder: str, found: Manifest) -> list[str]:
    """Return the paths of files in the folder of a lake that are of no use to it, or not yet deleted."""
    needed = {file.path for file in found.files} | set(found.before)
    return sorted(path for path in _paths(folder) if path not in needed and not path.startswith(DRAFTS))


def verify(folder: str, found: Manifest, tell: Callable[[str], None] = lambda _: None) -> list[str]:
    """Return a sentence for each file that is missing or is not what was written."""
    faults = []
    for number, file in enumerate(found.files, 1):
        if number % 100 == 0:
            tell(f"{number:,} of {len(found.files):,} files")
        try:
            manifests.check_there(folder, [file])
        except DatabaseError as error:
            faults.append(error.message)
            continue
        if hash_of(os.path.join(folder, file.path)) != file.sha256:
            faults.append(f"{folder}: {file.path} differs from the file that was written")
    return faults
