"""What stood in the database at a moment of its history, told by its revisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa

from dateline.formats.curated.folder import read_text
from dateline.storage.history import moments
from dateline.storage.history.batches import MADE, Had
from dateline.storage.reading.kept_json import Damaged, had_of, kept_event, kept_object
from dateline.storage.schema import tables as t

KINDS = ("source", "actor", "theme", "event", "programme", "horizon", "deadline", "link")
"""In the order in which they are written; they are removed in the opposite one."""
Key = tuple[str, str]
"""The kind and id of a record."""
Numbers = tuple[int, int]
"""The numbers of the first and the last event that an import added."""
Moment = moments.Moment


class State(NamedTuple):
    """What stood there as a record; an event has its number, one of an import its version unless changed by hand.

    The collection of an import is of none itself. `made` says that an import made it for its events to name,
    `fingerprint` is that of the row of an event if it named actors otherwise than the database does.
    """

    collection: str | None
    record: Any
    version: int | None = None
    event: int | None = None
    by_hand: bool = False
    made: bool = False
    fingerprint: str | None = None


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
        made = row["kind"] == "collection" and had.collection is None
        named = had_of(row["kind"], row["id"], row["batch"])
        print_ = kept_object(row["had"], *named).get("fingerprint") if row["had"].startswith("{") else None
        record = record_of(row["kind"], row["had"], *named)
        return State(had.collection, record, had.version, had.event, made=made, fingerprint=print_)
    of = t.revision.c
    chosen = sa.select(of.content, of.collection, of.action).where(of.kind == row["kind"], of.id == row["id"])
    earlier = sa.tuple_(of.batch, of.seq) < sa.tuple_(row["batch"], row["seq"])
    last = connection.execute(chosen.where(earlier).order_by(of.batch.desc(), of.seq.desc()).limit(1)).first()
    if last is None or last[0] is None:
        return None
    number = _number(connection, row["id"], last[1]) if row["kind"] == "event" else None
    by_hand, made = number is not None, last[2] == MADE
    return State(
        last[1],
        record_of(row["kind"], last[0], "revision.content", had_of(row["kind"], row["id"])[1]),
        None,
        number if by_hand else row["had_event"],
        by_hand,
        made,
    )


def _number(connection: sa.Connection, event: str, collection: str) -> int | None:
    """Return the number of an event of an import that was changed by hand, None for an event of another collection."""
    of = t.revision.c
    if not is_of_import(connection, collection):
        return None
    chosen = sa.select(of.had_event).where(of.kind == "event", of.id == event, of.had_event.is_not(None))
    return connection.execute(chosen.order_by(of.batch.desc(), of.seq.desc()).limit(1)).scalar()


def record_of(kind: str, content: str, column: str, whose: str) -> Any:
    """Return the record that a revision holds; `column` and `whose` name it.

    Raises:
        Damaged: this version of dateline cannot read it any more.
    """
    if content.startswith("{"):
        return kept_event(content, column, whose)
    found = read_text("history", content, frozen=True)  # what an import made has ids that curated records may not have
    records = [found.collection] if kind == "collection" else list(found.records[kind].values())
    if not records or records[0] is None:
        raise Damaged(column, whose, str(found.faults[0]) if found.faults else f"it is no {kind}")
    return records[0]


def is_of_import(connection: sa.Connection, collection: str) -> bool:
    """Tell whether a collection is that of an import; of one that is gone the history tells it."""
    of = t.collection.c
    curated = connection.execute(sa.select(of.curated).where(of.id == collection)).scalar()
    if curated is None:
        last = last_of(connection, collection)
        return last is not None and last.collection is None
    return bool(curated == 0)


def last_of(connection: sa.Connection, collection: str) -> State | None:
    """Return what the history says last of a collection that is gone, None if it never had a row of its own."""
    of = t.revision.c
    chosen = sa.select(of.content, of.collection, of.action).where(of.kind == "collection", of.id == collection)
    chosen = chosen.where(of.content.is_not(None)).order_by(of.batch.desc(), of.seq.desc()).limit(1)
    row = connection.execute(chosen).first()
    return row and State(
        row[1],
        record_of("collection", row[0], "revision.content", f"the collection {collection!r}"),
        made=row[2] == MADE,
    )
