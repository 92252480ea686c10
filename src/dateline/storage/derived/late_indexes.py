"""Indexes and keys that are made when their tables are filled: then each is filled or checked at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from dateline.storage.engines import store_behind
from dateline.storage.schema.event_lists import TABLES
from dateline.storage.schema.tables import event, event_citation

_JUNCTIONS = ("event_actor", "event_theme")
_PRIMARY, _UNIQUE, _FOREIGN = "puf"
_Key = tuple[str, str, str]
"""The table, the name and the definition of a key."""


class LateIndexes:
    """The indexes of the tables of events; where these are `empty` the indexes are gone until `make` is called.

    Where the engine can drop keys, those of the junctions are gone too, and, if nobody can refer to anything because
    the store is `new`, the foreign keys of the lists of events, which the engine would look up row by row.
    """

    def __init__(self, connection: sa.Connection, *, empty: bool, new: bool) -> None:
        self._connection, self._gone, self._new = connection, empty, new
        self._indexes = [*event.indexes, *event_citation.indexes]
        store = store_behind(connection)
        self._full_text, self._before = store.full_text, store.before_indexes
        self._late = store.late_keys if empty else None
        for index in self._indexes if empty else ():
            index.drop(connection)
        for name in self._full_text.indexes if empty else ():
            connection.exec_driver_sql(f"DROP INDEX {name}")
        self._keys = [*self._without(_JUNCTIONS, _PRIMARY), *self._without(list(TABLES) if new else [], _FOREIGN)]
        self._of_events: list[_Key] = []

    @property
    def keyed(self) -> bool:
        """Whether the junctions have their keys."""
        return not self._keys

    def expect_events(self, *, apart: bool, first: bool = False) -> None:
        """Let the keys of events be gone too, where nothing refers to them, while all are `apart` from the `first` on.

        Then nobody looks for one by its id.
        """
        if not apart:
            self._make_keys_of_events()
        elif first and self._new and self._gone and not self._of_events:
            self._of_events = self._without(["event"], _PRIMARY + _UNIQUE)

    def _make_keys_of_events(self) -> None:
        self._make(self._of_events)
        self._of_events = []

    def make_of_events(self) -> None:
        """Make those that are gone, but for the keys of the junctions and the foreign keys."""
        self._make_keys_of_events()
        if self._gone and self._before:
            self._connection.exec_driver_sql(self._before)
        for index in self._indexes if self._gone else ():
            index.create(self._connection)
        for sql in self._full_text.create[1:] if self._gone else ():
            self._connection.exec_driver_sql(sql)
        self._gone = False

    def make(self) -> None:
        """Make all that are gone."""
        self.make_of_events()
        self._make(self._keys)
        self._keys = []

    def _without(self, tables: Sequence[str], kinds: str) -> list[_Key]:
        """Drop the keys of some kinds, and return them."""
        if not self._late:
            return []
        rows = self._connection.execute(sa.text(self._late), {"tables": list(tables), "kinds": list(kinds)})
        found = [(table, name, definition) for table, name, definition in rows]
        for table, name, _ in found:
            self._connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        return found

    def _make(self, keys: Iterable[_Key]) -> None:
        for table, name, definition in keys:
            self._connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
