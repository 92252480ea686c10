"""Full text: the words of events and of their places, found by phrases whose last word may be a beginning.

The words are folded before they are stored (`dateline.names.fold`), so the engines need know no language: SQLite's
FTS5 cuts at blanks alone, and PostgreSQL gets the words with their places as they are. Both give the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from dateline.storage.text_patterns import LONGEST

CREATE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE event_text USING fts5"
        "(words, place_words, content='event', content_rowid='num', tokenize='ascii')",
    ),
    "postgresql": (
        "CREATE TABLE event_text (event BIGINT NOT NULL CONSTRAINT event_text_key PRIMARY KEY, "
        "words TSVECTOR NOT NULL, place_words TSVECTOR NOT NULL)",
        "CREATE INDEX event_text_by_words ON event_text USING gin (words)",
        "CREATE INDEX event_text_by_place_words ON event_text USING gin (place_words)",
    ),
}
"""The statements that make the index, for each engine."""


def _vector(column: str) -> str:
    """Return PostgreSQL's expression for the words of a column with their places; folded words hold no quotes."""
    words = f"unnest(string_to_array({column}, ' ')) WITH ORDINALITY AS of(word, place)"
    literal = f"string_agg('''' || left(word, {LONGEST}) || '''\\:' || place, ' ')"
    return f"coalesce((SELECT {literal} FROM {words} WHERE word <> ''), '')::tsvector"


_FROM_EVENT = {
    "sqlite": "INSERT INTO event_text (rowid, words, place_words) SELECT num, words, place_words FROM event",
    "postgresql": "INSERT INTO event_text (event, words, place_words) "
    f"SELECT num, {_vector('words')}, {_vector('place_words')} FROM event",
}
_FORGET = {
    "sqlite": "INSERT INTO event_text (event_text, rowid, words, place_words) "
    "SELECT 'delete', num, words, place_words FROM event WHERE",
    "postgresql": "DELETE FROM event_text WHERE event IN (SELECT num FROM event WHERE",
}
_END = {"sqlite": "", "postgresql": ")"}

FILL = {"sqlite": "INSERT INTO event_text (event_text) VALUES ('rebuild')", "postgresql": _FROM_EVENT["postgresql"]}
"""The statement that fills an empty index, for each engine."""


def add(connection: sa.Connection, numbers: Sequence[int]) -> None:
    """Index the events `numbers`, in ascending order, which are not indexed yet."""
    if numbers:
        _run(connection, _FROM_EVENT[connection.dialect.name] + " WHERE", numbers)


def forget(connection: sa.Connection, number: int) -> None:
    """Take an event, which is indexed, out of the index before it changes."""
    _run(connection, _FORGET[connection.dialect.name], [number], _END[connection.dialect.name])


def _run(connection: sa.Connection, sql: str, numbers: Sequence[int], end: str = "") -> None:
    """Run `sql` for events; numbers without a gap are one range, which the engine reads fastest."""
    first, last = numbers[0], numbers[-1]
    if last - first == len(numbers) - 1:
        connection.execute(sa.text(f"{sql} num BETWEEN :first AND :last{end}"), {"first": first, "last": last})
        return
    for number in numbers:
        connection.execute(sa.text(f"{sql} num = :number{end}"), {"number": number})


def rebuild(connection: sa.Connection) -> None:
    """Make the index anew from the events."""
    name = connection.dialect.name
    if name == "postgresql":
        connection.execute(sa.text("DELETE FROM event_text"))
    connection.execute(sa.text(FILL[name]))


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
