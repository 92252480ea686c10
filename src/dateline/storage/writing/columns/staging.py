"""Frames into staged events: no value becomes an object of Python on the way."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from typing import Any, Generic, TypeVar

import pyarrow
from pyarrow import compute

from dateline.dates.undated import UNDATED
from dateline.errors import DatabaseError
from dateline.event_columns import Frame, Links
from dateline.storage.writing.columns.deriving import Deriver
from dateline.storage.writing.columns.ingesting import Error
from dateline.storage.writing.columns.known_ids import KnownIds
from dateline.storage.writing.columns.offered import Numbers, Offer
from dateline.storage.writing.columns.sinks import Columns, Sink
from dateline.storage.writing.columns.staged import KINDS, TABLES, VALUES, Staged
from dateline.storage.writing.event_limits import LONGEST_NAME, LONGEST_TEXT, fault_of, names_of

T = TypeVar("T", bound=Hashable)
_TYPES = {"TEXT": pyarrow.string(), "INTEGER": pyarrow.int64(), "REAL": pyarrow.float64()}
Array = Any
"""An array of Arrow."""


class _Numbers(Generic[T]):
    """Numbers values in the order in which they come, from 0."""

    def __init__(self) -> None:
        self._known: dict[T, int] = {}
        self._new: list[T] = []

    def all_of(self, values: Sequence[T]) -> list[int]:
        """Return the numbers of values."""
        new = [value for value in dict.fromkeys(values) if value not in self._known]
        self._known.update(zip(new, range(len(self._known), len(self._known) + len(new)), strict=True))
        self._new += new
        return list(map(self._known.__getitem__, values))

    def new(self) -> list[T]:
        """Return the values that were not given before."""
        found, self._new = self._new, []
        return found


class Stager:
    """Puts the frames of one text into a sink; with a `deriver` it also makes what can be offered of all its events.

    With the ids that are `known`, those before, it tells which events are apart.
    """

    def __init__(self, sink: Sink, deriver: Deriver | None = None, known: KnownIds | None = None) -> None:
        self._sink, self._deriver, self._known = sink, deriver, known
        self._writer = ThreadPoolExecutor(1)  # Arrow and SQLite leave the other core to the reading
        self._written: Future[None] | None = None
        self._actors, self._sets = _Numbers[tuple[str, str | None]](), _Numbers[tuple[str, ...]]()
        self._measures = _Numbers[tuple[str, str | None]]()
        self._begin(0)

    def _begin(self, position: int) -> None:
        self.number, self._undated, self._since, self._apart = 0, 0, position, True
        self._sources: dict[str, None] = {}
        self._dates: dict[str, None] = {}
        self.between: list[Any] = []

    def is_full(self, position: int) -> bool:
        """Tell whether it is time to pass the events on, at a position of the text in bytes."""
        return self._sink.is_full(position - self._since)

    def take(self, frame: Frame) -> bool:
        """Put a frame into the sink; False when it cannot be taken, as it is too long, or the sink takes no more.

        Raises:
            DatabaseError: a file cannot be written.
        """
        if self.number == 0 and not self._sink.takes_more:
            return False
        try:
            tables = self._tables(frame)
        except (UnicodeEncodeError, pyarrow.ArrowException):  # what no file can hold is told row by row
            return False
        if tables is None:
            return False
        self._settle()
        self._derive(tables)
        if not self._passes_words:
            del tables["event_text"]
        self._apart = self._known is not None and self._known.add(tables["event"]["id"]) and self._apart
        self._written = self._writer.submit(self._sink.put, tables)
        self._note_dates(tables["event"]["date"])
        self.number += len(frame.lines)
        return True

    def _derive(self, tables: dict[str, Columns]) -> None:
        try:
            if self._deriver:
                self._deriver.take(tables, self.number)
        except (Error, OSError) as error:
            raise self._full(error) from error

    def _settle(self) -> None:
        """Wait until the last frame is written, or tell why it is not."""
        try:
            if self._written:
                self._written.result()
            if self._deriver:
                self._deriver.settle()
        except (Error, OSError) as error:
            raise self._full(error) from error

    def close(self, position: int) -> Staged:
        """Return the staged events with what they name; the next frame begins others.

        Raises:
            DatabaseError: a file cannot be written.
        """
        self._settle()
        file, tables = self._sink.close()
        found = Staged(
            file, self.number, self._undated, self._passes_words,
            self._actors.new(), self._sets.new(), self._measures.new(),
            list(self._sources), list(self._dates), self.between, self._apart, tables,
        )  # fmt: skip
        self._begin(position)
        return found

    @property
    def _passes_words(self) -> bool:
        return self._deriver is None or not self._deriver.indexes_words

    def pass_by(self) -> None:
        """Note that other items than those that are staged pass: then nothing can be offered, and nothing is apart."""
        self._known = None
        if self._deriver:
            self._settle()
            self._deriver.close()
            self._deriver = None

    def offer(self) -> Offer | None:
        """Return what can be offered of all events of the text, if anything."""
        self._settle()
        return self._deriver.offer() if self._deriver else None

    def sorted(self, numbers: Numbers) -> list[str]:
        """Return files with what is sorted by the numbers of a database."""
        try:
            return self._deriver.sorted(numbers) if self._deriver else []
        except (Error, OSError) as error:
            raise self._full(error) from error

    def _full(self, error: Exception) -> DatabaseError:
        hint = "set TMPDIR to a folder with more room"
        return DatabaseError(f"events cannot be put into temporary files: {error}", hint)

    def _tables(self, frame: Frame) -> dict[str, Columns] | None:
        """Return the columns of all tables; None if an event is more than a database can hold."""
        values = {name: _array(of, KINDS[name]) for name, of in zip(VALUES, frame.columns, strict=True)}
        words, place_words = _array(frame.words, "TEXT"), _array(frame.place_words, "TEXT")
        sources = compute.unique(_array(frame.citing.values[0], "TEXT")).to_pylist()
        if (
            _longest(values["id"]) > LONGEST_NAME
            or _longest(words) > LONGEST_TEXT
            or fault_of(chain(sources, names_of(frame.actors), *frame.sets), [""])
        ):
            return None
        self._sources |= dict.fromkeys(sources)
        num = pyarrow.array(range(self.number, self.number + len(frame.lines)), _TYPES["INTEGER"])
        numbers = dict(zip(bearing := list(filter(None, frame.sets)), self._sets.all_of(bearing), strict=True))
        sets = list(map(numbers.get, frame.sets))
        return {
            "event": {
                "num": num,
                "line": _array(frame.lines, "INTEGER"),
                "theme_set": _at(sets, frame.themes),
                **values,
            },
            "event_text": {"num": num, "words": words, "place_words": place_words},
            "participant": self._participants(frame),
            "event_citation": self._listed("event_citation", frame.citing, frame.citing.values),
            "event_measure": self._measures_of(frame.measuring),
        }

    def _participants(self, frame: Frame) -> Columns:
        numbers = self._actors.all_of(frame.actors)
        actors, roles = frame.taking.values
        return self._listed("participant", frame.taking, (_at(numbers, actors), roles))

    def _measures_of(self, links: Links) -> Columns:
        names, *values, units = links.values
        named = compute.binary_join_element_wise(
            _array(names, "TEXT"), compute.fill_null(_array(units, "TEXT"), ""), "\0"
        ).dictionary_encode()
        parted = (each.partition("\0") for each in named.dictionary.to_pylist())
        different = [(name, unit or None) for name, _, unit in parted]
        numbers = _at(self._measures.all_of(different), named.indices)
        return self._listed("event_measure", links, (numbers, *values))

    def _listed(self, table: str, links: Links, values: Sequence[Any]) -> Columns:
        """Return the columns of a table of lists."""
        events = compute.add(_array(links.events, "INTEGER"), self.number)
        kinds = TABLES[table].items()
        given = zip(kinds, (events, links.places, *values), strict=True)
        return {name: _array(column, kind) for (name, kind), column in given}

    def _note_dates(self, dates: Array) -> None:
        found = compute.unique(dates)
        marked = found.filter(compute.match_substring_regex(found, "[^0-9-]"))
        self._dates |= dict.fromkeys(marked.to_pylist())
        self._undated += compute.sum(compute.equal(dates, UNDATED)).as_py()


def _array(values: Any, kind: str) -> Array:
    return values if isinstance(values, pyarrow.Array) else pyarrow.array(values, _TYPES[kind])


def _at(numbers: Sequence[int | None], places: Any) -> Array:
    """Return the numbers at places."""
    return pyarrow.array(numbers, _TYPES["INTEGER"]).take(_array(places, "INTEGER"))


def _longest(texts: Array) -> int:
    return compute.max(compute.binary_length(texts)).as_py() or 0
