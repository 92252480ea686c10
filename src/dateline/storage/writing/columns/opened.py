"""Staged events of a text that are open beside a database: what they name, and how they are taken one by one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from dateline.event_columns import Frame, Links, frame_of
from dateline.prepared_events import words_of
from dateline.storage.writing.columns.staged import LISTS, VALUES, Staged

_TITLE, _DESCRIPTION, _PLACE = map(VALUES.index, ("title", "description", "place"))
_OWN = {name: 2 if "seq" in columns else 1 for name, columns in LISTS.items()}
"""So many of their columns say whose they are, and in which place."""
_TOGETHER = 5_000


class StagedEvents(ABC):
    """The staged events of a text, and what they name; the last ones are there to be taken."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self.actors: list[tuple[str, str | None]] = []
        self.sets: list[tuple[str, ...]] = []
        self.measures: list[tuple[str, str | None]] = []

    def open(self, staged: Staged) -> None:
        """Open the next ones."""
        self._open(staged)
        self.actors += staged.actors
        self.sets += staged.sets
        self.measures += staged.measures

    @abstractmethod
    def _open(self, staged: Staged) -> None:
        """Make the events ready to be taken."""

    def any_known(self, stored: bool, buried: bool, corrected: bool, led: Sequence[str]) -> bool:
        """Tell whether an event is stored, was withdrawn, changed by hand or led away by its id.

        The first three say whether there is any of which that is so; `led` are ids.
        """
        return (
            (stored and self.any_of("event"))
            or (buried and self.any_of("tombstone"))
            or (corrected and self.any_of("by_hand", "t.kind = 'event'"))
            or (bool(led) and self.any_among(led))
        )

    @abstractmethod
    def any_of(self, table: str, condition: str = "true") -> bool:
        """Tell whether an event has the id of a row of a table under a condition."""

    @abstractmethod
    def any_among(self, ids: Sequence[str]) -> bool:
        """Tell whether an event has one of some ids."""

    @abstractmethod
    def write_events(self, first: int, collection: str, sets: Sequence[int]) -> bool:
        """Write the events, numbered from `first` on, with the numbers of their sets; False if an id comes twice."""

    @abstractmethod
    def write_lists(self, first: int, actors: Sequence[int], measures: Sequence[int], *, words: bool) -> None:
        """Write what hangs on the events, with the numbers of actors and measures, and index the `words` if there."""

    @abstractmethod
    def close(self, staged: Staged) -> None:
        """Give the room of the events back; they are read no more."""

    def frames(self, staged: Staged) -> Iterator[Frame]:
        """Yield the events as frames of those that are on their way without being staged."""
        for start in range(0, staged.number, _TOGETHER):
            yield frame_of(list(self._frame(staged, start).entries()))

    def _frame(self, staged: Staged, start: int) -> Frame:
        """Return some events from a number on, among all that the files of the text name."""
        end = start + _TOGETHER - 1
        _, lines, numbers, *columns = self._columns("event", ("num", "line", "theme_set", *VALUES), start, end)
        if staged.words:
            _, words, places = self._columns("event_text", ("num", "words", "place_words"), start, end)
        else:
            said = zip(*(columns[at] for at in (_TITLE, _DESCRIPTION, _PLACE)), strict=True)
            words, places = map(list, zip(*(words_of(*each) for each in said), strict=True))
        taking, citing, (measured, seqs, (of, *values)) = (self._links(table, start, end) for table in LISTS)
        names, units = zip(*map(self.measures.__getitem__, of), strict=True) if of else ((), ())
        sets = [*self.sets, ()]
        themes = [len(self.sets) if number is None else number for number in numbers]
        measuring = Links(measured, seqs, (names, *values, units))
        return Frame(
            lines, tuple(columns), themes, sets, taking, self.actors, citing, words, places, measuring
        )  # fmt: skip

    def _links(self, table: str, start: int, end: int) -> Links:
        names = ("event", "seq", *LISTS[table][_OWN[table] :])
        events, places, *values = self._columns(table, names, start, end)
        return Links([event - start for event in events], places, tuple(values))

    @abstractmethod
    def _columns(self, table: str, names: Sequence[str], start: int, end: int) -> list[list[Any]]:
        """Return some columns of a table, sorted by the first two: of the events numbered from `start` to `end`."""
