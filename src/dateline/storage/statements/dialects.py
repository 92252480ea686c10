"""How SQLAlchemy writes SQL for the engines that read lakes: plain SQL, but for parameters, names and quotes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.sql.compiler import GenericTypeCompiler, IdentifierPreparer, SQLCompiler


class _Types(GenericTypeCompiler):
    def visit_TEXT(self, type_: Any, **_: Any) -> str:  # noqa: N802 - SQLAlchemy's name
        return "STRING"


class _DollarCompiler(SQLCompiler):
    def bindparam_string(self, name: str, *_: Any, **__: Any) -> str:
        """Write a parameter as DuckDB takes it, by its name."""
        return f"${name}"


SUFFIX = "_"
"""What follows the names of tables for Spark, which takes `event.num` for a part of a column `event`, if there is one.
"""


class _SparkCompiler(SQLCompiler):
    def visit_column(self, column: Any, *args: Any, **options: Any) -> str:
        """Write a text with a backslash as it is, for else it begins an escape, and columns with their table's name."""
        text = super().visit_column(column, *args, **options)
        if column.is_literal:
            return f"r{text}" if text.startswith("'") and "\\" in text else text
        table, dot, name = text.partition(".")
        return f"{table}{SUFFIX}.{name}" if dot and isinstance(column.table, Table) else text

    def visit_table(self, table: Any, *args: Any, **options: Any) -> str:
        """Write the name of a table."""
        return f"{super().visit_table(table, *args, **options)}{SUFFIX}"  # type: ignore[no-untyped-call]


class _BacktickPreparer(IdentifierPreparer):
    def __init__(self, dialect: Any, **options: Any) -> None:
        super().__init__(dialect, initial_quote="`", **options)


class DuckDB(DefaultDialect):
    """The SQL of DuckDB."""

    name = "duckdb"
    supports_statement_cache = True
    statement_compiler = _DollarCompiler
    type_compiler_cls = _Types


class Spark(DefaultDialect):
    """The SQL of Spark, which takes named parameters as they are written here: :name."""

    name = "spark"
    supports_statement_cache = True
    default_paramstyle = "named"
    statement_compiler = _SparkCompiler
    preparer = _BacktickPreparer  # type: ignore[assignment]
    type_compiler_cls = _Types
