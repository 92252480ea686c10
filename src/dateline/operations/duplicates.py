"""Events that may be recorded twice: looked for in one database or in two, and what a person decides about them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing, suppress
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from dateline.errors import DatelineError, Fault, InvalidQuery, InvalidRecords, NotFound
from dateline.query import Query
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.said.compared import events_of, part_of, renamed, same_actors, told_apart, wholes_of
from dateline.wire_fields import Record

if TYPE_CHECKING:
    from dateline.duplicates.corpus import Corpus
    from dateline.duplicates.finding import Match
    from dateline.formats.delimited.decisions import Decision, Decisions
    from dateline.storage.history.occasion import Occasion
    from dateline.storage.writing.editing import Editor

DUPLICATE_FIELDS = (
    "score", "one", "one_date", "one_title", "one_place", "other", "other_date", "other_title", "other_place",
    "reasons",
)  # fmt: skip
_MEMORY = "500MB"
_EXTRA = "duplicates"
MOST_APART = 3660
"""Days that two dates may lie apart at most, about ten years."""


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
    from dateline.storage.opening import reading
    from dateline.storage.reading.gone import no_record
    from dateline.storage.writing.editing import collection_for, editing

    if one == other:
        raise InvalidQuery(f"{one!r} is one record, which cannot differ from itself")
    with reading(url) as connection:
        for each in (one, other):
            if not connection.run("SELECT 1 FROM event WHERE id = :id", {"id": each}):
                raise no_record(connection, each, ("event",))
    into = collection_for(url, collection)
    with editing(url, occasion) as editor:
        return editor.seal(into) if _linked_apart(editor, (one, other), into) else None


def _linked_apart(editor: Editor, ends: Iterable[str], collection: str) -> bool:
    """Link two events as two; return False if they are linked so already."""
    from dateline.model import DIFFERS, Collection, Link

    one, other = sorted(ends)
    link = Link(f"differ-{sha256(f'{one} {other}'.encode()).hexdigest()[:12]}", DIFFERS, one, other)
    if editor.held(("link", link.id)) is not None:
        return False
    editor.keep(Collection(collection, collection.capitalize()))
    editor.put("link", [link], collection)
    return True


class Decided(NamedTuple):
    """What became of a table of decisions: its batch, and the numbers of pairs; `dropped` says what merges lost.

    `known` counts those that were decided so before, `undecided` the rows that decide nothing.
    """

    batch: int | None
    merged: int
    apart: int
    known: int
    undecided: int
    dropped: list[str]


def decide(
    url: str, file: str | IO[bytes], occasion: Occasion, collection: str | None = None, *, dry_run: bool = False
) -> Decided:
    """Do what a table of pairs decides: all of it, or nothing if anything is wrong.

    Raises:
        InvalidRecords: the table cannot be read, an event is not there, or decisions contradict each other; all
            faults are told with their lines.
        InvalidQuery: it is not clear to which collection links belong.
    """
    from dateline.formats.delimited.decisions import contradictions
    from dateline.storage.writing.editing import collection_for, editing

    table = _read_decisions(file)
    found, known = _resolved(url, table)
    if faults := [Fault(table.file, *each) for each in contradictions(found)]:
        raise InvalidRecords(sorted(faults, key=lambda fault: fault.line or 0))
    apart = [each for each in found if each.kept is None]
    into = collection_for(url, collection) if apart else None
    with suppress(_DryRun), editing(url, occasion) as editor:
        merged, collections, dropped = _merged(editor, url, table.file, found)
        gone = {each["id"]: each["into"] for each in merged}
        ends = dict.fromkeys(frozenset(gone.get(end, end) for end in (each.one, each.other)) for each in apart)
        new = sum(_linked_apart(editor, both, into or "") for both in ends)
        owners = {*collections, *([into] if new else [])}
        numbers = len(merged), new, known + len(found) - len(merged) - new, table.undecided
        if dry_run:
            done = Decided(None, *numbers, dropped)
            raise _DryRun
        batch = editor.seal(owners.pop() if len(owners) == 1 else None, {"merged": merged} if merged else None)
        done = Decided(batch, *numbers, dropped)
    return done


class _DryRun(Exception):
    """Ends a transaction without its changes."""


def _read_decisions(file: str | IO[bytes]) -> Decisions:
    from dateline.formats.delimited.decisions import read_decisions
    from dateline.formats.delimited.layout import Layout
    from dateline.input.tables.opening import opened_tables

    with opened_tables(file, Layout()) as texts:
        tables = [read_decisions(text.stream) for text in texts]
    if len(tables) != 1:
        raise InvalidQuery("there are several tables", "decide about one table at a time")
    return tables[0]


def _resolved(url: str, table: Decisions) -> tuple[list[Decision], int]:
    """Return the decisions with the ids that events have now, and how many of them were made already.

    Raises:
        InvalidRecords: an event is not there, or two that differ are one by now.
    """
    from dateline.storage.opening import reading

    found: list[Decision] = []
    faults, known = list[Fault](), 0
    with reading(url) as connection:
        for each in table.taken:
            try:
                one, other = (_event_now(connection, name) for name in (each.one, each.other))
            except DatelineError as error:
                faults.append(Fault(table.file, each.line, error.message, error.hint))
                continue
            if one != other or each.one == each.other:
                found.append(
                    each._replace(one=one, other=other, kept=each.kept and (one if each.kept == each.one else other))
                )
            elif each.kept is None:
                faults.append(Fault(table.file, each.line, f"{each.one!r} and {each.other!r} are one event by now"))
            elif each.kept == one:
                known += 1
            else:
                hint = f"undo that first, or let {one!r} stay"
                faults.append(Fault(table.file, each.line, f"{each.kept!r} went into {one!r} before", hint))
    if faults:
        raise InvalidRecords(faults)
    return found, known


def _event_now(connection: Connection, name: str) -> str:
    """Return the id of an event, of one that was merged that of the event that has it now."""
    from dateline.operations.editing import key_of

    led = next(iter(connection.rows("redirect_of", (), {"kind": "event", "id": name})), None)
    return str(led[0]) if led else key_of(connection, name, "event")[1]


def _merged(
    editor: Editor, url: str, file: str, found: list[Decision]
) -> tuple[list[dict[str, str]], set[str], list[str]]:
    """Make one event of each pair that is one; return the merges, the collections of what stays, and what is dropped.

    Raises:
        InvalidRecords: some cannot be merged.
    """
    from dateline.storage.writing.merging import merge_within, told

    merges: dict[str, dict[str, str]] = {}
    collections, dropped, faults = set[str](), list[str](), list[Fault]()
    for each in found:
        if each.gone is None or each.kept is None or each.gone in merges:
            continue
        key = ("event", each.gone)
        try:
            kept, merge = merge_within(editor, url, key, each.kept, as_claims=True)
        except (NotFound, InvalidQuery) as error:
            faults.append(Fault(file, each.line, error.message, error.hint))
            continue
        merges[each.gone] = told(key, each.kept)
        collections.add(kept.collection)
        dropped += (f"dropped of {each.gone}: {lost}" for lost in merge.dropped)
    if faults:
        raise InvalidRecords(faults)
    return list(merges.values()), collections, dropped
