"""Every statement by its name, and its SQL text for each engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import isfunction
from types import ModuleType

import sqlalchemy as sa

from dateline.storage.statements import deadlines as of_deadlines
from dateline.storage.statements import events as of_events
from dateline.storage.statements import lists as of_lists
from dateline.storage.statements import single_records as of_one
from dateline.storage.statements.deadline_states import judgements
from dateline.storage.statements.shapes import Shape

Statement = sa.Select[tuple[object, ...]]


def compiled(name: str, shape: Shape, dialect: str) -> tuple[str, Mapping[str, object]]:
    """Return the SQL text of statement `name` for `dialect` and the values that stand in the shape itself."""
    builder: Callable[..., Statement] = STATEMENTS[name]
    result = builder(*shape).compile(dialect=_dialect(dialect))
    return str(result), {key: value for key, value in result.params.items() if value is not None}


def _dialect(name: str) -> sa.Dialect:
    """Return the dialect of an engine, with parameters by name as its driver takes them."""
    if name == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.dialect(paramstyle="named")
    if name in ("duckdb", "spark"):
        from dateline.storage.statements.dialects import DuckDB, Spark

        return DuckDB() if name == "duckdb" else Spark()
    from sqlalchemy.dialects.postgresql import psycopg

    return psycopg.dialect()  # type: ignore[no-untyped-call]


def _of(module: ModuleType) -> dict[str, Callable[..., Statement]]:
    """Return the public functions that a module defines: each is a statement."""
    found = vars(module).items()
    return {name: it for name, it in found if isfunction(it) and it.__module__ == module.__name__ and name[0] != "_"}


STATEMENTS = {"judgements": judgements} | _of(of_events) | _of(of_lists) | _of(of_deadlines) | _of(of_one)
"""The function that builds each statement, by name."""
