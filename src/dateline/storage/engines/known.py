"""From a URL, or the dialect of SQLAlchemy, to the engine; no other engine is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.storage.engines.engine import Engine, Store
from dateline.storage.engines.urls import check_no_lake, dialect_of

if TYPE_CHECKING:
    import sqlalchemy as sa


def engine_named(name: str) -> Engine:
    """Return the engine of this name."""
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
    return engine_named(dialect_of(url))


def store_of(url: str) -> Store:
    """Return how the database at `url` is written to.

    Raises:
        DatabaseError: it is a lake.
    """
    check_no_lake(url)
    return _store(engine_of(url))


def store_behind(connection: sa.Connection) -> Store:
    """Return how the database behind a connection of SQLAlchemy is written to."""
    return _store(engine_named(connection.dialect.name))


def _store(engine: Engine) -> Store:
    assert engine.store is not None
    return engine.store
