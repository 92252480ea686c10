"""The migrations make the tables that the program describes, and nothing else."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from dateline.storage.engines.ddl import schema_sql
from dateline.storage.engines.writing import writing_engine
from dateline.storage.schema.tables import metadata
from dateline.storage.schema.version import SCHEMA, VERSION_TABLE
from dateline.storage.writing.migrating import upgrade

DB = Path(__file__).parents[2] / "db"


def test_schema_sql_is_what_the_tables_say() -> None:
    assert (DB / "schema.sql").read_text() == schema_sql(), "run: make schema"


def test_the_program_knows_the_newest_migration() -> None:
    newest = max(path.name for path in (DB / "migrations" / "versions").glob("[0-9]*.py"))
    assert newest.startswith(f"{SCHEMA}_")


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
