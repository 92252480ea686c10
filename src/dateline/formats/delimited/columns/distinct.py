"""Columns of Arrow in which each different text is read once, and lists in cells as the items of all rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy
import pyarrow
from pyarrow import compute

from dateline.event_columns import Links
from dateline.prepared_events import Part

# An item `name` or `name (more)` that means what it shows: no escapes, quotes or further brackets, no blanks around it.
_EDGE = r"[^\\;()\"\s\x0b\x1c-\x1f\x{85}\p{Z}]"
_WORDS = rf"{_EDGE}(?:[^\\;()\"]*{_EDGE})?"
_ITEM = rf"^(?P<name>{_WORDS})(?: \((?P<more>{_WORDS})\))?$"
TEXT, REAL, WHOLE = pyarrow.string(), pyarrow.float64(), pyarrow.int64()
Array = Any
"""An array of Arrow."""


class Listed(NamedTuple):
    """A list of each row: the items of all, and what the list of each row adds to the fingerprint."""

    links: Links
    said: Array


class Items(NamedTuple):
    """The items `name (more)` in the cells of a column: how many each row has, and of all of them what they say."""

    counts: Array
    names: Array
    more: Array

    @property
    def links(self) -> Links:
        """The items of all rows, each with its row and its place."""
        return Links(*_placed(self.counts), (self.names, self.more))

    def joined(self, items: Array, by: str = "") -> Array:
        """Return the texts of the items of each row, joined; an empty text for none."""
        starts = numpy.zeros(len(self.counts) + 1, numpy.int32)
        numpy.cumsum(self.counts.to_numpy(), out=starts[1:])
        return compute.binary_join(pyarrow.ListArray.from_arrays(pyarrow.array(starts), items), by)


def read_once(column: Array, read: Callable[[str], Any]) -> tuple[list[Any], Array]:
    """Return what `read` makes of each different text, and for each row the place of its text among them."""
    found = column.dictionary_encode()
    return list(map(read, found.dictionary.to_pylist())), found.indices


def spread(values: Sequence[Any], places: Array, kind: Any) -> Array:
    """Return for each row the value at its place."""
    return pyarrow.array(values, kind).take(places)


def or_none(column: Array) -> Array:
    """Return texts with None for those that are empty."""
    return compute.if_else(compute.equal(column, ""), pyarrow.scalar(None, TEXT), column)


def joined(*columns: Any, by: str = "") -> Array:
    """Return the texts of each row, joined."""
    return compute.binary_join_element_wise(*columns, by)


def plain_items(column: Array) -> Items | None:
    """Return the items in cells where each is `name` or `name (more)`; None when one is written in another way."""
    lists = compute.split_pattern(or_none(column), "; ")
    found = lists.flatten().dictionary_encode()
    told = compute.extract_regex(found.dictionary, _ITEM)
    if told.null_count:
        return None
    names, more = (told.field(name).take(found.indices) for name in ("name", "more"))
    return Items(compute.fill_null(compute.list_value_length(lists), 0), names, or_none(more))


def read_lists(column: Array, read: Callable[[str], Part], kinds: Sequence[Any]) -> Listed:
    """Return the lists that `read` finds in cells, of items with a value of each of these kinds."""
    found, places = read_once(column, read)
    lengths = [len(part.items) for part in found]
    counts = spread(lengths, places, pyarrow.int32())
    rows, seqs = _placed(counts)
    starts = numpy.cumsum([0, *lengths])[places.to_numpy()]
    at = pyarrow.array(starts[rows.to_numpy()] + seqs.to_numpy())
    items = [item for part in found for item in part.items]
    values = (pyarrow.array([item[of] for item in items], kind).take(at) for of, kind in enumerate(kinds))
    return Listed(Links(rows, seqs, tuple(values)), spread([part.said for part in found], places, TEXT))


def _placed(counts: Array) -> tuple[Array, Array]:
    """Return of each item its row and its place there, both counted from 0."""
    each = counts.to_numpy()
    rows = numpy.repeat(numpy.arange(len(each)), each)
    first = numpy.cumsum(each) - each
    return pyarrow.array(rows), pyarrow.array(numpy.arange(len(rows)) - first[rows])
