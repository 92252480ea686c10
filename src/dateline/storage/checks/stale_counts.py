"""Due dates that would lie elsewhere if they were counted now."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.deadlines.counting.told import days_words
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.counted_from import counted_anew, moves, outside
from dateline.storage.reading.curated_records import Stored


def stale(connection: Connection) -> Iterator[str]:
    """Yield a sentence for each due date that counting anew would move; what cannot be counted here is left out."""
    for before, now, _ in counted_anew(Stored(connection), outside(connection)):
        for moved in moves(before, now):
            days = f"{days_words(moved.now)}, not {days_words(moved.before)}"
            yield f"counted now, the {moved.kind} of {moved.deadline!r} is {days}: dateline deadlines recount"
