"""Events that were withdrawn, which are kept with their versions so that an older row does not bring them back."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from dateline.storage.engines import store_behind
from dateline.storage.history.batches import History
from dateline.storage.history.noted import WITHDRAWN
from dateline.storage.schema.tables import tombstone


class Burials:
    """The tombstones of a database, and those that an import adds; `there` tells whether there are any."""

    def __init__(self, connection: sa.Connection, collection: str, history: History) -> None:
        self._connection, self._collection, self._history = connection, collection, history
        self.there = bool(connection.execute(sa.select(tombstone.c.id).limit(1)).first())
        self._new: list[tuple[str, int | None]] = []

    def known(self, ids: Sequence[str]) -> dict[str, int | None]:
        """Return those of the ids that were withdrawn, each with its version."""
        if not self.there:
            return {}
        store = store_behind(self._connection)
        chosen = sa.text(f"SELECT id, version FROM tombstone WHERE id {store.among}")
        return {row[0]: row[1] for row in self._connection.execute(chosen, {"ids": store.bound(ids)})}

    def add(self, identity: str, version: int | None) -> None:
        """Let what is withdrawn be noted behind those that leave."""
        self.there = True
        self._new.append((identity, version))

    def write(self) -> None:
        """Write those that were added, and note them."""
        if not self._new:
            return
        store = store_behind(self._connection)
        forget = sa.text(f"DELETE FROM tombstone WHERE id {store.among}")
        self._connection.execute(forget, {"ids": store.bound([identity for identity, _ in self._new])})
        last = dict(self._new)
        rows = [{"id": id_, "collection": self._collection, "version": of} for id_, of in last.items()]
        self._connection.execute(sa.insert(tombstone), rows)
        for identity, version in self._new:
            said = "" if version is None else str(version)
            self._history.note("tombstone", identity, WITHDRAWN, collection=self._collection, content=said)
        self._new.clear()


def newer(version: int | None, than: int | None) -> bool:
    """Tell whether a version is surely newer; without a number nothing is."""
    return version is not None and (than is None or version > than)


def replaces(version: int | None, had: int | None, *, same: bool) -> bool:
    """Tell whether what comes takes the place of what was `had`: it is newer, or says something else and is not older.

    So the greatest version wins, in whichever order they come, also where two versions say the `same`.
    """
    return newer(version, had) or not (same or newer(had, version))
