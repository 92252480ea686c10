"""Single records changed by hand: added, edited and removed, each in one transaction and one batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import sqlalchemy as sa

from dateline.errors import DatabaseError, InvalidQuery, InvalidRecords, NotFound
from dateline.formats.curated.folder import KINDS, Curated
from dateline.formats.curated.links import check_links
from dateline.formats.curated.settling import settle_counts
from dateline.formats.curated.writing import text_of
from dateline.model import Collection
from dateline.storage.engines.writing import writing
from dateline.storage.history.batches import Before, History
from dateline.storage.history.occasion import Occasion
from dateline.storage.opening import alongside, reading
from dateline.storage.reading.counted_from import outside
from dateline.storage.reading.curated_records import Stored
from dateline.storage.schema import tables as t
from dateline.storage.writing.by_hand import note_marks, settle, settled_with
from dateline.storage.writing.load import FALLBACK, known, linked, waiting
from dateline.storage.writing.migrating import check_there
from dateline.storage.writing.references import Key, namers, number_of_namers
from dateline.storage.writing.writer import Writer

_SHOWN = 3


class ChangedMeanwhile(DatabaseError):
    """The record is not any more what it was when its editor was opened; `now` is its text, None if it is gone."""

    def __init__(self, key: Key, now: str | None) -> None:
        what = "changed" if now else "removed"
        super().__init__(f"the {key[0]} {key[1]!r} was {what} meanwhile; nothing was written")
        self.now = now


class Held(NamedTuple):
    """A record as it stands: its TOML, its collection, and whether that is the collection of an import."""

    key: Key
    text: str
    collection: str
    imported: bool = False


class Editor:
    """Changes records through one open connection, as one batch of the history, or as a part of one."""

    def __init__(self, connection: sa.Connection, url: str, history: History) -> None:
        self.connection = connection
        self.stored = Stored(alongside(connection, url))
        self.history = history
        self._before = Before(connection, alongside(connection, url))
        self._touched: list[Key] = []

    def held(self, key: Key) -> Held | None:
        """Return a record that stands there, or None."""
        kind, identity = key
        table = t.metadata.tables[kind]
        owner = self.connection.execute(sa.select(table.c.collection).where(table.c.id == identity)).scalar()
        record = self.stored.record(kind, identity) if owner is not None else None
        return None if owner is None or record is None else Held(key, text_of(record), owner, self._is_of_import(owner))

    def keep(self, collection: Collection) -> None:
        """Write the row of a collection, unless there is one."""
        of = t.collection.c.id
        if self.connection.execute(sa.select(of).where(of == collection.id)).scalar() is None:
            self._writer(collection.id).keep(collection)

    def put(self, kind: str, records: Iterable[Any], collection: str) -> None:
        """Write records of a kind.

        Raises:
            InvalidRecords: another collection has one of them.
        """
        writer, found = self._writer(collection), list(records)
        getattr(writer, f"{kind}s")(found)
        if writer.faults:
            raise InvalidRecords(writer.faults)
        self._touched += [(kind, record.id) for record in found]

    def remove(self, key: Key) -> None:
        """Remove a record.

        Raises:
            NotFound: it is not there.
            InvalidQuery: others name it.
        """
        if (held := self.held(key)) is None:
            raise NotFound(f"there is no {key[0]} with the id {key[1]!r}")
        if found := list(namers(self.connection, key, _SHOWN)):
            names = ", ".join(f"{kind} {identity}" for kind, identity in found)
            if more := number_of_namers(self.connection, key) - len(found):
                names += f" and {more:,} more"
            raise InvalidQuery(
                f"the {key[0]} {key[1]!r} is still referred to by: {names}", "change these records first, or use merge"
            )
        writer = self._writer(held.collection)
        writer.remove(key[0], [key[1]])
        writer.follow()
        self._touched.append(key)

    def _is_of_import(self, collection: str) -> bool:
        """Tell whether a collection is that of an import."""
        of = t.collection.c
        return self.connection.execute(sa.select(of.curated).where(of.id == collection)).scalar() == 0

    def _writer(self, collection: str) -> Writer:
        return Writer(self.connection, collection, history=self.history, before=self._before)

    def seal(self, collection: str | None, report: Mapping[str, Any] | None = None) -> int | None:
        """Close the batch; return its number, None when nothing has changed."""
        note_marks(self.connection, self.history)
        batch = self.history.seal(collection, report=report)
        if batch is not None:
            settle(self.connection, self._touched, batch)
        return batch


@contextmanager
def editing(url: str, occasion: Occasion) -> Iterator[Editor]:
    """Open the database for changes by hand: all of them, or none when anything is wrong.

    Raises:
        DatabaseError: the engine fails; nothing was written.
    """
    check_there(url)
    with writing(url) as connection:
        yield Editor(connection, url, History(connection, occasion))


def save(url: str, found: Curated, collection: str, occasion: Occasion, expected: dict[Key, str | None]) -> int | None:
    """Write records that were edited or are new; return the batch, None when nothing differs.

    `expected` has the text of each as it was when it was opened, None for one that must not exist.

    Raises:
        ChangedMeanwhile: one of them is not what was expected.
        InvalidRecords: they have faults, or name what does not exist.
        DatabaseError: the engine fails.
    """
    with editing(url, occasion) as editor:
        for key, text in expected.items():
            held = editor.held(key)
            if text is None and held:
                raise InvalidQuery(f"the {key[0]} {key[1]!r} already exists", f"dateline edit {key[1]}")
            if text is not None and (held is None or held.text != text):
                raise ChangedMeanwhile(key, held and held.text)
        there, beside = editor.connection, outside(alongside(editor.connection, url))
        settle_counts(found, beside)
        check_links(found, known(there), waiting(there), linked(there), beside.event_date)
        if found.faults:
            raise InvalidRecords(found.faults)
        for kind in KINDS:
            if found.records[kind]:
                editor.put(kind, found.records[kind].values(), collection)
        batch = editor.seal(collection)
        settled_with(editor.connection, expected)
        return batch


def remove(url: str, keys: Iterable[Key], occasion: Occasion) -> int | None:
    """Remove records that nobody else names; return the batch.

    Raises:
        NotFound, InvalidQuery, DatabaseError: as `Editor.remove` does.
    """
    with editing(url, occasion) as editor:
        for key in keys:
            editor.remove(key)
        return editor.seal(None)


def collection_for(url: str, wanted: str | None) -> str:
    """Return the collection that a new record goes to: the one asked for, or the only one there is.

    Raises:
        InvalidQuery: there are several to choose from, or the one asked for is that of an import.
        DatabaseError: there is no database.
    """
    with reading(url) as connection:
        rows: dict[str, int] = dict(connection.run("SELECT id, curated FROM collection ORDER BY id"))
    curated = [name for name, is_curated in rows.items() if is_curated]
    if wanted is not None and rows.get(wanted) == 0:
        raise InvalidQuery(f"{wanted!r} belongs to an import", "choose a curated collection")
    if wanted is None and len(curated) > 1:
        raise InvalidQuery(f"there are several collections: {', '.join(curated)}", "choose with --collection")
    return wanted or (curated[0] if curated else FALLBACK)
