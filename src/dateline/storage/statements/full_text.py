"""The condition that an event has the words looked for, in the SQL of each engine."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class matching(FunctionElement[Any]):  # noqa: N801 - written in statements like a function
    """Whether the event with this number has the pattern in the column: `matching(column, number, pattern)`."""

    inherit_cache = True
    type = sa.Integer()  # a Boolean would be compared with 1 on SQLite, and the index would not be used


@compiles(matching, "sqlite")
def _by_fts5(element: matching, compiler: SQLCompiler, **options: Any) -> str:
    _, number, wanted = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{number} IN (SELECT rowid FROM event_text WHERE event_text MATCH {wanted})"


@compiles(matching, "postgresql")
def _by_tsquery(element: matching, compiler: SQLCompiler, **options: Any) -> str:
    column, number, wanted = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{number} IN (SELECT event FROM event_text WHERE event_text.{column} @@ CAST({wanted} AS tsquery))"


@compiles(matching, "duckdb")
@compiles(matching, "spark")
def _by_contents(element: matching, compiler: SQLCompiler, **options: Any) -> str:
    """Look for phrases one by one in the words of every event that is left; the pattern says how many must be there."""
    column, number, wanted = (compiler.process(clause, **options) for clause in element.clauses)
    duck = compiler.dialect.name == "duckdb"
    phrases = f"split({wanted}, ',')"
    found = f"contains(concat(' ', t.{column}), phrase)"
    held = f"list_filter({phrases}, lambda phrase: {found})" if duck else f"filter({phrases}, phrase -> {found})"
    size = "len" if duck else "size"
    least = f"CAST(substr(split_part({wanted}, ',', 1), 2) AS INT)"
    return f"{number} IN (SELECT event FROM event_text AS t WHERE {size}({held}) >= {least})"
