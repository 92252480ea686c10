"""What a load may write: files then, files now and the database now, compared record by record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from dateline.errors import Fault, InvalidRecords
from dateline.formats.curated.folder import KINDS, Curated, read_text
from dateline.formats.curated.writing import text_of
from dateline.render.differences import differences
from dateline.storage.engines.connection import Connection
from dateline.storage.history.standing import Standing
from dateline.storage.history.undone import undone
from dateline.storage.reading.curated_records import Stored
from dateline.storage.writing.references import Key

Side = Literal["files", "database", "both"]
Choice = Literal["theirs", "ours"] | None
_BY_HAND = "SELECT 1 FROM batch WHERE report IS NULL OR undoes IS NOT NULL OR command = 'merge' LIMIT 1"
"""A batch has a report if it took records from files, or took a batch back, or merged two records."""
_REVISIONS = """
SELECT revision.kind, revision.id, revision.batch, batch.command,
batch.report IS NOT NULL AND batch.command <> 'merge', revision.collection,
revision.content
FROM revision JOIN batch ON batch.num = revision.batch ORDER BY revision.batch, revision.seq
"""


class Apart(NamedTuple):
    """A record that is not the same in files and database, and on which side it was changed since it was loaded.

    `then`, `files` and `database` are its TOML, None where there is none; `batch` and `command` are its last change.
    """

    key: Key
    side: Side
    then: str | None
    files: str | None
    database: str | None
    batch: int | None
    command: str | None


class _Past(NamedTuple):
    batch: int
    command: str
    loaded: str | None
    owner: str | None


def apart(connection: Connection, found: Curated, collection: str) -> Iterator[Apart]:
    """Yield each record of `collection` that differs between the files that were read and the database."""
    stored, past = Stored(connection), _pasts(connection)
    for kind in KINDS:
        owners = stored.owners(kind)
        of_it = _of_collection(connection, kind, found, collection)
        there = {each.id: text_of(each) for each in of_it}
        here = {identity: text_of(record) for identity, record in found.records[kind].items()}
        removed = {identity for of, identity in past if of == kind and past[of, identity].owner == collection}
        for identity in sorted(there.keys() | here.keys() | removed):
            files, now, key = here.get(identity), there.get(identity), (kind, identity)
            if files == now or (now is None and identity in owners):  # another collection has it: the writer says so
                continue
            last = past.get(key)
            then = _canonical(kind, last.loaded) if last else now
            yield Apart(key, _side(then, files, now), then, files, now, *(last[:2] if last else (None, None)))


def _of_collection(connection: Connection, kind: str, found: Curated, collection: str) -> Iterator[Any]:
    """Yield the stored records of a collection; of an import, which may have millions, those read and corrected."""
    stored = Stored(connection)
    if found.imported:
        corrected = stored.corrected(kind)
        standing = Standing(connection)
        yield from (standing.record(kind, each) for each in found.records[kind] if corrected.get(each) == collection)
    else:
        owners = stored.owners(kind)
        yield from (each for each in stored.records(kind) if owners.get(each.id) == collection)


def agreed(connection: Connection, found: Curated, collection: str) -> Iterator[tuple[Key, str]]:
    """Yield the key and TOML of each record that files and database have alike, but not as it was loaded last."""
    standing = Standing(connection)
    for (kind, identity), last in _pasts(connection).items():
        record = found.records[kind].get(identity) if kind in KINDS else None
        if record is None or standing.owner(kind, identity) != collection:
            continue
        text, now = text_of(record), standing.record(kind, identity)
        if now is not None and text == text_of(now) != _canonical(kind, last.loaded):
            yield (kind, identity), text


def _side(then: str | None, files: str | None, now: str | None) -> Side:
    return "files" if now == then else "database" if files == then else "both"


def _pasts(connection: Connection) -> dict[Key, _Past]:
    """Return, for each record whose last change is not that of a load, that change and what was loaded last.

    What was undone does not count, nor does the undoing of it.
    """
    if not connection.run(_BY_HAND):
        return {}
    gone = undone(connection)
    loaded: dict[Key, tuple[str | None, str | None]] = {}
    by_hand: dict[Key, tuple[int, str]] = {}
    for kind, identity, batch, command, is_load, collection, content in connection.run(_REVISIONS):
        if batch in gone:
            continue
        if is_load:
            loaded[kind, identity] = (content, collection)
            by_hand.pop((kind, identity), None)
        else:
            by_hand[kind, identity] = (batch, command)
    return {key: _Past(*last, *loaded.get(key, (None, None))) for key, last in by_hand.items()}


def _canonical(kind: str, content: str | None) -> str | None:
    """Return what this version writes of what an earlier one wrote."""
    if content is None:
        return None
    records = read_text("history", content, imported=True, frozen=True).records[kind].values()
    return next(map(text_of, records), content)


def settled(found: Curated, ways: Iterable[Apart], choice: Choice, *, prune: bool) -> dict[str, set[str]]:
    """Leave out of what was read whatever the database keeps, and return the ids of that, by kind.

    What was changed in the database alone stays, what was changed in the files alone is loaded. A record that was
    changed on both sides is a fault, unless `choice` says who wins; the files then win over all changes.

    Raises:
        InvalidRecords: records were changed on both sides.
    """
    kept: dict[str, set[str]] = {kind: set() for kind in KINDS}
    faults = []
    for each in ways if choice != "theirs" else ():
        kind, identity = each.key
        if each.side == "files" or (each.files is None and not prune):
            continue
        if each.command == "merge" and each.database is None:  # the writer says into what it was merged
            continue
        if each.side == "both" and choice is None:
            faults.append(_fault(found, each))
        kept[kind].add(identity)
        found.records[kind].pop(identity, None)
    if faults:
        error = InvalidRecords(faults)
        error.hint = (
            "load --theirs takes all of the files, load --ours keeps these records of the database; "
            "dateline dump writes the database to files"
        )
        raise error
    return kept


def _fault(found: Curated, each: Apart) -> Fault:
    place = found.places.get(each.key)
    message = f"{' '.join(each.key)} was changed here and in the database ({each.command}, batch {each.batch})"
    message += " since it was loaded"
    for name, text in (("in the database", each.database), ("in the files", each.files)):
        lines = [f"{sign} {line}" for sign, line in differences(each.then, text)] if text else ["removed"]
        message += f"\n  {name}:" + "".join(f"\n    {line}" for line in lines)
    return Fault(place.file if place else "files", place.line if place else None, message)
