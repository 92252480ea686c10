"""Loading curated records into a database: all of them, or none if anything is wrong."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping

import sqlalchemy as sa

from dateline.errors import InvalidQuery, InvalidRecords
from dateline.formats.curated.doubts import doubts
from dateline.formats.curated.folder import KINDS, Curated
from dateline.formats.curated.links import Known, check_links
from dateline.formats.curated.settling import settle_counts
from dateline.model import Link
from dateline.names import fold
from dateline.storage.engines.writing import writing
from dateline.storage.history.batches import Before, History
from dateline.storage.history.occasion import UNTOLD, Occasion
from dateline.storage.opening import alongside
from dateline.storage.reading.counted_from import moved_counts, outside
from dateline.storage.reading.curated_records import Stored
from dateline.storage.schema import tables as t
from dateline.storage.writing import three_ways
from dateline.storage.writing.by_hand import note_marks, settle
from dateline.storage.writing.migrating import ensure, exists
from dateline.storage.writing.report import Report
from dateline.storage.writing.three_ways import Choice
from dateline.storage.writing.writer import Writer

FALLBACK = "curated"
"""The collection of records that come without a [collection] table."""


Join = Callable[[sa.Connection, str, History, Iterable[str]], list[dict[str, str]]]
"""Merges actors of imports into those of these ids."""


def _no_join(*_: object) -> list[dict[str, str]]:
    return []


_STATES_OF_IMPORTS = sa.text("""
SELECT n.folded, a.id FROM actor_name n JOIN actor a ON a.num = n.actor
WHERE (a.kind = 'state' OR a.id LIKE 'cameo:___') AND a.collection IN (SELECT id FROM collection WHERE curated = 0)
""")
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
    join: Join = _no_join,
) -> Report:
    """Write what was read into the database at `url` and return what became of it.

    With `prune`, records of the same collection that were not read are removed; with `dry_run` all is done and then
    rolled back. What changed is a batch of the history, of this `occasion`. What was changed in the database since it
    was loaded stays, or is a fault if the files changed too; `choice` says who wins (see `three_ways.settled`). `join`
    merges actors of imports into those that were loaded, and returns what it merged.

    Raises:
        InvalidRecords: there are faults in the files or between them and the database; nothing was written.
        DatabaseError: the engine fails; nothing was written.
    """
    if not exists(url):
        _check_alone(found)
        if dry_run:
            return _as_if_new(found)
    ensure(url)
    report = Report()
    try:
        with writing(url) as connection:
            name, reading = found.collection.id if found.collection else FALLBACK, alongside(connection, url)
            there = outside(reading)
            settle_counts(found, there)
            moved = list(moved_counts(found, Stored(reading)))
            confirmed = list(three_ways.agreed(reading, found, name))
            kept = three_ways.settled(found, three_ways.apart(reading, found, name), choice, prune=prune)
            links = linked(connection)
            check_links(found, known(connection), waiting(connection), links, there.event_date)
            if found.imported:
                _check_imported(connection, found, prune=prune)
            if found.faults:
                raise InvalidRecords(found.faults)
            doubtful = tuple(doubts(found, links, there.event_date))
            history = History(connection, occasion)
            for key, text in confirmed:
                history.note(*key, "changed", collection=name, content=text)
            report = _write(connection, url, found, prune, history, kept, join)
            report.moved = tuple(each for each in moved if each.deadline not in kept["deadline"])
            report.doubts = doubtful
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    return report


def _check_alone(found: Curated) -> None:
    """Make sure that what was read can be written where there is no database yet; raises as `load` does."""
    settle_counts(found)
    check_links(found)
    if found.imported:
        raise InvalidQuery(*_NO_IMPORT)
    if found.faults:
        raise InvalidRecords(found.faults)


def _as_if_new(found: Curated) -> Report:
    total = sum(map(len, found.records.values()))
    report = Report(read=total, inserted=total)
    report.doubts = tuple(doubts(found))
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


def _called_alike(connection: sa.Connection, found: Curated) -> Iterator[tuple[str, str, str]]:
    """Yield the id of each state of an import that is called like a loaded one, that one, and the name."""
    called = {row.folded: row.id for row in connection.execute(_STATES_OF_IMPORTS)}
    for actor in found.actors.values():
        names = (actor.name, *actor.aliases) if actor.kind == "state" and called else ()
        alike = ((called.get(fold(name)), actor.id, name) for name in names)
        yield from ((other, *rest) for other, *rest in alike if other not in (None, actor.id))


def waiting(connection: sa.Connection) -> dict[str, list[str]]:
    """Return for which others each deadline waits."""
    found: dict[str, list[str]] = {}
    for deadline, predecessor in connection.execute(sa.select(t.dependency.c.deadline, t.dependency.c.predecessor)):
        found.setdefault(deadline, []).append(predecessor)
    return found


def linked(connection: sa.Connection) -> list[Link]:
    """Return the links between records."""
    of = t.link.c
    chosen = sa.select(of.id, of.type, of.origin, of.target, of.origin_kind, of.target_kind)
    return [Link(*row) for row in connection.execute(chosen).all()]


def _write(
    connection: sa.Connection, url: str, found: Curated, prune: bool, history: History, kept: Mapping[str, set[str]],
    join: Join,
) -> Report:  # fmt: skip
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
    writer.links(found.links.values())
    if writer.faults:
        raise InvalidRecords(writer.faults)
    if prune:
        writer.prune({kind: kept[kind] | records.keys() for kind, records in found.records.items()})
    writer.report.kept = sum(map(len, kept.values()))
    merged = join(connection, url, history, found.actors)
    writer.report.joined = tuple((each["id"], each["into"]) for each in merged)
    writer.report.two_of_one = tuple(_two_of_one(connection, found))
    note_marks(connection, history)
    writer.report.called_alike = tuple({each[:2]: each for each in _called_alike(connection, found)}.values())
    said = dataclasses.asdict(writer.report)
    batch = history.seal(name, report={**said, "merged": merged} if merged else said)
    if batch is not None:
        settle(connection, _written(connection, batch), batch)
    return writer.report
