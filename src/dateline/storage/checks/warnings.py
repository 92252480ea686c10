"""What is sound in a database, but may be meant otherwise: what `check` and `load` doubt of files."""

from __future__ import annotations

from collections.abc import Iterator

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
