"""Loading curated records into a database: all of them, or none if anything is wrong."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

import sqlalchemy as sa

from dateline.errors import InvalidQuery, InvalidRecords
from dateline.formats.curated.folder import KINDS, Curated
from dateline.formats.curated.links import Known, check_links
from dateline.storage.engines.writing import writing
from dateline.storage.history.batches import Before, History
from dateline.storage.history.occasion import UNTOLD, Occasion
from dateline.storage.opening import alongside
from dateline.storage.schema import tables as t
from dateline.storage.writing import three_ways
from dateline.storage.writing.by_hand import note_marks, settle
from dateline.storage.writing.migrating import ensure, exists
from dateline.storage.writing.report import Report
from dateline.storage.writing.three_ways import Choice
from dateline.storage.writing.writer import Writer

FALLBACK = "curated"
"""The collection of records that come without a [collection] table."""


_NO_IMPORT = ("these records correct an import that is not in the database", "import its files first")


class _DryRun(Exception):
    pass


def load(
    url: str,
    found: Curated,
    *,
    prune: bool = False,
    dry_run: bool = False,
    occasion: Occasion = UNTOLD,
    choice: Choice = None,
) -> Report:
    """Write what was read into the database at `url` and return what became of it.

    With `prune`, records of the same collection that were not read are removed; with `dry_run` all is done and then
    rolled back. What changed is a batch of the history, of this `occasion`. What was changed in the database since it
    was loaded stays, or is a fault if the files changed too; `choice` says who wins (see `three_ways.settled`).

    Raises:
        InvalidRecords: there are faults in the files or between them and the database; nothing was written.
        DatabaseError: the engine fails; nothing was written.
    """
    if not exists(url):
        check_links(found)
        if found.imported:
            raise InvalidQuery(*_NO_IMPORT)
        if found.faults:
            raise InvalidRecords(found.faults)
        if dry_run:
            total = sum(map(len, found.records.values()))
            return Report(read=total, inserted=total)
    ensure(url)
    report = Report()
    try:
        with writing(url) as connection:
            name, reading = found.collection.id if found.collection else FALLBACK, alongside(connection, url)
            confirmed = list(three_ways.agreed(reading, found, name))
            kept = three_ways.settled(found, three_ways.apart(reading, found, name), choice, prune=prune)
            check_links(found, known(connection), waiting(connection))
            if found.imported:
                _check_imported(connection, found, prune=prune)
            if found.faults:
                raise InvalidRecords(found.faults)
            history = History(connection, occasion)
            for key, text in confirmed:
                history.note(*key, "changed", collection=name, content=text)
            report = _write(connection, url, found, prune, history, kept)
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    return report


def _written(connection: sa.Connection, batch: int) -> list[tuple[str, str]]:
    """Return the kinds and ids of the records that a batch wrote or removed."""
    of = t.revision.c
    chosen = sa.select(of.kind, of.id).where(of.batch == batch, of.kind.in_(KINDS)).order_by(of.seq)
    return [(kind, identity) for kind, identity in connection.execute(chosen)]


def _check_imported(connection: sa.Connection, found: Curated, *, prune: bool) -> None:
    """Note every record that corrects none of the import's.

    Raises:
        InvalidQuery: there is no such import, or more than corrections is asked for.
    """
    of = t.collection.c
    name = found.collection.id if found.collection else FALLBACK
    if connection.execute(sa.select(of.curated).where(of.id == name)).scalar() != 0:
        raise InvalidQuery(*_NO_IMPORT)
    if prune:
        raise InvalidQuery("--prune would remove all that was imported", "remove records with: dateline remove ID")
    for (kind, identity), fields in found.places.items():
        table = t.metadata.tables[kind].c
        if connection.execute(sa.select(table.collection).where(table.id == identity)).scalar() != name:
            fields.fault("id", f"the import {name!r} has no {kind} {identity!r}", "import its rows first")


def known(connection: sa.Connection) -> Known:
    """Return the ids of all records by kind."""
    tables = ((kind, t.metadata.tables[kind]) for kind in KINDS)
    return {kind: frozenset(connection.execute(sa.select(table.c.id)).scalars()) for kind, table in tables}


def _two_of_one(connection: sa.Connection, found: Curated) -> Iterator[tuple[str, str]]:
    """Yield the id of each actor that a loaded actor has as an alias, such as that of a state which an import made."""
    there = known(connection)["actor"]
    for actor in found.actors.values():
        yield from ((alias, actor.id) for alias in actor.aliases if alias in there and alias != actor.id)


def waiting(connection: sa.Connection) -> dict[str, list[str]]:
    """Return for which others each deadline waits."""
    found: dict[str, list[str]] = {}
    for deadline, predecessor in connection.execute(sa.select(t.dependency.c.deadline, t.dependency.c.predecessor)):
        found.setdefault(deadline, []).append(predecessor)
    return found


def _write(
    connection: sa.Connection, url: str, found: Curated, prune: bool, history: History, kept: Mapping[str, set[str]]
) -> Report:
    collection = found.collection
    name = collection.id if collection else FALLBACK
    writer = Writer(connection, name, history=history, before=Before(connection, alongside(connection, url)))
    if collection and not found.imported:
        writer.keep(collection)
    writer.sources(found.sources.values())
    writer.actors(found.actors.values())
    writer.themes(found.themes.values())
    if writer.faults:  # what could not be written cannot be named either
        raise InvalidRecords(writer.faults)
    writer.events(found.events.values())
    writer.programmes(found.programmes.values())
    writer.horizons(found.horizons.values())
    writer.deadlines(found.deadlines.values())
    if writer.faults:
        raise InvalidRecords(writer.faults)
    if prune:
        writer.prune({kind: kept[kind] | records.keys() for kind, records in found.records.items()})
    writer.report.kept = sum(map(len, kept.values()))
    writer.report.two_of_one = tuple(_two_of_one(connection, found))
    note_marks(connection, history)
    batch = history.seal(name, report=dataclasses.asdict(writer.report))
    if batch is not None:
        settle(connection, _written(connection, batch), batch)
    return writer.report
