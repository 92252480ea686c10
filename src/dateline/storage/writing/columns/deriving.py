"""Full text and junctions of all events of a text, in files whose tables an engine copies as they are."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pyarrow

from dateline.storage.engines.sqlite import ENGINE
from dateline.storage.writing.columns.ingesting import ArrowFile, NewFile
from dateline.storage.writing.columns.junctions import Junctions, Taken
from dateline.storage.writing.columns.offered import JUNCTIONS, Numbers, Offer


class Deriver:
    """Takes the events of a text as they come, and makes files in a folder of what is derived of them.

    Junctions are always made; it `indexes_words` for SQLite alone.
    """

    def __init__(self, folder: str, *, indexes_words: bool) -> None:
        self._folder, self.indexes_words = folder, indexes_words
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
        number = self._taken.number
        if self._texts:
            texts = tables["event_text"]
            nums = pyarrow.array(range(number + 1, number + 1 + len(texts["num"])))
            words = pyarrow.table({self._row: nums, "words": texts["words"], "place_words": texts["place_words"]})
            self._written = self._writer.submit(self._texts.put, "event_text", words)
        self._taken.add(tables, first)

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
        return Offer(self._taken.number, self._words, self._taken.whole)

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
