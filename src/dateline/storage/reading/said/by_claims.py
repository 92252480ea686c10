"""Events by the dates that sources give: those of one source in place of the event's own, or any of them beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice
from typing import NamedTuple

from dateline.dates import FAR_FUTURE, FAR_PAST, Match, day_text, parse
from dateline.dates import within as lies_within
from dateline.dates.calendar import AFTER_ALL, BEFORE_ALL
from dateline.model import Claim, Event
from dateline.query import NO_EVENT, Query
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.events import Reader
from dateline.storage.reading.lookup import Lookup
from dateline.storage.reading.said.claimed_events import claimed_events
from dateline.wire_fields import Record


class _Found(NamedTuple):
    """That the event with a number is in range by what sources say: its match, and the claim that takes part."""

    number: int
    match: str
    claim: Claim


class ByClaims:
    """Answers queries by the dates of the source with an id or (None) of any source, over one open connection."""

    def __init__(self, connection: Connection, source: str | None, *, claims: bool = False) -> None:
        """Look the source up; with `claims` records have what sources say.

        Raises:
            NotFound: there is no such source.
        """
        self._connection = connection
        self._source = None if source is None else Lookup(connection).source(source)
        self._reader, self._whole = Reader(connection, many=True, claims=claims), Reader(connection, claims=True)

    def events(self, query: Query) -> Iterator[Record]:
        """Yield the events of `query` on the wire, in its order.

        Of one source an event has the date that the source gives, and its own where it only cites the source. Of any
        source it keeps its own, and is possible if it is in range by a claim alone.

        Raises:
            NotFound, Ambiguous: a name in the query stands for none or for several.
        """
        query = self._reader.resolve(query)
        claimed = list(claimed_events(self._whole, self._connection))
        if self._source is None:
            plain, found = query, list(self._beside(query, claimed))
        else:
            dated = {number: claims for number, _, event in claimed if (claims := self._own(event))}
            plain = query._replace(sources=(self._source,), without=tuple(dated))
            found = list(_in_range(query, dated.items()))
        return self._merged(query, plain._replace(limit=None), found)

    def count(self, query: Query) -> dict[str, int]:
        """Return how many events `events` yields, `certain` and `possible` apart."""
        found = Counter(record["match"] for record in self.events(query))
        return {name: found[name] for name in ("certain", "possible")}

    def _own(self, event: Event) -> list[Claim]:
        """Return what the source says of the date of an event."""
        return [
            each.claim for each in event.citations if each.source == self._source and each.claim and each.claim.date
        ]

    def _beside(self, query: Query, claimed: Iterable[tuple[int, Record, Event]]) -> Iterator[_Found]:
        """Yield the events that are in range by a claim alone."""
        if query.match != "possible" or query.timeless:
            return
        for number, _, event in claimed:
            if event.date.match(query.first, query.last) is Match.IMPOSSIBLE:
                claims = [each.claim for each in event.citations if each.claim and each.claim.date]
                for each in _in_range(query, [(number, claims)]):
                    yield each._replace(match="possible")

    def _merged(self, query: Query, plain: Query, found: list[_Found]) -> Iterator[Record]:
        backwards = query.sort == "-date"
        more = sorted(self._records(plain, found), key=lambda record: _place(record, backwards))
        every = merge(self._reader.events(plain), more, key=lambda record: _place(record, backwards))
        return islice(every, query.limit)

    def _records(self, plain: Query, found: list[_Found]) -> Iterator[Record]:
        """Yield the records of what was found that meet the other filters."""
        if not found:
            return
        by_number = {each.number: each for each in found}
        wanted = tuple(number for number in by_number if not plain.only or number in plain.only)
        asked = plain._replace(
            first=FAR_PAST, last=FAR_FUTURE, match="possible", only=wanted or (NO_EVENT,), without=(), sort="date"
        )
        numbers = {record["id"]: number for number, record in self._reader.numbered(by_number)}
        for record in self._reader.events(asked):
            each = by_number[numbers[record["id"]]]
            yield record | {"match": each.match} | (_dated(each.claim) if self._source else {})


def _in_range(query: Query, dated: Iterable[tuple[int, list[Claim]]]) -> Iterator[_Found]:
    first, last = (BEFORE_ALL, AFTER_ALL) if query.timeless else (query.first, query.last)
    for number, claims in dated:
        matches = [each.date.match(first, last) for each in claims if each.date]
        claim = next((c for c, each in zip(claims, matches, strict=True) if each is not Match.IMPOSSIBLE), None)
        surely = all(each is Match.CERTAIN for each in matches)
        dates = [each.date for each in claims if each.date]
        inside = all(lies_within(each.bounds, first, last) and (query.timeless or not each.uncertain) for each in dates)
        if claim and (query.match == "possible" or (surely and (query.match == "certain" or inside))):
            yield _Found(number, "certain" if surely else "possible", claim)


def _dated(claim: Claim) -> Record:
    """Return the fields of an event on the wire that its date fills."""
    assert claim.date
    return {
        "date": claim.date.edtf,
        "date_text": claim.date_text,
        "calendar": claim.calendar,
        "earliest": day_text(claim.date.earliest),
        "latest": day_text(claim.date.latest),
    }


def _place(record: Record, backwards: bool) -> int:
    """Return where a record stands in the order; undated events are last in either."""
    first = parse(record["date"]).bounds.start_earliest
    return -first if backwards and first < AFTER_ALL else first
