"""Indexes that are made when their tables are filled: then each is filled in its own order, and at once."""

from __future__ import annotations

import sqlalchemy as sa

from dateline.storage.engines import store_behind
from dateline.storage.schema.tables import event, event_citation


class LateIndexes:
    """The indexes of the tables of events; where these are `empty` the indexes are gone until `make` is called."""

    def __init__(self, connection: sa.Connection, *, empty: bool) -> None:
        self._connection, self._gone = connection, empty
        self._indexes = [*event.indexes, *event_citation.indexes]
        self._full_text = store_behind(connection).full_text
        for index in self._indexes if empty else ():
            index.drop(connection)
        for name in self._full_text.indexes if empty else ():
            connection.exec_driver_sql(f"DROP INDEX {name}")

    def make(self) -> None:
        """Make those that are gone."""
        for index in self._indexes if self._gone else ():
            index.create(self._connection)
        for sql in self._full_text.create[1:] if self._gone else ():
            self._connection.exec_driver_sql(sql)
        self._gone = False
