"""Columns of cells that are read together: what they mean is worked out once for each different meeting of texts.

Readers of rows say what cells mean. A row of which one of them refuses something is left to the readers of rows.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

import numpy
import pyarrow
from pyarrow import compute

from dateline.event_columns import Frame
from dateline.formats.delimited.cell_values import UnfitError
from dateline.formats.delimited.columns.blocks import Block, Readable, blocks
from dateline.formats.delimited.columns.distinct import REAL, TEXT, Array, spread
from dateline.formats.incoming import Item
from dateline.formats.missing import without_missing

_MOST = 65_536
"""So many different meetings of texts a group remembers at most."""
_UNKNOWN = object()
# Numbers that are not 0 as Python writes them: a number of 15 figures is written as it is read.
NUMBER = (
    r"^-?(?:[1-9]\.[0-9]{0,13}[1-9]|[1-9][0-9]\.[0-9]{0,12}[1-9]|[1-9][0-9]{2,8}\.[0-9]{0,5}[1-9]|[1-9][0-9]{0,8}\.0"
    r"|0\.0{0,3}[1-9](?:[0-9]{0,13}[1-9])?)$"
)
Cells = Mapping[str, Array]
"""The cells of a block by the names of their columns."""


class Read(NamedTuple):
    """What the different texts of a group mean, None where they are refused, and which of them each row has."""

    found: list[Any]
    places: Array

    def of(self, place: int, kind: Any) -> Array:
        """Return a part of what the group of each row means."""
        return spread([each[place] for each in self.found], self.places, kind)

    def text(self, place: int) -> tuple[Array, Array]:
        """Return a part that is a text, as the values of a field and as fingerprints have it."""
        return as_text(self.of(place, TEXT))

    def number(self, place: int) -> tuple[Array, Array]:
        """Return a part that is a number, likewise."""
        return self.of(place, REAL), spread([str(each[place]) for each in self.found], self.places, TEXT)

    def only(self, fit: Array) -> Read:
        """Return the same of some rows, with what they mean alone."""
        used = self.places.filter(fit).dictionary_encode()
        return Read([self.found[place] for place in used.dictionary.to_pylist()], used.indices)


def as_text(column: Array) -> tuple[Array, Array]:
    """Return texts that may be None, and as fingerprints have them."""
    return column, compute.fill_null(column, "")


@dataclass
class Group:
    """Columns that are read together; `read` takes their cells, and raises UnfitError.

    Texts of one column that match the pattern `plain` are left as they are. `clean` makes of cells what the reader
    gets.
    """

    names: Sequence[str]
    read: Callable[..., Any]
    plain: str | None = None
    clean: Callable[[Sequence[str]], Sequence[str]] = without_missing
    _known: dict[tuple[str, ...], Any] = field(default_factory=dict)

    def of(self, cells: Encoded) -> Read:
        """Return what the cells of a block mean."""
        texts, places = cells.meetings(self.names)
        if len(self._known) > _MOST:
            self._known.clear()
        known = self._known
        found = [known.get(each, _UNKNOWN) for each in texts]
        if self.plain:
            single = [text for (text,) in texts]
            plain = compute.match_substring_regex(pyarrow.array(single, TEXT), self.plain).to_pylist()
            found = [text if fits else each for each, fits, text in zip(found, plain, single, strict=True)]
        for place, each in enumerate(found):
            if each is _UNKNOWN:
                found[place] = known[texts[place]] = self._read(texts[place])
        return Read(found, places)

    def _read(self, texts: tuple[str, ...]) -> Any:
        try:
            return self.read(*self.clean(texts))
        except UnfitError:
            return None


class Encoded:
    """The cells of a block, of which each column is looked at for its different texts once."""

    def __init__(self, cells: Cells) -> None:
        self._cells, self._encoded = cells, dict[str, Any]()

    def _of(self, name: str) -> Any:
        if name not in self._encoded:
            self._encoded[name] = self._cells[name].dictionary_encode()
        return self._encoded[name]

    def meetings(self, names: Sequence[str]) -> tuple[list[tuple[str, ...]], Array]:
        """Return the different meetings of texts in some columns, and for each row which it has."""
        columns = [self._of(name) for name in names]
        if len(columns) == 1:
            return [(text,) for text in columns[0].dictionary.to_pylist()], columns[0].indices
        places = columns[0].indices
        for column in columns[1:]:
            both = places.to_numpy().astype(numpy.int64) * len(column.dictionary) + column.indices.to_numpy()
            places = pyarrow.array(both).dictionary_encode().indices
        numbers = places.to_numpy()
        # The places are numbered as they come, so that each begins where they grow.
        first = numpy.flatnonzero(numpy.diff(numpy.maximum.accumulate(numbers), prepend=-1))
        texts = (column.dictionary.take(column.indices.take(pyarrow.array(first))).to_pylist() for column in columns)
        return list(zip(*texts, strict=True)), places


class Meant(NamedTuple):
    """What the cells of some rows mean: `lines`, the cells themselves, and what each group of them means."""

    lines: Array
    cells: Cells
    of: Mapping[str, Read]

    def only(self, fit: Array) -> Meant:
        """Return the same of some rows."""
        cells = {name: column.filter(fit) for name, column in self.cells.items()}
        return Meant(self.lines.filter(fit), cells, {name: read.only(fit) for name, read in self.of.items()})


class Reading(NamedTuple):
    """How the rows of a table become events by columns, and one by one.

    `cells` makes the cells of the columns of a block, `fits` tells which rows may be read so, None if all may be.
    `frame` makes the frame of what is meant, and what is told of it; `one_by_one` reads lines with some before them.
    """

    cells: Callable[[Block], Cells]
    groups: Mapping[str, Group]
    fits: Callable[[Block, Cells], Array | None]
    frame: Callable[[Meant], Iterable[Item | Frame]]
    one_by_one: Callable[[Iterable[str], int], Iterator[Item]]

    def below(
        self, stream: Readable, separator: str, width: int, wanted: Sequence[int], before: int, *, quoted: bool
    ) -> Iterator[Item | Frame]:
        """Yield the rows of a text of so many columns, of which some are wanted; so many lines are `before` it."""
        for block in blocks(stream, separator, width, wanted, quoted=quoted):
            if isinstance(block, str):
                rest = io.StringIO(block + stream.readline(), newline="")
                yield from self.one_by_one(chain(rest, stream), before)
                return
            yield from self._items(block, before)
            before += block.lines

    def _items(self, block: Block, before: int) -> Iterator[Item | Frame]:
        """Yield the rows of a block, which has so many lines before it: a frame, and then those that are refused."""
        if block.columns is None:
            yield from self.one_by_one(io.StringIO(block.text, newline=""), before)
            return
        cells = self.cells(block)
        encoded = Encoded(cells)
        meant = Meant(
            pyarrow.array(block.ends + before), cells, {name: group.of(encoded) for name, group in self.groups.items()}
        )
        fit = _fit(meant, self.fits(block, cells))
        if fit is None:
            yield from self.frame(meant)
            return
        if compute.any(fit).as_py():
            yield from self.frame(meant.only(fit))
        for begin, text in block.rows(numpy.flatnonzero(~fit.to_numpy(zero_copy_only=False))):
            yield from self.one_by_one(io.StringIO(text, newline=""), before + begin)


def cells_at(block: Block, wanted: Sequence[int], places: Mapping[str, int]) -> Cells:
    """Return the cells of columns by their names, which have places; empty ones where a place is none of the wanted."""
    held = dict(zip(wanted, block.columns or (), strict=True))
    empty = pyarrow.array([""], TEXT).take(pyarrow.array(numpy.zeros(len(block.ends), numpy.int64)))
    return {name: held[place].chunk(0) if place in held else empty for name, place in places.items()}


def _fit(meant: Meant, fit: Array | None) -> Array | None:
    """Return which rows no reader refuses, None if that are all."""
    for read in meant.of.values():
        there = [each is not None for each in read.found]
        if not all(there):
            taken = spread(there, read.places, pyarrow.bool_())
            fit = taken if fit is None else compute.and_(fit, taken)
    return None if fit is None or compute.all(fit).as_py() else fit
