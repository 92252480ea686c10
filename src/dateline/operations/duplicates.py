"""Events that may be recorded twice: looked for in one database or in two, and what a person decides about them."""

from __future__ import annotations

from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.errors import InvalidQuery, NotFound
from dateline.query import Query
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.said.compared import events_of, part_of, renamed, same_actors, told_apart, wholes_of
from dateline.wire_fields import Record

if TYPE_CHECKING:
    from dateline.duplicates.corpus import Corpus
    from dateline.duplicates.finding import Match
    from dateline.storage.history.occasion import Occasion

DUPLICATE_FIELDS = (
    "score", "one", "one_date", "one_title", "one_place", "other", "other_date", "other_title", "other_place",
    "reasons",
)  # fmt: skip
_MEMORY = "500MB"
_EXTRA = "duplicates"


class Search(NamedTuple):
    """What is looked for: the pairs among the events of a query that have a score of at least `threshold`.

    Their days overlap, or lie at most `days` apart. With `between`, a collection or a source, one of each pair is of
    it and the other is not.
    """

    query: Query
    threshold: float
    days: int = 0
    between: str | None = None


class Answer(NamedTuple):
    """The pairs found, with DUPLICATE_FIELDS, the best first; of how many events, and what was left out.

    `apart` counts the pairs that are known to be two events, `crowded` the groups of too many events with the same
    words and actors to be compared pair by pair, `same` the pairs of two databases that have one id, `shared` those of
    which one event fits several others that differ.
    """

    records: list[Record]
    events: tuple[int, int | None]
    apart: int
    crowded: int
    same: int
    shared: int


def duplicates(connection: Connection, search: Search, other: Connection | None = None) -> Answer:
    """Return pairs of events that may be one: of a database, or of it and an `other` one.

    Raises:
        NotFound, Ambiguous: a name stands for none or for several.
        DatabaseError: a package is not installed.
    """
    from dateline.duplicates.finding import found_in
    from dateline.storage.engines.lakes.duck import opened

    _check_installed()
    corpus = _between(connection, search) if other is None else _beside(connection, other, search.query)
    with closing(opened(memory_limit=_MEMORY)) as engine:
        found = found_in(corpus, engine, search.threshold, search.days)
    apart = told_apart(connection)
    ids = [frozenset((corpus.ids[each.one], corpus.ids[each.other])) for each in found.matches]
    records = [
        _record(corpus, each)
        for each, both in zip(found.matches, ids, strict=True)
        if len(both) > 1 and both not in apart
    ]
    sizes = (len(corpus), None) if corpus.split is None else (corpus.split, len(corpus) - corpus.split)
    same = sum(len(both) == 1 for both in ids)
    return Answer(records, sizes, sum(both in apart for both in ids), found.crowded, same, found.shared)


def _check_installed() -> None:
    """Make sure that the packages of the extra are there, before millions of events are read."""
    from dateline.storage.engines.engine import driver

    for module, name in (("rapidfuzz", "RapidFuzz"), ("numpy", "NumPy"), ("duckdb", "DuckDB"), ("pyarrow", "PyArrow")):
        driver(module, f"finding duplicates needs {name}", _EXTRA)


def _between(connection: Connection, search: Search) -> Corpus:
    """Return the events of a database, on two sides where the one is a part of them."""
    from dateline.duplicates.corpus import Corpus

    corpus = Corpus(wholes_of(connection))
    part = None if search.between is None else part_of(connection, search.between)
    for record, date in events_of(connection, search.query):
        if part is None or record["id"] in part:
            corpus.add(record, date)
    if part is not None:
        corpus.split = len(corpus)
        for record, date in events_of(connection, search.query):
            if record["id"] not in part:
                corpus.add(record, date)
    return corpus


def _beside(connection: Connection, other: Connection, query: Query) -> Corpus:
    """Return the events of two databases on two sides, all with the actors of the first."""
    from dateline.duplicates.corpus import Corpus

    corpus = Corpus(wholes_of(connection))
    for record, date in events_of(connection, query):
        corpus.add(record, date)
    corpus.split, names = len(corpus), same_actors(connection, other)
    for member, wholes in wholes_of(other).items():
        known = corpus.above.get(names.get(member, member), ())
        corpus.above[names.get(member, member)] = tuple({*known, *(names.get(each, each) for each in wholes)})
    for record, date in events_of(other, query):
        corpus.add(renamed(record, names), date)
    return corpus


def _record(corpus: Corpus, found: Match) -> Record:
    of: dict[str, Any] = {"score": found.score, "reasons": list(found.reasons)}
    for side, number in (("one", found.one), ("other", found.other)):
        of |= {
            side: corpus.ids[number], f"{side}_date": corpus.dates[number], f"{side}_title": corpus.titles[number],
            f"{side}_place": corpus.names[number],
        }  # fmt: skip
    return {name: of[name] for name in DUPLICATE_FIELDS}


def differ(url: str, one: str, other: str, occasion: Occasion, collection: str | None = None) -> int | None:
    """Remember that two events are two: they are linked as such; return the batch, None if that is known already.

    Raises:
        InvalidQuery: they are one record, or it is not clear to which collection the link belongs.
        NotFound: one of them is not there.
    """
    from dateline.model import DIFFERS, Collection, Link
    from dateline.storage.writing.editing import collection_for, editing

    if one == other:
        raise InvalidQuery(f"{one!r} is one record, which cannot differ from itself")
    one, other = sorted((one, other))
    link = Link(f"differ-{sha256(f'{one} {other}'.encode()).hexdigest()[:12]}", DIFFERS, one, other)
    into = collection_for(url, collection)
    with editing(url, occasion) as editor:
        for each in (one, other):
            if editor.held(("event", each)) is None:
                raise NotFound(f"there is no event with the id {each!r}")
        if editor.held(("link", link.id)) is not None:
            return None
        editor.keep(Collection(into, into.capitalize()))
        editor.put("link", [link], into)
        return editor.seal(into)
