"""What stood in the database at a moment of its history, told by its revisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from dateline.storage.engines.kept_json import Damaged, had_of, kept_event, kept_object
from dateline.storage.history.moments import Run
from dateline.storage.history.noted import MADE, Had
from dateline.storage.history.seals import REVISION

KINDS = ("source", "actor", "theme", "event", "programme", "horizon", "deadline", "link")
"""In the order in which they are written; they are removed in the opposite one."""
Key = tuple[str, str]
"""The kind and id of a record."""
Numbers = tuple[int, int]
"""The numbers of the first and the last event that an import added."""


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


def states_at(run: Run, batch: int, key: Key | None = None) -> dict[Key, State | None]:
    """Return what stood after `batch` of the records that were changed since (or of the one with `key`, if it was)."""
    which = "kind = :kind AND id = :id" if key else f"kind IN {(*KINDS, 'collection')}"
    values = {"batch": batch} | ({"kind": key[0], "id": key[1]} if key else {})
    chosen = f"SELECT {', '.join(REVISION)} FROM revision WHERE batch > :batch AND {which} ORDER BY batch, seq"
    later = _imports_since(run, batch)
    states: dict[Key, State | None] = {}
    for found in run(chosen, values):
        row = dict(zip(REVISION, found, strict=True))
        if (row["kind"], row["id"]) not in states:
            states[row["kind"], row["id"]] = _before(run, row, later)
    return states


def added_since(run: Run, batch: int) -> list[Numbers]:
    """Return the numbers of the events that imports after `batch` added."""
    return [(first, last) for _, first, last in _imports_since(run, batch)]


def _imports_since(run: Run, batch: int) -> list[tuple[int, int, int]]:
    """Return the imports after `batch`, each with the numbers of the first and the last event that it added."""
    chosen = "SELECT num, first_event, last_event FROM batch WHERE num > :batch AND first_event IS NOT NULL"
    return [(number, first, last) for number, first, last in run(chosen, {"batch": batch})]


def _before(run: Run, row: Mapping[str, Any], later: Iterable[tuple[int, int, int]]) -> State | None:
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
    earlier = "(batch < :batch OR batch = :batch AND seq < :seq)"
    values = {name: row[name] for name in ("kind", "id", "batch", "seq")}
    last = next(iter(run(_LAST.format(which=earlier), values)), None)
    if last is None or last[0] is None:
        return None
    number = _number(run, row["id"], last[1]) if row["kind"] == "event" else None
    by_hand, made = number is not None, last[2] == MADE
    record = record_of(row["kind"], last[0], "revision.content", had_of(row["kind"], row["id"])[1])
    return State(last[1], record, None, number if by_hand else row["had_event"], by_hand, made)


_LAST = """
SELECT content, collection, action FROM revision WHERE kind = :kind AND id = :id AND {which}
ORDER BY batch DESC, seq DESC LIMIT 1
"""
_NUMBER = """
SELECT had_event FROM revision WHERE kind = 'event' AND id = :id AND had_event IS NOT NULL
ORDER BY batch DESC, seq DESC LIMIT 1
"""


def _number(run: Run, event: str, collection: str) -> int | None:
    """Return the number of an event of an import that was changed by hand, None for an event of another collection."""
    if not is_of_import(run, collection):
        return None
    return next((number for (number,) in run(_NUMBER, {"id": event})), None)


def record_of(kind: str, content: str, column: str, whose: str) -> Any:
    """Return the record that a revision holds; `column` and `whose` name it.

    Raises:
        Damaged: this version of dateline cannot read it any more.
    """
    if content.startswith("{"):
        return kept_event(content, column, whose)
    from dateline.formats.curated.folder import read_text  # late: events of imports need it not

    found = read_text("history", content, frozen=True)  # what an import made has ids that curated records may not have
    records = [found.collection] if kind == "collection" else list(found.records[kind].values())
    if not records or records[0] is None:
        raise Damaged(column, whose, str(found.faults[0]) if found.faults else f"it is no {kind}")
    return records[0]


def is_of_import(run: Run, collection: str) -> bool:
    """Tell whether a collection is that of an import; of one that is gone the history tells it."""
    for (curated,) in run("SELECT curated FROM collection WHERE id = :id", {"id": collection}):
        return bool(curated == 0)
    last = last_of(run, collection)
    return last is not None and last.collection is None


def last_of(run: Run, collection: str) -> State | None:
    """Return what the history says last of a collection that is gone, None if it never had a row of its own."""
    values = {"kind": "collection", "id": collection}
    for content, owner, action in run(_LAST.format(which="content IS NOT NULL"), values):
        record = record_of("collection", content, "revision.content", f"the collection {collection!r}")
        return State(owner, record, made=action == MADE)
    return None
