"""The schema as SQL text for readers: `python -m dateline.storage.schema.ddl` writes db/schema.sql."""

from __future__ import annotations

from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from dateline.storage.schema.full_text_tables import CREATE
from dateline.storage.schema.tables import metadata


def schema_sql() -> str:
    """Return the statements that make the schema, for SQLite and for PostgreSQL."""
    dialects: tuple[tuple[str, Dialect], ...] = (
        ("SQLite", sqlite.dialect()),
        ("PostgreSQL", postgresql.dialect()),  # type: ignore[no-untyped-call]
    )
    parts = ["-- Generated from src/dateline/storage/schema/tables.py by `make schema`; do not edit.\n"]
    for title, dialect in dialects:
        parts.append(f"-- {title}\n")
        for table in metadata.sorted_tables:
            parts.append(str(CreateTable(table).compile(dialect=dialect)).strip() + ";\n")
            for index in sorted(table.indexes, key=lambda index: str(index.name)):
                parts.append(str(CreateIndex(index).compile(dialect=dialect)).strip() + ";\n")
        parts += [f"{statement};\n" for statement in CREATE[dialect.name]]
    return "\n".join(line.rstrip() for line in "\n".join(parts).replace("\t", "    ").split("\n"))


if __name__ == "__main__":
    print(schema_sql(), end="")
