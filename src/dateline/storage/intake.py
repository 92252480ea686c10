"""Taking in the events of one file, in one transaction, at constant memory.

Events are written as they come. What has to stand in another order (the junctions, the full text) is written at the
end, sorted, by the engine itself: a tree filled in its own order is several times faster and smaller.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

import sqlalchemy as sa

from dateline.dates import Date
from dateline.formats.incoming import DataSet, Incoming, Item, Rejected, Withdrawn
from dateline.model import Actor, Event, Participant
from dateline.names import fold
from dateline.storage.appending import append
from dateline.storage.fingerprints import event_fingerprint, fingerprint
from dateline.storage.junctions import Staged, fill_junctions, forget
from dateline.storage.lengths import length_class
from dateline.storage.tables import actor as actor_table
from dateline.storage.tables import collection as collection_table
from dateline.storage.tables import event as event_table
from dateline.storage.tables import source as source_table
from dateline.storage.tables import tombstone
from dateline.storage.writer import Report, Writer

_BATCH = 5_000
_Row = tuple[Any, ...]
_EVENT = (
    "num", "id", "collection", "fingerprint", "title", "date", "date_text", "start_earliest", "start_latest",
    "end_earliest", "end_latest", "length_class", "gaps", "description", "kind", "place", "latitude", "longitude",
    "confidence", "words", "place_words", "version",
)  # fmt: skip
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
        self.report = Report()
        self._empty()

    def _empty(self) -> None:
        self._event_rows: list[_Row] = []
        self._participant_rows: list[_Row] = []
        self._citation_rows: list[_Row] = []
        self._actor_rows: list[_Row] = []
        self._name_rows: list[_Row] = []
        self._fresh: dict[str, Known] = {}

    def take(self, items: Iterable[Item]) -> Iterator[Rejected]:
        """Write `items`, and yield those that are no events or cannot be taken, as they come."""
        rest = iter(items)
        while batch := list(islice(rest, _BATCH)):
            yield from self._batch(batch)

    def finish(self) -> Report:
        """Write what needs all events to be there, and return what became of them."""
        themes = [*self._dataset.themes(), *(self._dataset.theme(name) for name in self._staged.themes_with_parents())]
        known = set(self._connection.execute(sa.text("SELECT id FROM theme")).scalars())
        lacking = {theme.id: theme for theme in themes if theme.id not in known}
        if self._next > self._first or self._changed:
            self._writer.themes(lacking.values())
            changed = sorted(self._changed)
            fill_junctions(self._connection, self._staged, self._first, self._next, changed)
        done = self.report
        if done.inserted or done.updated or done.removed or self._made:
            self._writer.keep(*self._title())
        return done

    def _title(self) -> tuple[str, str, None]:
        """Return the collection's id and title; a title that stands already is kept."""
        of = collection_table.c
        chosen = sa.select(of.title).where(of.id == self._collection)
        return self._collection, self._connection.execute(chosen).scalar() or self._collection, None

    def _batch(self, items: Sequence[Item]) -> Iterator[Rejected]:
        ids = [identity for each in items if (identity := _identity(each))]
        known, buried = self._known(ids), self._tombstones(ids)
        for each in items:
            if isinstance(each, Incoming):
                self.report.read += 1
                refused = self._take(each, known, buried)
                if refused:
                    yield Rejected(each.line, refused, {"id": each.event.id})
            elif isinstance(each, Withdrawn):
                self.report.read += 1
                self._withdraw(each, known, buried)
            else:
                yield each
        self._flush()

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
        import json

        name = self._connection.dialect.name
        value: object = json.dumps(ids) if name == "sqlite" else ids
        return self._connection.execute(sa.text(sql + _AMONG[name]), {"ids": value})

    def _take(self, item: Incoming, known: dict[str, Known], buried: dict[str, int | None]) -> str | None:
        """Take one event; return why it is refused, if it is."""
        event, version = item.event, item.version
        hash_ = event_fingerprint(event)
        had = known.get(event.id)
        if had is None:
            if event.id in buried and not _newer(version, buried[event.id]):
                self.report.unchanged += 1
                return None
            num, self._next = self._next, self._next + 1
            self.report.inserted += 1
        elif had.fingerprint == hash_ or (had.collection == self._collection and _newer(had.version, version)):
            self.report.unchanged += 1
            return None
        elif had.collection != self._collection:
            return f"the id belongs to the collection {had.collection!r} and says something else there"
        else:
            num = had.num
            if self._is_own(num) and not _newer(version, had.version):
                return f"duplicate id {event.id!r}, which said something else before in this file"
            self._forget(num)
            if num < self._first:
                self._changed.add(num)
            self.report.updated += 1
        known[event.id] = Known(num, self._collection, hash_, version)
        self._add(event, num, hash_, version)
        return None

    def _forget(self, num: int) -> None:
        """Delete an event; what this file brought itself is staged, and stands in no index yet."""
        self._flush()
        forget(self._connection, num, indexed=not self._is_own(num))
        if self._is_own(num):
            self._staged.forget(num)

    def _is_own(self, num: int) -> bool:
        return num >= self._first or num in self._changed

    def _add(self, event: Event, num: int, hash_: str, version: int | None) -> None:
        date, title, description, place = event.date, event.title, event.description, event.place
        self._event_rows.append(
            (
                num, event.id, self._collection, hash_, title, date.edtf, event.date_text, *_dated(date), description,
                event.kind, place, event.latitude, event.longitude, event.confidence,
                fold(f"{title} {description}" if description else title), fold(place) if place else "", version,
            )
        )  # fmt: skip
        for seq, participant in enumerate(event.actors):
            number = self._actors.get(participant.actor) or self._new_actor(participant)
            self._participant_rows.append((num, seq, number, participant.role))
        if event.themes:
            self._staged.add(num, event.themes)
        for seq, citation in enumerate(event.citations):
            if citation.source not in self._sources:
                self._new_source(citation.source)
            self._citation_rows.append((num, seq, citation.source, citation.locator, citation.quote))

    def _new_actor(self, participant: Participant) -> int:
        made: Actor = self._dataset.actor(participant)
        num = self._actors[participant.actor] = self._next_actor
        self._next_actor += 1
        self._made += 1
        date = made.date.edtf if made.date else None
        self._actor_rows.append(
            (num, made.id, self._collection, fingerprint(made), made.name, made.kind, made.description, date)
        )
        folded: dict[str, _Row] = {}
        for seq, name in enumerate((made.id, made.name, *made.aliases)):
            key = fold(name) or name
            folded.setdefault(key, (key, num, seq, name))
        self._name_rows += folded.values()
        return num

    def _new_source(self, identity: str) -> None:
        kept, self._writer.report = self._writer.report, Report()
        self._writer.sources([self._dataset.source(identity)])
        self._writer.report = kept
        self._sources.add(identity)
        self._made += 1

    def _flush(self) -> None:
        write = self._connection
        append(write, "actor", _ACTOR, self._actor_rows)
        append(write, "actor_name", ("folded", "actor", "seq", "name"), self._name_rows)
        append(write, "event", _EVENT, self._event_rows)
        append(write, "participant", ("event", "seq", "actor", "role"), self._participant_rows)
        append(write, "event_citation", ("event", "seq", "source", "locator", "quote"), self._citation_rows)
        self._staged.flush()
        self._empty()

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


def _identity(item: Item) -> str | None:
    if isinstance(item, Incoming):
        return item.event.id
    return item.id if isinstance(item, Withdrawn) else None


def _newer(version: int | None, than: int | None) -> bool:
    """Tell whether a version is surely newer; without a number nothing is."""
    return version is not None and (than is None or version > than)


@lru_cache(65_536)
def _dated(date: Date) -> _Row:
    """Return the bounds, the length class and whether there are gaps."""
    bounds = date.bounds
    return (*bounds, length_class(bounds.start_earliest, bounds.end_latest), int(bool(date.members)))
