"""The junctions of all events of a text, sorted with eight bytes of memory for each event; the rest is in files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy
import pyarrow
from pyarrow import compute

from dateline.storage.writing.columns.offered import Numbers
from dateline.storage.writing.columns.runs import Runs

DATED = ("length_class", "start_earliest", "start_latest", "end_earliest", "end_latest")
"""What a junction has of the date of an event."""
MOST_DATES = 1 << 18
MOST_EVENTS = 1 << 24
"""So many different dates, and so many events, are kept: of more, an engine sorts, which then has files to do it in."""
_TOGETHER = 50_000
_CHUNK = 200_000
"""So many events, or who takes part in them, are sorted at a time."""
_GREATEST = 2**62
Numpy = Any
"""An array of numpy."""


class Taken:
    """What junctions are made of, in files: the date and the set of themes of each event, and who takes part in it.

    Dates and sets are numbers; those of dates are places among `dates`, rows of DATED.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._dates: dict[tuple[int, ...], int] = {}
        self.number = 0

    @property
    def whole(self) -> bool:
        """Whether all is kept: there are neither too many events nor too many dates."""
        return 0 < self.number <= MOST_EVENTS and len(self._dates) <= MOST_DATES

    def add(self, tables: Mapping[str, Mapping[str, Any]], first: int) -> None:
        """Take events, numbered in their tables from `first` on."""
        events, taking = tables["event"], tables["participant"]
        before, self.number = self.number, self.number + len(events["num"])
        if before and not self.whole:
            return
        self._append("dates", self._places(events))
        self._append("sets", compute.fill_null(events["theme_set"], -1).to_numpy())
        pairs = taking["event"].to_numpy() + (before - first), taking["actor"].to_numpy()
        self._append("taking", numpy.stack(pairs, axis=1))

    def _append(self, name: str, numbers: Numpy) -> None:
        with open(f"{self._path}-{name}", "ab") as stream:
            numbers.astype(numpy.int32).tofile(stream)

    def _places(self, events: Mapping[str, Any]) -> Numpy:
        """Return the places of dates; they are told apart by their texts, where each means the same everywhere."""
        columns = [events[name].to_numpy() for name in DATED]
        _, firsts, of = numpy.unique(
            events["date"].dictionary_encode().indices.to_numpy(), return_index=True, return_inverse=True
        )
        if any((column[firsts][of] != column).any() for column in columns):
            firsts = of = numpy.arange(len(columns[0]))
        rows = zip(*(column[firsts].tolist() for column in columns), strict=True)
        known = self._dates
        return numpy.array([known.setdefault(row, len(known)) for row in rows])[of]

    def dates(self) -> Numpy:
        """Return the rows of all different dates."""
        return numpy.array(list(self._dates), numpy.int64)

    def dates_of_events(self) -> Numpy:
        """Return the place of the date of each event."""
        return numpy.fromfile(f"{self._path}-dates", numpy.int32)

    def sets_of_events(self) -> Numpy:
        """Return the number of the set of themes of each event, -1 without one."""
        return numpy.fromfile(f"{self._path}-sets", numpy.int32)

    def taking(self) -> Iterator[tuple[Numpy, Numpy]]:
        """Yield events, and who takes part in them."""
        with open(f"{self._path}-taking", "rb") as stream:
            while len(pairs := numpy.fromfile(stream, numpy.int32, 2 * _CHUNK).reshape(-1, 2)):
                yield pairs[:, 0], pairs[:, 1]


class Junctions:
    """The rows of both junctions with the numbers of a database.

    A row is sorted as one number: who, the rank of the length class and the first day, the event, and what is shared.
    """

    def __init__(self, taken: Taken, numbers: Numbers, path: str) -> None:
        self._taken, self._numbers, self._path = taken, numbers, path
        self._dates, self.number = taken.dates(), taken.number
        found, ranks = numpy.unique(self._dates[:, :2], axis=0, return_inverse=True)
        self._ranks, self._rank_of = len(found), ranks.reshape(-1)
        self._date_of, self._set_of = taken.dates_of_events(), taken.sets_of_events()
        self._shares = 1 + max((shared for themes in numbers.members for _, shared in themes), default=0)

    @property
    def fits(self) -> bool:
        """Whether the greatest row is a number of 64 bits."""
        themes = (theme for themes in self._numbers.members for theme, _ in themes)
        most = max((*self._numbers.actors, *themes, 1)) + 1
        return most * self._ranks * self.number * self._shares < _GREATEST

    def _keys(self, who: Numpy, events: Numpy) -> Numpy:
        return (who * self._ranks + self._rank_of[self._date_of[events]]) * self.number + events

    def actors(self) -> Iterator[Any]:
        """Yield the rows of `event_actor` in its order; an actor that takes part twice has one."""
        of, runs = numpy.array(self._numbers.actors, numpy.int64), Runs(f"{self._path}-actors")
        for events, actors in self._taken.taking():
            runs.add(self._keys(of[actors], events))
        sets = numpy.array([*self._numbers.sets, 0], numpy.int64)
        for keys in _parts(runs):
            who, events, dated = self._dated(keys)
            places = self._set_of[events]
            bearing = pyarrow.array(sets[places], mask=places < 0)
            yield pyarrow.table({"actor": who, **dated, "theme_set": bearing})

    def themes(self) -> Iterator[Any]:
        """Yield the rows of `event_theme` in its order."""
        members = self._numbers.members
        counts = numpy.array([*map(len, members), 0], numpy.int64)
        flat = numpy.array([member for themes in members for member in themes], numpy.int64).reshape(-1, 2)
        starts, runs = numpy.cumsum(counts) - counts, Runs(f"{self._path}-themes")
        for first in range(0, self.number, _CHUNK):
            places = self._set_of[first : first + _CHUNK]
            of = counts[places]
            events = numpy.repeat(numpy.arange(first, first + len(places)), of)
            within = numpy.arange(len(events)) - numpy.repeat(numpy.cumsum(of) - of, of)
            bearing = flat[numpy.repeat(starts[places], of) + within]
            runs.add(self._keys(bearing[:, 0], events) * self._shares + bearing[:, 1])
        for keys in _parts(runs):
            rest, shared = numpy.divmod(keys, self._shares)
            who, _, dated = self._dated(rest)
            yield pyarrow.table({"theme": who, **dated, "shared": shared})

    def _dated(self, keys: Numpy) -> tuple[Numpy, Numpy, dict[str, Any]]:
        """Return who and which events keys mean, and the columns that say when these are."""
        rest, events = numpy.divmod(keys, self.number)
        classes, earliest, start, end, latest = self._dates[self._date_of[events]].T
        single = classes == 0
        return (
            rest // self._ranks,
            events,
            {
                "length_class": classes,
                "earliest": earliest,
                "event": events + 1,
                "latest": latest,
                "start_latest": pyarrow.array(start, mask=single),
                "end_earliest": pyarrow.array(end, mask=single),
            },
        )


def _parts(runs: Runs) -> Iterator[Numpy]:
    for keys in runs.merged():
        for start in range(0, len(keys), _TOGETHER):
            yield keys[start : start + _TOGETHER]
