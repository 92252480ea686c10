"""The migrations make the tables that the program describes, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from dateline.storage.derived import plain_views
from dateline.storage.engines.ddl import schema_sql
from dateline.storage.engines.writing import take_turn, writing_engine
from dateline.storage.schema.tables import metadata
from dateline.storage.schema.version import SCHEMA, VERSION_TABLE
from dateline.storage.writing.migrating import run_migrations, upgrade

DB = Path(__file__).parents[2] / "db"


def test_schema_sql_is_what_the_tables_say() -> None:
    assert (DB / "schema.sql").read_text() == schema_sql(), "run: make schema"


def test_the_program_knows_the_newest_migration() -> None:
    newest = max(path.name for path in (DB / "migrations" / "versions").glob("[0-9]*.py"))
    assert newest.startswith(f"{SCHEMA}_")


# What an engine says of everything in a database. A column that a migration took away leaves a gap on PostgreSQL.
CATALOGUES = {
    "sqlite": [
        "SELECT type, name, CASE type WHEN 'table' THEN sql LIKE '%WITHOUT ROWID%' ELSE sql END FROM sqlite_master",
        "SELECT m.name, c.* FROM sqlite_master m, pragma_table_xinfo(m.name) c",
        "SELECT m.name, k.[table], k.[from], k.[to] FROM sqlite_master m, pragma_foreign_key_list(m.name) k",
        "SELECT m.name, i.name, i.origin, i.partial FROM sqlite_master m, pragma_index_list(m.name) i",
    ],
    "postgresql": [
        "SELECT table_name, rank() OVER (PARTITION BY table_name ORDER BY ordinal_position), column_name, data_type, "
        "is_nullable, column_default, collation_name FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace",
        "SELECT relname, obj_description(oid) FROM pg_class WHERE relnamespace = 'public'::regnamespace",
        "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    ],
}


def _catalogue(url: str) -> list[list[tuple[object, ...]]]:
    with writing_engine(url).connect() as connection:
        asked = [*CATALOGUES[connection.dialect.name], f"SELECT * FROM {VERSION_TABLE}"]
        return [sorted(map(tuple, connection.exec_driver_sql(sql)), key=repr) for sql in asked]


def test_a_new_database_is_as_all_migrations_make_it(new_url: Callable[[], str]) -> None:
    """It is made of the tables as they are described, without running one migration."""
    new, migrated = new_url(), new_url()
    upgrade(new)
    with writing_engine(migrated).connect() as connection, connection.begin():
        take_turn(connection)
        run_migrations(connection)
        plain_views.make(connection, migrated)
    for made, grown in zip(_catalogue(new), _catalogue(migrated), strict=True):
        assert (set(made) ^ set(grown), len(made)) == (set(), len(grown))


def _described(name: str | None) -> bool:
    return name != VERSION_TABLE and not str(name).startswith("event_text")


def test_migrations_make_the_tables(url: str) -> None:
    upgrade(url)
    with writing_engine(url).connect() as connection:
        opts = {"compare_type": True, "include_name": lambda name, kind, _: _described(name)}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []


def test_junctions_cover_on_postgresql(url: str) -> None:
    upgrade(url)
    with writing_engine(url).connect() as connection:
        if connection.dialect.name == "sqlite":
            texts = connection.execute(sa.text("SELECT sql FROM sqlite_master WHERE name LIKE 'event_%'")).scalars()
            rowless = [text for text in texts if text and "WITHOUT ROWID" in text and "event_text" not in text]
            assert len(rowless) == 4
        else:
            asked = sa.text("SELECT indexdef FROM pg_indexes WHERE indexname LIKE 'event_%_key'")
            texts = connection.execute(asked).scalars()
            assert sum("INCLUDE (latest, start_latest, end_earliest, " in text for text in texts) == 2
