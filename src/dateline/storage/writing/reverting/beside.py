"""What batches leave beside records, put back: tombstones, redirects, passed files, texts, marks of corrections."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import sqlalchemy as sa

from dateline.errors import InvalidQuery
from dateline.storage.engines.kept_json import had_of, kept, kept_object
from dateline.storage.history.batches import History
from dateline.storage.history.noted import PASSED, REDIRECTED, WITHDRAWN, Had
from dateline.storage.history.states import Key
from dateline.storage.schema import tables as t
from dateline.storage.writing.by_hand import mark_noted, marks_noted, settle
from dateline.storage.writing.source_texts import kept_row, said

HELD = ("tombstone", "source_text")
"""The kinds that later batches may change again, so that an earlier one cannot be taken back before them."""


class _Noted(NamedTuple):
    """A revision of something beside records, and what the history had said of it before."""

    id: str
    collection: str | None
    content: str | None
    had: Had | None
    before: tuple[str | None, str] | None


def held_by(connection: sa.Connection, batch: int) -> list[Key]:
    """Return the kinds and ids of what a batch left beside records, and later ones may change again."""
    of = t.revision.c
    chosen = sa.select(of.kind, of.id).where(of.batch == batch, of.kind.in_(HELD)).distinct()
    return [(kind, identity) for kind, identity in connection.execute(chosen)]


def first_texts(connection: sa.Connection, batch: int) -> list[str]:
    """Return the sources of which a batch was the first to keep a text."""
    return [
        noted.id
        for noted in _noted(connection, "source_text", batch)
        if noted.had is None and noted.before is None and noted.content is not None
    ]


def let_go_text(connection: sa.Connection, history: History, source: str) -> None:
    """Remove the text that is kept of a source, as part of a batch."""
    _keep(connection, history, _Noted(source, None, None, None, None))


def put_back(connection: sa.Connection, history: History, batch: int) -> None:
    """Make what a batch did beside records what it was before, as part of another batch; but texts see `texts.py`.

    Raises:
        InvalidQuery: the history does not have it.
    """
    first = first_texts(connection, batch)
    for kind, back in _WAYS.items():
        for noted in _noted(connection, kind, batch):
            if kind != "source_text" or noted.id not in first:
                back(connection, history, noted)


def _noted(connection: sa.Connection, kind: str, batch: int) -> list[_Noted]:
    """Return the first revision that a batch has of each id of a kind."""
    of = t.revision.c
    chosen = sa.select(of.id, of.collection, of.content, of.had, of.had_collection)
    found: dict[str, _Noted] = {}
    rows = connection.execute(chosen.where(of.batch == batch, of.kind == kind).order_by(of.seq)).all()
    for identity, collection, content, had, owner in rows:
        earlier = sa.select(of.collection, of.content).where(of.kind == kind, of.id == identity, of.batch < batch)
        row = connection.execute(earlier.order_by(of.batch.desc(), of.seq.desc()).limit(1)).first()
        before = None if row is None or row[1] is None else (row[0], row[1])
        given = None if had is None else Had(had, owner)
        found.setdefault(identity, _Noted(identity, collection, content, given, before))
    return list(found.values())


def _bury(connection: sa.Connection, history: History, noted: _Noted) -> None:
    of = t.tombstone.c
    connection.execute(sa.delete(t.tombstone).where(of.id == noted.id))
    if noted.before is None:
        history.note("tombstone", noted.id, "removed")
        return
    collection, content = noted.before
    row = {"id": noted.id, "collection": collection, "version": int(content) if content else None}
    connection.execute(sa.insert(t.tombstone), row)
    history.note("tombstone", noted.id, WITHDRAWN, collection=collection, content=content)


def _lead(connection: sa.Connection, history: History, noted: _Noted) -> None:
    """Let an id lead where it led by a merge that is older than the history."""
    if noted.before is None:
        return
    (kind, _, identity), target = noted.id.partition("/"), noted.before[1]
    of = t.redirect.c
    connection.execute(sa.delete(t.redirect).where(of.kind == kind, of.id == identity))
    connection.execute(sa.insert(t.redirect), {"kind": kind, "id": identity, "target": target})
    history.note("redirect", noted.id, REDIRECTED, content=target)


def _pass(connection: sa.Connection, history: History, noted: _Noted) -> None:
    """Forget a file that an import has behind it, or remember it again: only an unfinished import has any."""
    collection, content = (noted.had.collection, noted.had.content) if noted.had else (noted.collection, noted.content)
    size, _, modified = str(content).partition(" ")
    row: dict[str, Any] = {"collection": collection, "file": noted.id, "size": int(size), "modified": int(modified)}
    here = sa.and_(*(t.checkpoint.c[name] == value for name, value in row.items()))
    if noted.had is None and connection.execute(sa.delete(t.checkpoint).where(here)).rowcount:
        history.note("checkpoint", noted.id, "removed", had=Had(content, collection))
    elif noted.had is not None:
        of = t.checkpoint.c
        connection.execute(sa.delete(t.checkpoint).where(of.collection == collection, of.file == noted.id))
        connection.execute(sa.insert(t.checkpoint), row)
        history.note("checkpoint", noted.id, PASSED, collection=collection, content=content)


def _keep(connection: sa.Connection, history: History, noted: _Noted) -> None:
    """Put back the text of a source, or let go of it."""
    if noted.had is None and noted.before is not None:
        hint = f"keep it again: dateline sources add FILE --source {noted.id!r} --replace"
        raise InvalidQuery(f"the history does not have the earlier text of the source {noted.id!r}", hint)
    now = kept_row(connection, noted.id)
    connection.execute(sa.delete(t.source_text).where(t.source_text.c.source == noted.id))
    had = Had(json.dumps(now, ensure_ascii=False), None) if now else None
    if noted.had is None:
        history.note("source_text", noted.id, "removed", had=had)
        return
    named = had_of("source_text", noted.id)
    with kept(*named):
        row = kept_object(noted.had.content, *named)
        content = said(row["sha256"], row["file"], row["text"])
    connection.execute(sa.insert(t.source_text), row)
    history.note("source_text", noted.id, "changed" if had else "added", content=content, had=had)


_WAYS: dict[str, Callable[[sa.Connection, History, _Noted], None]] = {
    "tombstone": _bury, "redirect": _lead, "checkpoint": _pass, "source_text": _keep,
}  # fmt: skip


def mark_again(connection: sa.Connection, batch: int, number: int) -> None:
    """Let the marks that a batch touched say what they said before it; `number` is the batch that took it back.

    What was done by hand is told by the history; what the import said since then is not, so each batch keeps it.
    """
    marks = t.by_hand.c
    noted = marks_noted(connection, batch)
    settle(connection, [key for key, _ in noted], number)
    for (kind, identity), had in noted:
        row = mark_noted(had, kind, identity, batch)
        here = sa.and_(marks.kind == kind, marks.id == identity, marks.fate == row.pop("fate"))
        connection.execute(sa.update(t.by_hand).where(here, marks.collection == row.pop("collection")).values(row))
