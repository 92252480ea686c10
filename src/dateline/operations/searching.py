"""One search for everything: names, titles and texts in which every word asked for begins a word.

Case and accents do not matter. Names of actors and themes are stored folded; titles of the other records are folded
when they are searched; the texts of events have an index.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dateline.errors import InvalidQuery
from dateline.names import fold, fold_each
from dateline.query import Query
from dateline.storage.engines.connection import Connection, Row
from dateline.storage.reading.events import Reader
from dateline.wire_fields import Record

KINDS = ("actor", "theme", "programme", "deadline", "source", "event")
"""The kinds of records that are searched, in the order of an answer."""
_NAMED = {"actor": "actors_bearing", "theme": "themes_bearing"}
"""The kinds whose folded names are stored, and the statements that look there."""
_TITLED = {"programme": "searched_programmes", "deadline": "searched_deadlines", "source": "searched_sources"}
"""The kinds whose titles and texts are folded when they are searched."""
MOST_WORDS = 8


class Hit(NamedTuple):
    """A record that was found: its kind, id and title, and the other name or text by which, None for the title."""

    kind: str
    id: str
    title: str
    found: str | None

    def record(self) -> Record:
        """Return the hit on the wire."""
        return {"kind": self.kind, "id": self.id, "title": self.title, "found": self.found}


def hits(connection: Connection, kind: str, words: Sequence[str]) -> list[Hit]:
    """Return the records of a `kind`, any but events, that have the folded `words`: the likest title first.

    Raises:
        DatabaseError: the engine fails.
    """
    if kind in _NAMED:
        values = {f"word{number}": f"% {word}%" for number, word in enumerate(words)}
        rows: Iterable[Row] = connection.rows(_NAMED[kind], (len(words),), values)
    else:
        rows = _having(list(connection.rows(_TITLED[kind])), words)
    found: dict[str, Hit] = {}
    for identity, title, *others in rows:
        by_title = _has(fold(title), words)
        other = None if by_title else next((each for each in others if each and _has(fold(each), words)), None)
        found.setdefault(identity, Hit(kind, identity, title, other))
    whole = " ".join(words)
    return sorted(found.values(), key=lambda hit: _rank(hit, whole))


def _having(rows: list[Row], words: Sequence[str]) -> Iterable[Row]:
    texts = fold_each([" ".join(each or "" for each in row).replace("\0", " ") for row in rows])
    return (row for row, text in zip(rows, texts, strict=True) if _has(text, words))


def _has(folded: str, words: Sequence[str]) -> bool:
    return all(f" {word}" in f" {folded}" for word in words)


def _rank(hit: Hit, whole: str) -> tuple[bool, bool, bool, str, str]:
    title = fold(hit.title)
    return hit.found is not None, title != whole, not title.startswith(whole), title, hit.id


def events_with(words: Sequence[str]) -> Query:
    """Return the query for the events whose texts have the folded `words`."""
    return Query(texts=tuple(f"{word}*" for word in words), every=True)


def event_hits(connection: Connection, words: Sequence[str], number: int, skip: int = 0) -> list[tuple[Hit, Record]]:
    """Return `number` events that have the folded `words`, behind the first `skip`, by date, with their records."""
    records = Reader(connection).page(events_with(words), number, skip=skip).records if number > 0 else []
    return [(Hit("event", each["id"], each["title"], _text_of(each, words)), each) for each in records]


def _text_of(event: Record, words: Sequence[str]) -> str | None:
    return None if _has(fold(event["title"]), words) else event["description"]


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
