"""The rows of events that were others then, made of what the history has of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from dateline.prepared_events import COLUMNS, FINGERPRINT, entry_of
from dateline.storage.derived.fingerprints import fingerprint_of
from dateline.storage.derived.junction_rows import ACTORS, THEMES
from dateline.storage.engines.connection import Connection
from dateline.storage.engines.engine import FullText, Rows
from dateline.storage.history.states import State
from dateline.storage.schema.event_lists import TABLES, EventLists

_COLLECTION = "SELECT circa FROM {now}.collection WHERE id = :id"
_ACTOR = "SELECT num FROM {now}.actor WHERE id = :id"
_SET = "SELECT num FROM {now}.theme_set WHERE fingerprint = :print"
_MEASURE = "SELECT num FROM {now}.measure WHERE name = :name AND unit = :unit"


class OwnEvents(NamedTuple):
    """Events with their rows, by collection; `junctions` are the statements that fill the junctions of these alone."""

    lists: list[EventLists]
    junctions: tuple[str, ...] = (ACTORS.format(which="1 = 1"), THEMES.format(which="1 = 1"))

    def tables(self, full_text: FullText) -> Iterator[tuple[str, tuple[str, ...], Rows]]:
        """Yield each table with its columns and its rows, those of events first."""
        for each in self.lists:
            yield "event", COLUMNS, each.events
            yield from ((table, columns, each.rows[table]) for table, columns in TABLES.items())
            written = full_text.written or str
            texts = [(num, written(words), written(place)) for num, words, place in sorted(each.texts)]
            yield "event_text", (full_text.number, "words", "place_words"), texts


class _Lacking(Exception):
    pass


def own_events(connection: Connection, now: str, states: Iterable[State]) -> OwnEvents | None:
    """Return the rows of events, None if they name anything that is not in the schema `now`."""
    by_collection: dict[str, list[State]] = {}
    for state in states:
        by_collection.setdefault(state.collection or "", []).append(state)
    try:
        return OwnEvents([_lists(_Numbers(connection, now), *some) for some in by_collection.items()])
    except _Lacking:
        return None


def _lists(numbers: _Numbers, collection: str, states: list[State]) -> EventLists:
    circa = numbers.circa(collection)
    found = EventLists(collection, {}, numbers.actor, numbers.theme_set, numbers.measure, circa)
    for state in states:
        entry = entry_of(state.record, version=state.version)
        entry.row[FINGERPRINT] = state.fingerprint or entry.row[FINGERPRINT]
        found.add(state.event or 0, entry)
    return found


class _Numbers:
    """Looks up the numbers by which events name what is there now."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._run, self._now = connection.run, now
        self._known: dict[tuple[Any, ...], Any] = {}

    def one(self, sql: str, **values: str) -> Any:
        """Return the one value of a row that must be there."""
        key = (sql, *values.values())
        if key not in self._known:
            rows = self._run(sql.format(now=self._now), values)
            if not rows:
                raise _Lacking
            self._known[key] = rows[0][0]
        return self._known[key]

    def circa(self, collection: str) -> str | None:
        """Return how approximate dates of a collection spread; one without a row says nothing."""
        return next((spread for (spread,) in self._run(_COLLECTION.format(now=self._now), {"id": collection})), None)

    def actor(self, identity: str, _: str | None) -> int:
        """Return the number of an actor."""
        return int(self.one(_ACTOR, id=identity))

    def theme_set(self, themes: tuple[str, ...]) -> int:
        """Return the number of a set of themes."""
        return int(self.one(_SET, print=fingerprint_of(tuple(sorted(set(themes))))))

    def measure(self, name: str, unit: str | None) -> int:
        """Return the number of a measure."""
        return int(self.one(_MEASURE, name=name, unit=unit or ""))
