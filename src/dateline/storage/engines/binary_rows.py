"""Columns of Arrow as rows of the binary form of COPY of PostgreSQL: the server reads no text, and makes none of it.

A row is the number of its cells, and each cell the number of its bytes, -1 for none, and these bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy
import pyarrow
from pyarrow import compute

HEAD, END = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
"""What stands before the first row and behind the last one."""
TYPES = {20: ">i8", 21: ">i2", 23: ">i4", 701: ">f8", 25: "text", 3614: "vector"}
"""What a column holds by the number of its type: numbers of this form, text, or words with their places."""
_BYTES = pyarrow.binary()
_NOTHING = pyarrow.scalar(b"", _BYTES)
_CLOSED = pyarrow.scalar(b"\0", _BYTES)
_PLACES = 1 << 14
"""The server knows as many places in a text, from 0 on."""
_MOST = 255
"""So many places of one word the server keeps."""
_LONGEST = 500
"""Bytes of a word that are surely kept whole."""
Array = Any
"""An array of Arrow."""
Numpy = Any
"""An array of numpy."""
Cells = list[Array]
"""The cells of a column in one or two pieces each, arrays of bytes that are to be joined."""


class UnfitError(Exception):
    """Some text is out of the common: it is to be written row by row."""


def rows(columns: Iterable[Array], kinds: Sequence[str]) -> Any:
    """Return the bytes of rows whose columns hold these kinds of TYPES.

    Raises:
        UnfitError: a text has so many words, or such long ones, that the server cuts them.
    """
    cells = [piece for column, kind in zip(columns, kinds, strict=True) for piece in _cells(column, kind)]
    begin = pyarrow.scalar(len(kinds).to_bytes(2, "big"), _BYTES)
    _, ends, letters = compute.binary_join_element_wise(begin, *cells, _NOTHING).buffers()
    return memoryview(letters)[: numpy.frombuffer(ends, numpy.int32)[-1]] if letters else b""


def _cells(column: Array, kind: str) -> Cells:
    if kind == "text":
        return _texts(column)
    return _vectors(column) if kind == "vector" else [_numbers(column, kind)]


def _texts(column: Array) -> Cells:
    sizes = compute.fill_null(compute.binary_length(column), -1)
    return [_records(sizes.to_numpy().astype(">i4")), compute.fill_null(column.cast(_BYTES), b"")]


def _numbers(column: Array, kind: str) -> Array:
    size = numpy.dtype(kind).itemsize
    cells = numpy.empty(len(column), [("size", ">i4"), ("value", kind)])
    cells["size"], cells["value"] = size, compute.fill_null(column, 0).to_numpy()
    if not column.null_count:
        return _records(cells)
    there = compute.is_valid(column).to_numpy(zero_copy_only=False)
    cells["size"][~there] = -1
    kept = numpy.ones((len(cells), cells.itemsize), bool)
    kept[~there, 4:] = False
    ends = numpy.zeros(len(cells) + 1, numpy.int32)
    numpy.cumsum(numpy.where(there, 4 + size, 4), out=ends[1:])
    return _bytes(ends, cells.view(numpy.uint8).reshape(kept.shape)[kept])


def _vectors(column: Array) -> Cells:
    """Return words with their places: each word once, the number of its places, and these."""
    counts, words = _parted(column)
    found = words.dictionary_encode()
    letters = found.dictionary.cast(_BYTES)
    longest = compute.max(compute.binary_length(letters)).as_py() or 0
    if longest > _LONGEST or counts.max(initial=0) >= _PLACES:
        raise UnfitError
    order = compute.sort_indices(letters)
    ranks = numpy.empty(len(order), numpy.int64)
    ranks[order.to_numpy()] = numpy.arange(len(order))
    texts = numpy.repeat(numpy.arange(len(counts)), counts)
    places = numpy.arange(1, len(texts) + 1) - numpy.repeat(numpy.cumsum(counts) - counts, counts)
    keys = (texts * len(order) + ranks[found.indices.to_numpy()]) * _PLACES + places
    keys.sort()
    return _grouped(keys, compute.binary_join_element_wise(letters.take(order), _CLOSED, _NOTHING), len(counts))


def _parted(column: Array) -> tuple[Numpy, Array]:
    """Return how many words each text has, and the words of all."""
    lists = compute.split_pattern(column, " ")
    words, ends = lists.flatten(), lists.offsets.to_numpy()
    there = compute.not_equal(words, "")
    before = numpy.zeros(len(words) + 1, numpy.int64)
    numpy.cumsum(there.to_numpy(zero_copy_only=False), out=before[1:])
    return numpy.diff(before[ends - ends[0]]), words.filter(there)


def _grouped(keys: Numpy, words: Array, number: int) -> Cells:
    """Return so many vectors, of sorted keys: a text, the rank of a word among the sorted `words`, and a place."""
    found, places = keys // _PLACES, keys % _PLACES
    first = numpy.flatnonzero(numpy.append(True, found[1:] != found[:-1])[: len(found)])
    times = numpy.diff(numpy.append(first, len(found)))
    if times.max(initial=0) > _MOST:
        raise UnfitError
    texts, ranks = numpy.divmod(found[first], max(len(words), 1))
    told = numpy.insert(places, first, times).astype(">u2")  # behind each word, before its places, their number
    ends = 2 * numpy.append(first + numpy.arange(len(first)), len(told)).astype(numpy.int32)
    each = compute.binary_join_element_wise(words.take(pyarrow.array(ranks)), _bytes(ends, told), _NOTHING)
    begins = numpy.searchsorted(texts, numpy.arange(number + 1))
    _, ends, letters = each.buffers()
    within = numpy.frombuffer(ends, numpy.int32)[begins] if len(each) else numpy.zeros(number + 1, numpy.int32)
    heads = numpy.empty(number, [("size", ">i4"), ("words", ">i4")])
    heads["size"], heads["words"] = numpy.diff(within) + 4, numpy.diff(begins)
    return [_records(heads), _bytes(within, letters or b"")]


def _records(values: Numpy) -> Array:
    """Return values of one size each as bytes."""
    return _bytes(values.itemsize * numpy.arange(len(values) + 1, dtype=numpy.int32), values)


def _bytes(ends: Numpy, letters: Any) -> Array:
    """Return pieces of bytes, from each end to the next."""
    held = [None, pyarrow.py_buffer(numpy.ascontiguousarray(ends)), pyarrow.py_buffer(letters)]
    return pyarrow.Array.from_buffers(_BYTES, len(ends) - 1, held)
