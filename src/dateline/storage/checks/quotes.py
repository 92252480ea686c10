"""Every citation of a database checked against the kept texts of its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.dates import Date, parse
from dateline.errors import NotFound
from dateline.quotes import Kept, bears
from dateline.storage.engines.connection import Connection
from dateline.wire_fields import Record

FIELDS = ("kind", "id", "source", "locator", "quote", "check", "result", "place", "hint")
CHECKS = ("quotes", "locators", "dates", "citations")
_UNCITED = "SELECT id FROM event WHERE num NOT IN (SELECT event FROM event_citation) ORDER BY num"


class Cited(NamedTuple):
    """That a record cites a place in a source; of an event also its date."""

    kind: str
    id: str
    source: str
    locator: str | None
    quote: str | None
    date: str | None = None


class Verifier:
    """Checks the citations over one open connection; the text of one source at a time is held."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held: tuple[str, Kept | None] = "", None

    def _text(self, source: str) -> Kept | None:
        if source != self._held[0]:
            self._held = "", None  # not two at a time
            found = self._connection.run("SELECT text FROM source_text WHERE source = :source", {"source": source})
            self._held = source, Kept(found[0][0]) if found else None
        return self._held[1]

    def records(self, checks: frozenset[str], source: str | None = None) -> Iterator[Record]:
        """Yield a record with FIELDS for each thing that was checked; `result` is ok, fault or unknown.

        They come source by source: of each first records of other kinds, then events by date. Last come events that
        cite nothing.
        Without a kept text nothing can be said of a quote, and of a locator only where there is one.

        Raises:
            NotFound: there is no such `source`.
        """
        if source and not self._connection.run("SELECT 1 FROM source WHERE id = :id", {"id": source}):
            raise NotFound(f"there is no source with the id {source!r}", "list them with: dateline sources")
        for cited in self._cited(source):
            yield from self._checked(cited, checks)
        if "citations" in checks and source is None:
            for (identity,) in self._connection.run(_UNCITED):
                cited = Cited("event", identity, "", None, None)
                yield _record(cited, "citations", "fault", hint="it cites no source")

    def _cited(self, source: str | None) -> Iterator[Cited]:
        shape, values = ((), {}) if source is None else ((True,), {"source": source})
        for part, *cited in self._connection.rows("citations_to_check", shape, values, many=True):
            yield Cited(part.partition("/")[0], *cited)

    def _checked(self, cited: Cited, checks: frozenset[str]) -> Iterator[Record]:
        text = self._text(cited.source)
        if "quotes" in checks and cited.quote:
            yield _quote(cited, text)
        if "locators" in checks and cited.locator and text and (lacking := text.lacks(cited.locator)):
            yield _record(cited, "locators", "fault", hint=lacking)
        if "dates" in checks and cited.quote and cited.date and (said := bears(cited.quote, _date(cited.date))):
            result = {"contradicted": "fault", "supported": "ok"}.get(said, "unknown")
            yield _record(cited, "dates", result, hint=f"the quote's date: {said}")


def _date(edtf: str) -> Date:
    return parse(edtf)


def _quote(cited: Cited, text: Kept | None) -> Record:
    if text is None:
        return _record(cited, "quotes", "unknown", hint="no text of the source is kept")
    place = text.find(cited.quote or "")
    if place:
        return _record(cited, "quotes", "ok", place=f"page {place.page}, line {place.line}")
    near = text.nearest(cited.quote or "")
    return _record(cited, "quotes", "fault", hint=f"nearest: {near}" if near else "the text contains nothing like it")


def _record(cited: Cited, check: str, result: str, *, place: str | None = None, hint: str | None = None) -> Record:
    about = (cited.kind, cited.id, cited.source or None, cited.locator, cited.quote)
    return dict(zip(FIELDS, (*about, check, result, place, hint), strict=True))


def resting_on_one(connection: Connection) -> list[Record]:
    """Return how many events, statuses and due dates rest on one source alone, by source, most first."""
    single = (
        "SELECT source, 'events', count(*) FROM (SELECT event, min(source) AS source FROM event_citation "
        "GROUP BY event HAVING count(DISTINCT source) = 1) found GROUP BY source UNION ALL "
        "SELECT source, kind, count(*) FROM (SELECT min(source) AS source, CASE part WHEN 'deadline/status' THEN "
        "'statuses' ELSE 'dues' END AS kind FROM citation WHERE part IN ('deadline/status', 'deadline/due') "
        "GROUP BY part, owner, item HAVING count(DISTINCT source) = 1) found GROUP BY source, kind"
    )
    found: dict[str, Record] = {}
    for source, kind, number in connection.run(single):
        found.setdefault(source, {"source": source, "events": 0, "statuses": 0, "dues": 0})[kind] = number
    return sorted(found.values(), key=lambda each: (-each["events"] - each["statuses"] - each["dues"], each["source"]))
