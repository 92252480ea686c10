"""Indexes and keys that are made when their tables are filled: then each is filled or checked at once."""

from __future__ import annotations

import sqlalchemy as sa

from dateline.storage.engines import store_behind
from dateline.storage.schema.event_lists import TABLES
from dateline.storage.schema.tables import event, event_citation

_JUNCTIONS = ("event_actor", "event_theme")


class LateIndexes:
    """The indexes of the tables of events; where these are `empty` the indexes are gone until `make` is called.

    Where the engine can drop keys, those of the junctions are gone too, and, if nobody can refer to anything because
    the store is `new`, the foreign keys of the lists of events, which the engine would look up row by row.
    """

    def __init__(self, connection: sa.Connection, *, empty: bool, new: bool) -> None:
        self._connection, self._gone = connection, empty
        self._indexes = [*event.indexes, *event_citation.indexes]
        store = store_behind(connection)
        self._full_text, self._before = store.full_text, store.before_indexes
        self._keys = _keys(connection, store.late_keys, new) if empty and store.late_keys else []
        for index in self._indexes if empty else ():
            index.drop(connection)
        for name in self._full_text.indexes if empty else ():
            connection.exec_driver_sql(f"DROP INDEX {name}")
        for table, name, _ in self._keys:
            connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")

    @property
    def keyed(self) -> bool:
        """Whether the junctions have their keys."""
        return not self._keys

    def make(self) -> None:
        """Make those that are gone."""
        if self._gone and self._before:
            self._connection.exec_driver_sql(self._before)
        for index in self._indexes if self._gone else ():
            index.create(self._connection)
        for sql in self._full_text.create[1:] if self._gone else ():
            self._connection.exec_driver_sql(sql)
        for table, name, definition in self._keys:
            self._connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        self._gone, self._keys = False, []


def _keys(connection: sa.Connection, sql: str, new: bool) -> list[tuple[str, str, str]]:
    """Return the table, the name and the definition of each key that is to be made late."""
    rows = connection.execute(sa.text(sql), {"sorted": list(_JUNCTIONS), "hanging": list(TABLES) if new else []})
    return [(table, name, definition) for table, name, definition in rows]
