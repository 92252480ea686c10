"""Every statement by its name, and its SQL text for each engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import isfunction
from types import ModuleType

import sqlalchemy as sa
from sqlalchemy.sql.visitors import iterate

from dateline.storage.statements import by_columns
from dateline.storage.statements import citations as of_citations
from dateline.storage.statements import claims as of_claims
from dateline.storage.statements import deadlines as of_deadlines
from dateline.storage.statements import events as of_events
from dateline.storage.statements import lists as of_lists
from dateline.storage.statements import measures as of_measures
from dateline.storage.statements import places as of_places
from dateline.storage.statements import searching as of_searching
from dateline.storage.statements import single_records as of_one
from dateline.storage.statements.deadline_states import judgements
from dateline.storage.statements.dialects import dialect_named, matching
from dateline.storage.statements.shapes import Shape

Statement = sa.Select[tuple[object, ...]]


def compiled(name: str, shape: Shape, dialect: str) -> tuple[str, Mapping[str, object], list[str]]:
    """Return the parts of the `Plan` of statement `name` for `dialect`."""
    statement = STATEMENTS[name](*shape)
    result = statement.compile(dialect=dialect_named(dialect))
    constants = {key: value for key, value in result.params.items() if value is not None}
    return str(result), constants, sorted(_tables(statement))


def _tables(statement: Statement) -> set[str]:
    """Return the tables that a statement reads, wherever in it."""
    every = list(iterate(statement))
    texts = {matching.reads for each in every if isinstance(each, matching | sa.TextClause)}
    return texts | {each.name for each in every if isinstance(each, sa.Table)}


def _of(module: ModuleType) -> dict[str, Callable[..., Statement]]:
    """Return the public functions that a module defines: each is a statement."""
    found = vars(module).items()
    return {name: it for name, it in found if isfunction(it) and it.__module__ == module.__name__ and name[0] != "_"}


_MODULES = (
    of_events, of_lists, of_deadlines, of_one, of_measures, of_citations, of_claims, of_places, of_searching, by_columns
)  # fmt: skip
STATEMENTS = {"judgements": judgements} | {name: it for module in _MODULES for name, it in _of(module).items()}
"""The function that builds each statement, by name."""
