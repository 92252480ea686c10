"""The database engines: one module for each, and what they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlalchemy as sa

    from dateline.storage.engines.engine import Engine, Store


def engine_named(name: str) -> Engine:
    """Return the engine with this name of its dialect."""
    if name == "sqlite":
        from dateline.storage.engines.sqlite import ENGINE
    elif name == "postgresql":
        from dateline.storage.engines.postgresql import ENGINE
    elif name == "duckdb":
        from dateline.storage.engines.lakes.duck import ENGINE
    else:
        from dateline.storage.engines.lakes.spark import ENGINE
    return ENGINE


def engine_of(url: str) -> Engine:
    """Return the engine that the normal URL `url` belongs to."""
    from dateline.storage.engines.urls import dialect_of

    return engine_named(dialect_of(url))


def store_of(url: str) -> Store:
    """Return what the engine of `url` has for databases, for what writes, or asks for more than events.

    Raises:
        DatabaseError: it is a lake.
    """
    store = engine_of(url).store
    if store is None:
        from dateline.errors import DatabaseError
        from dateline.storage.engines.urls import shown

        message = f"{shown(url)} is a lake: it answers only questions about events"
        raise DatabaseError(message, "use dateline lake to add events to it and to maintain it")
    return store


def store_behind(connection: sa.Connection) -> Store:
    """Return the same of the database behind a connection of SQLAlchemy."""
    store = engine_named(connection.dialect.name).store
    assert store is not None
    return store
