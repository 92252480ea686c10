"""The schema as SQL text for readers: `python -m dateline.storage.engines.ddl` writes db/schema.sql."""

from __future__ import annotations

from functools import cache

import sqlalchemy as sa
from sqlalchemy.schema import CreateIndex, CreateTable

from dateline.storage.engines import postgresql, sqlite
from dateline.storage.engines.compiled_once import compiling_once
from dateline.storage.schema.tables import metadata
from dateline.storage.schema.views import VIEWS
from dateline.storage.statements.dialects import dialect_named


def schema_sql() -> str:
    """Return the statements that make the schema, for each engine of databases."""
    parts = ["-- Generated from src/dateline/storage/schema/tables.py by `make schema`; do not edit.\n"]
    for engine in (sqlite.ENGINE, postgresql.ENGINE):
        store = engine.store
        assert store is not None
        parts.append(f"-- {store.title}\n")
        parts += [f"{statement};\n" for statement in (*tables_sql(engine.name), *store.full_text.create)]
        parts += [f"{view.sql(store.day_text)};\n" for view in VIEWS]
    return "\n".join(line.rstrip() for line in "\n".join(parts).replace("\t", "    ").split("\n"))


@cache
def tables_sql(engine: str) -> tuple[str, ...]:
    """Return the statements that make the tables with their indexes."""
    dialect, found = dialect_named(engine), list[str]()
    for table in metadata.sorted_tables:
        found.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            found.append(str(CreateIndex(index).compile(dialect=dialect)).strip())
    return tuple(found)


def in_memory() -> sa.Engine:
    """Return the engine of an empty database in memory that has all tables, until it is disposed of."""
    engine = compiling_once(sa.create_engine("sqlite://", poolclass=sa.StaticPool), "sqlite")
    with engine.begin() as connection:
        for sql in tables_sql("sqlite"):
            connection.exec_driver_sql(sql)
    return engine


if __name__ == "__main__":
    print(schema_sql(), end="")
