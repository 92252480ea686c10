"""Earlier records restored from the history, for a look (`storage/past`) or for good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa

from dateline.errors import DatabaseError, InvalidQuery
from dateline.formats.curated.folder import Curated, read_text
from dateline.formats.curated.links import references
from dateline.formats.curated.writing import text_of
from dateline.prepared_events import entry_of
from dateline.storage.derived import junctions
from dateline.storage.history import moments
from dateline.storage.history.batches import Before, Had, History, next_event
from dateline.storage.history.kept_json import kept_object
from dateline.storage.opening import alongside
from dateline.storage.reading.curated_records import Stored
from dateline.storage.schema import tables as t
from dateline.storage.writing.by_hand import redirect_anew, settle
from dateline.storage.writing.event_rows import EventRows
from dateline.storage.writing.writer import Writer
from dateline.wire import event_from_record

KINDS = ("source", "actor", "theme", "event", "programme", "horizon", "deadline", "link")
"""In the order in which they are written; they are removed in the opposite one."""
Moment = moments.Moment
Key = tuple[str, str]
"""The kind and id of a record."""
Numbers = tuple[int, int]
"""The numbers of the first and the last event that an import added."""


class State(NamedTuple):
    """What stood there as a record; an event has its number, one of an import its version unless changed by hand.

    The collection of an import is of none itself.
    """

    collection: str | None
    record: Any
    version: int | None = None
    event: int | None = None
    by_hand: bool = False


States = Mapping[Key, State | None]
"""What stood there, None where nothing did."""


def batch_at(connection: sa.Connection, moment: Moment) -> int:
    """Return the number of the last batch done by a moment, 0 for none.

    Raises:
        InvalidQuery: there is no batch of that number.
    """
    return moments.batch_at(lambda sql, values: connection.execute(sa.text(sql), values).all(), moment)


def states_at(connection: sa.Connection, batch: int, key: Key | None = None) -> dict[Key, State | None]:
    """Return what stood after `batch` of the records that were changed since (or of the one with `key`, if it was)."""
    of = t.revision.c
    chosen = sa.select(t.revision).where(of.batch > batch, of.kind.in_((*KINDS, "collection")))
    chosen = chosen.order_by(of.batch, of.seq)
    if key:
        chosen = chosen.where(of.kind == key[0], of.id == key[1])
    later = _imports_since(connection, batch)
    states: dict[Key, State | None] = {}
    for found in connection.execute(chosen).mappings().all():
        row = dict(found)
        if (row["kind"], row["id"]) not in states:
            states[row["kind"], row["id"]] = _before(connection, row, later)
    return states


def added_since(connection: sa.Connection, batch: int) -> list[Numbers]:
    """Return the numbers of the events that imports after `batch` added."""
    return [(first, last) for _, first, last in _imports_since(connection, batch)]


def _imports_since(connection: sa.Connection, batch: int) -> list[tuple[int, int, int]]:
    """Return the imports after `batch`, each with the numbers of the first and the last event that it added."""
    of = t.batch.c
    chosen = sa.select(of.num, of.first_event, of.last_event).where(of.num > batch, of.first_event.is_not(None))
    return [(number, first, last) for number, first, last in connection.execute(chosen)]


def _before(connection: sa.Connection, row: Mapping[str, Any], later: Iterable[tuple[int, int, int]]) -> State | None:
    """Return what stood before a revision; `later` are the imports since the time that is asked for.

    One that came after the revision did not bring what stood before it: earlier versions gave numbers again.
    """
    if row["had"] is not None:
        if any(number < row["batch"] and first <= (row["had_event"] or 0) <= last for number, first, last in later):
            return None
        had = Had(row["had"], row["had_collection"], row["had_version"], row["had_event"])
        return State(had.collection, record_of(row["kind"], row["had"]), had.version, had.event)
    of = t.revision.c
    chosen = sa.select(of.content, of.collection).where(of.kind == row["kind"], of.id == row["id"])
    earlier = sa.tuple_(of.batch, of.seq) < sa.tuple_(row["batch"], row["seq"])
    last = connection.execute(chosen.where(earlier).order_by(of.batch.desc(), of.seq.desc()).limit(1)).first()
    if last is None or last[0] is None:
        return None
    number = _number(connection, row["id"], last[1]) if row["kind"] == "event" else None
    by_hand = number is not None
    return State(last[1], record_of(row["kind"], last[0]), None, number if by_hand else row["had_event"], by_hand)


def _number(connection: sa.Connection, event: str, collection: str) -> int | None:
    """Return the number of an event of an import that was changed by hand, None for an event of another collection."""
    of = t.revision.c
    owner = sa.select(t.collection.c.curated).where(t.collection.c.id == collection)
    if connection.execute(owner).scalar() != 0:
        return None
    chosen = sa.select(of.had_event).where(of.kind == "event", of.id == event, of.had_event.is_not(None))
    return connection.execute(chosen.order_by(of.batch.desc(), of.seq.desc()).limit(1)).scalar()


def record_of(kind: str, content: str) -> Any:
    """Return the record that a revision holds.

    Raises:
        DatabaseError: this version of dateline cannot read it any more.
    """
    if content.startswith("{"):
        return event_from_record(kept_object(content))
    found = read_text("history", content, frozen=True)  # what an import made has ids that curated records may not have
    records = [found.collection] if kind == "collection" else list(found.records[kind].values())
    if not records or records[0] is None:
        raise DatabaseError(f"the history contains a record that cannot be read: {found.faults[0]}")
    return records[0]


class Past:
    """Puts records back through an open connection; with a `history` that is a change like any other."""

    def __init__(self, connection: sa.Connection, url: str, history: History | None = None) -> None:
        self._connection, self._history = connection, history
        self._reading = alongside(connection, url)
        self._before = Before(connection, self._reading) if history else None
        self.stored = Stored(self._reading)

    def put_back(self, states: States, gone: Iterable[Numbers], batch: int) -> None:
        """Make the records of `states` what they were after `batch`; let go of the events with the numbers in `gone`.

        Raises:
            InvalidRecords: a record that is to go is still named by another.
        """
        self._let_go(gone)
        self._end_redirects(key for key, state in states.items() if state is not None)
        there = {key: owner for key in states if (owner := self._owner(key)) is not None}
        self._own(there, states)
        for kind in KINDS:
            chosen = {key: state for key, state in states.items() if key[0] == kind and state is not None}
            self._put(kind, chosen)
        for kind in reversed(KINDS):
            going = [key[1] for key in there if key[0] == kind and states[key] is None]
            self.remove(kind, [*going, *self._below(going)] if kind == "theme" and not self._history else going)
        if states:
            self.follow()
        for (kind, identity), state in states.items():
            if kind == "collection":
                self._title(identity, state)
        (settle if self._history else redirect_anew)(self._connection, states, batch)

    def _below(self, themes: list[str]) -> list[str]:
        """Return the themes below some: imports made them later, which no revision says."""
        above, of = t.theme.alias(), t.theme.c
        within = of.num.between(above.c.num + 1, above.c.last)
        chosen = sa.select(of.id).distinct().join_from(t.theme, above, within).where(above.c.id.in_(themes))
        return sorted(set(self._connection.execute(chosen).scalars()) - set(themes))

    def _end_redirects(self, keys: Iterable[Key]) -> None:
        """Let the ids of records that come back be their own again."""
        of, told = t.redirect.c, t.revision.c
        for kind, identity in keys:
            ended = self._connection.execute(sa.delete(t.redirect).where(of.kind == kind, of.id == identity))
            noted = sa.select(told.id).where(told.kind == "redirect", told.id == f"{kind}/{identity}")
            if ended.rowcount and self._history and self._connection.execute(noted).first():  # of an older database
                self._history.note("redirect", f"{kind}/{identity}", "removed")

    def remove(self, kind: str, identities: Iterable[str]) -> None:
        """Remove records of a kind; `Writer.follow` comes behind the last.

        Raises:
            InvalidRecords: another record still names one of them.
        """
        owners: dict[str, list[str]] = {}
        for identity in identities:
            owners.setdefault(self._owner((kind, identity)) or "", []).append(identity)
        for owner, leaving in owners.items():
            self._writer(owner).remove(kind, leaving)

    def follow(self) -> None:
        """Work out anew what hangs on records that were removed."""
        Writer(self._connection, "").follow()

    def _title(self, collection: str, state: State | None) -> None:
        curated = state is None or state.collection is not None
        writer = self._writer(collection, curated=curated)
        if state is None:
            writer.forget()
        else:
            writer.keep(state.record)

    def _writer(self, collection: str, *, curated: bool = True) -> Writer:
        return Writer(self._connection, collection, curated=curated, history=self._history, before=self._before)

    def _owner(self, key: Key) -> str | None:
        kind, identity = key
        if kind not in KINDS:
            return None
        of = t.metadata.tables[kind].c
        return self._connection.execute(sa.select(of.collection).where(of.id == identity)).scalar()

    def _own(self, there: Mapping[Key, str], states: States) -> None:
        """Give records back to the collections that had them.

        Without a fingerprint they are written, and noted, even where nothing else of them changes.
        """
        for (kind, identity), owner in there.items():
            state = states[kind, identity]
            if kind in KINDS and state is not None and state.collection != owner:
                if self._before:
                    self._before.owned(kind, identity, owner)
                table = t.metadata.tables[kind]
                new = sa.update(table).where(table.c.id == identity)
                self._connection.execute(new.values(collection=state.collection, fingerprint=""))

    def _put(self, kind: str, states: Mapping[Key, State]) -> None:
        for collection in sorted({state.collection or "" for state in states.values()}):
            some = [state for state in states.values() if state.collection == collection]
            # For a look, curated events get the numbers that they had, by which equal dates are in order.
            keeps = self._history is None or not self._is_curated(collection)
            numbered = [state for state in some if state.event is not None and keeps]
            others = [state.record for state in some if state.event is None or not keeps]
            getattr(self._writer(collection), f"{kind}s")(others)
            if numbered:
                self.put_numbered(collection, numbered)

    def put_numbered(self, collection: str, states: Iterable[State]) -> None:
        """Write events of an import with the numbers and versions of their states."""
        actors = dict(self._connection.execute(sa.select(t.actor.c.id, t.actor.c.num)).all())
        rows = EventRows(self._connection, collection, actors, _missing)
        numbers = []
        for state in states:
            numbers.append(self._make_room(state, collection))
            rows.add(numbers[-1], entry_of(state.record, version=state.version))
        rows.flush()
        rows.sets.write()
        junctions.fill(self._connection, next_event(self._connection), numbers)

    def _make_room(self, state: State, collection: str) -> int:
        """Return the number for an event that comes back; what stands there as this event goes."""
        of, identity = t.event.c, state.record.id
        number = self._connection.execute(sa.select(of.num).where(of.id == identity)).scalar()
        if self._history and self._before:
            had = self._before.event(identity)
            is_text = state.by_hand or self._is_curated(collection)
            content = text_of(state.record) if is_text else None
            action = "changed" if had else "added"
            self._history.note("event", identity, action, collection=collection, content=content, had=had)
        if number is not None:
            junctions.forget(self._connection, number)
        if number is not None and self._history:
            return int(number)
        taken = self._connection.execute(sa.select(of.num).where(of.num == state.event)).first()
        return next_event(self._connection) if taken or state.event is None else state.event

    def _is_curated(self, collection: str) -> bool:
        of = t.collection.c
        return self._connection.execute(sa.select(of.curated).where(of.id == collection)).scalar() != 0

    def _let_go(self, gone: Iterable[Numbers]) -> None:
        of = t.event.c
        for first, last in gone:
            rows = self._connection.execute(sa.select(of.num, of.id).where(of.num.between(first, last))).all()
            for number, identity in rows:
                if self._history and self._before:
                    self._history.note("event", identity, "removed", had=self._before.event(identity))
                junctions.forget(self._connection, number)


def _missing(actor: str, _: str | None) -> int:
    raise KeyError(actor)  # names are checked before


def check_names(connection: sa.Connection, states: States) -> None:
    """Make sure that everything that comes back finds what it names.

    Raises:
        InvalidQuery: something that it names is not there any more.
    """
    found = Curated()
    for (kind, identity), state in states.items():
        if state is not None and kind in KINDS:
            found.records[kind][identity] = state.record
    for reference in references(found):
        key = (reference.to, reference.wanted)
        table = t.metadata.tables[reference.to]
        chosen = sa.select(table.c.id).where(table.c.id == reference.wanted)
        gone = key in states and states[key] is None
        if gone or (key not in states and connection.execute(chosen).first() is None):
            raise InvalidQuery(
                f"{reference.kind} {reference.owner!r} refers to the unknown {reference.to} {reference.wanted!r}",
                f"restore it first: dateline restore {reference.wanted} --kind {reference.to} --at ...",
            )
