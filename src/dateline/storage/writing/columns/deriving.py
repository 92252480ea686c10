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
from dateline.storage.writing.columns.junctions import Junctions, Taken
from dateline.storage.writing.columns.offered import JUNCTIONS, Numbers, Offer

Array = Any
"""An array of Arrow."""


class Deriver:
    """Takes the events of a text as they come, and makes files in a folder of what is derived of them.

    `collection` is the one to which they will belong. Junctions are always made; it `indexes_words` for SQLite alone.
    """

    def __init__(self, folder: str, collection: str, *, indexes_words: bool) -> None:
        self._folder, self.indexes_words = folder, indexes_words
        self._collection, self._digest = collection, sha256()
        self._taken = Taken(self._file("taking"))
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
        said = self._said(tables["event"])
        self._written = self._writer.submit(self._write, tables["event_text"], self._taken.number + 1, said)
        self._taken.add(tables, first)

    def _said(self, events: Mapping[str, Array]) -> Array:
        """Return the lines of events in a digest."""
        version = compute.fill_null(compute.cast(events["version"], pyarrow.string()), str(None))
        lines = compute.binary_join_element_wise(events["fingerprint"], self._collection, version, BETWEEN)
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
        return Offer(self._taken.number, self._words, self._taken.whole, self._digest.hexdigest())

    def sorted(self, numbers: Numbers) -> list[str]:
        """Return files with the junctions; none if their numbers are too great to be sorted here."""
        pyarrow.default_memory_pool().release_unused()  # what the columns of the text took
        junctions, files = Junctions(self._taken, numbers, self._file("sorting")), list(map(self._file, JUNCTIONS))
        if not junctions.fits:
            return []
        definitions = numbers.definitions or [""] * len(files)
        for each in zip(files, JUNCTIONS, definitions, (junctions.actors, junctions.themes), strict=True):
            _write(*each)  # one after the other, in half of the memory
        return files


def _write(file: str, table: str, definition: str, rows: Callable[[], Iterator[Any]]) -> None:
    made = NewFile(file, [definition]) if definition else ArrowFile(file)
    for some in rows():
        made.put(table, some)
    made.close()
