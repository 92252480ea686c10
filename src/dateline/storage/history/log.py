"""The log of the history: its batches, and what happened to one record in them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from dateline.formats.curated.writing import text_of
from dateline.storage.engines.connection import Connection
from dateline.storage.engines.kept_json import had_of, kept_event, kept_object
from dateline.storage.history.standing import Standing
from dateline.wire_fields import Record

BATCH_FIELDS = (
    "batch", "recorded", "author", "command", "reason", "origin", "collection", "added", "changed", "removed",
    "undoes", "report",
)  # fmt: skip
REVISION_FIELDS = (
    "batch", "recorded", "author", "command", "reason", "origin", "kind", "id", "action", "collection", "before",
    "after",
)  # fmt: skip
_BATCH = "num, recorded, author, command, reason, origin, collection, undoes, report, first_event, last_event"


def batches(connection: Connection, *, limit: int | None = None, number: int | None = None) -> list[Record]:
    """Return batches with BATCH_FIELDS, the newest first: up to `limit`, or the one of a `number`.

    `added`, `changed` and `removed` count records, as the commands do; `report` is that of the command.
    """
    which = "" if number is None else f"WHERE num = {number:d}"
    most = "" if limit is None else f"LIMIT {limit:d}"
    rows = connection.run(f"SELECT {_BATCH} FROM batch {which} ORDER BY num DESC {most}")
    return [_batch(connection, row) for row in rows]


def _batch(connection: Connection, row: tuple[Any, ...]) -> Record:
    number, *said, undoes, report, first, last = row
    counts: dict[str, int] = dict(
        connection.run(
            f"SELECT action, count(*) FROM revision WHERE batch = {number:d} AND kind <> 'collection' GROUP BY action"
        )
    )
    added = counts.get("added", 0) + (last - first + 1 if first is not None else 0)
    numbers = (added, counts.get("changed", 0), counts.get("removed", 0))
    values = (
        number,
        *said,
        *numbers,
        undoes,
        kept_object(report, "batch.report", f"batch {number}") if report else None,
    )
    return dict(zip(BATCH_FIELDS, values, strict=True))


def touched(connection: Connection, number: int) -> list[Record]:
    """Return what a batch touched, in order: {kind, id, action} of each record that it added, changed or removed."""
    sql = (
        f"SELECT kind, id, action FROM revision WHERE batch = {number:d} AND action IN ('added', 'changed', 'removed')"
    )
    return [dict(zip(("kind", "id", "action"), row, strict=True)) for row in connection.run(f"{sql} ORDER BY seq")]


def revisions(connection: Connection, kind: str, identity: str, standing: Standing | None = None) -> list[Record]:
    """Return what became of a record, with REVISION_FIELDS, in order; `before` and `after` are TOML, or None.

    An event of an import that was never changed has no revision but the import itself. Whoever asks for many records
    gives what is `standing`, so that they are read together.
    """
    columns = "r.batch, b.recorded, b.author, b.command, b.reason, b.origin, r.action, r.collection, r.content, r.had"
    rows = connection.run(
        f"SELECT {columns} FROM revision r JOIN batch b ON b.num = r.batch WHERE r.kind = :kind AND r.id = :id "
        "ORDER BY r.batch, r.seq",
        {"kind": kind, "id": identity},
    )
    found = [_imported(connection, row) for row in _import_of(connection, kind, identity, rows)]
    found += [_revision(kind, identity, row) for row in rows]
    _join(found)
    if found and found[-1]["action"] != "removed" and found[-1]["after"] is None:
        found[-1]["after"] = (standing or Standing(connection)).text(kind, identity)
    return found


def _revision(kind: str, identity: str, row: tuple[Any, ...]) -> Record:
    *about, action, collection, content, had = row
    values = (
        *about,
        kind,
        identity,
        action,
        collection,
        had and _toml(had, *had_of(kind, identity, about[0])),
        content,
    )
    return dict(zip(REVISION_FIELDS, values, strict=True))


def _toml(content: str, column: str, record: str) -> str:
    return text_of(kept_event(content, column, record)) if content.startswith("{") else content


def _import_of(connection: Connection, kind: str, identity: str, rows: list[Any]) -> Iterator[tuple[Any, ...]]:
    """Yield the import that first brought an event, if one did."""
    if kind != "event":
        return
    had = connection.run(
        "SELECT had_event FROM revision WHERE kind = 'event' AND id = :id AND had_event IS NOT NULL "
        "UNION SELECT num FROM event WHERE id = :id",
        {"id": identity},
    )
    for (number,) in had:
        yield from connection.run(
            "SELECT num, recorded, author, command, reason, origin, collection FROM batch "
            f"WHERE {number:d} BETWEEN first_event AND last_event"
        )


def _imported(connection: Connection, row: tuple[Any, ...]) -> Record:
    return dict(zip(REVISION_FIELDS, (*row[:6], "event", None, "added", row[6], None, None), strict=True))


def _join(found: list[Record]) -> None:
    """Let each revision know what stood before and after it, from its neighbours where it does not say."""
    found.sort(key=lambda record: record["batch"])
    for one, other in pairwise(found):
        one["after"] = one["after"] or (other["before"] if one["action"] != "removed" else None)
        other["before"] = other["before"] or one["after"]
