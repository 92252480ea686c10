"""The curated records of a database as values of `dateline.model`, as `load` would write them again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dateline.dates import Date, parse, parse_day
from dateline.model import Actor, Citation, Collection, Horizon, Membership, Participant, Programme, Source, Theme
from dateline.storage.engines.connection import Connection
from dateline.storage.engines.kept_json import event_read
from dateline.storage.reading.events import Reader
from dateline.storage.reading.lists import Catalogue
from dateline.wire_fields import Record

_TOGETHER = 256
"""So many events are read together."""
_CURATED = "collection NOT IN (SELECT id FROM collection WHERE curated = 0)"
"""Records that came without a collection are curated too; theirs has no row."""
_CORRECTED = "id IN (SELECT id FROM by_hand WHERE kind = :kind AND fate = 'changed')"


class Stored:
    """Reads whole records over one open connection; of events those asked for, of the other kinds all at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def collections(self, *, curated: bool = True) -> list[Collection]:
        """Return the curated collections that have a title, or those of imports, by id."""
        rows = self._connection.run(
            f"SELECT id, title, description, circa FROM collection WHERE curated = {curated:d} ORDER BY id"
        )
        return [Collection(*row) for row in rows]

    def owners(self, kind: str) -> dict[str, str]:
        """Return the collections of all records of a kind that belong to a curated one, by id."""
        return dict(self._connection.run(f"SELECT id, collection FROM {kind} WHERE {_CURATED}"))

    def corrected(self, kind: str) -> dict[str, str]:
        """Return the collections of the records of imports that were changed by hand, by id."""
        which = f"NOT ({_CURATED}) AND {_CORRECTED}"
        return dict(self._connection.run(f"SELECT id, collection FROM {kind} WHERE {which}", {"kind": kind}))

    def gone_by_hand(self) -> dict[str, int]:
        """Return how many ids of records were removed by hand from imports, and how many were merged into others."""
        removed = "SELECT count(*) FROM by_hand WHERE fate = 'removed'"
        rows = (self._connection.run(sql) for sql in (removed, "SELECT count(*) FROM redirect"))
        return dict(zip(("removed", "merged"), (found[0][0] for found in rows), strict=True))

    def records(self, kind: str) -> Iterator[Any]:
        """Yield the records of a kind: all, whatever their collection, but of events only the curated ones."""
        readers: dict[str, Callable[[], Iterable[Any]]] = {
            "source": self._sources,
            "actor": self._actors,
            "theme": self._themes,
            "event": self._events,
            "programme": self._programmes,
            "horizon": self._horizons,
            "deadline": Catalogue(self._connection).written_deadlines,
            "link": Catalogue(self._connection).links,
        }
        yield from readers[kind]()

    def corrected_events(self) -> Iterator[Any]:
        """Yield the events of imports that were changed by hand."""
        yield from self._events(f"{_CORRECTED} AND NOT ({_CURATED})")

    def record(self, kind: str, identity: str) -> Any:
        """Return the record of a kind with an id, or None."""
        if kind == "event":
            found = self.wire(identity)
            return event_read(found) if found else None
        return next((record for record in self.records(kind) if record.id == identity), None)

    def wire(self, event: str) -> Record | None:
        """Return an event on the wire, or None."""
        return Reader(self._connection, claims=True).event(event, merged=False)

    def wires(self, events: Iterable[int]) -> dict[int, Record]:
        """Return events on the wire by their numbers."""
        return dict(Reader(self._connection, claims=True).numbered(events))

    def _sources(self) -> Iterator[Source]:
        for identity, title, author, publisher, date, *rest in self._connection.rows("sources"):
            yield Source(identity, title, author, publisher, _date(date), *rest)

    def _actors(self) -> Iterator[Actor]:
        for found in Catalogue(self._connection).actors(counted=False):
            memberships = [
                Membership(each["id"], each["role"], _date(each["date"]), _cited(each["citations"]))
                for each in found["member_of"]
            ]
            yield Actor(
                found["id"],
                found["name"],
                found["kind"],
                aliases=tuple(found["aliases"]),
                description=found["description"],
                date=_date(found["date"]),
                member_of=tuple(memberships),
                citations=_cited(found["citations"]),
            )

    def _themes(self) -> Iterator[Theme]:
        aliases: dict[str, list[str]] = {}
        for theme, name in self._connection.rows("theme_aliases"):
            aliases.setdefault(theme, []).append(name)
        for identity, title, description, parent in self._connection.run(
            "SELECT id, title, description, above FROM theme ORDER BY id"
        ):
            above = None if parent == (identity.rpartition("/")[0] or None) else parent
            yield Theme(identity, title, tuple(aliases.get(identity, [])), description, above)

    def _events(self, which: str = _CURATED) -> Iterator[Any]:
        order = "start_earliest, end_latest, id"
        rows = self._connection.run(f"SELECT num FROM event WHERE {which} ORDER BY {order}", {"kind": "event"})
        numbers = [num for (num,) in rows]
        reader = Reader(self._connection, claims=True)
        for start in range(0, len(numbers), _TOGETHER):
            some = numbers[start : start + _TOGETHER]
            found = dict(reader.numbered(some))
            yield from (event_read(found[num]) for num in some)

    def _programmes(self) -> Iterator[Programme]:
        for found in Catalogue(self._connection).programmes():
            observed = found["observed_through"]
            yield Programme(
                found["id"],
                found["title"],
                _date(found["date"]),
                found["description"],
                None if observed is None else parse_day(observed),
                actors=tuple(Participant(each["id"], each["role"]) for each in found["actors"]),
                citations=_cited(found["citations"]),
                tz=found["tz"],
            )

    def _horizons(self) -> list[Horizon]:
        return Catalogue(self._connection).horizons()


def _date(text: str | None) -> Date | None:
    return None if text is None else parse(text)


def _cited(records: Iterable[dict[str, Any]]) -> tuple[Citation, ...]:
    return tuple(Citation(**record) for record in records)
