"""The lists of a database - actors, themes, sources, programmes - and its deadlines as records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dateline.dates import day_text, parse
from dateline.light_classes import replace
from dateline.names import fold
from dateline.storage.engines.connection import Connection, Row
from dateline.wire_fields import Record

if TYPE_CHECKING:
    from dateline.model import Citation, Deadline, Horizon, Link

ACTOR_FIELDS = ("id", "name", "kind", "aliases", "description", "date", "member_of", "events", "citations")
THEME_FIELDS = ("id", "title", "aliases", "description", "depth", "events")
SOURCE_FIELDS = ("id", "title", "author", "publisher", "date", "url", "language", "note", "citations")
PROGRAMME_FIELDS = (
    "id", "title", "date", "description", "observed_through", "actors", "deadlines", "citations", "tz",
)  # fmt: skip

Citations = dict[tuple[str, str, int], list[Record]]
"""What is cited, by the part of a record, its owner and the place among such parts."""


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
    """Return the options `sources` and `links` of the format `form` where it takes them, else no option."""
    from dateline.formats.registry import can

    found: dict[str, Any] = {"sources": Catalogue(connection).sources_by_id()} if can(form, "sources") else {}
    return found | {"links": Catalogue(connection).links()} if can(form, "links") else found


class Catalogue:
    """Reads everything but events; these records stay few, so each list is read whole."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def actors(self, *, counted: bool = True) -> list[Record]:
        """Return all actors with ACTOR_FIELDS, by name; unless `counted` nobody has events."""
        aliases = _grouped(self._connection.rows("aliases"), lambda row: row[0])
        wholes = _grouped(self._connection.rows("memberships"), lambda row: row[0])
        citations = self._citations()
        rows = self._connection.rows("actors" if counted else "actors_alone")
        records = (actor_record(row, aliases.get(row[0], ()), wholes.get(row[0], ()), citations) for row in rows)
        return sorted(records, key=_by_name)

    def themes(self) -> list[Record]:
        """Return all themes with THEME_FIELDS in the order of the tree; `events` counts the subtree."""
        aliases = _grouped(self._connection.rows("theme_aliases"), lambda row: row[0])
        counts: dict[int, int] = dict(self._connection.rows("theme_counts"))
        records: list[Record] = []
        open_: list[int] = []
        for row in self._connection.rows("themes"):
            num, last, identity = row[:3]
            open_ = [end for end in open_ if end >= num]
            records.append(theme_record(row, aliases.get(identity, ()), len(open_), counts.get(num, 0)))
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
        for identity, title, date, description, observed, zone in self._connection.rows("programmes"):
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
                zone,
            )
            records.append(dict(zip(PROGRAMME_FIELDS, values, strict=True)))
        return sorted(records, key=lambda record: (_earliest(record["date"]), record["id"]))

    def deadlines(self, until: int) -> list[Deadline]:
        """Return all deadlines with everything recorded of them, and of the horizons they hang on, by id.

        Of one that recurs without end there are the occurrences that are in force by the day `until`, and those for
        which others wait.
        """
        from dateline.deadlines.conditions import resolved

        horizons = {horizon.id: horizon for horizon in self.horizons()}
        found = [resolved(deadline, horizons) for deadline in self.written_deadlines()]
        if all(deadline.recurs is None for deadline in found):
            return found
        from dateline.deadlines.recurring.occurring import all_occurring, named_occurrence

        recorded = {deadline.id: deadline for deadline in found}
        occurring = {deadline.id: deadline for deadline in all_occurring(found, until, recorded)}
        awaited = {dependency.on for deadline in found for dependency in deadline.depends} - occurring.keys()
        named = (named_occurrence(identity, recorded) for identity in awaited)
        occurring |= {deadline.id: deadline for deadline in named if deadline}
        return sorted(occurring.values(), key=lambda deadline: deadline.id)

    def written_deadlines(self) -> list[Deadline]:
        """Return all deadlines as they were written, without what their horizons add, by id."""
        from dateline.model import Citation
        from dateline.storage.reading.deadline_rows import PARTS, deadline_of

        parties, citations = self._parties(), self._citations()
        parts = {part: _grouped(self._connection.rows(name), lambda row: row[0]) for part, name in PARTS.items()}

        def whole(about: Row) -> Deadline:
            identity = about[0]
            rows = {part: found.get(identity, []) for part, found in parts.items()}

            def cited(part: str, item: int) -> Iterator[Citation]:
                return (Citation(**each) for each in citations.get((part, identity, item), []))

            return deadline_of(about, (row[2:] for row in parties.get(("deadline", identity), [])), rows, cited)

        return sorted(map(whole, self._connection.rows("deadlines")), key=lambda deadline: deadline.id)

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
        from dateline.model import Citation, Horizon
        from dateline.storage.reading.deadline_rows import horizon_date_of, party_of

        parties, citations = self._parties(), self._citations()
        dates = _grouped(self._connection.rows("horizon_dates"), lambda row: row[0])

        def cited(part: str, identity: str, item: int) -> tuple[Citation, ...]:
            return tuple(Citation(**row) for row in citations.get((part, identity, item), []))

        return [
            Horizon(
                identity,
                title,
                description,
                actors=tuple(party_of(row[2:]) for row in parties.get(("horizon", identity), [])),
                dates=tuple(
                    horizon_date_of(row, cited("horizon/date", identity, row[1])) for row in dates.get(identity, [])
                ),
                citations=cited("horizon", identity, 0),
            )
            for identity, title, description in self._connection.rows("horizons")
        ]

    def links(self) -> list[Link]:
        """Return all links by id."""
        from dateline.model import Citation, Link

        rows = list(self._connection.rows("links"))
        citations = self._citations() if rows else {}
        cited = {row[0]: tuple(Citation(**each) for each in citations.get(("link", row[0], 0), [])) for row in rows}
        return [replace(Link(*row), citations=cited[row[0]]) for row in rows]

    def monitored(self) -> dict[str, int | None]:
        """Return the last day of complete monitoring of each programme, None where nobody says."""
        return {row[0]: row[4] for row in self._connection.rows("programmes")}

    def _parties(self) -> dict[tuple[str, str], list[Row]]:
        return _grouped(self._connection.rows("parties"), lambda row: (row[0], row[1]))

    def _citations(self) -> Citations:
        rows = _grouped(self._connection.rows("citations"), lambda row: row[:3])
        return {place: [citation_record(row[3:]) for row in found] for place, found in rows.items()}


