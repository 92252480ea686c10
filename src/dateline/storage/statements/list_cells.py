"""The cells of CSV that hold lists, put together by the engine, which is less work than fetching what they hold.

They are written as `dateline.wire` and `dateline.formats.delimited.event_cells` write them; a test holds both together.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from dateline.storage.schema.tables import event, event_citation, participant

_Text = sa.ColumnElement[Any]


class joined(FunctionElement[str]):  # noqa: N801 - written in statements like a function
    """The items of a list in the order of a column, joined by "; ": `joined(item, column)`."""

    inherit_cache = True
    type = sa.Text()


@compiles(joined, "sqlite")
def _by_group_concat(element: joined, compiler: SQLCompiler, **options: Any) -> str:
    # Older engines know no order here; rows come by the key of the only table that is walked, whose end is the order.
    item, _ = (compiler.process(clause, **options) for clause in element.clauses)
    return f"group_concat({item}, '; ')"


@compiles(joined, "spark")
def _by_listagg(element: joined, compiler: SQLCompiler, **options: Any) -> str:
    item, order = (compiler.process(clause, **options) for clause in element.clauses)
    return f"listagg({item}, '; ') WITHIN GROUP (ORDER BY {order})"


@compiles(joined, "duckdb")
@compiles(joined, "postgresql")
def _by_string_agg(element: joined, compiler: SQLCompiler, **options: Any) -> str:
    item, order = (compiler.process(clause, **options) for clause in element.clauses)
    return f"string_agg({item}, '; ' ORDER BY {order})"


def list_cells() -> tuple[sa.ColumnElement[Any], ...]:
    """Return the cells `actors` and `citations` of an event; NULL for an empty list.

    Actors bear their numbers where their ids belong: `ActorCells` puts these in, sooner than a join would.
    """
    taken, cited = participant.c, event_citation.c
    actors = joined(sa.cast(taken.actor, sa.Text) + _bracketed(" (", taken.role, ")"), taken.seq)
    citation = _escaped(cited.source) + _bracketed(" (", cited.locator, ")") + _bracketed(' "', cited.quote, '"')
    parts = (
        ("actor_cell", sa.select(actors).where(taken.event == event.c.num)),
        ("citation_cell", sa.select(joined(citation, cited.seq)).where(cited.event == event.c.num)),
    )
    return tuple(found.correlate(event).scalar_subquery().label(name) for name, found in parts)


def _literal(text: str) -> sa.ColumnElement[str]:
    return sa.literal_column(f"'{text}'", sa.Text)


class special(FunctionElement[bool]):  # noqa: N801 - written in statements like a function
    """Whether a text holds a letter that must be escaped; few do, and five replacements take long."""

    inherit_cache = True
    type = sa.Boolean()


@compiles(special, "sqlite")
def _by_glob(element: special, compiler: SQLCompiler, **options: Any) -> str:
    (text,) = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{text} GLOB '*[\\;()\"]*'"


@compiles(special, "duckdb")
@compiles(special, "spark")
def _by_regexp(element: special, compiler: SQLCompiler, **options: Any) -> str:
    (text,) = (compiler.process(clause, **options) for clause in element.clauses)
    name = "regexp_matches(" if compiler.dialect.name == "duckdb" else "regexp_like("
    raw = "" if compiler.dialect.name == "duckdb" else "r"
    return f"{name}{text}, {raw}'[\\\\;()\"]')"


@compiles(special, "postgresql")
def _by_expression(element: special, compiler: SQLCompiler, **options: Any) -> str:
    (text,) = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{text} ~ '[\\\\;()\"]'"


def _escaped(column: _Text) -> _Text:
    """Return the text with a backslash before backslashes and what is special, as `dateline.wire.escaped` writes it."""
    text = column
    for letter in '\\;()"':
        text = sa.func.replace(text, _literal(letter), _literal("\\" + letter), type_=sa.Text)
    return sa.case((special(column), text), else_=column)


def _bracketed(before: str, column: _Text, after: str) -> _Text:
    text = _literal(before) + _escaped(column) + _literal(after)
    return sa.func.coalesce(text, _literal(""), type_=sa.Text)
