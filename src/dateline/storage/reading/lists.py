"""The lists of a database - actors, themes, sources, programmes - and its deadlines as records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from dateline.dates import day_text, parse
from dateline.deadlines.conditions import resolved
from dateline.model import (
    Citation,
    Deadline,
    Horizon,
    Participant,
)
from dateline.names import fold
from dateline.storage.engines.connection import Connection, Row
from dateline.storage.reading.deadline_rows import dependency_of, due_of, horizon_date_of, report_of, waiver_of
from dateline.wire_fields import Record

ACTOR_FIELDS = ("id", "name", "kind", "aliases", "description", "date", "member_of", "events", "citations")
THEME_FIELDS = ("id", "title", "aliases", "description", "depth", "events")
SOURCE_FIELDS = ("id", "title", "author", "publisher", "date", "url", "language", "note", "citations")
PROGRAMME_FIELDS = (
    "id", "title", "date", "description", "observed_through", "actors", "deadlines", "citations",
)  # fmt: skip

_PARTS = {
    "themes": "deadline_themes", "due": "dues", "status": "reports", "waiver": "waivers", "depends": "dependencies",
}  # fmt: skip
"""The statement that selects each part of deadlines."""


def _grouped(rows: Iterable[Row], key: Callable[[Row], Any]) -> dict[Any, list[Row]]:
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def _by_name(record: Record) -> tuple[str, str]:
    return fold(str(record.get("name") or record["title"])), record["id"]


def containing(records: Iterable[Record], text: str | None, *keys: str) -> list[Record]:
    """Return the records in which one of the fields `keys` contains `text`, folded; all without a text."""
    if not text:
        return list(records)
    wanted = fold(text)

    def names(record: Record) -> Iterable[str]:
        for key in keys:
            value = record[key]
            yield from value if isinstance(value, list) else [value or ""]

    return [record for record in records if any(wanted in fold(name) for name in names(record))]


def cited_sources(connection: Connection, form: str) -> dict[str, Any]:
    """Return the option `sources` of the format `form` where it takes it (see dateline.formats), else no option."""
    from dateline.formats.registry import can

    return {"sources": Catalogue(connection).sources_by_id()} if can(form, "sources") else {}


class Catalogue:
    """Reads everything but events; these records stay few, so each list is read whole."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def actors(self, *, counted: bool = True) -> list[Record]:
        """Return all actors with ACTOR_FIELDS, by name; unless `counted` nobody has events."""
        aliases = _grouped(self._connection.rows("aliases"), lambda row: row[0])
        wholes = _grouped(self._connection.rows("memberships"), lambda row: row[0])
        citations = self._citations()
        records = []
        for num, identity, name, kind, description, date, events in self._connection.rows(
            "actors" if counted else "actors_alone"
        ):
            member_of = [_membership(row, identity, citations) for row in wholes.get(num, [])]
            cited = citations.get(("actor", identity, 0), [])
            values = (identity, name, kind, [row[1] for row in aliases.get(num, [])], description, date)
            records.append(dict(zip(ACTOR_FIELDS, (*values, member_of, events, cited), strict=True)))
        return sorted(records, key=_by_name)

    def themes(self) -> list[Record]:
        """Return all themes with THEME_FIELDS in the order of the tree; `events` counts the subtree."""
        aliases = _grouped(self._connection.rows("theme_aliases"), lambda row: row[0])
        counts: dict[int, int] = dict(self._connection.rows("theme_counts"))
        records: list[Record] = []
        open_: list[int] = []
        for num, last, identity, title, description in self._connection.rows("themes"):
            open_ = [end for end in open_ if end >= num]
            names = [row[1] for row in aliases.get(identity, [])]
            values = (identity, title, names, description, len(open_), counts.get(num, 0))
            records.append(dict(zip(THEME_FIELDS, values, strict=True)))
            open_.append(last)
        return records

    def sources(self) -> list[Record]:
        """Return all sources with SOURCE_FIELDS, by title; `citations` counts how often each is cited."""
        uses: dict[str, int] = dict(self._connection.rows("source_uses"))
        rows = self._connection.rows("sources")
        records = [dict(zip(SOURCE_FIELDS, (*row, uses.get(row[0], 0)), strict=True)) for row in rows]
        return sorted(records, key=_by_name)

    def sources_by_id(self) -> dict[str, Record]:
        """Return all sources by id with SOURCE_FIELDS but `citations`, for those who cite them."""
        fields = SOURCE_FIELDS[:-1]
        return {row[0]: dict(zip(fields, row, strict=True)) for row in self._connection.rows("sources")}

    def names(self) -> dict[str, dict[str, str]]:
        """Return the titles of themes, programmes and sources by kind of record and id."""
        themes = {row[2]: row[3] for row in self._connection.rows("themes")}
        rows = {kind: self._connection.rows(f"{kind}s") for kind in ("programme", "source")}
        return {"theme": themes, **{kind: {row[0]: row[1] for row in found} for kind, found in rows.items()}}

    def programmes(self) -> list[Record]:
        """Return all programmes with PROGRAMME_FIELDS, by date; `deadlines` counts them."""
        parties, citations = self._parties(), self._citations()
        deadlines = _grouped(self._connection.rows("deadlines"), lambda row: row[1])
        records = []
        for identity, title, date, description, observed in self._connection.rows("programmes"):
            until = None if observed is None else day_text(observed)
            actors = [_party_record(row) for row in parties.get(("programme", identity), [])]
            cited = citations.get(("programme", identity, 0), [])
            values = (
                identity,
                title,
                date,
                description,
                until,
                actors,
                len(deadlines.get(identity, [])),
                cited,
            )
            records.append(dict(zip(PROGRAMME_FIELDS, values, strict=True)))
        return sorted(records, key=lambda record: (_earliest(record["date"]), record["id"]))

    def deadlines(self) -> list[Deadline]:
        """Return all deadlines with everything recorded of them, and of the horizons they hang on, by id."""
        horizons = {horizon.id: horizon for horizon in self.horizons()}
        return [resolved(deadline, horizons) for deadline in self.written_deadlines()]

    def written_deadlines(self) -> list[Deadline]:
        """Return all deadlines as they were written, without what their horizons add, by id."""
        parties, citations = self._parties(), self._citations()
        parts = {
            name: _grouped(self._connection.rows(statement), lambda row: row[0]) for name, statement in _PARTS.items()
        }

        def made(part: str, owner: str, make: Callable[[Row, tuple[Citation, ...]], Any]) -> tuple[Any, ...]:
            cited = [citations.get((f"deadline/{part}", owner, row[1]), []) for row in parts[part].get(owner, [])]
            rows = zip(parts[part].get(owner, []), cited, strict=True)
            return tuple(make(row, tuple(Citation(**each) for each in found)) for row, found in rows)

        def whole(identity: str, *about: Any, confidence: Any, note: Any, lead: Any) -> Deadline:
            programme, title, force, kind, item = about
            return Deadline(
                identity,
                programme,
                title,
                force,
                kind,
                item,
                actors=tuple(_party(row) for row in parties.get(("deadline", identity), [])),
                themes=tuple(row[1] for row in parts["themes"].get(identity, [])),
                confidence=confidence,
                note=note,
                due=made("due", identity, due_of),
                status=made("status", identity, report_of),
                waivers=made("waiver", identity, waiver_of),
                depends=made("depends", identity, dependency_of),
                lead=lead,
            )

        rows = self._connection.rows("deadlines")
        written = (whole(*row[:6], confidence=row[6], note=row[7], lead=(row[8], row[9])) for row in rows)
        return sorted(written, key=lambda deadline: deadline.id)

    def deadline_citations(self) -> dict[str, list[Record]]:
        """Return what is cited for each deadline: for its due dates, reports, waivers and dependencies, each once."""
        found: dict[str, list[Record]] = {}
        for (part, owner, _), citations in self._citations().items():
            if part.startswith("deadline/"):
                of_owner = found.setdefault(owner, [])
                of_owner += [citation for citation in citations if citation not in of_owner]
        return found

    def horizons(self) -> list[Horizon]:
        """Return all horizons with the statements of their day, by id."""
        parties, citations = self._parties(), self._citations()
        dates = _grouped(self._connection.rows("horizon_dates"), lambda row: row[0])

        def cited(part: str, identity: str, item: int) -> tuple[Citation, ...]:
            return tuple(Citation(**row) for row in citations.get((part, identity, item), []))

        return [
            Horizon(
                identity,
                title,
                description,
                actors=tuple(_party(row) for row in parties.get(("horizon", identity), [])),
                dates=tuple(
                    horizon_date_of(row, cited("horizon/date", identity, row[1])) for row in dates.get(identity, [])
                ),
                citations=cited("horizon", identity, 0),
            )
            for identity, title, description in self._connection.rows("horizons")
        ]

    def monitored(self) -> dict[str, int | None]:
        """Return the last day of complete monitoring of each programme, None where nobody says."""
        return {row[0]: row[4] for row in self._connection.rows("programmes")}

    def _parties(self) -> dict[tuple[str, str], list[Row]]:
        return _grouped(self._connection.rows("parties"), lambda row: (row[0], row[1]))

    def _citations(self) -> dict[tuple[str, str, int], list[Record]]:
        rows = _grouped(self._connection.rows("citations"), lambda row: row[:3])
        names = ("source", "locator", "quote")
        return {place: [dict(zip(names, row[3:], strict=True)) for row in found] for place, found in rows.items()}


def _earliest(date: str | None) -> int:
    return parse(date).earliest if date else 0


def _membership(row: Row, owner: str, citations: dict[tuple[str, str, int], list[Record]]) -> Record:
    _, seq, identity, name, role, date = row
    cited = citations.get(("actor/member_of", owner, seq), [])
    return {"id": identity, "name": name, "role": role, "date": date, "citations": cited}


def _party(row: Row) -> Participant:
    return Participant(row[2], row[4], row[3])


def _party_record(row: Row) -> Record:
    return {"id": row[2], "name": row[3], "role": row[4]}
