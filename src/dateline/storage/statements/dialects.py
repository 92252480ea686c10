"""How SQLAlchemy writes SQL for each engine, and the expressions that every engine writes in words of its own.

Those that read lakes take plain SQL, but for parameters, names and quotes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import GenericTypeCompiler, IdentifierPreparer, SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from dateline.storage.statements.shapes import ASKED


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
        return f"{table}{SUFFIX}.{name}" if dot and isinstance(column.table, sa.Table) else text

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


def dialect_named(name: str) -> sa.Dialect:
    """Return the dialect of an engine, with parameters by name as its driver takes them."""
    if name == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.dialect(paramstyle="named")
    if name == "postgresql":
        from sqlalchemy.dialects.postgresql import psycopg

        return psycopg.dialect()  # type: ignore[no-untyped-call]
    return DuckDB() if name == "duckdb" else Spark()


SORTING = ("postgresql", "duckdb", "spark")
"""Who must be told to sort what is joined to sorted rows; SQLite walks these first, and would sort whole rows again.
"""


class _Written(FunctionElement[Any]):
    """An expression by its SQL for each engine, in which {0} is the first argument."""

    inherit_cache = True
    sql: ClassVar[Mapping[str, str]]


@compiles(_Written)
def _by_dialect(element: _Written, compiler: SQLCompiler, **options: Any) -> str:
    arguments = (compiler.process(clause, **options) for clause in element.clauses)
    return element.sql[compiler.dialect.name].format(*arguments)


class among(_Written):  # noqa: N801 - written in statements like a function
    """Whether a number is one of a parameter, which is a list as `numbers` of the engine writes it."""

    type = sa.Integer()  # a Boolean would be compared with 1 on SQLite, and no index would be used
    sql: ClassVar = {
        "sqlite": "{0} IN (SELECT value FROM json_each({1}))",
        "postgresql": "{0} = ANY (CAST({1} AS BIGINT[]))",
        "duckdb": "{0} IN (SELECT unnest(CAST({1} AS BIGINT[])))",
        "spark": "{0} IN (SELECT explode(from_json({1}, 'array<bigint>')))",
    }


class among_ids(_Written):  # noqa: N801
    """Whether a text is one of a parameter, which is a list as `bound` of the store writes it.

    One parameter instead of hundreds: SQLite looks up each of them by its name.
    """

    type = sa.Integer()  # as above
    sql: ClassVar = {
        "sqlite": "{0} IN (SELECT value FROM json_each({1}))",
        "postgresql": "{0} = ANY (CAST({1} AS TEXT[]))",
        "duckdb": "{0} IN (SELECT unnest(CAST({1} AS VARCHAR[])))",
        "spark": "{0} IN (SELECT explode(from_json({1}, 'array<string>')))",
    }


_IN_INDEX = f"{{1}} IN ({ASKED.format('{2}')})"


class matching(_Written):  # noqa: N801
    """Whether the event with this number has the pattern in the column: `matching(column, number, pattern)`."""

    type = sa.Integer()  # as above
    reads = "event_text"
    sql: ClassVar = {
        "sqlite": "{1} IN (SELECT rowid FROM event_text WHERE event_text MATCH {2})",
        "postgresql": "{1} IN (SELECT event FROM event_text WHERE event_text.{0} @@ CAST({2} AS tsquery))",
        "duckdb": _IN_INDEX,
        "spark": _IN_INDEX,
    }


class joined(_Written):  # noqa: N801
    """The items of a list in the order of a column, joined by "; ": `joined(item, column)`.

    Older versions of SQLite know no order here; rows come by the key of the only table that is walked, whose end is the
    order.
    """

    type = sa.Text()
    sql: ClassVar = {
        "sqlite": "group_concat({0}, '; ')",
        "postgresql": "string_agg({0}, '; ' ORDER BY {1})",
        "duckdb": "string_agg({0}, '; ' ORDER BY {1})",
        "spark": "listagg({0}, '; ') WITHIN GROUP (ORDER BY {1})",
    }


class special(_Written):  # noqa: N801
    """Whether a text holds a letter that must be escaped; few do, and five replacements take long."""

    type = sa.Boolean()
    sql: ClassVar = {
        "sqlite": "{0} GLOB '*[\\;()\"]*'",
        "postgresql": "{0} ~ '[\\\\;()\"]'",
        "duckdb": "regexp_matches({0}, '[\\\\;()\"]')",
        "spark": "regexp_like({0}, r'[\\\\;()\"]')",
    }


class sure(_Written):  # noqa: N801
    """Whether the text of a date marks no part as uncertain, by ? or %, which is a number here for psycopg."""

    type = sa.Integer()  # as `among`
    sql: ClassVar = {
        "sqlite": "{0} NOT GLOB '*[?%]*'",
        "postgresql": "{0} !~ '[?\\x25]'",
        "duckdb": "NOT regexp_matches({0}, '[?\\x25]')",
        "spark": "NOT regexp_like({0}, r'[?\\x25]')",
    }


class codepoints(_Written):  # noqa: N801
    """A text in the order of its code points: that of Python and SQLite, by whatever the database collates."""

    type = sa.Text()
    sql: ClassVar = {"sqlite": "{0}", "postgresql": '{0} COLLATE "C"', "duckdb": "{0}", "spark": "{0}"}
