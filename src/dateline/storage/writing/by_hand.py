"""What was done by hand to records that came with an import: marks that the next import reads, told by the history."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import sqlalchemy as sa

from dateline.storage.engines.kept_json import had_of, kept, kept_object
from dateline.storage.history.batches import History
from dateline.storage.history.merges import MERGING, merges_in
from dateline.storage.history.moments import Run, asking
from dateline.storage.history.noted import MADE, MARKED, Had
from dateline.storage.schema import tables as t

CHANGED, REMOVED, MERGED = "changed", "removed", "merged"
_MARKED = ("source", "actor", "theme", "event")
"""The kinds of records that imports bring."""
_MERGED_KINDS = ("actor", "event")
Key = tuple[str, str]

_LAST = """
SELECT r.action, CASE WHEN r.content IS NULL THEN 0 ELSE 1 END, b.command, b.undoes, b.report, b.num
FROM revision r JOIN batch b ON b.num = r.batch
WHERE r.kind = :kind AND r.id = :id AND r.batch <= :batch ORDER BY r.batch DESC, r.seq DESC LIMIT 1
"""
_BASE = """
SELECT c.id, r.had, r.had_version FROM revision r
JOIN collection c ON c.id = CASE WHEN r.had IS NULL THEN r.collection ELSE r.had_collection END
JOIN batch b ON b.num = r.batch
WHERE r.kind = :kind AND r.id = :id AND r.batch <= :batch AND c.curated = 0
AND (r.had IS NOT NULL OR r.action = :made AND r.kind <> 'event')
AND NOT (r.action = 'removed' AND b.undoes IS NOT NULL) AND NOT EXISTS (
    SELECT 1 FROM revision z JOIN batch y ON y.num = z.batch
    WHERE z.kind = r.kind AND z.id = r.id AND z.action = 'removed' AND y.undoes = r.batch AND y.num <= :batch
)
ORDER BY r.batch DESC, r.seq DESC LIMIT 1
"""
"""What the import said last before somebody changed it; of what it made for its events to name only that it did.