def _earliest(date: str | None) -> int:
    return parse(date).earliest if date else 0


def actor_record(row: Row, aliases: Iterable[Row], memberships: Iterable[Row], citations: Citations) -> Record:
    """Return an actor with ACTOR_FIELDS, from rows of the statements `actors`, `aliases` and `memberships`."""
    _, identity, name, kind, description, date, events = row
    member_of = [_membership(whole, identity, citations) for whole in memberships]
    values = (identity, name, kind, [alias for _, alias in aliases], description, date, member_of, events)
    return dict(zip(ACTOR_FIELDS, (*values, citations.get(("actor", identity, 0), [])), strict=True))


def theme_record(row: Sequence[Any], aliases: Iterable[Row], depth: int, events: int) -> Record:
    """Return a theme with THEME_FIELDS, from rows of the statements `themes` and `theme_aliases`."""
    _, _, identity, title, description = row
    values = (identity, title, [alias for _, alias in aliases], description, depth, events)
    return dict(zip(THEME_FIELDS, values, strict=True))


def citation_record(row: Sequence[Any]) -> Record:
    """Return a citation on the wire, from its source, locator and quote."""
    return dict(zip(("source", "locator", "quote"), row, strict=True))


def _membership(row: Row, owner: str, citations: Citations) -> Record:
    _, seq, identity, name, role, date = row
    cited = citations.get(("actor/member_of", owner, seq), [])
    return {"id": identity, "name": name, "role": role, "date": date, "citations": cited}


def _party_record(row: Row) -> Record:
    return {"id": row[2], "name": row[3], "role": row[4]}
