"""Records as they stand, read together where many of them are asked for one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.formats.curated.folder import KINDS
from dateline.formats.curated.writing import text_of
from dateline.storage.engines.connection import Connection
from dateline.storage.engines.kept_json import event_read
from dateline.storage.reading.curated_records import Stored


class Standing:
    """The records of a database that does not change meanwhile, as TOML.

    Those of a kind are read once and held; of events no more than those of `ahead`.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection, self._stored = connection, Stored(connection)
        self._kinds: dict[str, dict[str, Any]] = {}
        self._owners: dict[str, dict[str, str]] = {}
        self._ahead: Sequence[str] = ()
        self._events: dict[str, Any] | None = None

    def ahead(self, events: Sequence[str]) -> None:
        """Say which events will be asked for next, some hundreds, so that one statement reads them all."""
        self._ahead, self._events = events, None

    def text(self, kind: str, identity: str) -> str | None:
        """Return a record as TOML, None where there is none, and of a kind whose records are not curated."""
        found = self.record(kind, identity)
        return text_of(found) if found else None

    def record(self, kind: str, identity: str) -> Any:
        """Return a record, None as `text` does."""
        return self._event(identity) if kind == "event" else self._of_kind(kind).get(identity)

    def owner(self, kind: str, identity: str) -> str | None:
        """Return the curated collection that a record belongs to, None where it belongs to none."""
        if kind not in self._owners:
            self._owners[kind] = self._stored.owners(kind)
        return self._owners[kind].get(identity)

    def _of_kind(self, kind: str) -> dict[str, Any]:
        if kind not in self._kinds:
            records = self._stored.records(kind) if kind in KINDS else ()
            self._kinds[kind] = {record.id: record for record in records}
        return self._kinds[kind]

    def _event(self, identity: str) -> Any:
        if identity not in self._ahead:
            return self._stored.record("event", identity)
        if self._events is None:
            store = self._connection.engine.store
            assert store is not None  # no lake has a history
            sql, values = f"SELECT num FROM event WHERE id {store.among}", {"ids": self._connection.bound(self._ahead)}
            wires = self._stored.wires(number for (number,) in self._connection.run(sql, values))
            self._events = {wire["id"]: wire for wire in wires.values()}
        wire = self._events.get(identity)
        return event_read(wire) if wire else None
