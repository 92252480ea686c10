"""Single records changed by hand: added, edited, removed and merged, each in one transaction and one batch."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import sqlalchemy as sa

from dateline.dates import Date
from dateline.errors import DatabaseError, InvalidQuery, InvalidRecords, NotFound
from dateline.formats.curated.folder import KINDS, Curated
from dateline.formats.curated.links import check_links
from dateline.formats.curated.writing import text_of
from dateline.measures import in_order
from dateline.model import Actor, Event
from dateline.storage.engines.writing import writing
from dateline.storage.history.batches import Before, History
from dateline.storage.history.occasion import Occasion
from dateline.storage.opening import alongside
from dateline.storage.reading.curated_records import Stored
from dateline.storage.schema import tables as t
from dateline.storage.writing.load import FALLBACK, known, waiting
from dateline.storage.writing.migrating import ensure
from dateline.storage.writing.references import Key, namers
from dateline.storage.writing.writer import Writer

_SHOWN = 3


class ChangedMeanwhile(DatabaseError):
    """The record is not any more what it was when its editor was opened; `now` is its text, None if it is gone."""

    def __init__(self, key: Key, now: str | None) -> None:
        what = "changed" if now else "removed"
        super().__init__(f"the {key[0]} {key[1]!r} was {what} meanwhile; nothing was written")
        self.now = now


class Held(NamedTuple):
    """A record as it stands: its TOML and its collection."""

    key: Key
    text: str
    collection: str


class Editor:
    """Changes records through one open connection, as one batch of the history."""

    def __init__(self, connection: sa.Connection, url: str, occasion: Occasion) -> None:
        self.connection = connection
        self.stored = Stored(alongside(connection, url))
        self._history = History(connection, occasion)
        self._before = Before(connection, alongside(connection, url))

    def held(self, key: Key) -> Held | None:
        """Return a record that stands there, or None."""
        kind, identity = key
        table = t.metadata.tables[kind]
        owner = self.connection.execute(sa.select(table.c.collection).where(table.c.id == identity)).scalar()
        record = self.stored.record(kind, identity) if owner is not None else None
        return None if owner is None or record is None else Held(key, text_of(record), owner)

    def put(self, kind: str, records: Iterable[Any], collection: str) -> None:
        """Write records of a kind.

        Raises:
            InvalidRecords: another collection has one of them.
        """
        writer = self._writer(collection)
        getattr(writer, f"{kind}s")(records)
        if writer.faults:
            raise InvalidRecords(writer.faults)

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
            raise InvalidQuery(
                f"the {key[0]} {key[1]!r} is still referred to by: {names}", "change these records first, or use merge"
            )
        writer = self._writer(held.collection)
        writer.remove(key[0], [key[1]])
        writer.follow()

    def _writer(self, collection: str) -> Writer:
        return Writer(self.connection, collection, history=self._history, before=self._before)

    def seal(self, collection: str | None) -> int | None:
        """Close the batch; return its number, None when nothing has changed."""
        return self._history.seal(collection)


@contextmanager
def editing(url: str, occasion: Occasion) -> Iterator[Editor]:
    """Open the database for changes by hand: all of them, or none when anything is wrong.

    Raises:
        DatabaseError: the engine fails; nothing was written.
    """
    ensure(url)
    with writing(url) as connection:
        yield Editor(connection, url, occasion)


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
            if held:
                _check_curated(editor, held)
        check_links(found, known(editor.connection), waiting(editor.connection))
        if found.faults:
            raise InvalidRecords(found.faults)
        for kind in KINDS:
            if found.records[kind]:
                editor.put(kind, found.records[kind].values(), collection)
        return editor.seal(collection)


def remove(url: str, keys: Iterable[Key], occasion: Occasion) -> int | None:
    """Remove records that nobody else names; return the batch.

    Raises:
        NotFound, InvalidQuery, DatabaseError: as `Editor.remove` does.
    """
    with editing(url, occasion) as editor:
        for key in keys:
            if held := editor.held(key):
                _check_curated(editor, held)
            editor.remove(key)
        return editor.seal(None)


def merge(url: str, old: Key, into: str, occasion: Occasion) -> tuple[int | None, int]:
    """Merge an actor or event into another; return the batch, and how many records named the old one.

    Whoever named the old one names the other, which gets its names or its citations, actors and themes too. The old id
    leads to the other from now on.

    Raises:
        NotFound: one of them is not there.
        InvalidQuery: they are the same, or events of an import name the old one.
        DatabaseError: the engine fails.
    """
    kind, identity = old
    if identity == into:
        raise InvalidQuery(f"{into!r} cannot be merged into itself")
    with editing(url, occasion) as editor:
        gone, kept = (editor.held((kind, each)) for each in (identity, into))
        if gone is None or kept is None:
            raise NotFound(f"there is no {kind} with the id {identity if gone is None else into!r}")
        naming = list(dict.fromkeys(namers(editor.connection, old)))
        for key in dict.fromkeys([*naming, (kind, into)]):
            _rename(editor, key, old, into)
        _join(editor, old, kept)
        editor.remove(old)
        of = t.redirect.c
        editor.connection.execute(
            sa.update(t.redirect).where(of.kind == kind, of.target == identity).values(target=into)
        )
        editor.connection.execute(sa.insert(t.redirect), {"kind": kind, "id": identity, "target": into})
        return editor.seal(kept.collection), len(naming)


def _rename(editor: Editor, key: Key, old: Key, into: str) -> None:
    """Let a record name `into` where it named `old`.

    Raises:
        InvalidQuery: it is an event of an import, which would come back with the next.
    """
    kind, identity = key
    held = editor.held(key)
    if held is None or key == old:
        return
    _check_curated(editor, held)
    record = _renamed(editor.stored.record(kind, identity), old, into)
    if key == ("actor", into):
        record = dataclasses.replace(record, member_of=tuple(each for each in record.member_of if each.actor != into))
    editor.put(kind, [record], held.collection)


def _check_curated(editor: Editor, held: Held) -> None:
    of = t.collection.c
    if editor.connection.execute(sa.select(of.curated).where(of.id == held.collection)).scalar() == 0:
        kind, identity = held.key
        raise InvalidQuery(
            f"the {kind} {identity!r} belongs to the import {held.collection!r}, and the next import would restore it",
            "load a curated record with its id: it replaces the imported one for good",
        )


def _renamed(value: Any, old: Key, into: str) -> Any:
    """Return a record, or a part of one, with the name of `old` exchanged wherever its fields may hold it."""
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(_renamed(each, old, into) for each in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, Date | type):
        return value
    kind, identity = old
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        found = getattr(value, field.name)
        names = field.name == kind and isinstance(found, str)
        changed[field.name] = into if names and found == identity else _renamed(found, old, into)
    if "actors" in changed:  # both may have taken part
        changed["actors"] = _union(changed["actors"], ())
    return type(value)(**changed)


def _join(editor: Editor, old: Key, kept: Held) -> None:
    """Give the record that stays what the one that goes has beyond it."""
    kind, identity = old
    gone = _renamed(editor.stored.record(kind, identity), old, kept.key[1])
    stays = editor.stored.record(kind, kept.key[1])
    if isinstance(stays, Actor):
        names = (*stays.aliases, identity, gone.name, *gone.aliases)
        memberships = [each for each in gone.member_of if each.actor != stays.id and each not in stays.member_of]
        joined: Any = dataclasses.replace(
            stays,
            aliases=tuple(dict.fromkeys(name for name in names if name not in (stays.id, stays.name))),
            member_of=(*stays.member_of, *memberships),
            citations=_union(stays.citations, gone.citations),
        )
    else:
        assert isinstance(stays, Event)
        joined = dataclasses.replace(
            stays,
            actors=_union(stays.actors, gone.actors),
            themes=_union(stays.themes, gone.themes),
            measures=in_order({each.name: each for each in (*gone.measures, *stays.measures)}.values()),
            citations=_union(stays.citations, gone.citations),
        )
    editor.put(kind, [joined], kept.collection)


def _union(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def collection_for(url: str, wanted: str | None) -> str:
    """Return the collection that a new record goes to: the one asked for, or the only one there is.

    Raises:
        InvalidQuery: there are several to choose from, or the one asked for is that of an import.
    """
    with writing(url) as connection:
        of = t.collection.c
        rows = dict(connection.execute(sa.select(of.id, of.curated).order_by(of.id)).all())
    curated = [name for name, is_curated in rows.items() if is_curated]
    if wanted is not None and rows.get(wanted) == 0:
        raise InvalidQuery(f"{wanted!r} belongs to an import", "choose a curated collection")
    if wanted is None and len(curated) > 1:
        raise InvalidQuery(f"there are several collections: {', '.join(curated)}", "choose with --collection")
    return wanted or (curated[0] if curated else FALLBACK)
