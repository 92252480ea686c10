"""Curated records between files and a database: read, checked, written out and compared."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from dateline.dates.convention_settings import circa_text
from dateline.drafts import write_together
from dateline.errors import InvalidQuery, InvalidRecords, NotFound, UnusableFile
from dateline.formats.curated.folder import KINDS, Curated, located, read_paths
from dateline.formats.curated.links import check_links
from dateline.formats.curated.settling import settle_counts
from dateline.formats.curated.writing import text_of
from dateline.names import nearest
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.counted_from import outside
from dateline.storage.reading.curated_records import Stored
from dateline.wire_fields import Record

STATUS_FIELDS = ("kind", "id", "changed", "batch", "command", "then", "database", "files")
DIFFERENCE_FIELDS = ("kind", "id", "where", "database", "files")


def read(paths: Iterable[str]) -> Curated:
    """Return what stands in `paths`, each a file, a folder or the name of a shipped collection, with its faults."""
    places = []
    for path in paths:
        try:
            places.append(located(path))
        except KeyError as error:
            message = f"{path!r} is not a file, a folder or a shipped collection; shipped: {error.args[0]}"
            raise NotFound(message) from None
    return read_paths(places)


def spread(found: Curated, circa: tuple[int, str] | None) -> Curated:
    """Give the collection that was read the spread of approximate dates, unless it has one of its own."""
    if circa and found.collection and not found.collection.circa:
        found.collection = replace(found.collection, circa=circa_text(circa))
    return found


def checked(paths: Iterable[str], *, linked: bool = True) -> Curated:
    """Return what stands in `paths`, without a fault; all that is named must be there too, unless not `linked`.

    What corrections of an import name is in the database.
    """
    found = read(paths)
    settle_counts(found)
    if linked and not found.imported:
        check_links(found)
    if found.faults:
        raise InvalidRecords(found.faults, consequence="")
    return found


def dumped(connection: Connection, collection: str | None = None, *, by_record: bool = False) -> dict[str, str]:
    """Return the curated records as TOML: the text of each file by its path, several collections in a folder each.

    With `by_record` each record has a file of its own.
    """
    from dateline.formats.curated.layout import files_of

    stored = Stored(connection)
    owners = {kind: stored.owners(kind) | corrected(stored, kind) for kind in KINDS}
    named = {each.id: each for each in stored.collections()}
    imports = {each.id: each for each in stored.collections(curated=False)}
    ids = sorted(set(named) | {owner for found in owners.values() for owner in found.values()})
    if collection is not None and collection not in ids:
        there = ", ".join(nearest(collection, ids) or ids) or "none"
        raise NotFound(f"there is no curated collection {collection!r}", f"there is: {there}")
    chosen = ids if collection is None else [collection]
    records = {kind: list(_records(stored, kind)) for kind in KINDS}
    files: dict[str, str] = {}
    for each in chosen:
        own = {
            kind: [record for record in found if owners[kind].get(record.id) == each] for kind, found in records.items()
        }
        below = f"{each}/" if len(chosen) > 1 else ""
        found = files_of(named.get(each) or imports.get(each), own, imported=each in imports, by_record=by_record)
        files |= {below + file: text for file, text in found.items()}
    return files


def corrected(stored: Stored, kind: str) -> dict[str, str]:
    """Return the collections of the records of a kind that came with an import and were changed by hand, by id."""
    return stored.corrected(kind) if kind in ("source", "actor", "theme", "event") else {}


def _records(stored: Stored, kind: str) -> Iterator[Any]:
    yield from stored.records(kind)
    if kind == "event":
        yield from stored.corrected_events()


def left_out(connection: Connection) -> str | None:
    """Return what a dump cannot say, None where there is nothing."""
    found = {name: number for name, number in Stored(connection).gone_by_hand().items() if number}
    counts = " and ".join(f"{number} {name} by hand" for name, number in found.items())
    return f"left out: ids of records {counts}; `dateline db backup` keeps them" if found else None


def write_files(folder: str, files: dict[str, str], *, force: bool = False) -> None:
    """Write files below a folder, all or none; with `force` those there are replaced, and other TOML files removed.

    Raises:
        InvalidQuery: there are such files, and no `force`.
        UnusableFile: one cannot be written; then none is.
    """
    other = set(_toml_files(folder)) - set(files)
    replaced = [file for file in files if os.path.exists(os.path.join(folder, file))]
    if (other or replaced) and not force:
        raise InvalidQuery(f"{folder} already contains {(sorted(other) + replaced)[0]}; use --force to replace it")
    within = {os.path.join(folder, file): text for file, text in files.items()}
    try:
        write_together(within, [os.path.join(folder, file) for file in other])
    except OSError as error:
        raise UnusableFile(error.filename or folder, error) from error


def _toml_files(folder: str) -> Iterator[str]:
    for base, _, names in os.walk(folder):
        yield from (os.path.relpath(os.path.join(base, name), folder) for name in names if name.endswith(".toml"))


def differences(connection: Connection, files: Curated) -> Iterator[Record]:
    """Yield, with DIFFERENCE_FIELDS, each record that is not the same in its collection of the database as in files.

    `where` is both, database or files; the last two fields have its TOML there, or None.
    """
    from dateline.storage.writing.load import FALLBACK

    settle_counts(files, outside(connection))
    stored, collection = Stored(connection), files.collection.id if files.collection else FALLBACK
    for kind in KINDS:
        owners = corrected(stored, kind) if files.imported else stored.owners(kind)
        there = {each.id: text_of(each) for each in _records(stored, kind) if owners.get(each.id) == collection}
        here = {identity: text_of(record) for identity, record in files.records[kind].items()}
        for identity in sorted(there.keys() | here.keys()):
            if there.get(identity) != here.get(identity):
                where = "database" if identity not in here else "both" if identity in there else "files"
                values = (kind, identity, where, there.get(identity), here.get(identity))
                yield dict(zip(DIFFERENCE_FIELDS, values, strict=True))


def status(connection: Connection, files: Curated) -> Iterator[Record]:
    """Yield, with STATUS_FIELDS, each record that is not the same in its collection of the database as in files.

    `changed` is files, database or both: where it was changed since it was loaded. `batch` and `command` are its last
    change in the database, None where that was a load; the last three fields have its TOML, or None.
    """
    from dateline.storage.writing.load import FALLBACK
    from dateline.storage.writing.three_ways import apart

    settle_counts(files, outside(connection))
    for each in apart(connection, files, files.collection.id if files.collection else FALLBACK):
        values = (*each.key, each.side, each.batch, each.command, each.then, each.database, each.files)
        yield dict(zip(STATUS_FIELDS, values, strict=True))