An import said nothing of a record that went when it was undone.
"""


class Fate(NamedTuple):
    """What was done by hand: CHANGED, REMOVED or MERGED; `into` is the id of the record that has the merged one."""

    name: str
    into: str | None = None


def settle(connection: sa.Connection, keys: Iterable[Key], batch: int) -> None:
    """Make the marks and redirects of records what the history up to `batch` says of them."""
    chosen = list(dict.fromkeys(keys))
    if _any(connection, sa.select(t.collection.c.id).where(t.collection.c.curated == 0)):
        for key in chosen:
            if key[0] in _MARKED:
                _mark(connection, key, batch)
    redirect_anew(connection, chosen, batch)


def redirect_anew(connection: sa.Connection, keys: Iterable[Key], batch: int) -> None:
    """Let the ids of records that were merged when `batch` was done lead to those that have them then."""
    of = t.batch.c
    if _any(connection, sa.select(of.num).where(sa.text(MERGING), of.num <= batch)):
        _redirect(connection, [key for key in keys if key[0] in _MERGED_KINDS], batch)


def _any(connection: sa.Connection, chosen: sa.Select[Any]) -> bool:
    return connection.execute(chosen.limit(1)).first() is not None


def fate_at(run: Run, key: Key, batch: int) -> Fate | None:
    """Return what had been done to a record by hand when `batch` was done, None for nothing that holds."""
    kind, identity = key
    while rows := list(run(_LAST, {"kind": kind, "id": identity, "batch": batch})):
        action, has_content, command, undoes, report, number = rows[0]
        if undoes is not None:  # it put back what stood before the batch that it undid
            batch = undoes - 1
            continue
        if action != "removed":
            return Fate(CHANGED) if has_content and action != MADE else None
        into = [each["into"] for each in merges_in(report, number) if (each["kind"], each["id"]) == key]
        if into or command == "merge":
            return Fate(MERGED, into[0] if into else None)
        return Fate(REMOVED) if command == "remove" else None
    return None


def base_of(run: Run, key: Key, batch: int) -> tuple[str, str | None, int | None] | None:
    """Return (collection, JSON of an event, version) that an import said last before somebody changed the record."""
    values = {"kind": key[0], "id": key[1], "batch": batch, "made": MADE}
    return next((tuple(row) for row in run(_BASE, values)), None)


def mark_of(run: Run, key: Key, batch: int) -> tuple[tuple[str, str | None, int | None], Fate] | None:
    """Return what an import said last of a record and what was done to it by hand, None if nothing that holds now.

    A record that was removed or merged may have come back with an import that had not brought it before.
    """
    base = base_of(run, key, batch)
    fate = fate_at(run, key, batch) if base else None
    if base is None or fate is None:
        return None
    there = bool(list(run(f"SELECT 1 FROM {key[0]} WHERE id = :id", {"id": key[1]})))
    return (base, fate) if there == (fate.name == CHANGED) else None


def _mark(connection: sa.Connection, key: Key, batch: int) -> None:
    kind, identity = key
    of = t.by_hand.c
    here = sa.and_(of.kind == kind, of.id == identity)
    had = connection.execute(sa.select(t.by_hand).where(here)).first()
    connection.execute(sa.delete(t.by_hand).where(here))
    if (found := mark_of(asking(connection), key, batch)) is None:
        return
    base, fate = found
    row: dict[str, Any] = {"kind": kind, "id": identity, "collection": base[0], "fate": fate.name}
    if had:  # somebody may know already what the import said since
        row |= {"base": had.base, "said": had.said, "version": had.version}
    elif kind == "event":
        row |= {"base": base[1], "version": base[2]}
    connection.execute(sa.insert(t.by_hand), row)


def note_marks(connection: sa.Connection, history: History, undone: int = 0) -> None:
    """Note the marks of all records that a batch is about to leave otherwise, as they are before it.

    These are those that it revised, and those of which the batch that it has `undone` noted the marks.
    """
    if not _any(connection, sa.select(t.by_hand.c.id)):
        return
    if not history.empty:
        history.flush()
    of, told = t.by_hand.c, t.revision.c
    touched = sa.exists().where(told.batch == history.num, told.kind == of.kind, told.id == of.id)
    marked_ = sa.exists().where(
        told.batch == undone, told.kind == "by_hand", told.action == MARKED, told.id == of.kind + "/" + of.id
    )
    chosen = sa.select(t.by_hand).where(touched | marked_).order_by(of.kind, of.id)
    for row in connection.execute(chosen).mappings().all():
        note_mark(history, dict(row))


def note_mark(history: History, row: dict[str, Any], after: dict[str, Any] | None = None) -> None:
    """Note a mark as it is before a batch, given as its row, and what an import says `after` it."""
    kind, identity = row.pop("kind"), row.pop("id")
    content = _json(after) if after else None
    history.note("by_hand", f"{kind}/{identity}", MARKED, content=content, had=Had(_json(row), None))


def _json(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)


def end_outlived(connection: sa.Connection, history: History) -> None:
    """End the marks of records that were removed or merged, and that an import has made anew; note them first."""
    of = t.by_hand.c
    for kind in _MARKED:
        there = sa.exists().where(t.metadata.tables[kind].c.id == of.id)
        outlived = sa.and_(of.kind == kind, of.fate != CHANGED, there)
        for row in connection.execute(sa.select(t.by_hand).where(outlived).order_by(of.id)).mappings().all():
            note_mark(history, dict(row))
            connection.execute(sa.delete(t.by_hand).where(of.kind == kind, of.id == row["id"]))


def end_of_gone(connection: sa.Connection, history: History) -> None:
    """End the marks of corrected records that went with the import they came from; note those that are not noted."""
    if not _any(connection, sa.select(t.by_hand.c.id)):
        return
    history.flush()
    of, told = t.by_hand.c, t.revision.c
    noted = sa.select(told.id).where(told.batch == history.num, told.kind == "by_hand", told.action == MARKED)
    known = set(connection.execute(noted).scalars())
    for kind in _MARKED:
        there = sa.exists().where(t.metadata.tables[kind].c.id == of.id)
        gone = sa.and_(of.kind == kind, of.fate == CHANGED, ~there)
        for row in connection.execute(sa.select(t.by_hand).where(gone).order_by(of.id)).mappings().all():
            if f"{kind}/{row['id']}" not in known:
                note_mark(history, dict(row))
            connection.execute(sa.delete(t.by_hand).where(of.kind == kind, of.id == row["id"]))


def mark_noted(had: str | None, kind: str, identity: str, batch: int) -> dict[str, Any]:
    """Return the columns of a mark that a batch noted, but for its key.

    Raises:
        Damaged: what was noted cannot be read.
    """
    named = had_of("by_hand", f"{kind}/{identity}", batch)
    with kept(*named):
        row = kept_object(had, *named)
        return {name: row[name] for name in ("collection", "fate", "base", "said", "version")}


def marks_noted(connection: sa.Connection, batch: int) -> list[tuple[Key, str]]:
    """Return the key of each mark that a batch noted, and the mark as it was before, as JSON."""
    of = t.revision.c
    chosen = sa.select(of.id, of.had).where(of.batch == batch, of.kind == "by_hand", of.action == MARKED)
    rows = connection.execute(chosen.order_by(of.seq.desc())).all()
    return [((identity.partition("/")[0], identity.partition("/")[2]), had) for identity, had in rows]


def settled_with(connection: sa.Connection, keys: Iterable[Key]) -> None:
    """Take what the import said last for known to whoever has just changed the records: no difference is told again."""
    of = t.by_hand.c
    for kind, identity in keys:
        here = sa.and_(of.kind == kind, of.id == identity, of.said.is_not(None))
        connection.execute(sa.update(t.by_hand).where(here).values(base=of.said, said=None))


def _redirect(connection: sa.Connection, keys: list[Key], batch: int) -> None:
    """Let ids of merged records lead to those that have them now, through any number of steps."""
    of = t.redirect.c
    rows = connection.execute(sa.select(of.kind, of.id, of.target)).all()
    touched, kinds = set(keys), {kind for kind, _ in keys}
    concerned = [
        (kind, old)
        for kind, old, target in rows
        if {(kind, old), (kind, target)} & touched
        # One that leads past a record which is there again leads to that now.
        or (kind in kinds and not touched.isdisjoint(_led(connection, (kind, old), batch)))
    ]
    for kind, old in dict.fromkeys([*keys, *concerned]):
        here = sa.and_(of.kind == kind, of.id == old)
        if _exists(connection, (kind, old)):
            connection.execute(sa.delete(t.redirect).where(here))
        elif target := _target(connection, (kind, old), batch):
            connection.execute(sa.delete(t.redirect).where(here))
            connection.execute(sa.insert(t.redirect), {"kind": kind, "id": old, "target": target})


def _target(connection: sa.Connection, key: Key, batch: int) -> str | None:
    """Return the id of the record that has a merged one in the end; None where the history does not say."""
    return next((each[1] for each in _led(connection, key, batch) if _exists(connection, each)), None)


def _led(connection: sa.Connection, key: Key, batch: int) -> Iterator[Key]:
    """Yield the records into which one was merged, and that into others, each once."""
    seen = {key}
    while (fate := fate_at(asking(connection), key, batch)) and fate.into:
        key = (key[0], fate.into)
        if key in seen:
            return
        yield key
        seen.add(key)


def _exists(connection: sa.Connection, key: Key) -> bool:
    of = t.metadata.tables[key[0]].c
    return _any(connection, sa.select(of.id).where(of.id == key[1]))


def marked(connection: sa.Connection, kind: str, collection: str) -> set[str]:
    """Return the ids of the records of a kind that came with an import and were changed by hand."""
    of = t.by_hand.c
    chosen = sa.select(of.id).where(of.kind == kind, of.collection == collection, of.fate == CHANGED)
    return set(connection.execute(chosen).scalars())
