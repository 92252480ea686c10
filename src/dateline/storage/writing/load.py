"""Loading curated records into a database: all of them, or none if anything is wrong."""

from __future__ import annotations

import dataclasses

import sqlalchemy as sa

from dateline.errors import InvalidRecords
from dateline.formats.curated.folder import KINDS, Curated
from dateline.formats.curated.links import Known, check_links
from dateline.storage.engines.writing import writing
from dateline.storage.history.batches import Before, History
from dateline.storage.history.occasion import UNTOLD, Occasion
from dateline.storage.opening import alongside
from dateline.storage.schema import tables as t
from dateline.storage.writing.migrating import ensure, exists
from dateline.storage.writing.report import Report
from dateline.storage.writing.writer import Writer

FALLBACK = "curated"
"""The collection of records that come without a [collection] table."""


class _DryRun(Exception):
    pass


def load(
    url: str, found: Curated, *, prune: bool = False, dry_run: bool = False, occasion: Occasion = UNTOLD
) -> Report:
    """Write what was read into the database at `url` and return what became of it.

    With `prune`, records of the same collection that were not read are removed; with `dry_run` all is done and then
    rolled back. What changed is a batch of the history, of this `occasion`.

    Raises:
        InvalidRecords: there are faults in the files or between them and the database; nothing was written.
        DatabaseError: the engine fails; nothing was written.
    """
    if not exists(url):
        check_links(found)
        if found.faults:
            raise InvalidRecords(found.faults)
        if dry_run:
            total = sum(map(len, found.records.values()))
            return Report(read=total, inserted=total)
    ensure(url)
    report = Report()
    try:
        with writing(url) as connection:
            check_links(found, known(connection), waiting(connection))
            if found.faults:
                raise InvalidRecords(found.faults)
            report = _write(connection, url, found, prune, occasion)
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    return report


def known(connection: sa.Connection) -> Known:
    """Return the ids of all records by kind."""
    tables = ((kind, t.metadata.tables[kind]) for kind in KINDS)
    return {kind: frozenset(connection.execute(sa.select(table.c.id)).scalars()) for kind, table in tables}


def waiting(connection: sa.Connection) -> dict[str, list[str]]:
    """Return for which others each deadline waits."""
    found: dict[str, list[str]] = {}
    for deadline, predecessor in connection.execute(sa.select(t.dependency.c.deadline, t.dependency.c.predecessor)):
        found.setdefault(deadline, []).append(predecessor)
    return found


def _write(connection: sa.Connection, url: str, found: Curated, prune: bool, occasion: Occasion) -> Report:
    collection, history = found.collection, History(connection, occasion)
    name = collection.id if collection else FALLBACK
    writer = Writer(connection, name, history=history, before=Before(connection, alongside(connection, url)))
    if collection:
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
        writer.prune(found.records)
    history.seal(name, report=dataclasses.asdict(writer.report))
    return writer.report
