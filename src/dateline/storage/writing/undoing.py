"""Undoing batches and restoring single records: changes like any other, which the history records too."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import sqlalchemy as sa

from dateline.errors import InvalidQuery, NotFound
from dateline.storage.engines.writing import writing
from dateline.storage.history.batches import MADE, History
from dateline.storage.history.merges import merges_in
from dateline.storage.history.occasion import Occasion
from dateline.storage.opening import reading
from dateline.storage.schema import tables as t
from dateline.storage.writing.by_hand import marked, settle
from dateline.storage.writing.measure_numbers import forget_unused
from dateline.storage.writing.merging import part_again
from dateline.storage.writing.migrating import check_there
from dateline.storage.writing.rewinding import (
    KINDS,
    Key,
    Moment,
    Numbers,
    Past,
    State,
    batch_at,
    check_names,
    states_at,
)

_NAMED = {
    "source": ("citation.source", "event_citation.source"),
    "actor": ("participant.actor", "party.actor", "membership.whole", "claimed_actor.actor"),
}
"""The columns that name records which imports make for their events: sources by id, actors by number."""
_UNUSED_THEMES = """
SELECT id FROM theme t WHERE collection = :collection AND NOT EXISTS (
    SELECT 1 FROM theme b WHERE b.num BETWEEN t.num AND t.last AND (
        b.collection <> t.collection OR EXISTS (SELECT 1 FROM deadline_theme d WHERE d.theme = b.id)
        OR EXISTS (SELECT 1 FROM event_theme e WHERE e.theme = b.num)
    )
) ORDER BY num DESC
"""
"""Themes below which nothing bears any, the lowest first."""


@dataclasses.dataclass
class TakenBack:
    """How many events went, how many records became again what they were; `batch` is the new one."""

    batch: int
    gone: int
    put_back: int


def undo(url: str, batch: int, occasion: Occasion) -> TakenBack:
    """Take back everything that a batch did, and what its events alone made necessary: all of it, or nothing.

    Raises:
        NotFound: there is no such batch.
        InvalidQuery: it was taken back already, or a later batch has changed what it wrote.
        InvalidRecords: something that it brought is named by what came later.
        DatabaseError: the engine fails.
    """
    check_there(url)
    with writing(url) as connection:
        row = connection.execute(sa.select(t.batch).where(t.batch.c.num == batch)).mappings().first()
        if row is None:
            raise NotFound(f"there is no batch {batch}", "list them with: dateline history")
        gone = [(row["first_event"], row["last_event"])] if row["first_event"] is not None else []
        touched = _touched(connection, batch)
        _check_later(connection, batch, touched, gone)
        states = {key: states_at(connection, batch - 1, key)[key] for key in touched}
        check_names(connection, states)
        history = History(connection, occasion)
        past = Past(connection, url, history)
        events = _number(connection, gone)
        past.put_back(states, gone, batch - 1)
        for each in merges_in(row["report"]):
            _part(connection, past, batch, each)
        if row["command"] == "import":
            _remove_orphans(connection, past, row["collection"], batch)
        report = {"gone": events, "put_back": len(states)}
        number = history.seal(row["collection"], report=report, undoes=batch)
    if number is None:
        raise InvalidQuery(f"batch {batch} left nothing to undo")
    return TakenBack(number, events, len(states))


def _part(connection: sa.Connection, past: Past, batch: int, merged: dict[str, str]) -> None:
    """Give what was imported since under the name of a merged actor back to it."""
    if merged["kind"] == "actor":
        part_again(connection, past, ("actor", merged["id"]), merged["into"], batch)


def _touched(connection: sa.Connection, batch: int) -> list[Key]:
    of = t.revision.c
    of_records = of.kind.in_((*KINDS, "collection"))
    chosen = sa.select(of.kind, of.id).where(of.batch == batch, of_records, of.action != MADE)
    rows = connection.execute(chosen.order_by(of.seq))
    return list(dict.fromkeys((kind, identity) for kind, identity in rows))


def _number(connection: sa.Connection, gone: list[Numbers]) -> int:
    of = t.event.c
    return sum(
        connection.execute(sa.select(sa.func.count()).where(of.num.between(*numbers))).scalar_one() for numbers in gone
    )


def _check_later(connection: sa.Connection, batch: int, touched: list[Key], gone: list[Numbers]) -> None:
    """Refuse to take back what later batches stand on, those apart that were taken back themselves."""
    of = t.revision.c
    in_force = set(_in_force(connection, batch))
    if batch not in in_force:
        raise InvalidQuery(f"batch {batch} is already undone")
    keys = set(touched)
    later = sa.select(of.batch, of.kind, of.id, of.had_event).where(of.batch > batch).order_by(of.batch)
    for number, kind, identity, event in connection.execute(later):
        added = any(first <= (event or 0) <= last for first, last in gone)
        if number in in_force and ((kind, identity) in keys or added):
            raise InvalidQuery(
                f"batch {number} changed the {kind} {identity!r} later",
                f"undo that first: dateline import undo {number}",
            )


def _in_force(connection: sa.Connection, batch: int) -> Iterator[int]:
    """Yield the batches from `batch` on that still hold: neither taken back, nor the taking back of another."""
    of = t.batch.c
    cancelled: set[int] = set()
    rows = connection.execute(sa.select(of.num, of.undoes).where(of.num >= batch).order_by(of.num.desc()))
    for number, undoes in rows:
        if number in cancelled:
            continue
        if undoes is not None:
            cancelled.add(undoes)
        if undoes is None or number == batch:
            yield number


def _remove_orphans(connection: sa.Connection, past: Past, collection: str, batch: int) -> None:
    """Remove the sources, actors and themes of an import's collection that nothing names.

    Those stay that were changed by hand, and those that an import made which still holds: the events that named them
    may come back.
    """
    for kind, columns in _NAMED.items():
        key = "id" if kind == "source" else "num"
        unnamed = " AND ".join(
            f"NOT EXISTS (SELECT 1 FROM {table} n WHERE n.{column} = r.{key})"
            for table, column in (name.split(".") for name in columns)
        )
        sql = sa.text(f"SELECT id FROM {kind} r WHERE collection = :collection AND {unnamed} ORDER BY id")
        kept = _kept(connection, kind, collection, batch)
        while unused := [
            each for each in connection.execute(sql, {"collection": collection}).scalars() if each not in kept
        ]:
            past.remove(kind, unused)  # and then those to whom only these belonged
    kept = _kept(connection, "theme", collection, batch)
    themes = connection.execute(sa.text(_UNUSED_THEMES), {"collection": collection}).scalars()
    above = {name[:end] for name in kept for end in (*(i for i, letter in enumerate(name) if letter == "/"), len(name))}
    past.remove("theme", [each for each in themes if each not in above])
    past.follow()
    forget_unused(connection)


def _kept(connection: sa.Connection, kind: str, collection: str, batch: int) -> set[str]:
    """Return the records of a kind that stay though nothing names them, when an import of the collection is undone."""
    of = t.revision.c
    made = sa.select(of.batch, of.id).where(of.kind == kind, of.collection == collection, of.action == MADE)
    in_force = set(_in_force(connection, 1)) - {batch}
    return marked(connection, kind, collection) | {
        identity for number, identity in connection.execute(made) if number in in_force
    }


def restore(url: str, key: Key, moment: Moment, occasion: Occasion) -> int | None:
    """Make a record again what it was at a moment; return the new batch, or None when it is that already.

    Raises:
        NotFound: the history knows no such record at that moment.
        InvalidQuery: what it names is not there any more.
        DatabaseError: the engine fails.
    """
    check_there(url)
    with writing(url) as connection:
        batch = batch_at(connection, moment)
        state = _state(connection, key, batch)
        if state is None:
            return None
        check_names(connection, {key: state})
        history = History(connection, occasion)
        Past(connection, url, history).put_back({key: state}, (), batch)
        number = history.seal(state.collection)
        if number is not None:
            settle(connection, [key], number)
        return number


def _state(connection: sa.Connection, key: Key, batch: int) -> State | None:
    """Return what the record was after `batch`, None when it has not changed since.

    Raises:
        NotFound: there was none.
    """
    states = states_at(connection, batch, key)
    if not states:
        kind, identity = key
        of = t.metadata.tables[kind].c
        if connection.execute(sa.select(of.id).where(of.id == identity)).first() is None:
            raise NotFound(f"there has never been a {kind} with the id {identity!r}", f"dateline history {identity}")
        return None
    if states[key] is None:
        raise NotFound(f"the {key[0]} {key[1]!r} did not exist then", f"see when it did: dateline history {key[1]}")
    return states[key]


def keys_of(url: str, identity: str, kind: str | None) -> list[Key]:
    """Return the records that have, or once had, the id `identity`."""
    values = {"id": identity}
    with reading(url) as connection:
        found = {name for (name,) in connection.run("SELECT DISTINCT kind FROM revision WHERE id = :id", values)}
        found |= {name for name in KINDS if connection.run(f"SELECT 1 FROM {name} WHERE id = :id", values)}
    return [(name, identity) for name in KINDS if name in found and kind in (None, name)]
