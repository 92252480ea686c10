"""Full text: the words of events and of their places, found by phrases whose last word may be a beginning.

The words are folded before they are stored (`dateline.prepared_events.words_of`), so the engines need know no language:
FTS5 of SQLite cuts at blanks alone, and PostgreSQL gets the words with their places as they are. Both give the same
rows. The index keeps no text: to take an event out, its words are folded once more, so a change of
`dateline.names.fold` needs a migration that makes the index anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import sqlalchemy as sa

from dateline.prepared_events import words_of
from dateline.storage.engines.bulk_rows import append
from dateline.storage.statements.text_patterns import LONGEST

Text = tuple[int, str, str]
"""The number of an event, its folded words, and those of its place."""

_NUMBER = {"sqlite": "rowid", "postgresql": "event"}
_FORGET = {
    "sqlite": "INSERT INTO event_text (event_text, rowid, words, place_words) VALUES ('delete', :num, :words, :place)",
    "postgresql": "DELETE FROM event_text WHERE event = :num",
}
_EMPTY = {"sqlite": "INSERT INTO event_text (event_text) VALUES ('delete-all')", "postgresql": "DELETE FROM event_text"}
_BATCH = 5_000


def add(connection: sa.Connection, texts: Sequence[Text]) -> None:
    """Index the words of events that are not indexed yet, in the order of their numbers."""
    name = connection.dialect.name
    rows = texts if name == "sqlite" else [(num, _vector(words), _vector(place)) for num, words, place in texts]
    append(connection, "event_text", (_NUMBER[name], "words", "place_words"), rows)


def _vector(words: str) -> str:
    """Return PostgreSQL's text for words with their places; folded words hold no quotes."""
    return " ".join(f"'{word[:LONGEST]}':{place}" for place, word in enumerate(words.split(), 1))


def begin_many(connection: sa.Connection) -> None:
    """Make ready for many events: SQLite keeps more in memory, and leaves its parts as they come."""
    _configure(connection, automerge=0, hashsize=8 << 20)


def end_many(connection: sa.Connection) -> None:
    """Go back to what serves few events best, which are the settings of FTS5 itself."""
    _configure(connection, automerge=4, hashsize=1 << 20)


def _configure(connection: sa.Connection, **settings: int) -> None:
    if connection.dialect.name == "sqlite":
        for name, value in settings.items():
            sql = sa.text("INSERT INTO event_text (event_text, rank) VALUES (:name, :value)")
            connection.execute(sql, {"name": name, "value": value})


def forget(connection: sa.Connection, text: Text) -> None:
    """Take an event, indexed with these words, out of the index."""
    num, words, place = text
    connection.execute(sa.text(_FORGET[connection.dialect.name]), {"num": num, "words": words, "place": place})


def rebuild(connection: sa.Connection) -> None:
    """Make the index anew from the events."""
    connection.execute(sa.text(_EMPTY[connection.dialect.name]))
    texts = _texts(connection)
    while batch := list(islice(texts, _BATCH)):
        add(connection, batch)


def _texts(connection: sa.Connection) -> Iterator[Text]:
    after = 0
    sql = sa.text("SELECT num, title, description, place FROM event WHERE num > :after ORDER BY num LIMIT :most")
    while rows := connection.execute(sql, {"after": after, "most": _BATCH}).all():
        yield from ((num, *words_of(*said)) for num, *said in rows)
        after = rows[-1][0]
