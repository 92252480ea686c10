"""Rows of events, written in batches; the junctions are written by `dateline.storage.derived.junctions`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from typing import Any

import sqlalchemy as sa

from dateline.dates import parse
from dateline.event_columns import Frame
from dateline.prepared_events import (
    COLLECTION,
    COLUMNS,
    DATE,
    ID,
    NUM,
    THEME_SET,
    UNCLAIMED,
    Claimed,
    Entry,
    dated,
    spread_anew,
    spread_columns,
)
from dateline.storage.derived import text_index
from dateline.storage.derived.marked_dates import circa_of
from dateline.storage.derived.theme_sets import ThemeSets
from dateline.storage.derived.written_days import WrittenDays
from dateline.storage.engines.writing import append
from dateline.storage.writing.measure_numbers import MeasureNumbers

_Row = tuple[Any, ...]
_LETTERS = 4_000_000
"""So many letters of words are indexed together: those of some 30,000 events, unless their texts are long."""


class EventRows:
    """Takes events with their numbers and writes them when told to.

    `actors` has the numbers of actors; `make` gives one to an actor, with its name, that is not among them. `circa` is
    the spread of approximate dates where the collection is not there yet.
    """

    def __init__(
        self,
        connection: sa.Connection,
        collection: str,
        actors: Mapping[str, int],
        make: Callable[[str, str | None], int],
        circa: str | None = None,
    ) -> None:
        self._circa = circa or circa_of(connection, collection)
        self._connection, self._collection, self._actors, self._make = connection, collection, actors, make
        self.sets = ThemeSets(connection)
        self._measures = MeasureNumbers(connection)
        self._days = WrittenDays(connection)
        self._texts: list[text_index.Text] = []
        self._letters = 0
        self._clear()

    def _clear(self) -> None:
        self._events: list[Sequence[Any]] = []
        self._participants: list[_Row] = []
        self._citations: list[_Row] = []
        self._measured: list[_Row] = []
        self._claims: list[_Row] = []
        self._claimed: list[_Row] = []

    def add(self, num: int, entry: Entry) -> None:
        """Take an event, whose sources are there or on their way."""
        _, row, actors, themes, citations, words, place_words, measures, claimed = entry
        row[NUM], row[COLLECTION] = num, self._collection
        if self._circa:
            row[DATE : DATE + 6] = dated(spread_anew(parse(row[DATE]), self._circa))
        row[THEME_SET] = self.sets.number(themes) if themes else None
        self._events.append(row)
        self._texts.append((num, words, place_words))
        self._letters += len(words)
        for seq, (actor, role, name) in enumerate(actors):
            number = self._actors.get(actor) or self._make(actor, name)
            self._participants.append((num, seq, number, role))
        for seq, (source, locator, quote) in enumerate(citations):
            self._citations.append((num, seq, source, locator, quote))
        for name, value, low, high, unit in measures:
            self._measured.append((num, self._measures.number(name, unit), value, low, high))
        if claimed != UNCLAIMED:
            self._add_claims(num, claimed)

    def _add_claims(self, num: int, claimed: Claimed) -> None:
        from dateline.claims.forms import actors_in

        self._claims.append((num, *claimed))
        numbers = {self._actors.get(actor) or self._make(actor, None) for actor in actors_in(claimed[1])}
        self._claimed += [(num, number) for number in sorted(numbers)]

    def add_frame(self, first: int, frame: Frame) -> None:
        """Take the events of a frame, numbered from `first` on."""
        nums = range(first, first + len(frame.lines))
        numbers = [self.sets.number(themes) if themes else None for themes in frame.sets]
        sets = list(map(numbers.__getitem__, frame.themes))
        columns = spread_columns(frame.columns, DATE - ID, self._circa)
        self._events += zip(nums, sets, repeat(self._collection), *columns, strict=False)
        self._texts += zip(nums, frame.words, frame.place_words, strict=True)
        self._letters += sum(map(len, frame.words))
        found = [self._actors.get(identity) or self._make(identity, name) for identity, name in frame.actors]
        taken = map(nums.__getitem__, frame.taking.events)
        actors, roles = frame.taking.values
        self._participants += zip(taken, frame.taking.places, map(found.__getitem__, actors), roles, strict=True)
        cited = map(nums.__getitem__, frame.citing.events)
        self._citations += zip(cited, frame.citing.places, *frame.citing.values, strict=True)
        names, values, lows, highs, units = frame.measuring.values
        measured = map(nums.__getitem__, frame.measuring.events)
        self._measured += zip(measured, map(self._measures.number, names, units), values, lows, highs, strict=True)

    def flush(self, *, text: bool = True) -> None:
        """Write what was taken, and index its words; without `text` the words of few events wait for those of more.

        FTS5 writes all that it has gathered at the next INSERT of several rows, and what it writes it must merge later.
        """
        connection = self._connection
        append(connection, "event", COLUMNS, self._events)
        self._days.keep(row[DATE] for row in self._events)
        append(connection, "participant", ("event", "seq", "actor", "role"), self._participants)
        append(connection, "event_citation", ("event", "seq", "source", "locator", "quote"), self._citations)
        self._measures.write()
        append(connection, "event_measure", ("event", "measure", "value", "low", "high"), self._measured)
        append(connection, "event_claims", ("event", "verdict", "claims"), self._claims)
        append(connection, "claimed_actor", ("event", "actor"), self._claimed)
        self._clear()
        if text or self._letters >= _LETTERS:
            text_index.add(connection, self._texts)
            self._texts, self._letters = [], 0
