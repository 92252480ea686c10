"""Full text: the words of events and of their places, found by phrases whose last word may be a prefix.

The words are folded before they are stored (`dateline.prepared_events.words_of`), so the engines need know no language:
FTS5 of SQLite cuts at blanks alone, and PostgreSQL gets the words with their places as they are. Both give the same
rows. The index keeps no text: to take an event out, its words are folded once more, so a change of
`dateline.names.fold` needs a migration that makes the index anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import sqlalchemy as sa

from dateline.prepared_events import words_of
from dateline.storage.engines import store_behind
from dateline.storage.engines.writing import append

Text = tuple[int, str, str]
"""The number of an event, its folded words, and those of its place."""

_BATCH = 5_000
_LAST = 2**31 - 1
"""The greatest number that an event can have."""
_STORED = sa.text("""SELECT num, title, description, place FROM event WHERE num > :after AND num <= :last
ORDER BY num LIMIT :most""")


def add(connection: sa.Connection, texts: Sequence[Text]) -> None:
    """Index the words of events that are not indexed yet, in the order of their numbers."""
    table = store_behind(connection).full_text
    written = table.written
    rows = [(num, written(words), written(place)) for num, words, place in texts] if written else texts
    append(connection, "event_text", (table.number, "words", "place_words"), rows)


def expect(connection: sa.Connection, *, many: bool) -> None:
    """Make ready for many events, or go back to what serves few events best."""
    table = store_behind(connection).full_text
    for sql in table.many if many else table.few:
        connection.exec_driver_sql(sql)


def forget_all(connection: sa.Connection, texts: Iterable[Text]) -> None:
    """Take events, indexed with these words, out of the index."""
    rows = [{"num": num, "words": words, "place": place} for num, words, place in texts]
    if rows:
        connection.execute(sa.text(store_behind(connection).full_text.forget), rows)


def rebuild(connection: sa.Connection) -> None:
    """Make the index anew from the events."""
    connection.exec_driver_sql(store_behind(connection).full_text.empty)
    index(connection, 1)


def index(connection: sa.Connection, first: int, last: int = _LAST) -> None:
    """Index the words of the stored events numbered from `first` to `last`."""
    texts = _texts(connection, first, last)
    while batch := list(islice(texts, _BATCH)):
        add(connection, batch)


def _texts(connection: sa.Connection, first: int, last: int) -> Iterator[Text]:
    after = first - 1
    while rows := connection.execute(_STORED, {"after": after, "last": last, "most": _BATCH}).all():
        yield from ((num, *words_of(*said)) for num, *said in rows)
        after = rows[-1][0]
