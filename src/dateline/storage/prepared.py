"""Items of a data set with all that can be worked out before the database is asked, as plain tuples.

They pass between processes: one reads and prepares (`dateline.cli.reading`), the other writes
(`dateline.storage.intake`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from dateline.dates import Date
from dateline.formats.incoming import Incoming, Item, Rejected, Withdrawn
from dateline.names import fold
from dateline.storage.fingerprints import event_fingerprint
from dateline.storage.lengths import length_class

COLUMNS = (
    "title", "date", "date_text", "start_earliest", "start_latest", "end_earliest", "end_latest", "length_class",
    "gaps", "description", "kind", "place", "latitude", "longitude", "confidence", "words", "place_words",
)  # fmt: skip


class Prepared(NamedTuple):
    """An event ready to be written, all but its number.

    `row` holds COLUMNS, `actors` (actor, role, name), `citations` (source, locator, quote).
    """

    line: int
    id: str
    version: int | None
    fingerprint: str
    row: tuple[Any, ...]
    actors: list[tuple[str, str | None, str | None]]
    themes: tuple[str, ...]
    citations: list[tuple[str, str | None, str | None]]


Ready = Prepared | Withdrawn | Rejected


def prepared(item: Item) -> Ready:
    """Return an item ready to be written; what is no event stays as it is."""
    if not isinstance(item, Incoming):
        return item
    event = item.event
    date, title, description, place = event.date, event.title, event.description, event.place
    row = (
        title, date.edtf, event.date_text, *_dated(date), description, event.kind, place, event.latitude,
        event.longitude, event.confidence, fold(f"{title} {description}" if description else title),
        fold(place) if place else "",
    )  # fmt: skip
    actors = [(each.actor, each.role, each.name) for each in event.actors]
    citations = [(each.source, each.locator, each.quote) for each in event.citations]
    return Prepared(item.line, event.id, item.version, event_fingerprint(event), row, actors, event.themes, citations)


@lru_cache(32_768)
def _dated(date: Date) -> tuple[int, ...]:
    """Return the bounds, the length class and whether there are gaps."""
    bounds = date.bounds
    return (*bounds, length_class(bounds.start_earliest, bounds.end_latest), int(bool(date.members)))
