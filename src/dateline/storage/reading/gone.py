"""What is said of a record that is not there: what became of it and how to have it back, or which one may be meant."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence

from dateline.errors import NotFound
from dateline.light_classes import NamedTuple
from dateline.names import did_you_mean
from dateline.render.moments import local_time
from dateline.storage.engines.connection import Connection

_REMOVED = """
SELECT r.batch, b.recorded, b.author, b.command, r.action FROM revision r JOIN batch b ON b.num = r.batch
WHERE r.kind = :kind AND r.id = :id ORDER BY r.batch DESC, r.seq DESC LIMIT 1
"""
_KINDS = ("event", "deadline", "actor", "theme", "programme", "source", "horizon", "link")
_MOST_IDS = 100_000


class Gone(NamedTuple):
    """A record that is not there any more; `into` is the id of the one that it was merged into, None for a removal."""

    kind: str
    id: str
    batch: int
    recorded: str
    author: str
    command: str
    into: str | None

    @property
    def told(self) -> str:
        """Return what became of it, in a sentence."""
        fate = f"merged into {self.into!r}" if self.into else "removed"
        by = f" by {self.author} ({self.command})" if self.batch else ""
        when = f" on {local_time(self.recorded)}" if self.batch else ""
        return f"the {self.kind} {self.id!r} was {fate}{when}{by}"

    @property
    def way_back(self) -> str:
        """Return the command that brings it back."""
        if self.into:
            return f"undo the merge: dateline undo {self.batch}" if self.batch else f"use {self.into!r}"
        return (
            f"removed in batch {self.batch}; restore it: dateline restore {shlex.quote(self.id)} --at @{self.batch - 1}"
        )


def gone(connection: Connection, identity: str, kinds: Iterable[str]) -> Gone | None:
    """Return what became of the record with an id, None if the history has none of these kinds that is gone."""
    if connection.engine.store is None:  # a lake has no history
        return None
    for kind in kinds:
        values = {"kind": kind, "id": identity}
        if connection.run(f"SELECT 1 FROM {kind} WHERE id = :id", {"id": identity}):
            continue
        into = connection.run("SELECT target FROM redirect WHERE kind = :kind AND id = :id", values)
        last = connection.run(_REMOVED, values)
        if last and last[0][4] == "removed":
            batch, recorded, author, command, _ = last[0]
            return Gone(kind, identity, batch, recorded, author, command, into[0][0] if into else None)
        if into:  # merged before the history was kept
            return Gone(kind, identity, 0, "", "", "merge", into[0][0])
    return None


def not_there(connection: Connection, identity: str, kinds: Iterable[str], otherwise: NotFound) -> NotFound:
    """Return the error about an id that no record has: what became of the record that had it, or else `otherwise`."""
    found = gone(connection, identity, kinds)
    return otherwise if found is None else NotFound(found.told, found.way_back)


def no_record(connection: Connection, identity: str, kinds: Sequence[str]) -> NotFound:
    """Return the error that no record of these kinds has an id: what became of it, what has it, or what is near."""
    message = f"there is no {' or '.join(kinds)} with the id {identity!r}"
    if connection.engine.store is None:  # a lake has events alone
        return NotFound(message)
    others = [
        kind for kind in _KINDS
        if kind not in kinds and connection.run(f"SELECT 1 FROM {kind} WHERE id = :id", {"id": identity})
    ]  # fmt: skip
    names = (name for kind in kinds for (name,) in connection.run(f"SELECT id FROM {kind} LIMIT {_MOST_IDS}"))
    hint = f"it is the id of: {', '.join(others)}" if others else did_you_mean(identity, names)
    return not_there(connection, identity, kinds, NotFound(message, hint))
