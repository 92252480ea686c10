"""The intake of the events of one file, in one transaction and constant memory."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from heapq import merge
from itertools import chain
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from dateline.event_columns import Frame
from dateline.formats.curated.writing import text_of
from dateline.formats.incoming import Belonging, DataSet, Rejected, Told, Withdrawn
from dateline.model import Collection, Source
from dateline.prepared_events import FINGERPRINT, ID, VERSION, Entry
from dateline.storage.derived import text_index
from dateline.storage.derived.junctions import forget_all
from dateline.storage.derived.late_indexes import LateIndexes
from dateline.storage.engines import store_behind
from dateline.storage.history.batches import Before, History, next_event
from dateline.storage.history.burials import Burials, newer, replaces
from dateline.storage.history.noted import MADE, PASSED
from dateline.storage.schema.tables import collection as collection_table
from dateline.storage.schema.tables import event as event_table
from dateline.storage.schema.tables import source as source_table
from dateline.storage.writing.by_hand import CHANGED
from dateline.storage.writing.columns.copying import Copying
from dateline.storage.writing.columns.offered import Offered
from dateline.storage.writing.columns.opened import StagedEvents
from dateline.storage.writing.columns.staged import Staged
from dateline.storage.writing.columns.ways import staged_events
from dateline.storage.writing.event_limits import entry_fault, frame_fault
from dateline.storage.writing.event_rows import EventRows
from dateline.storage.writing.fingerprints import HeldClaims, Known
from dateline.storage.writing.kept_corrections import Corrections, Mark
from dateline.storage.writing.new_actors import Actors
from dateline.storage.writing.report import Report
from dateline.storage.writing.writer import Writer

Ready = Entry | Withdrawn | Rejected | Belonging
"""What is read of a file, ready to be written."""
_Row = tuple[Any, ...]


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
        self._burials = Burials(connection, collection, history)
        self._corrections = Corrections(connection, tell, self._actors.merged)
        self._held, self._changed = HeldClaims(connection), set[int]()
        self._leaving: dict[str, tuple[int, str]] = {}
        self._said = bytearray(self._first)
        self._made = 0
        self._new_sources: list[Source] = []
        self.report = Report()
        self.noted = False
        """Whether the history has the file that was passed."""
        text_index.expect(connection, many=True)
        self._indexes = LateIndexes(connection, empty=self._first == 1, new=not (self._sources or self._actors.known))
        self._copying, self._settled = Copying(connection, self._first), False

    def take(self, items: Sequence[Ready] | Frame | Staged | Offered) -> Iterator[Rejected]:
        """Write some items, and yield those that are no events or cannot be taken; an offer is the last item."""
        if isinstance(items, Offered):
            self._take_offered(items)
            return
        if isinstance(items, Staged):
            yield from self._take_staged(items)
            return
        if not items:  # a message that only tells how far the reading is
            return
        if isinstance(items, Frame) or not all(isinstance(each, Rejected) for each in items):
            self._go_one_by_one()
        fit = isinstance(items, Frame) and frame_fault(items) is None
        if isinstance(items, Frame):
            if fit and self._is_new(items.ids) and self._actors.make_apart(items.actors):
                self._take_frame(items)
                return
            items = list(items.entries())
        yield from self._take_each(items, fit=fit)
        self._flush()

    @cached_property
    def _staged(self) -> StagedEvents:
        return staged_events(self._connection, alone=self._first == 1)

    def _take_staged(self, staged: Staged) -> Iterator[Rejected]:
        """Take staged events: all together if none is known, else one by one."""
        self._staged.open(staged)
        if self._write_staged(staged):
            yield from staged.between
        else:
            self._go_one_by_one()
            rejected = chain.from_iterable(map(self.take, self._staged.frames(staged)))
            yield from merge(rejected, staged.between, key=attrgetter("line"))
        self._staged.close(staged)

    def _go_one_by_one(self) -> None:
        """Make ready for events that are looked for by their ids, and of which no offer knows."""
        self._copying.give_up()
        self._indexes.expect_events(apart=False)

    def _write_staged(self, staged: Staged) -> bool:
        """Write staged events; False, with nothing of them written, if they are to be taken one by one."""
        files, sets, buried, corrections = self._staged, self._rows.sets, self._burials.there, self._corrections
        known = files.any_known(self._next > 1, buried, corrections.there, sorted(corrections.led))
        if self._rows.spreads or known:
            return False
        self._indexes.expect_events(apart=staged.apart, first=self._next == 1)
        self._flush(text=True)
        before = len(sets.new)
        numbers = [sets.number(themes) for themes in files.sets]
        if not (files.write_events(self._next, self._collection, numbers) and self._actors.make_apart(files.actors)):
            self._connection.execute(sa.delete(event_table).where(event_table.c.num >= self._next))
            sets.forget(before)
            return False
        for source in sorted(set(staged.sources) - self._sources):
            self._new_source(source)
        actors, measures = self._numbers_of_actors(), self._rows.numbers_of(files.measures)
        self._flush()  # what the lists refer to
        files.write_lists(self._next, actors, measures, words=staged.words)
        self._copying.wait(self._next, staged.number, indexed=staged.words)
        self._rows.keep_days(staged.dates)
        self._count_new(staged.number)
        return True

    def _take_offered(self, offered: Offered) -> None:
        """Take the full text and the junctions that the process which reads offers, if they are of all events."""
        copying = self._copying
        if not copying.fits(offered):
            return
        self._settle()
        if offered.sorts:
            sets = list(map(self._rows.sets.number, self._staged.sets))
            offered.sort(copying.numbers(self._numbers_of_actors(), sets))
        copying.words(offered)
        self._indexes.make_of_events()
        if offered.sorts:
            copying.junctions(offered.files())

    def _numbers_of_actors(self) -> list[int]:
        """Return the numbers of the actors that staged events name."""
        return [self._actors.known[identity] for identity, _ in self._staged.actors]

    def _is_new(self, ids: Sequence[str]) -> bool:
        """Tell whether no event of these ids is known, nor was withdrawn, and none comes twice."""
        told = self._known(ids) or self._burials.known(ids) or self._by_hand(ids)
        return len(set(ids)) == len(ids) and not (told or self._corrections.led.intersection(ids))

    def _take_frame(self, frame: Frame) -> None:
        """Take events of which none is known, the most common case by far."""
        for source in set(frame.citing.values[0]) - self._sources:
            self._new_source(source)
        self._rows.add_frame(self._next, frame)
        self._flush()
        self._count_new(len(frame.lines))

    def _count_new(self, number: int) -> None:
        self._next += number
        self.report.read += number
        self.report.inserted += number

    def _take_each(self, items: Sequence[Ready], *, fit: bool) -> Iterator[Rejected]:
        """Take items one by one; `fit` tells that all are known to fit into the store."""
        ids = [_id_of(each) for each in items if not isinstance(each, Rejected | Belonging)]
        known, buried, by_hand = self._known(ids), self._burials.known(ids), self._by_hand(ids)
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
            elif refused := (None if fit else entry_fault(each)) or self._take(each, known, buried):
                yield Rejected(each.line, refused, {"id": each.row[ID]})

    def finish(self, passed: tuple[str, str] | None = None) -> Report:
        """Write what needs all events to be there, and return what became of them.

        The history, if it gets anything, also gets the file that the import has `passed`, and what is known of it.
        """
        self._settle()
        digest = self._copying.digest
        if self._next > self._first or self._changed:
            self._copying.fill(self._first, sorted(self._changed), keyed=self._indexes.keyed)
        self._corrections.finish(self._history)
        text_index.expect(self._connection, many=False)
        self._indexes.make()
        done = self.report
        if done.inserted or done.updated or done.removed or self._made or self._actors.made or self._circa:
            self._writer.keep(self._title())
        events = (self._first, self._next - 1) if self._next > self._first else None
        if passed and (events or not self._history.empty):
            self._history.note("checkpoint", passed[0], PASSED, collection=self._collection, content=passed[1])
            self.noted = True
        self._history.seal(self._collection, report=dataclasses.asdict(done), events=events, digest=digest)
        return done

    def _settle(self) -> None:
        """Write what events name, so that all of it has its number; nothing comes after that."""
        if self._settled:
            return
        self._settled = True
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

    def _title(self) -> Collection:
        """Return the collection; its title and its spread of dates are kept if it has them already."""
        of = collection_table.c
        had = self._connection.execute(sa.select(of.title, of.circa).where(of.id == self._collection)).first()
        title, circa = had or (self._collection, None)
        return Collection(self._collection, title, circa=self._circa or circa)

    def _flush(self, *, text: bool = False) -> None:
        self._let_go()
        self._actors.flush()
        self._writer.append_sources(self._new_sources)
        self._new_sources = []
        self._rows.flush(text=text)

    def _known(self, ids: Sequence[str]) -> dict[str, Known]:
        """Return what the store has of these events; an empty store is not asked."""
        sql = "SELECT id, num, collection, fingerprint, version FROM event WHERE id "
        return {row[0]: Known(*row[1:]) for row in self._among(sql, ids)} if self._next > 1 else {}

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
        had = known.get(identity)
        if had is None:
            if identity in buried and not newer(version, buried[identity]):
                self.report.unchanged += 1
                return None
            num, self._next = self._next, self._next + 1
            self.report.inserted += 1
        elif self._is_no_news(entry, had):
            if self._was_said(had.num) and self._says_the_same(entry, had):
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

    def _is_no_news(self, entry: Entry, had: Known) -> bool:
        """Tell whether an event stays as it is: what comes is older, or says the same in no newer version."""
        same, own = had.fingerprint == entry.row[FINGERPRINT], had.collection == self._collection
        if own and not replaces(entry.row[VERSION], had.version, same=same):
            return True
        return not (own and same) and self._says_the_same(entry, had)

    def _says_the_same(self, entry: Entry, had: Known) -> bool:
        """Tell whether an event is as it was; a row may name merged actors that are gone, and may lack claims."""
        if had.fingerprint == entry.row[FINGERPRINT]:
            return True
        merged = self._actors.merged(entry)
        return had.fingerprint in (merged.row[FINGERPRINT], self._held.fingerprint(merged, had.num))

    def _forget(self, identity: str, num: int, action: str) -> None:
        """Let an event go, which may be on its way still, to make room for its new version or for none."""
        if self._is_own(num):  # what this file said first and changed itself is no history
            self._flush(text=True)
            forget_all(self._connection, [num], counted=False)
        else:
            self._leaving[identity] = (num, action)
        if num < self._first:
            self._changed.add(num)

    def _let_go(self) -> None:
        """Delete those that leave, all together, and note what they were, and then what was withdrawn."""
        had = self._before.events(list(self._leaving)) if self._leaving else {}
        for identity, (_, action) in self._leaving.items():
            collection = self._collection if action == "changed" else None
            self._history.note("event", identity, action, collection=collection, had=had.get(identity))
        forget_all(self._connection, [num for num, _ in self._leaving.values()])
        self._leaving.clear()
        self._burials.write()

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
            self.report.removed += 1
        elif item.id in buried:  # it was withdrawn before
            self.report.unchanged += 1
        else:
            self.report.withdrawn_unseen += 1
        # One without a version takes nothing back of what was withdrawn with one.
        before = buried.get(item.id)
        version = before if before is not None and not newer(item.version, before) else item.version
        self._burials.add(item.id, version)
        buried[item.id] = version


def _id_of(item: Entry | Withdrawn) -> str:
    return item.row[ID] if isinstance(item, Entry) else item.id
