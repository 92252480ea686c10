"""Deadlines from a table into a curated collection: all of them, or nothing if anything is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple

from dateline.errors import Fault, InvalidQuery, InvalidRecords, NotFound
from dateline.formats.curated.folder import Curated
from dateline.formats.delimited.deadlines.mapping import DeadlinePlan, read_deadline_plan
from dateline.formats.delimited.deadlines.reading import DeadlineTables
from dateline.formats.delimited.deadlines.rows import Found, Names, identifier
from dateline.formats.delimited.layout import Layout
from dateline.formats.delimited.tabular import Sheet
from dateline.input.encodings import explained_faults
from dateline.input.tables.opening import opened_tables
from dateline.model import Collection
from dateline.names import fold
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.curated_records import Stored

COLLECTION = "deadlines"
"""The collection of deadlines whose mapping and user name none."""


class Taken(NamedTuple):
    """The curated records of a table, with the ids that were made for its names, and what there is to know besides."""

    records: Curated
    actors: list[str]
    sources: list[str]
    notes: list[str]


def read_table(
    file: str | IO[bytes], mapping: str, url: str, *, collection: str | None = None, sheet: str | None = None
) -> Taken:
    """Return the records of a table of deadlines by its mapping; names are those of the database if there is one.

    Raises:
        InvalidRecords: the mapping is wrong, or the table is none, or cells of it cannot be read; all faults are told.
        UnusableFile, DatelineError: as `opened_tables` does.
    """
    plan = read_deadline_plan(Path(mapping))
    with _stored(url) as connection:
        names = _names(connection, plan)
        found, notes = _read(file, plan, names, sheet)
        found.collection = _collection(connection, found, collection)
    made = {kind: [i for k, i in names.made if k == kind] for kind in ("actor", "source")}
    return Taken(found, made["actor"], made["source"], notes)


def _read(
    file: str | IO[bytes], plan: DeadlinePlan, names: Names, sheet: str | None
) -> tuple[Curated, list[str]]:  # fmt: skip
    tables = DeadlineTables(plan, names)
    notes = _taken(file, replace(plan.layout, sheet=sheet or plan.layout.sheet), tables.take)
    for rule in plan.logs:
        if rule.path is None and not isinstance(file, str):
            fault = Fault("-", None, "comes from standard input, and its log is another table of it")
            raise InvalidRecords([fault._replace(hint="write it to a file first, or give the log a file")])
        log = str(rule.path) if rule.path else file
        notes += _taken(log, rule.layout, partial(tables.take_log, rule))
    tables.finish(plan.records)
    return plan.records, notes


def _taken(file: str | IO[bytes], layout: Layout, take: Callable[[IO[str] | Sheet], Found]) -> list[str]:
    """Take the only table of a file, and return the notes on it."""
    notes = list[str]()
    with opened_tables(file, layout) as texts:
        for number, text in enumerate(texts):
            if number:
                raise InvalidRecords([Fault(text.name, None, "is a second table", "import one table at a time")])
            try:
                taken = take(text.stream)
            except InvalidRecords as error:
                error.faults = explained_faults(error.faults, text.sample, layout.encoding)
                raise
            taken.faults[:] = explained_faults(taken.faults, text.sample, layout.encoding)
            notes += (f"{text.name}: {note}" for note in (*text.notes, *taken.notes))
    return notes


@contextmanager
def _stored(url: str) -> Iterator[Connection | None]:
    """Give an open database, None if there is none yet."""
    from dateline.storage.opening import reading
    from dateline.storage.writing.migrating import ensure, exists

    if not exists(url):
        yield None
        return
    ensure(url)
    with reading(url) as connection:
        yield connection


def _names(connection: Connection | None, plan: DeadlinePlan) -> Names:
    """Return who is called so in the mapping, or else in the database."""
    own = {
        fold(name) or name: actor.id
        for actor in plan.records.actors.values()
        for name in (actor.id, actor.name, *actor.aliases)
    }
    cited = {source.id: source.id for source in plan.records.sources.values()}
    cited |= {source.title: source.id for source in plan.records.sources.values()}
    if connection is None:
        return Names(lambda name: own.get(fold(name) or name), cited.get)
    from dateline.storage.reading.lookup import Lookup

    lookup = Lookup(connection)
    return Names(
        lambda name: own.get(fold(name) or name) or _or_none(lambda: lookup.actor(name).id),
        lambda name: cited.get(name) or _or_none(lambda: lookup.source(name)),
    )


def _or_none(found: Callable[[], str]) -> str | None:
    try:
        return found()
    except NotFound:
        return None


def _collection(connection: Connection | None, found: Curated, chosen: str | None) -> Collection:
    """Return the collection of the mapping, or the one that was chosen as the database has it.

    Raises:
        InvalidQuery: it is no id, or that of events that were imported, which are not curated.
    """
    given = found.collection if found.collection and chosen in (None, found.collection.id) else None
    identity = given.id if given else chosen or COLLECTION
    if identifier(identity) != identity:
        raise InvalidQuery(f"{identity!r} is not an id of a collection", f"did you mean {identifier(identity)!r}?")
    if connection is None:
        return given or Collection(identity, _title(identity))
    if (identity,) in [tuple(row) for row in connection.run("SELECT id FROM collection WHERE curated = 0")]:
        message = f"the collection {identity!r} has imported events, and deadlines are curated"
        raise InvalidQuery(message, "choose another collection")
    stored = {each.id: each for each in Stored(connection).collections()}
    return given or stored.get(identity) or Collection(identity, _title(identity))


def _title(identity: str) -> str:
    return identity.replace("-", " ").capitalize()
