"""Importing event records: what they name and the database lacks is made, as far as the record tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import sqlalchemy as sa

from dateline.model import Actor, Event, Source, Theme
from dateline.storage import tables as t
from dateline.storage.fingerprints import fingerprint
from dateline.storage.load import writing
from dateline.storage.migrate import ensure
from dateline.storage.writer import Report, Writer


def import_events(
    url: str, events: Sequence[Event], collection: str, *, partly: bool = False
) -> tuple[Report, dict[str, str]]:
    """Write `events` in one transaction; return what became of them, and why by id for those refused.

    An actor, theme or source that the database lacks is made: an actor with the name on the wire and the kind
    `unknown`, a theme with its parents, a source with its id for a title. An event is refused when its id belongs to
    another collection and says something else there; then nothing is written, unless `partly` lets the others in.

    Raises:
        DatabaseError: the engine fails; nothing was written.
    """
    ensure(url)
    with writing(url) as connection:
        refused = _refused(connection, events, collection)
        if refused and not partly:
            return Report(), refused
        taken = [event for event in events if event.id not in refused]
        writer = Writer(connection, collection, curated=False)
        writer.sources(_lacking(connection, t.source, (c.source for e in taken for c in e.citations), _source))
        names = {p.actor: p.name for event in taken for p in event.actors}
        writer.actors(_lacking(connection, t.actor, names, lambda name: Actor(name, names[name] or name, "unknown")))
        writer.themes(_lacking(connection, t.theme, _with_parents(taken), _theme))
        made, writer.report = writer.report.inserted, Report()
        writer.events(taken)
        if made or writer.report.inserted:
            writer.keep(collection, collection, None)
    return writer.report, refused


def _refused(connection: sa.Connection, events: Iterable[Event], collection: str) -> dict[str, str]:
    columns = t.event.c
    foreign = sa.select(columns.id, columns.collection, columns.fingerprint).where(columns.collection != collection)
    others = {row[0]: (row[1], row[2]) for row in connection.execute(foreign)}
    return {
        event.id: f"the id belongs to the collection {others[event.id][0]!r} and says something else there"
        for event in events
        if event.id in others and others[event.id][1] != fingerprint(event)
    }


_Record = TypeVar("_Record")


def _lacking(
    connection: sa.Connection, table: sa.Table, wanted: Iterable[str], make: Callable[[str], _Record]
) -> list[_Record]:
    """Return a new record for each id in `wanted` that `table` lacks, in the order wanted."""
    known = set(connection.execute(sa.select(table.c.id)).scalars())
    return [make(identity) for identity in dict.fromkeys(wanted) if identity not in known]


def _source(identity: str) -> Source:
    return Source(identity, identity)


def _theme(identity: str) -> Theme:
    return Theme(identity, identity.rpartition("/")[2].replace("-", " ").capitalize() or identity)


def _with_parents(events: Iterable[Event]) -> list[str]:
    found = []
    for event in events:
        for theme in event.themes:
            parts = theme.split("/")
            found += ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
    return found
