"""The history: batches of revisions, each sealed with a hash of all that came before it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from dateline.event_fields import CLAIMED
from dateline.formats.curated.writing import text_of
from dateline.prepared_events import FINGERPRINT, entry_of, fingerprint_of
from dateline.storage.engines import store_behind
from dateline.storage.engines.connection import Connection
from dateline.storage.engines.writing import append
from dateline.storage.history.digests import digest_of
from dateline.storage.history.noted import NOTHING, Had
from dateline.storage.history.occasion import Occasion
from dateline.storage.history.seals import REVISION, line, sealed
from dateline.storage.reading.curated_records import Stored
from dateline.storage.schema import tables as t
from dateline.wire import event_from_record

_TOGETHER = 5_000


_json = json.JSONEncoder(ensure_ascii=False).encode
"""Made once: `json.dumps` makes one for each record."""


_HAS_LAST = """
SELECT CASE WHEN content IS NULL THEN 0 ELSE 1 END FROM revision WHERE kind = :kind AND id = :id
ORDER BY batch DESC, seq DESC LIMIT 1
"""
"""Asked for every record of a load: fixed text, not a statement compiled anew."""
_NUMBER = "SELECT num FROM event WHERE id = :id"
_OF_EVENTS = "SELECT id, collection, version, num, fingerprint FROM event WHERE id "


class History:
    """Writes one batch with its revisions through an open connection; a batch without any change leaves no trace."""

    def __init__(self, connection: sa.Connection, occasion: Occasion) -> None:
        self._connection, self._occasion = connection, occasion
        self._rows: list[tuple[Any, ...]] = []
        self._seq, self._highest = 0, 0
        self._digest = sha256()
        last = connection.execute(sa.select(t.batch).order_by(t.batch.c.num.desc()).limit(1)).mappings().first()
        self.num: int = (last["num"] if last else 0) + 1
        self._recorded = max(occasion.recorded, last["recorded"] if last else "")
        self._before = last["seal"] if last else ""
        self._begun = False
        self._bare: set[str] = set()

    @property
    def recorded(self) -> str:
        """Return when the batch is done, as it will say."""
        return self._recorded

    @property
    def empty(self) -> bool:
        """Tell whether nothing was noted yet."""
        return self._seq == 0

    def note(
        self,
        kind: str,
        identity: str,
        action: str,
        *,
        collection: str | None = None,
        content: str | None = None,
        had: Had | None = None,
    ) -> None:
        """Take a revision; `action` is added, changed, removed, or what tables.py says."""
        row = (self.num, self._seq, kind, identity, action, collection, content, *(had or NOTHING))
        self._seq += 1
        if kind == "event":  # the last revision of the batch says whether the history has what the event says
            (self._bare.add if content is None and action != "removed" else self._bare.discard)(identity)
        self._highest = max(self._highest, (had and had.event) or 0)
        self._digest.update(line(row[1:]))
        self._rows.append(row)
        if len(self._rows) >= _TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Write the revisions taken so far, so that they can be read."""
        self._begin()
        append(self._connection, "revision", REVISION, self._rows)
        self._rows = []

    def _begin(self) -> None:
        """Write the batch, which revisions name, to be sealed at the end."""
        if not self._begun:
            row = {"num": self.num, "recorded": self._recorded, "author": self._occasion.author, "seal": ""}
            self._connection.execute(sa.insert(t.batch), row | {"command": self._occasion.command})
            self._begun = True

    def seal(
        self,
        collection: str | None = None,
        *,
        report: Mapping[str, Any] | None = None,
        events: tuple[int, int] | None = None,
        undoes: int | None = None,
        digest: str | None = None,
    ) -> int | None:
        """Write the batch if it holds anything, a revision or `events` from a number to another; return its number.

        `digest` is that of the `events` where who passes it has worked it out.
        """
        if not self._seq and events is None:
            return None
        self.flush()
        said = self._occasion
        if digest is None or self._bare:
            digest = digest_of(self._connection, events, self._bare)
        row: dict[str, Any] = {
            "num": self.num, "recorded": self._recorded, "author": said.author, "command": said.command,
            "reason": said.reason, "origin": said.origin, "collection": collection,
            "report": json.dumps(report) if report else None, "first_event": events and events[0],
            "last_event": events[1] if events else self._highest or None, "undoes": undoes, "digest": digest,
        }  # fmt: skip
        seal = sealed(self._before, row, self._digest.hexdigest())
        self._connection.execute(sa.update(t.batch).where(t.batch.c.num == self.num).values({**row, "seal": seal}))
        return self.num


def next_event(connection: sa.Connection) -> int:
    """Return the number of the next new event; one that a batch knows of is never given again."""
    last = (sa.select(sa.func.max(column)) for column in (t.event.c.num, t.batch.c.last_event))
    return max(connection.execute(each).scalar() or 0 for each in last) + 1


class Before:
    """Tells what stands in the database before it is changed, where no revision has it."""

    def __init__(self, connection: sa.Connection, reading: Connection) -> None:
        self._connection, self._reading, self._stored = connection, reading, Stored(reading)
        self._owners: dict[tuple[str, str], str] = {}
        self._prints: dict[str, str] = {}

    def owned(self, kind: str, identity: str, owner: str) -> None:
        """Take the collection of a record that is about to leave it: its row will not tell it any more."""
        self._owners[kind, identity] = owner
        if kind == "event":
            of = t.event.c
            chosen = sa.select(of.fingerprint).where(of.id == identity)
            self._prints[identity] = str(self._connection.execute(chosen).scalar())

    def of(self, kind: str, identity: str, collection: str) -> Had | None:
        """Return what stands there as a record; if a revision has it, only its number, or None if it is no event."""
        if self._reading.run(_HAS_LAST, {"kind": kind, "id": identity}) == [(1,)]:
            number = self._reading.run(_NUMBER, {"id": identity}) if kind == "event" else []
            return Had(None, None, None, number[0][0]) if number else None
        if kind == "event":
            return self.event(identity)
        record = self._stored.record(kind, identity)
        return None if record is None else Had(text_of(record), self._owners.get((kind, identity), collection))

    def wire(self, event: str) -> dict[str, Any] | None:
        """Return an event on the wire, None if it is not there."""
        return self._stored.wire(event)

    def event(self, identity: str) -> Had | None:
        """Return what stands there as an event, whatever the revisions have."""
        return self.events([identity]).get(identity)

    def events(self, ids: Sequence[str]) -> dict[str, Had]:
        """Return what stands there as events, by id, as `event` does."""
        store = store_behind(self._connection)
        chosen = sa.text(_OF_EVENTS + store.among)
        rows = self._connection.execute(chosen, {"ids": store.bound(ids)}).all()
        records = self._stored.wires(sorted(row.num for row in rows))
        return {row.id: self._had(row, records[row.num]) for row in rows if row.num in records}

    def _had(self, row: Any, record: dict[str, Any]) -> Had:
        owner = self._owners.get(("event", row.id), row.collection)
        print_ = self._prints.get(row.id, row.fingerprint)
        if _print_of(record) != print_:
            record["fingerprint"] = print_  # a file named an actor by an id that leads to another
        return Had(_json(record), owner, row.version, row.num)


def _print_of(record: dict[str, Any]) -> str:
    """Return the fingerprint of an event on the wire."""
    if record.keys().isdisjoint(CLAIMED):
        return fingerprint_of(record)
    return str(entry_of(event_from_record(record)).row[FINGERPRINT])
