"""Digests of batches worked out anew while all events go by once, in the order of their numbers.

What is held grows with the revisions of events, not with the events.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dateline.storage.engines.connection import Connection
from dateline.storage.history.digests import Digest, Said

_BATCHES = "SELECT num, first_event, last_event, digest FROM batch ORDER BY num"


class Change(NamedTuple):
    """What a batch did to an event; `had` is what stood before, where it says so."""

    batch: int
    action: str
    had: Said | None
    has_content: bool


class Changes:
    """The changes of all events by their ids, and of those that then had a number by that too, both in order."""

    def __init__(self) -> None:
        self.by_id: dict[str, list[Change]] = {}
        self.by_number: dict[int, list[Change]] = {}

    def add(self, identity: str, number: int | None, change: Change) -> None:
        """Add a change, which comes after all that were added."""
        self.by_id.setdefault(identity, []).append(change)
        if number is not None:
            self.by_number.setdefault(number, []).append(change)

    def without_content(self) -> dict[int, list[str]]:
        """Return the ids of the events that each batch changed or put back, as an import does, sorted."""
        found: dict[int, list[str]] = defaultdict(list)
        for identity, changes in self.by_id.items():
            for change in {change.batch: change for change in changes}.values():  # the last one of each batch
                if change.action != "removed" and not change.has_content:
                    found[change.batch].append(identity)
        return {batch: sorted(set(ids)) for batch, ids in found.items()}


class Ranges:
    """Ranges of whole numbers, which may overlap: whether a number is in one of them is told without walking all."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._firsts: list[int] = []
        self._lasts: list[int] = []
        for first, last in sorted(ranges):
            if self._lasts and first <= self._lasts[-1]:
                self._lasts[-1] = max(last, self._lasts[-1])
            else:
                self._firsts.append(first)
                self._lasts.append(last)

    def __contains__(self, number: int) -> bool:
        place = bisect_right(self._firsts, number) - 1
        return place >= 0 and number <= self._lasts[place]


class Digests:
    """Takes what all events say now, and tells of which batches the digest is another."""

    def __init__(self, connection: Connection, changes: Changes) -> None:
        self._changes = changes
        rows = connection.run(_BATCHES)
        self.numbers = Ranges((first, last) for _, first, last, _ in rows if first is not None)
        """Those that the batches gave to their events."""
        self._digests: dict[int, Any] = {num: digest for num, *_, digest in rows if digest is not None}
        self._told = {num: Digest() for num in self._digests}
        self._waiting = [
            (first, last, num) for num, first, last, digest in rows if digest is not None and first is not None
        ]
        self._waiting.sort(reverse=True)
        self._open: list[tuple[int, int, int]] = []
        """(first, last, batch) of those whose numbers are going by."""
        self._changed = changes.without_content()
        self._now: dict[str, Said | None] = {identity: None for ids in self._changed.values() for identity in ids}
        self._gone = sorted(changes.by_number, reverse=True)
        """Numbers that events had once, those to come."""

    def take(self, events: Sequence[tuple[int, str, Said]]) -> None:
        """Take (number, id, what it says) of some more events, in the order of their numbers."""
        for _, identity, said in events if self._now else ():
            if identity in self._now:
                self._now[identity] = said
        if events:
            self._pass({number: said for number, _, said in events}, events[-1][0])

    def wrong(self) -> Iterator[int]:
        """Yield the batches with another digest than what they wrote; all events have been taken."""
        if self._gone:
            self._pass({}, self._gone[0])
        for batch, digest in self._digests.items():
            ids = self._changed.get(batch, ())
            self._told[batch].take(said for each in ids if (said := self._of_id(each, batch)))
            if self._told[batch].told() != digest:
                yield batch

    def _pass(self, said: Mapping[int, Said], last: int) -> None:
        """Let the numbers up to the last one go by: those of events, and those that events had once."""
        numbers: Iterable[int] = said
        if self._gone and self._gone[-1] <= last:
            place = len(self._gone)
            while place and self._gone[place - 1] <= last:
                place -= 1
            numbers = sorted({*said, *self._gone[place:]})
            del self._gone[place:]
        while self._waiting and self._waiting[-1][0] <= last:
            self._open.append(self._waiting.pop())
        for first, end, batch in self._open:
            within = (number for number in numbers if first <= number <= end)
            self._told[batch].take(now for number in within if (now := self._of_number(number, batch, said)))
        self._open = [each for each in self._open if each[1] > last]

    def _of_number(self, number: int, batch: int, said: Mapping[int, Said]) -> Said | None:
        later = _first_after(self._changes.by_number.get(number, ()), batch)
        return later.had if later else said.get(number)

    def _of_id(self, identity: str, batch: int) -> Said | None:
        later = _first_after(self._changes.by_id[identity], batch)
        return later.had if later else self._now[identity]


def _first_after(changes: Sequence[Change], batch: int) -> Change | None:
    """Return the first change that a later batch made; changes come in the order of their batches."""
    place = bisect_right(changes, batch, key=lambda change: change.batch)
    return changes[place] if place < len(changes) else None
