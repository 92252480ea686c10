"""Rows of events, table by table, made of what events say; nothing here knows how they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dateline.dates import parse
from dateline.prepared_events import COLLECTION, DATE, NUM, THEME_SET, UNCLAIMED, Claimed, Entry, dated, spread_anew

_Row = tuple[Any, ...]
TABLES = {
    "participant": ("event", "seq", "actor", "role"),
    "event_citation": ("event", "seq", "source", "locator", "quote"),
    "event_measure": ("event", "measure", "value", "low", "high"),
    "event_claims": ("event", "verdict", "claims"),
    "claimed_actor": ("event", "actor"),
}
"""The columns of the tables that have rows for some events."""


class EventLists:
    """Takes events with their numbers and keeps their rows.

    `actors` has the numbers of actors; `make` gives one to an actor, with its name, that is not among them. `theme_set`
    gives the number of a set of themes, `measure` that of a name with a unit. `circa` is how approximate dates spread.
    """

    def __init__(
        self,
        collection: str,
        actors: Mapping[str, int],
        make: Callable[[str, str | None], int],
        theme_set: Callable[[tuple[str, ...]], int],
        measure: Callable[[str, str | None], int],
        circa: str | None,
    ) -> None:
        self._collection, self._actors, self._make, self._circa = collection, actors, make, circa
        self._theme_set, self._measure = theme_set, measure
        self.texts: list[tuple[int, str, str]] = []
        self.letters = 0
        self.clear()

    def clear(self) -> None:
        """Forget all rows but the words."""
        self.events: list[Sequence[Any]] = []
        self.rows: dict[str, list[_Row]] = {table: [] for table in TABLES}

    def add(self, num: int, entry: Entry) -> None:
        """Take an event, whose sources are there or on their way."""
        _, row, actors, themes, citations, words, place_words, measures, claimed = entry
        row[NUM], row[COLLECTION] = num, self._collection
        if self._circa:
            row[DATE : DATE + 6] = dated(spread_anew(parse(row[DATE]), self._circa))
        row[THEME_SET] = self._theme_set(themes) if themes else None
        self.events.append(row)
        self.texts.append((num, words, place_words))
        self.letters += len(words)
        taking, citing, measuring = (self.rows[name] for name in ("participant", "event_citation", "event_measure"))
        for seq, (actor, role, name) in enumerate(actors):
            number = self._actors.get(actor) or self._make(actor, name)
            taking.append((num, seq, number, role))
        for seq, (source, locator, quote) in enumerate(citations):
            citing.append((num, seq, source, locator, quote))
        for name, value, low, high, unit in measures:
            measuring.append((num, self._measure(name, unit), value, low, high))
        if claimed != UNCLAIMED:
            self._add_claims(num, claimed)

    def _add_claims(self, num: int, claimed: Claimed) -> None:
        from dateline.claims.forms import actors_in

        self.rows["event_claims"].append((num, *claimed))
        numbers = {self._actors.get(actor) or self._make(actor, None) for actor in actors_in(claimed[1])}
        self.rows["claimed_actor"] += [(num, number) for number in sorted(numbers)]
