"""The intake of the events of one file, in one transaction and constant memory."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import sqlalchemy as sa

from dateline.errors import Fault, InvalidRecords
from dateline.event_columns import Frame
from dateline.formats.curated.writing import text_of
from dateline.formats.incoming import Belonging, DataSet, Rejected, Told, Withdrawn
from dateline.model import Collection, Participant, Source
from dateline.names import fold
from dateline.prepared_events import FINGERPRINT, ID, VERSION, Entry, with_actors
from dateline.storage.derived import text_index
from dateline.storage.derived.junctions import fill, forget
from dateline.storage.engines import store_behind
from dateline.storage.engines.writing import append
from dateline.storage.history.batches import MADE, PASSED, WITHDRAWN, Before, History, next_event
from dateline.storage.schema.tables import actor as actor_table
from dateline.storage.schema.tables import actor_name as name_table
from dateline.storage.schema.tables import collection as collection_table
from dateline.storage.schema.tables import event as event_table
from dateline.storage.schema.tables import event_citation as citation_table
from dateline.storage.schema.tables import redirect, tombstone
from dateline.storage.schema.tables import source as source_table
from dateline.storage.writing.by_hand import CHANGED
from dateline.storage.writing.event_limits import entry_fault, frame_fault
from dateline.storage.writing.event_rows import EventRows
from dateline.storage.writing.kept_corrections import Corrections, Mark
from dateline.storage.writing.new_actors import COLUMNS, MEMBERSHIP_COLUMNS, NAME_COLUMNS, NewActors
from dateline.storage.writing.report import Report
from dateline.storage.writing.writer import Writer

Ready = Entry | Withdrawn | Rejected | Belonging
"""What is read of a file, ready to be written."""
_Row = tuple[Any, ...]


class Known(NamedTuple):
    """What the store has of an event."""

    num: int
    collection: str
    fingerprint: str
    version: int | None


class Actors(NewActors):
    """The actors of a database, and those that an import makes."""

    def __init__(self, connection: sa.Connection, dataset: DataSet, collection: str) -> None:
        of = actor_table.c
        known: dict[str, int] = dict(connection.execute(sa.select(of.id, of.num)).all())
        self._ids = {num: identity for identity, num in known.items()}
        merged = sa.select(redirect.c.id, redirect.c.target).where(redirect.c.kind == "actor")
        # An actor that was merged into another is that other, whatever a file calls it.
        known |= {old: known[into] for old, into in connection.execute(merged) if into in known}
        super().__init__(known, dataset, collection)
        self._connection = connection

        of_names = sa.select(name_table.c.name, name_table.c.actor).where(name_table.c.name.contains(":"))
        self._codes = {code.lower(): num for code, num in connection.execute(of_names)}

    def existing(self, identity: str, name: str | None) -> int | None:
        """Return whose alias the id is (`cow:2` is the United States), or who is called so if the mapping asks for it.

        Raises:
            InvalidRecords: several actors are called so.
        """
        num = self._codes.get(identity.lower())
        matches = getattr(self._dataset, "matches", None)
        if num is not None or matches is None or name is None or not matches(identity):
            return num
        return self._named(name)

    def merged(self, entry: Entry) -> Entry:
        """Return an entry that names its actors by the ids which the database has for them, each once."""
        found = dict.fromkeys(Participant(self._id_of(actor, name), role) for actor, role, name in entry.actors)
        return with_actors(entry, tuple(found))

    def once(self, entry: Entry) -> Entry:
        """Return an entry in which two names of one actor, as the database has it, take part once."""
        named: dict[tuple[int, str | None], str] = {}
        apart = True
        for actor, role, name in entry.actors if len(entry.actors) > 1 else ():
            number = self.known.get(actor) or self.make(actor, name)
            apart = named.setdefault((number, role), actor) == actor and apart
        return entry if apart else self.merged(entry)

    def make(self, identity: str, name: str | None) -> int:
        """Make an actor unless it exists under another id, and return its number."""
        num = super().make(identity, name)
        self._ids.setdefault(num, identity)
        return num

    def _id_of(self, identity: str, name: str | None) -> str:
        num = self.known.get(identity) or self.existing(identity, name)
        return self._ids.get(num or 0, identity)

    def _named(self, name: str) -> int | None:
        """Return the one actor of this name, alias or code; what is on its way is written first."""
        self.flush()
        of = name_table.c
        chosen = sa.select(actor_table.c.num, actor_table.c.id).join(name_table, of.actor == actor_table.c.num)
        found = self._connection.execute(chosen.where(of.folded == (fold(name) or name)).distinct()).all()
        if len(found) > 1:
            called = ", ".join(sorted(identity for _, identity in found))
            hint = "merge them, or give the table a column with their ids"
            raise InvalidRecords([Fault("mapping", None, f"several actors are called {name!r}: {called}", hint)])
        return int(found[0][0]) if found else None

    def flush(self) -> None:
        """Write those that were made."""
        self._codes |= {row[3].lower(): row[1] for row in self.names if ":" in row[3]}
        append(self._connection, "actor", COLUMNS, self.rows)
        append(self._connection, "actor_name", NAME_COLUMNS, self.names)
        self.rows, self.names = [], []

    def join(self) -> bool:
        """Write to whom those that were made belong; return whether any does."""
        rows, prints = self.memberships()
        self.flush()
        append(self._connection, "membership", MEMBERSHIP_COLUMNS, rows)
        of = actor_table.c
        if prints:
            values = sa.update(actor_table).where(of.num == sa.bindparam("made"))
            self._connection.execute(values.values(fingerprint=sa.bindparam("print")), prints)
        return bool(rows)


class Intake:
    """Writes the items of one file through an open connection; the caller commits or rolls back."""

    def __init__(
        self,
        connection: sa.Connection,
        dataset: DataSet,
        collection: str,
        history: History,
        before: Before,
        circa: str | None = None,
        tell: Callable[[Told], None] = lambda _: None,
    ) -> None:
        self._connection, self._dataset, self._collection = connection, dataset, collection
        self._history, self._before = history, before
        self._writer = Writer(connection, collection, curated=False, history=history, action=MADE)
        self._actors = Actors(connection, dataset, collection)
        self._circa = circa
        self._rows = EventRows(connection, collection, self._actors.known, self._actors.make, self._circa)
        self._sources = set(connection.execute(sa.select(source_table.c.id)).scalars())
        self._first = self._next = next_event(connection)
        self._buried = bool(connection.execute(sa.select(tombstone.c.id).limit(1)).first())
        self._corrections = Corrections(connection, tell, self._actors.merged)
        self._changed: set[int] = set()
        self._said = bytearray(self._first)
        self._made = 0
        self._new_sources: list[Source] = []
        self.report = Report()
        self.noted = False
        """Whether the history has the file that was passed."""
        self._later = [*event_table.indexes, *citation_table.indexes] if self._first == 1 else []
        text_index.expect(connection, many=True)
        for index in self._later:  # made at the end, an index is filled in its own order
            index.drop(connection)

    def take(self, items: Sequence[Ready] | Frame) -> Iterator[Rejected]:
        """Write a few thousand items, and yield those that are no events or cannot be taken."""
        if isinstance(items, Frame):
            if frame_fault(items) is None and self._is_new(items.ids) and self._actors.are_apart(items.actors):
                self._take_frame(items)
                return
            items = list(items.entries())
        yield from self._take_each(items)
        self._flush()

    def _is_new(self, ids: Sequence[str]) -> bool:
        """Tell whether no event of these ids is known, nor was withdrawn, and none comes twice."""
        told = self._known(ids) or self._tombstones(ids) or self._by_hand(ids)
        return len(set(ids)) == len(ids) and not (told or self._corrections.led.intersection(ids))

    def _take_frame(self, frame: Frame) -> None:
        """Take events of which none is known, the most common case by far."""
        for source in set(frame.citing.values[0]) - self._sources:
            self._new_source(source)
        self._rows.add_frame(self._next, frame)
        self._flush()
        number = len(frame.lines)
        self._next += number
        self.report.read += number
        self.report.inserted += number

    def _take_each(self, items: Sequence[Ready]) -> Iterator[Rejected]:
        ids = [_id_of(each) for each in items if not isinstance(each, Rejected | Belonging)]
        known, buried, by_hand = self._known(ids), self._tombstones(ids), self._by_hand(ids)
        for each in items:
            if isinstance(each, Rejected):
                yield each
                continue
            if isinstance(each, Belonging):
                self._actors.say(each.actor, each.whole)
                continue
            self.report.read += 1
            if self._stays(each, known, by_hand):
                continue
            if isinstance(each, Withdrawn):
                self._withdraw(each, known, buried)
            elif refused := self._take(each, known, buried):
                yield Rejected(each.line, refused, {"id": each.row[ID]})

    def finish(self, passed: tuple[str, str] | None = None) -> Report:
        """Write what needs all events to be there, and return what became of them.

        The history, if it gets anything, also gets the file that the import has `passed`, and what is known of it.
        """
        if self._actors.join():
            self._writer.derive_belonging()
        for actor in self._actors.whole.values():
            self._history.note("actor", actor.id, MADE, collection=self._collection, content=text_of(actor))
        themes = [*self._dataset.themes(), *map(self._dataset.theme, self._rows.sets.themes())]
        known = set(self._connection.execute(sa.text("SELECT id FROM theme")).scalars())
        lacking = {theme.id: theme for theme in themes if theme.id not in known}
        if self._next > self._first or self._changed:
            self._writer.themes(lacking.values())
            self._rows.sets.write()
            self._flush(text=True)
            fill(self._connection, self._first, sorted(self._changed))
        self._corrections.finish(self._history)
        text_index.expect(self._connection, many=False)
        for index in self._later:
            index.create(self._connection)
        done = self.report
        if done.inserted or done.updated or done.removed or self._made or self._actors.made or self._circa:
            self._writer.keep(self._title())
        events = (self._first, self._next - 1) if self._next > self._first else None
        if passed and (events or not self._history.empty):
            self._history.note("checkpoint", passed[0], PASSED, collection=self._collection, content=passed[1])
            self.noted = True
        self._history.seal(self._collection, report=dataclasses.asdict(done), events=events)
        return done

    def _title(self) -> Collection:
        """Return the collection; its title and its spread of dates are kept if it has them already."""
        of = collection_table.c
        had = self._connection.execute(sa.select(of.title, of.circa).where(of.id == self._collection)).first()
        title, circa = had or (self._collection, None)
        return Collection(self._collection, title, circa=self._circa or circa)

    def _flush(self, *, text: bool = False) -> None:
        self._actors.flush()
        self._writer.append_sources(self._new_sources)
        self._new_sources = []
        self._rows.flush(text=text)

    def _known(self, ids: Sequence[str]) -> dict[str, Known]:
        """Return what the store has of these events; an empty store is not asked."""
        sql = "SELECT id, num, collection, fingerprint, version FROM event WHERE id "
        return {row[0]: Known(*row[1:]) for row in self._among(sql, ids)} if self._next > 1 else {}

    def _tombstones(self, ids: Sequence[str]) -> dict[str, int | None]:
        if not self._buried:
            return {}
        return {row[0]: row[1] for row in self._among("SELECT id, version FROM tombstone WHERE id ", ids)}

    def _by_hand(self, ids: Sequence[str]) -> dict[str, Mark]:
        """Return the marks of those of the events that somebody has changed by hand."""
        if not self._corrections.there:
            return {}
        sql = "SELECT id, collection, fate, base, said, version FROM by_hand WHERE kind = 'event' AND id "
        return {row[0]: Mark(*row) for row in self._among(sql, ids)}

    def _stays(self, item: Entry | Withdrawn, known: Mapping[str, Known], by_hand: dict[str, Mark]) -> bool:
        """Tell whether an event stays as somebody has made it, whatever the item says; then it is counted and told."""
        identity = _id_of(item)
        mark, had = by_hand.get(identity), known.get(identity)
        if mark is None:
            return had is None and self._corrections.led_away(identity, self.report)
        if (mark.fate == CHANGED) != (had is not None):
            return False
        if had is not None and self._collection not in (mark.collection, had.collection):
            return False
        if isinstance(item, Withdrawn):
            if had is not None:
                self._corrections.withdrawn(item.line, mark, self.report)
            return had is not None
        same = had is not None and had.fingerprint == item.row[FINGERPRINT]
        kept = partial(self._before.wire, identity)
        by_hand[identity] = self._corrections.keep(item, mark, self.report, same=same, kept=kept)
        return True

    def _among(self, sql: str, ids: Sequence[str]) -> Iterable[Any]:
        store = store_behind(self._connection)
        return self._connection.execute(sa.text(sql + store.among), {"ids": store.bound(ids)})

    def _take(self, entry: Entry, known: dict[str, Known], buried: Mapping[str, int | None]) -> str | None:
        """Take one event; return why it is refused, if it is."""
        row = entry.row
        identity, version = row[ID], row[VERSION]
        if fault := entry_fault(entry):
            return fault
        had = known.get(identity)
        if had is None:
            if identity in buried and not newer(version, buried[identity]):
                self.report.unchanged += 1
                return None
            num, self._next = self._next, self._next + 1
            self.report.inserted += 1
        elif (same := self._says_the_same(entry, had)) or (
            had.collection == self._collection and newer(had.version, version)
        ):
            if same and self._was_said(had.num):
                self.report.repeated += 1
            else:
                self.report.unchanged += 1
            if had.num < self._first:
                self._said[had.num] = True
            return None
        elif had.collection != self._collection:
            return f"the id belongs to the collection {had.collection!r}, where the record differs"
        elif self._was_said(had.num) and not newer(version, had.version):
            return f"duplicate id {identity!r}: an earlier row of this file differs"
        else:
            num = had.num
            self._forget(identity, num, "changed")
            self.report.updated += 1
        known[identity] = Known(num, self._collection, row[FINGERPRINT], version)
        self._add(num, entry)
        return None

    def _says_the_same(self, entry: Entry, had: Known) -> bool:
        """Tell whether an event is as it was; of merged actors a row may name those that are gone."""
        if had.fingerprint == entry.row[FINGERPRINT]:
            return True
        merged: str = self._actors.merged(entry).row[FINGERPRINT]
        return had.fingerprint == merged

    def _forget(self, identity: str, num: int, action: str) -> None:
        """Delete an event, which may be on its way still, to make room for its new version or for none."""
        self._flush(text=True)
        if not self._is_own(num):  # what this file said first and changed itself is no history
            collection = self._collection if action == "changed" else None
            self._history.note("event", identity, action, collection=collection, had=self._before.event(identity))
        forget(self._connection, num, counted=not self._is_own(num))
        if num < self._first:
            self._changed.add(num)

    def _was_said(self, num: int) -> bool:
        """Tell whether this file has said something of the event, were it what the store had already."""
        return self._is_own(num) or bool(self._said[num])

    def _is_own(self, num: int) -> bool:
        return num >= self._first or num in self._changed

    def _add(self, num: int, entry: Entry) -> None:
        self._rows.add(num, self._actors.once(entry))
        for source, _, _ in entry.citations:
            if source not in self._sources:
                self._new_source(source)

    def _new_source(self, identity: str) -> None:
        self._new_sources.append(self._dataset.source(identity))
        self._sources.add(identity)
        self._made += 1

    def _withdraw(self, item: Withdrawn, known: dict[str, Known], buried: dict[str, int | None]) -> None:
        had = known.get(item.id)
        if had and (had.collection != self._collection or newer(had.version, item.version)):
            self.report.unchanged += 1
            return
        if had:
            self._forget(item.id, had.num, "removed")
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
        said = "" if item.version is None else str(item.version)
        self._history.note("tombstone", item.id, WITHDRAWN, collection=self._collection, content=said)


def _id_of(item: Entry | Withdrawn) -> str:
    return item.row[ID] if isinstance(item, Entry) else item.id


def newer(version: int | None, than: int | None) -> bool:
    """Tell whether a version is surely newer; without a number nothing is."""
    return version is not None and (than is None or version > than)
