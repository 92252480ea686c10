"""Full text and junctions of all events of a text, in files whose tables an engine copies as they are."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from typing import Any

import numpy
import pyarrow
from pyarrow import compute

from dateline.storage.engines.sqlite import ENGINE
from dateline.storage.history.seals import BEHIND, BETWEEN
from dateline.storage.writing.columns.ingesting import ArrowFile, NewFile
from dateline.storage.writing.columns.offered import JUNCTIONS, Numbers, Offer

_DAYS = ("start_earliest", "start_latest", "end_earliest", "end_latest")
_MOST = 64_000_000
"""Bytes of what is kept to be sorted; of more events SQLite sorts, which then has files to do it in."""
_TOGETHER = 50_000
_GREATEST = 2**62
Array = Any
"""An array of Arrow."""
Numpy = Any
"""An array of numpy."""


class Deriver:
    """Takes the events of a text as they come, and makes files in a folder of what is derived of them.

    `collection` is the one to which they will belong. Junctions are always made; it `indexes_words` for SQLite alone.
    """

    def __init__(self, folder: str, collection: str, *, indexes_words: bool) -> None:
        self._folder, self._number, self._bytes = folder, 0, 0
        self._collection, self._digest = collection, sha256()
        self.indexes_words = indexes_words
        self._parts: dict[str, list[Numpy]] = {}
        self._writer = ThreadPoolExecutor(1)
        self._written: Future[None] | None = None
        full_text = ENGINE.store.full_text  # type: ignore[union-attr]
        self._words = self._file("words") if indexes_words else ""
        self._texts = NewFile(self._words, (*full_text.create, *full_text.many)) if indexes_words else None
        self._row = full_text.number

    def _file(self, name: str) -> str:
        return os.path.join(self._folder, f"{id(self)}-{name}.db")

    def take(self, tables: Mapping[str, Mapping[str, Any]], first: int) -> None:
        """Take some events, numbered in their tables from `first` on."""
        self.settle()
        events, texts, taking = (tables[name] for name in ("event", "event_text", "participant"))
        number, self._number = self._number, self._number + len(events["num"])
        said = self._said(events["fingerprint"], events["version"])
        self._written = self._writer.submit(self._write, texts, number + 1, said)
        if self._bytes <= _MOST:
            self._keep("length_class", events["length_class"], numpy.int8)
            self._keep("theme_set", compute.fill_null(events["theme_set"], -1), numpy.int32)
            self._keep("event", compute.add(taking["event"], number - first), numpy.int32)
            self._keep("actor", taking["actor"], numpy.int32)
            for name in _DAYS:
                self._keep(name, events[name], numpy.int64)
            if self._bytes > _MOST:
                self._parts.clear()

    def _keep(self, name: str, column: Any, kind: Any) -> None:
        kept = column.to_numpy().astype(kind)
        if kind is numpy.int64 and (kept.astype(numpy.int32) == kept).all():
            kept = kept.astype(numpy.int32)
        self._bytes += kept.nbytes
        self._parts.setdefault(name, []).append(kept)

    def _said(self, prints: Array, versions: Array) -> Array:
        """Return the lines of events in a digest."""
        of = compute.fill_null(compute.cast(versions, pyarrow.string()), str(None))
        lines = compute.binary_join_element_wise(prints, self._collection, of, BETWEEN)
        return compute.binary_join_element_wise(lines, "", BEHIND)

    def _write(self, texts: Mapping[str, Any], first: int, said: Array) -> None:
        if self._texts:
            nums = pyarrow.array(range(first, first + len(said)))
            words = pyarrow.table({self._row: nums, "words": texts["words"], "place_words": texts["place_words"]})
            self._texts.put("event_text", words)
        _, ends, letters = said.buffers()
        self._digest.update(memoryview(letters)[: numpy.frombuffer(ends, numpy.int32)[len(said)]])

    def settle(self) -> None:
        """Wait until the last events are written, or raise why they are not."""
        if self._written:
            self._written.result()

    def close(self) -> None:
        """Let go of the file with the full text; nothing more comes.

        Raises:
            Error: the last events could not be written.
        """
        self.settle()
        if self._texts:
            self._texts.close()

    def offer(self) -> Offer:
        """Return what is there, with nothing more to come."""
        self.close()
        return Offer(self._number, self._words, 0 < self._bytes <= _MOST, self._digest.hexdigest())

    def sorted(self, numbers: Numbers) -> list[str]:
        """Return files with the junctions; none if their numbers are too great to be sorted here."""
        kept = {name: numpy.concatenate(self._parts.pop(name)) for name in list(self._parts)}
        columns = _Columns(kept, numbers)
        files = list(map(self._file, JUNCTIONS))
        most = max((*numbers.actors, *(theme for themes in numbers.members for theme, _ in themes), 1))
        if most * columns.number * columns.shares >= _GREATEST:
            return []
        with ThreadPoolExecutor(len(files)) as pool:
            definitions = numbers.definitions or [""] * len(files)
            list(pool.map(_write, files, JUNCTIONS, definitions, (columns.actors, columns.themes)))
        return files


def _write(file: str, table: str, definition: str, rows: Callable[[], Iterator[Any]]) -> None:
    made = NewFile(file, [definition]) if definition else ArrowFile(file)
    for some in rows():
        made.put(table, some)
    made.close()


class _Columns:
    """What was kept of events and of who takes part, by columns, with the numbers of a database."""

    def __init__(self, kept: Mapping[str, Numpy], numbers: Numbers) -> None:
        self._kept, self._numbers = kept, numbers
        self.number = len(kept["length_class"])
        self._order = numpy.lexsort((kept["start_earliest"], kept["length_class"])).astype(numpy.int32)
        self._ranks = numpy.empty(self.number, numpy.int64)
        self._ranks[self._order] = numpy.arange(self.number)
        self.shares = 1 + max((shared for themes in numbers.members for _, shared in themes), default=0)

    def actors(self) -> Iterator[Any]:
        """Yield the rows of `event_actor` in its order; an actor that takes part twice has one."""
        of = numpy.array(self._numbers.actors, numpy.int64)
        keys = of[self._kept["actor"]] * self.number + self._ranks[self._kept["event"]]
        keys.sort()
        keys = keys[numpy.append(True, keys[1:] != keys[:-1])] if len(keys) else keys
        sets = numpy.array([*self._numbers.sets, 0], numpy.int64)
        for some in _parts(keys):
            events, dated = self._dated(some % self.number)
            places = self._kept["theme_set"][events]
            bearing = pyarrow.array(sets[places], mask=places < 0)
            yield pyarrow.table({"actor": some // self.number, **dated, "theme_set": bearing})

    def themes(self) -> Iterator[Any]:
        """Yield the rows of `event_theme` in its order."""
        members = self._numbers.members
        counts = numpy.array([*map(len, members), 0], numpy.int64)
        flat = [member for themes in members for member in themes]
        held = numpy.array([theme * self.number * self.shares + shared for theme, shared in flat], numpy.int64)
        places = self._kept["theme_set"]
        of = counts[places]
        starts = numpy.cumsum(counts) - counts
        first = numpy.cumsum(of) - of
        at = numpy.arange(of.sum()) + numpy.repeat(starts[places] - first, of)
        keys = held[at] + numpy.repeat(self._ranks * self.shares, of)
        keys.sort()
        for some in _parts(keys):
            ranks, shared = numpy.divmod(some, self.shares)
            _, dated = self._dated(ranks % self.number)
            yield pyarrow.table({"theme": ranks // self.number, **dated, "shared": shared})

    def _dated(self, ranks: Numpy) -> tuple[Numpy, dict[str, Any]]:
        """Return events, and the columns that say when they are."""
        events = self._order[ranks]
        classes, earliest, start, end, latest = (self._kept[name][events] for name in ("length_class", *_DAYS))
        single = classes == 0
        return events, {
            "length_class": pyarrow.array(classes),
            "earliest": earliest.astype(numpy.int64),
            "event": events.astype(numpy.int64) + 1,
            "latest": latest.astype(numpy.int64),
            "start_latest": pyarrow.array(start, mask=single),
            "end_earliest": pyarrow.array(end, mask=single),
        }


def _parts(keys: Numpy) -> Iterator[Numpy]:
    for start in range(0, len(keys), _TOGETHER):
        yield keys[start : start + _TOGETHER]
