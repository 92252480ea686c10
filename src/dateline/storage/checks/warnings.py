"""What is sound in a database, but may be meant otherwise: what `check` and `load` doubt of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.counted import counted
from dateline.formats.curated.doubts import doubtful
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.counted_from import outside
from dateline.storage.reading.curated_records import Stored

_MOST = 50


def warnings(connection: Connection) -> Iterator[str]:
    """Yield a sentence for each doubt about curated events and links; of many only the first, and how many are left."""
    stored = Stored(connection)
    found = doubtful(stored.records("event"), stored.records("link"), outside(connection).event_date)
    left = 0
    for number, doubt in enumerate(found):
        if number < _MOST:
            yield doubt.reason
        else:
            left += 1
    if left:
        yield f"and {counted(left, 'doubt')} more"


def warnings_about(connection: Connection, keys: Iterable[tuple[str, str]]) -> list[str]:
    """Return what is doubtful of the records of these kinds and ids, in a sentence each."""
    stored, of = Stored(connection), set(keys)
    events = [found for kind, identity in of if kind == "event" and (found := stored.record("event", identity))]
    links = list(stored.records("link"))
    ends = {frozenset((each.origin, each.target)) for each in links if ("link", each.id) in of}
    near = [
        each for each in links
        if ("event", each.origin) in of or ("event", each.target) in of or {each.origin, each.target} in ends
    ]  # fmt: skip
    found = doubtful(events, near, outside(connection).event_date)
    return [
        each.reason for each in found
        if (each.kind, each.id) in of or any(("event", identity) in of for identity in each.dated)
    ]  # fmt: skip
