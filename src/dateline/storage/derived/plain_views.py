"""The views for plain SQL, made anew with every upgrade, so that no migration has to know them."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from dateline.errors import DatabaseError
from dateline.storage.engines import store_of
from dateline.storage.engines.connection import Connection
from dateline.storage.engines.engine import Store
from dateline.storage.schema.version import VERSION_TABLE
from dateline.storage.schema.views import VIEWS

FIRST_SCHEMA = "0013"
"""The first schema with views: views of these names in an older database are somebody else's."""


def forget(connection: sa.Connection, before: str | None) -> None:
    """Take the views away before tables change; `before` is the schema of the database, None for a new one.

    Raises:
        DatabaseError: a table or view of the user's own has one of the names, or stands on one of the views.
    """
    there = sa.inspect(connection)
    found = set(there.get_view_names())
    if before is None or before < FIRST_SCHEMA:
        found |= set(there.get_table_names()) - {VERSION_TABLE}
        if foreign := [view.name for view in VIEWS if view.name in found]:
            raise DatabaseError(
                f"the database has a table or view of its own with the name {foreign[0]}",
                "dateline makes a view of this name: rename yours, and run: dateline db upgrade",
            )
        return
    for view in VIEWS:
        if view.name in found:
            _drop(connection, view.name)


def _drop(connection: sa.Connection, name: str) -> None:
    try:
        connection.exec_driver_sql(f"DROP VIEW {name}")
    except sa.exc.DBAPIError as error:
        raise DatabaseError(
            f"the view {name} cannot be made anew: {error.orig}",
            "drop the views of your own that stand on it, upgrade, and make them again",
        ) from error


def make(connection: sa.Connection, url: str) -> None:
    """Make all views."""
    store_of(url).run_all(connection, making(store_of(url)))


def making(store: Store) -> Iterator[str]:
    """Yield the statements that make all views."""
    for view in VIEWS:
        sql = view.sql(store.day_text)
        yield sql
        if store.view_noted:
            yield store.view_noted.format(name=view.name, said=store.view_said(sql))


def wrong(connection: Connection) -> Iterator[str]:
    """Yield a sentence for each view that is missing, or is defined otherwise than this program does."""
    store = store_of(connection.url)
    found: dict[str, str | None] = dict(connection.run(store.views))
    for view in VIEWS:
        if view.name not in found:
            yield f"the view {view.name} is missing"
        elif found[view.name] != store.view_said(view.sql(store.day_text)):
            yield f"the view {view.name} was changed"
