"""Events on their way into the tables, in batches.

Events are written as they come. What has to stand in another order, the junctions, is written at the end, sorted, by
the engine itself: a tree filled in its own order is several times faster and smaller. What that of actors needs is
staged in a narrow temporary table, which is read sooner than participants with their events.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any

import sqlalchemy as sa

from dateline.entries import (
    COLLECTION,
    COLUMNS,
    END_EARLIEST,
    END_LATEST,
    ID,
    LENGTH_CLASS,
    NUM,
    START_EARLIEST,
    START_LATEST,
    THEME_SET,
    Entry,
)
from dateline.frames import Frame
from dateline.storage import text_index
from dateline.storage.appending import append
from dateline.storage.theme_sets import ThemeSets

_Row = tuple[Any, ...]
_DATED = ("length_class", "start_earliest", "start_latest", "end_earliest", "end_latest")
STAGED = ("actor", "length_class", "earliest", "event", "latest", "start_latest", "end_earliest", "theme_set")
"""The columns of the temporary table `staged`, all of them numbers."""


class EventRows:
    """Takes events with their numbers and writes them when told to.

    `actors` has the numbers of actors; `make` gives one to an actor, with its name, that is not among them.
    """

    def __init__(
        self,
        connection: sa.Connection,
        collection: str,
        actors: Mapping[str, int],
        make: Callable[[str, str | None], int],
    ) -> None:
        self._connection, self._collection, self._actors, self._make = connection, collection, actors, make
        self.sets = ThemeSets(connection)
        self._make_table()
        self._clear()

    def _make_table(self) -> None:
        postgresql = self._connection.dialect.name == "postgresql"
        columns = ", ".join(f"{name} BIGINT" for name in STAGED)
        self._connection.execute(sa.text(f"DROP TABLE IF EXISTS {'pg_temp' if postgresql else 'temp'}.staged"))
        end = " ON COMMIT DROP" if postgresql else ""
        self._connection.execute(sa.text(f"CREATE TEMPORARY TABLE staged ({columns}){end}"))

    def _clear(self) -> None:
        self._events: list[Sequence[Any]] = []
        self._texts: list[text_index.Text] = []
        self._participants: list[_Row] = []
        self._citations: list[_Row] = []
        self._taking: list[_Row] = []

    def add(self, num: int, entry: Entry) -> None:
        """Take an event, whose sources are there or on their way."""
        _, row, actors, themes, citations, words, place_words = entry
        set_ = self.sets.number(themes) if themes else None
        row[NUM], row[THEME_SET], row[COLLECTION] = num, set_, self._collection
        self._events.append(row)
        self._texts.append((num, words, place_words))
        class_ = row[LENGTH_CLASS]
        inner = (row[START_LATEST], row[END_EARLIEST]) if class_ else (None, None)
        dated = class_, row[START_EARLIEST], num, row[END_LATEST], *inner
        for seq, (actor, role, name) in enumerate(actors):
            number = self._actors.get(actor) or self._make(actor, name)
            self._participants.append((num, seq, number, role))
            self._taking.append((number, *dated, set_))
        for seq, (source, locator, quote) in enumerate(citations):
            self._citations.append((num, seq, source, locator, quote))

    def add_frame(self, first: int, frame: Frame) -> None:
        """Take the events of a frame, numbered from `first` on."""
        nums = range(first, first + len(frame.lines))
        numbers = [self.sets.number(themes) if themes else None for themes in frame.sets]
        sets = list(map(numbers.__getitem__, frame.themes))
        self._events += zip(nums, sets, repeat(self._collection), *frame.columns, strict=False)
        self._texts += zip(nums, frame.words, frame.place_words, strict=True)
        found = [self._actors.get(identity) or self._make(identity, name) for identity, name in frame.actors]
        events, (actors, roles) = frame.taking.events, frame.taking.values
        taking, taken = list(map(found.__getitem__, actors)), list(map(nums.__getitem__, events))
        self._participants += zip(taken, frame.taking.places, taking, roles, strict=True)
        columns = {name: frame.columns[COLUMNS.index(name) - ID] for name in _DATED}
        classes, inner = columns["length_class"], ("start_latest", "end_earliest")
        for name in inner:
            columns[name] = [day if class_ else None for day, class_ in zip(columns[name], classes, strict=True)]
        dated = {name: map(values.__getitem__, events) for name, values in columns.items()}
        self._taking += zip(
            taking, dated["length_class"], dated["start_earliest"], taken, dated["end_latest"],
            *(dated[name] for name in inner), map(sets.__getitem__, events), strict=True,
        )  # fmt: skip
        cited = map(nums.__getitem__, frame.citing.events)
        self._citations += zip(cited, frame.citing.places, *frame.citing.values, strict=True)

    def flush(self) -> None:
        """Write what was taken, and index its words."""
        connection = self._connection
        append(connection, "event", COLUMNS, self._events)
        append(connection, "participant", ("event", "seq", "actor", "role"), self._participants)
        append(connection, "event_citation", ("event", "seq", "source", "locator", "quote"), self._citations)
        append(connection, "staged", STAGED, self._taking)
        text_index.add(connection, self._texts)
        self._clear()

    def unstage(self, numbers: Iterable[int]) -> None:
        """Leave out what was staged of events that are gone again."""
        for num in numbers:
            self._connection.execute(sa.text("DELETE FROM staged WHERE event = :num"), {"num": num})
