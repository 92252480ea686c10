"""Taking in the events of one file, in one transaction, at constant memory.

Events are written as they come. What has to stand in another order (the junctions) is written at the end, sorted, by
the engine itself: a tree filled in its own order is several times faster and smaller.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from dateline.formats.incoming import DataSet, Rejected, Withdrawn
from dateline.model import Actor, Participant
from dateline.names import fold
from dateline.storage import text_index
from dateline.storage.appending import append
from dateline.storage.fingerprints import fingerprint
from dateline.storage.junctions import Staged, fill_junctions, forget
from dateline.storage.prepared import COLUMNS, Prepared, Ready
from dateline.storage.tables import actor as actor_table
from dateline.storage.tables import collection as collection_table
from dateline.storage.tables import event as event_table
from dateline.storage.tables import source as source_table
from dateline.storage.tables import tombstone
from dateline.storage.writer import Report, Writer

_Row = tuple[Any, ...]
_EVENT = ("num", "id", "collection", "fingerprint", *COLUMNS, "version")
_ACTOR = ("num", "id", "collection", "fingerprint", "name", "kind", "description", "date")
_AMONG = {
    "sqlite": "IN (SELECT value FROM json_each(:ids))",
    "postgresql": "= ANY(:ids)",
}


class Known(NamedTuple):
    """What the store has of an event."""

    num: int
    collection: str
    fingerprint: str
    version: int | None


class Rows:
    """Rows on their way to the tables."""

    def __init__(self) -> None:
        self.actors: list[_Row] = []
        self.names: list[_Row] = []
        self.events: list[_Row] = []
        self.participants: list[_Row] = []
        self.citations: list[_Row] = []
        self.themes: list[tuple[int, int]] = []

    def write(self, connection: sa.Connection) -> None:
        """Append all of them, and index the words of the events."""
        append(connection, "actor", _ACTOR, self.actors)
        append(connection, "actor_name", ("folded", "actor", "seq", "name"), self.names)
        append(connection, "event", _EVENT, self.events)
        append(connection, "participant", ("event", "seq", "actor", "role"), self.participants)
        append(connection, "event_citation", ("event", "seq", "source", "locator", "quote"), self.citations)
        append(connection, "staged_theme", ("event", "theme"), self.themes)
        text_index.add(connection, sorted(row[0] for row in self.events))


class Intake:
    """Writes the items of one file through an open connection; the caller commits or rolls back."""

    def __init__(self, connection: sa.Connection, dataset: DataSet, collection: str) -> None:
        self._connection, self._dataset, self._collection = connection, dataset, collection
        self._writer = Writer(connection, collection, curated=False)
        self._actors = {row[0]: row[1] for row in connection.execute(sa.select(actor_table.c.id, actor_table.c.num))}
        self._sources = set(connection.execute(sa.select(source_table.c.id)).scalars())
        self._next_actor = max(self._actors.values(), default=0) + 1
        self._first = self._next = (connection.execute(sa.select(sa.func.max(event_table.c.num))).scalar() or 0) + 1
        self._any = self._next > 1
        self._buried = bool(connection.execute(sa.select(tombstone.c.id).limit(1)).first())
        self._changed: set[int] = set()
        self._staged = Staged(connection)
        self._made = 0
        self._rows = Rows()
        self.report = Report()

    def take(self, items: Sequence[Ready]) -> Iterator[Rejected]:
        """Write a few thousand items, and yield those that are no events or cannot be taken."""
        ids = [each.id for each in items if not isinstance(each, Rejected)]
        known, buried = self._known(ids), self._tombstones(ids)
        for each in items:
            if isinstance(each, Rejected):
                yield each
                continue
            self.report.read += 1
            if isinstance(each, Withdrawn):
                self._withdraw(each, known, buried)
            elif refused := self._take(each, known, buried):
                yield Rejected(each.line, refused, {"id": each.id})
        self._flush()

    def finish(self) -> Report:
        """Write what needs all events to be there, and return what became of them."""
        themes = [*self._dataset.themes(), *(self._dataset.theme(name) for name in self._staged.themes_with_parents())]
        known = set(self._connection.execute(sa.text("SELECT id FROM theme")).scalars())
        lacking = {theme.id: theme for theme in themes if theme.id not in known}
        if self._next > self._first or self._changed:
            self._writer.themes(lacking.values())
            fill_junctions(self._connection, self._staged, self._first, self._next, sorted(self._changed))
        done = self.report
        if done.inserted or done.updated or done.removed or self._made:
            self._writer.keep(*self._title())
        return done

    def _title(self) -> tuple[str, str, None]:
        """Return the collection's id and title; a title that stands already is kept."""
        of = collection_table.c
        chosen = sa.select(of.title).where(of.id == self._collection)
        return self._collection, self._connection.execute(chosen).scalar() or self._collection, None

    def _flush(self) -> None:
        rows, self._rows = self._rows, Rows()
        rows.write(self._connection)

    def _known(self, ids: list[str]) -> dict[str, Known]:
        """Return what the store has of these events; an empty store is not asked."""
        if not (self._any or self._next > self._first):
            return {}
        sql = "SELECT id, num, collection, fingerprint, version FROM event WHERE id "
        return {row[0]: Known(*row[1:]) for row in self._among(sql, ids)}

    def _tombstones(self, ids: list[str]) -> dict[str, int | None]:
        if not self._buried:
            return {}
        return {row[0]: row[1] for row in self._among("SELECT id, version FROM tombstone WHERE id ", ids)}

    def _among(self, sql: str, ids: list[str]) -> Iterable[Any]:
        name = self._connection.dialect.name
        value: object = json.dumps(ids) if name == "sqlite" else ids
        return self._connection.execute(sa.text(sql + _AMONG[name]), {"ids": value})

    def _take(self, item: Prepared, known: dict[str, Known], buried: dict[str, int | None]) -> str | None:
        """Take one event; return why it is refused, if it is."""
        identity, version = item.id, item.version
        had = known.get(identity)
        if had is None:
            if identity in buried and not _newer(version, buried[identity]):
                self.report.unchanged += 1
                return None
            num, self._next = self._next, self._next + 1
            self.report.inserted += 1
        elif had.fingerprint == item.fingerprint or (
            had.collection == self._collection and _newer(had.version, version)
        ):
            self.report.unchanged += 1
            return None
        elif had.collection != self._collection:
            return f"the id belongs to the collection {had.collection!r} and says something else there"
        else:
            num = had.num
            if self._is_own(num) and not _newer(version, had.version):
                return f"duplicate id {identity!r}, which said something else before in this file"
            self._forget(num)
            if num < self._first:
                self._changed.add(num)
            self.report.updated += 1
        known[identity] = Known(num, self._collection, item.fingerprint, version)
        self._add(item, num)
        return None

    def _forget(self, num: int) -> None:
        """Delete an event, which may be on its way still."""
        self._flush()
        forget(self._connection, num)
        if self._is_own(num):
            self._staged.forget(num)

    def _is_own(self, num: int) -> bool:
        return num >= self._first or num in self._changed

    def _add(self, item: Prepared, num: int) -> None:
        rows = self._rows
        rows.events.append((num, item.id, self._collection, item.fingerprint, *item.row, item.version))
        for seq, (actor, role, name) in enumerate(item.actors):
            number = self._actors.get(actor) or self._new_actor(Participant(actor, role, name))
            rows.participants.append((num, seq, number, role))
        if item.themes:
            rows.themes += [(num, key) for key in self._staged.keys_of(item.themes)]
        for seq, (source, locator, quote) in enumerate(item.citations):
            if source not in self._sources:
                self._new_source(source)
            rows.citations.append((num, seq, source, locator, quote))

    def _new_actor(self, participant: Participant) -> int:
        made: Actor = self._dataset.actor(participant)
        num = self._actors[participant.actor] = self._next_actor
        self._next_actor += 1
        self._made += 1
        date = made.date.edtf if made.date else None
        self._rows.actors.append(
            (num, made.id, self._collection, fingerprint(made), made.name, made.kind, made.description, date)
        )
        folded: dict[str, _Row] = {}
        for seq, name in enumerate((made.id, made.name, *made.aliases)):
            key = fold(name) or name
            folded.setdefault(key, (key, num, seq, name))
        self._rows.names += folded.values()
        return num

    def _new_source(self, identity: str) -> None:
        kept, self._writer.report = self._writer.report, Report()
        self._writer.sources([self._dataset.source(identity)])
        self._writer.report = kept
        self._sources.add(identity)
        self._made += 1

    def _withdraw(self, item: Withdrawn, known: dict[str, Known], buried: dict[str, int | None]) -> None:
        had = known.get(item.id)
        if had and (had.collection != self._collection or _newer(had.version, item.version)):
            self.report.unchanged += 1
            return
        if had:
            self._forget(had.num)
            self._changed.discard(had.num)
            del known[item.id]
        self.report.removed += had is not None
        self.report.unchanged += had is None
        self._bury(item)
        buried[item.id] = item.version

    def _bury(self, item: Withdrawn) -> None:
        self._buried = True
        self._connection.execute(sa.delete(tombstone).where(tombstone.c.id == item.id))
        row = {"id": item.id, "collection": self._collection, "version": item.version}
        self._connection.execute(sa.insert(tombstone), row)


def _newer(version: int | None, than: int | None) -> bool:
    """Tell whether a version is surely newer; without a number nothing is."""
    return version is not None and (than is None or version > than)
