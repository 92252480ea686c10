"""All events of which sources say something, with what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from dateline.dates import Date
from dateline.model import Citation, Event
from dateline.prepared_events import spread_anew
from dateline.storage.engines.connection import Connection
from dateline.storage.engines.kept_json import event_read
from dateline.storage.reading.events import Reader
from dateline.wire_fields import Record

_TOGETHER = 256
_SPREADS = """
SELECT x.event, c.circa FROM event_claims x JOIN event e ON e.num = x.event JOIN collection c ON c.id = e.collection
WHERE c.circa IS NOT NULL
"""


def claimed_events(reader: Reader, connection: Connection) -> Iterator[tuple[int, Record, Event]]:
    """Yield the events with claims or a verdict in order of entry: number, record, and event.

    `reader` reads claims. Approximate dates are spread as the collection of the event says.
    """
    numbers = iter([number for (number,) in connection.rows("claimed_events")])
    spreads: dict[int, str] = {} if connection.url.startswith("lake:") else dict(connection.run(_SPREADS))
    while some := list(islice(numbers, _TOGETHER)):
        for number, record in reader.numbered(some):
            yield number, record, _spread(event_read(record), spreads.get(number))


def _spread(event: Event, circa: str | None) -> Event:
    """Return an event whose approximate dates, and those of its sources, have a stated spread."""
    if circa is None:
        return event

    def widened(date: Date | None) -> Date | None:
        return date and spread_anew(date, circa)

    def cited(each: Citation) -> Citation:
        return replace(each, claim=replace(each.claim, date=widened(each.claim.date))) if each.claim else each

    return replace(event, date=spread_anew(event.date, circa), citations=tuple(map(cited, event.citations)))


def interchangeable(connection: Connection, events: Iterable[Event]) -> Mapping[str, set[str]]:
    """Return for each actor those that it may stand for, members and wholes; none where no source names an actor."""
    found: dict[str, set[str]] = defaultdict(set)
    if any(each.claim and each.claim.actors for event in events for each in event.citations):
        for whole, member in connection.rows("belonging_actors"):
            found[whole].add(member)
            found[member].add(whole)
    return found
