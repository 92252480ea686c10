"""The partitions of events that were staged, and which of them are written together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.storage.engines.lakes.layout import Partition

FEW = 100_000
"""So many events are kept in memory while they are written."""


class Part(NamedTuple):
    """Staged events of one partition: how many there are, and the first and last place of them."""

    partition: Partition
    rows: int
    first: int
    last: int


def together(parts: Sequence[Part], most: int = FEW) -> Iterator[list[Part]]:
    """Yield the partitions whose events came near one another together, `most` events with all between them at a time.

    A partition whose own events came further apart is alone.
    """
    run: list[Part] = []
    for part in sorted(parts, key=lambda part: part.first):
        if run and max(part.last, *(each.last for each in run)) - run[0].first >= most:
            yield run
            run = []
        run.append(part)
    if run:
        yield run
