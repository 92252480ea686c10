"""Texts of sources that an undo lets go, or keeps because quotes rest on them."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from dateline.storage.history.batches import History
from dateline.storage.schema import tables as t
from dateline.storage.writing.reverting.beside import first_texts, let_go_text

_QUOTING = "SELECT 1 FROM event_citation WHERE source = :source AND quote IS NOT NULL UNION ALL " + (
    "SELECT 1 FROM citation WHERE source = :source AND quote IS NOT NULL"
)
_LOAD = "load"
"""The command that keeps texts for the quotes of its records, not for their own sake."""


def forget_with_sources(connection: sa.Connection, history: History, batch: int, going: Collection[str]) -> None:
    """Let go of the texts that a batch was the first to keep, of sources that go themselves; this comes before them."""
    for source in first_texts(connection, batch):
        if source in going:
            let_go_text(connection, history, source)


def forget_unquoted(connection: sa.Connection, history: History, batch: int, in_force: Collection[int]) -> list[str]:
    """Let go of the texts that a batch was the first to keep; return the sources whose text stays.

    A text that came with records stays while other records quote it, and goes with the last of them: `in_force` are the
    batches that hold, this one not.
    """
    command = connection.execute(sa.select(t.batch.c.command).where(t.batch.c.num == batch)).scalar()
    there = set(connection.execute(sa.select(t.source_text.c.source)).scalars())
    stays = []
    for source in first_texts(connection, batch):
        if source in there and command == _LOAD and _is_quoted(connection, source):
            stays.append(source)
        elif source in there:
            let_go_text(connection, history, source)
    for source in _left_behind(connection, there, in_force):
        if source not in stays and not _is_quoted(connection, source):
            let_go_text(connection, history, source)
    return stays


def _is_quoted(connection: sa.Connection, source: str) -> bool:
    return connection.execute(sa.text(_QUOTING), {"source": source}).first() is not None


def _left_behind(connection: sa.Connection, there: Collection[str], in_force: Collection[int]) -> list[str]:
    """Return the sources whose text came with records of a batch that was undone, and stayed for others."""
    of, by = t.revision.c, t.batch.c
    chosen = sa.select(of.id, of.batch, by.command).join_from(t.revision, t.batch, by.num == of.batch)
    last = {
        source: (batch, command)
        for source, batch, command in connection.execute(
            chosen.where(of.kind == "source_text").order_by(of.batch, of.seq)
        )
    }
    return sorted(
        source
        for source, (batch, command) in last.items()
        if source in there and command == _LOAD and batch not in in_force
    )
