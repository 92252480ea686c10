"""Creating and upgrading a database."""

from __future__ import annotations

import os
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from dateline.errors import DatabaseError
from dateline.storage.engines import store_of
from dateline.storage.engines.connection import errors_of
from dateline.storage.engines.urls import file_of, shown
from dateline.storage.engines.writing import take_turn, writing_engine
from dateline.storage.opening import alongside, reading
from dateline.storage.schema.version import SCHEMA, VERSION_TABLE

if TYPE_CHECKING:
    import sqlalchemy as sa

_VERSION = (
    f"CREATE TABLE {VERSION_TABLE} "
    f"(version_num VARCHAR(32) NOT NULL, CONSTRAINT {VERSION_TABLE}_pkc PRIMARY KEY (version_num))",
    f"INSERT INTO {VERSION_TABLE} VALUES ('{SCHEMA}')",
)
"""As Alembic makes and fills it."""


def upgrade(url: str) -> str | None:
    """Bring the database at `url` to this program's schema, making it if need be; return its old revision or None.

    All migrations run in one transaction.

    Raises:
        DatabaseError: it is not dateline's, it is newer, or the engine fails.
    """
    import sqlalchemy as sa

    with errors_of(url):
        engine = writing_engine(url)
        with engine.connect() as connection:
            names = set(sa.inspect(connection).get_table_names())
            before = _revision(connection) if VERSION_TABLE in names else None
            if before is None and names - {VERSION_TABLE}:
                raise DatabaseError(
                    f"{shown(url)} is not a dateline database", "choose another with --db or DATELINE_DB"
                )
            if before is not None and before > SCHEMA:
                raise DatabaseError(
                    f"{shown(url)} has schema {before}, newer than this program's {SCHEMA}", "update dateline"
                )
            connection.rollback()
            if before != SCHEMA:
                _run_migrations(connection, url)
        return before


def _revision(connection: sa.Connection) -> str | None:
    found = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar()
    return None if found is None else str(found)


def _run_migrations(connection: sa.Connection, url: str) -> None:
    """Run them, unless somebody else has meanwhile; what is derived from records is made anew."""
    import sqlalchemy as sa

    from dateline.storage.derived import plain_views

    with connection.begin():
        take_turn(connection)
        before = _revision(connection) if sa.inspect(connection).has_table(VERSION_TABLE) else None
        if before == SCHEMA:
            return
        plain_views.forget(connection, before)
        if before is None:
            make_tables(connection, url)
        else:
            _migrate(connection, url)
        plain_views.make(connection, url)


def make_tables(connection: sa.Connection, url: str) -> None:
    """Make the tables of a new database as they are described; a test holds that all migrations make the same."""
    from dateline.storage.engines.ddl import tables_sql

    store = store_of(url)
    store.run_all(connection, [*tables_sql(connection.dialect.name), *store.full_text.create, *_VERSION])


def _migrate(connection: sa.Connection, url: str) -> None:
    """Change the tables that are there, and make anew what is derived from records."""
    from dateline.storage.derived.rebuilding import rebuild
    from dateline.storage.writing.adopting import adopt

    run_migrations(connection)
    rebuild(connection)
    adopt(connection, alongside(connection, url))


def run_migrations(connection: sa.Connection) -> None:
    """Run all migrations that the database has not seen."""
    from alembic import command
    from alembic.config import Config

    with as_file(files("dateline.db") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.attributes.update(connection=connection, version_table=VERSION_TABLE)
        command.upgrade(config, "head")


def exists(url: str) -> bool:
    """Tell whether there is anything at `url`, a table at least: making a database may have been interrupted.

    Raises:
        DatabaseError: the server cannot be reached, or the file is no database.
    """
    file = file_of(url)
    if file and not os.path.exists(file):
        return False
    import sqlalchemy as sa

    with errors_of(url), writing_engine(url).connect() as connection:
        return bool(sa.inspect(connection).get_table_names())


def is_new(url: str) -> bool:
    """Tell whether the database has no events, or is not there.

    Raises:
        DatabaseError: the server cannot be reached, or the file is no database.
    """
    if not exists(url):
        return True
    import sqlalchemy as sa

    from dateline.storage.history.batches import next_event

    with errors_of(url), writing_engine(url).connect() as connection:
        return sa.inspect(connection).has_table("event") and next_event(connection) == 1


def ensure(url: str) -> None:
    """Make the database at `url` when there is none yet; otherwise make sure that it has this program's schema.

    Raises:
        DatabaseError: it is foreign, older or newer, or cannot be made.
    """
    if not exists(url):
        upgrade(url)
    check_there(url)


def check_there(url: str) -> None:
    """Make sure that there is a database of this program's schema, for what changes records that are there.

    Raises:
        DatabaseError: there is none, or it is foreign, older or newer.
    """
    with reading(url):
        pass
