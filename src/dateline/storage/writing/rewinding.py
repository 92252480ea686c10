"""Earlier records restored from the history, for a look (`storage/past`) or for good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from dateline.formats.curated.writing import text_of
from dateline.prepared_events import FINGERPRINT, entry_of
from dateline.storage.derived import junctions
from dateline.storage.history.batches import Before, History, next_event
from dateline.storage.history.moments import asking
from dateline.storage.history.noted import MADE
from dateline.storage.history.states import (
    KINDS,
    Key,
    Numbers,
    State,
    States,
    is_of_import,
    last_of,
)
from dateline.storage.opening import alongside
from dateline.storage.reading.curated_records import Stored
from dateline.storage.schema import tables as t
from dateline.storage.writing.by_hand import redirect_anew, settle
from dateline.storage.writing.event_rows import EventRows
from dateline.storage.writing.writer import Writer


class Past:
    """Puts records back through an open connection; with a `history` that is a change like any other."""

    def __init__(self, connection: sa.Connection, url: str, history: History | None = None) -> None:
        self._connection, self._history = connection, history
        self._reading = alongside(connection, url)
        self._before = Before(connection, self._reading) if history else None
        self.stored = Stored(self._reading)
        self._imports: dict[str, bool] = {}

    def put_back(self, states: States, gone: Iterable[Numbers], batch: int) -> None:
        """Make the records of `states` what they were after `batch`; let go of the events with the numbers in `gone`.

        Raises:
            InvalidRecords: a record that is to go is still named by another.
        """
        self._let_go(gone)
        self._end_redirects(key for key, state in states.items() if state is not None)
        there = {key: owner for key in states if (owner := self._owner(key)) is not None}
        self._own(there, states)
        self._have_collections(states)
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
                self.entitle(identity, state)
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
        leaving = list(identities)
        if kind == "actor" and not self._history:  # they may belong to those of other collections
            of = sa.select(t.actor.c.num).where(t.actor.c.id == sa.bindparam("leaving")).scalar_subquery()
            ending = sa.delete(t.membership).where(t.membership.c.member == of)
            for identity in leaving:
                self._connection.execute(ending, {"leaving": identity})
        for identity in leaving:
            owners.setdefault(self._owner((kind, identity)) or "", []).append(identity)
        for owner, leaving in owners.items():
            self._writer(owner).remove(kind, leaving)

    def follow(self) -> None:
        """Work out anew what hangs on records that were removed."""
        Writer(self._connection, "").follow()

    def _have_collections(self, states: States) -> None:
        """Let the collections be there, with their spread of dates, to which records come back."""
        wanted = {state.collection or "" for key, state in states.items() if state is not None and key[0] in KINDS}
        wanted -= set(self._connection.execute(sa.select(t.collection.c.id)).scalars())
        for each in sorted(wanted):
            if (state := states.get(("collection", each)) or last_of(asking(self._connection), each)) is not None:
                self.entitle(each, state)

    def entitle(self, collection: str, state: State | None) -> None:
        """Make the row of a collection what it was, None for no row."""
        curated = state is None or state.collection is not None
        made = state is not None and state.made
        writer = self._writer(collection, curated=curated, made=made)
        if state is None:
            writer.forget()
        else:
            writer.keep(state.record)

    def _writer(self, collection: str, *, curated: bool = True, made: bool = False) -> Writer:
        action, before = MADE if made else "added", self._before
        return Writer(
            self._connection, collection, curated=curated, history=self._history, before=before, action=action
        )

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
        bare = []
        for collection, made in sorted({(state.collection or "", state.made) for state in states.values()}):
            some = [state for state in states.values() if (state.collection, state.made) == (collection, made)]
            # An event gets the number that it had, by which equal dates are in order.
            numbered = [state for state in some if state.event is not None and self._keeps(state, collection)]
            again = {state.record.id for state in numbered}
            others = [state.record for state in some if state.record.id not in again]
            writer = self._writer(collection, made=made)
            if kind == "actor":  # they may belong to those of other collections
                bare.append((writer, writer.bare_actors(others)))
            else:
                getattr(writer, f"{kind}s")(others)
            if numbered:
                self.put_numbered(collection, numbered)
        for writer, actors in bare:
            writer.join_actors(actors)

    def _keeps(self, state: State, collection: str) -> bool:
        """Tell whether an event must be given its number: curated ones that are there have one."""
        if self._history is None or self._is_of_import(collection):
            return True
        of = t.event.c
        return self._connection.execute(sa.select(of.num).where(of.id == state.record.id)).first() is None

    def _is_of_import(self, collection: str) -> bool:
        if collection not in self._imports:
            self._imports[collection] = is_of_import(asking(self._connection), collection)
        return self._imports[collection]

    def put_numbered(self, collection: str, states: Iterable[State]) -> None:
        """Write events of an import with the numbers and versions of their states."""
        actors = dict(self._connection.execute(sa.select(t.actor.c.id, t.actor.c.num)).all())
        rows = EventRows(self._connection, collection, actors, _missing)
        numbers = []
        for state in states:
            numbers.append(self._make_room(state, collection))
            entry = entry_of(state.record, version=state.version)
            entry.row[FINGERPRINT] = state.fingerprint or entry.row[FINGERPRINT]
            rows.add(numbers[-1], entry)
        rows.flush()
        rows.sets.write()
        junctions.fill(self._connection, next_event(self._connection), numbers)

    def _make_room(self, state: State, collection: str) -> int:
        """Return the number for an event that comes back; what stands there as this event goes."""
        of, identity = t.event.c, state.record.id
        number = self._connection.execute(sa.select(of.num).where(of.id == identity)).scalar()
        if self._history and self._before:
            had = self._before.event(identity)
            is_text = state.by_hand or not self._is_of_import(collection)
            content = text_of(state.record) if is_text else None
            action = "changed" if had else "added"
            self._history.note("event", identity, action, collection=collection, content=content, had=had)
        if number is not None:
            junctions.forget(self._connection, number)
        if number is not None and self._history:
            return int(number)
        taken = self._connection.execute(sa.select(of.num).where(of.num == state.event)).first()
        return next_event(self._connection) if taken or state.event is None else state.event

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
