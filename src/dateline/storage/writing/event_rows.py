"""Rows of events, written in batches; the junctions are written by `dateline.storage.derived.junctions`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import repeat

import sqlalchemy as sa

from dateline.event_columns import Frame
from dateline.prepared_events import COLUMNS, DATE, ID, spread_columns
from dateline.storage.derived import text_index
from dateline.storage.derived.marked_dates import circa_of
from dateline.storage.derived.theme_sets import ThemeSets
from dateline.storage.derived.written_days import WrittenDays
from dateline.storage.engines.writing import append
from dateline.storage.schema.event_lists import TABLES, EventLists
from dateline.storage.writing.measure_numbers import MeasureNumbers

_LETTERS = 4_000_000
"""So many letters of words are indexed together: those of some 30,000 events, unless their texts are long."""


class EventRows(EventLists):
    """Takes events with their numbers and writes them when told to.

    `actors` and `make` are those of EventLists. `circa` is the spread of approximate dates where the collection is not
    there yet.
    """

    def __init__(
        self,
        connection: sa.Connection,
        collection: str,
        actors: Mapping[str, int],
        make: Callable[[str, str | None], int],
        circa: str | None = None,
    ) -> None:
        self._connection = connection
        self.sets, self._measures = ThemeSets(connection), MeasureNumbers(connection)
        self._days = WrittenDays(connection)
        circa = circa or circa_of(connection, collection)
        super().__init__(collection, actors, make, self.sets.number, self._measures.number, circa)

    @property
    def spreads(self) -> bool:
        """Whether approximate dates have a stated spread."""
        return self._circa is not None

    def numbers_of(self, measures: Iterable[tuple[str, str | None]]) -> list[int]:
        """Return the numbers of measures, each a name with a unit."""
        return [self._measures.number(*each) for each in measures]

    def keep_days(self, dates: Iterable[str]) -> None:
        """Store the days of those dates that have marks."""
        self._days.keep(dates)

    def add_frame(self, first: int, frame: Frame) -> None:
        """Take the events of a frame, numbered from `first` on."""
        nums = range(first, first + len(frame.lines))
        numbers = [self.sets.number(themes) if themes else None for themes in frame.sets]
        sets = list(map(numbers.__getitem__, frame.themes))
        columns = spread_columns(frame.columns, DATE - ID, self._circa)
        self.events += zip(nums, sets, repeat(self._collection), *columns, strict=False)
        self.texts += zip(nums, frame.words, frame.place_words, strict=True)
        self.letters += sum(map(len, frame.words))
        found = [self._actors.get(identity) or self._make(identity, name) for identity, name in frame.actors]
        taken = map(nums.__getitem__, frame.taking.events)
        actors, roles = frame.taking.values
        self.rows["participant"] += zip(taken, frame.taking.places, map(found.__getitem__, actors), roles, strict=True)
        cited = map(nums.__getitem__, frame.citing.events)
        self.rows["event_citation"] += zip(cited, frame.citing.places, *frame.citing.values, strict=True)
        names, values, lows, highs, units = frame.measuring.values
        measured = map(nums.__getitem__, frame.measuring.events)
        self.rows["event_measure"] += zip(
            measured, map(self._measures.number, names, units), values, lows, highs, strict=True
        )

    def flush(self, *, text: bool = True) -> None:
        """Write what was taken, and index its words; without `text` the words of few events wait for those of more.

        FTS5 writes all that it has gathered at the next INSERT of several rows, and what it writes it must merge later.
        """
        connection = self._connection
        append(connection, "event", COLUMNS, self.events)
        self._days.keep(row[DATE] for row in self.events)
        self._measures.write()
        for table, columns in TABLES.items():
            append(connection, table, columns, self.rows[table])
        self.clear()
        if text or self.letters >= _LETTERS:
            text_index.add(connection, self.texts)
            self.texts, self.letters = [], 0
