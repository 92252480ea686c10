"""One search for everything that a database has."""

from __future__ import annotations

from typing import NamedTuple

from dateline.errors import InvalidQuery
from dateline.names import fold
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.events import Reader
from dateline.storage.reading.searching import KINDS, Hit, event_hits, events_with, hits
from dateline.wire_fields import Record

MOST_WORDS = 8


class Group(NamedTuple):
    """What was found of one kind: how many records there are, and some of them; `records` are those of the events."""

    kind: str
    number: int
    hits: list[Hit]
    records: list[Record]


def words_in(text: str) -> list[str]:
    """Return the folded words that `text` asks for, each once.

    Raises:
        InvalidQuery: there are none, or too many.
    """
    words = list(dict.fromkeys(fold(text).split()))
    if not words:
        raise InvalidQuery("a search needs at least one letter or digit", "for example: gas contract")
    if len(words) > MOST_WORDS:
        raise InvalidQuery(f"a search takes at most {MOST_WORDS} words", "omit some of them")
    return words


def search(connection: Connection, text: str, kinds: tuple[str, ...], most: int, skip: int = 0) -> list[Group]:
    """Return what has all words of `text`, by kind: of each up to `most` records behind the first `skip`.

    Raises:
        InvalidQuery: there is no word in the text, or there are too many.
        DatabaseError: the engine fails.
    """
    words = words_in(text)
    return [_group(connection, kind, words, most, skip) for kind in KINDS if not kinds or kind in kinds]


def _group(connection: Connection, kind: str, words: list[str], most: int, skip: int) -> Group:
    if kind != "event":
        found = hits(connection, kind, words)
        return Group(kind, len(found), found[skip : skip + most], [])
    number = sum(Reader(connection).count(events_with(words)).values())
    some = event_hits(connection, words, min(most, number - skip), skip)
    return Group(kind, number, [hit for hit, _ in some], [record for _, record in some])
