"""Blocks of whole lines of a text of separated cells, as columns of Arrow where both readers of CSV agree on them.

Arrow and the module csv part cells alike, but for what follows a closing quote, which csv refuses. So a block is taken
here only where each quote begins or ends a cell, or is one of a pair within; all else is left to csv.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

import numpy
import pyarrow
from pyarrow import csv

from dateline.formats.delimited.columns.distinct import TEXT

_LETTERS = 4_000_000
"""Letters of a block, some ten thousand rows: columns of more leave the caches of the processor."""
_QUOTE, _BREAK = ord('"'), ord("\n")
_LONGEST = 1 << 24
"""Letters without the end of a line that are too many."""


class Readable(Protocol):
    """What gives letters, lines and the rest of a line, as a stream of text does."""

    def read(self, size: int, /) -> str:
        """Return the next letters, so many or a few more."""

    def readline(self) -> str:
        """Return the rest of a line."""

    def __iter__(self) -> Iterator[str]:
        """Return the lines that follow."""


class Block(NamedTuple):
    """A `text` of so many whole lines; `columns` are its cells, None where csv is to read it.

    `ends` are the lines, counted from 1, in which its rows end: a cell may be of several.
    """

    text: str
    lines: int
    columns: Sequence[Any] | None
    ends: Any

    def rows(self, places: Any) -> Iterator[tuple[int, str]]:
        """Yield the texts of some rows, each with the number of lines before it."""
        lines = self.text.split("\n") if len(places) else []
        for place in places:
            begin = int(self.ends[place - 1]) if place else 0
            yield begin, "\n".join(lines[begin : self.ends[place]])


def blocks(
    stream: Readable, separator: str, width: int, wanted: Sequence[int], *, quoted: bool = True
) -> Iterator[Block | str]:
    """Yield the blocks of rows of so many columns, with the cells of the wanted; without `quoted` quotes are letters.

    Where rows and lines may part, the rest of what was read is yielded as a text, and what follows is in the stream.
    """
    rest, check = "", _Check(separator, quoted)
    while more := stream.read(_LETTERS):
        text = rest + more
        end = _end_of_row(text) if quoted else text.rfind("\n") + 1
        if not end and len(text) < _LONGEST:
            rest = text
            continue
        text, rest = text[:end], text[end:]
        if not text or not check.is_regular(text):
            yield text + rest
            return
        yield _block(text, separator, width, wanted, quoted)
    if rest and check.is_regular(rest):
        yield _block(rest, separator, width, wanted, quoted)
    elif rest:
        yield rest


def _end_of_row(text: str) -> int:
    """Return where the last row ends that is whole, which has pairs of quotes before it; 0 where there is none."""
    end = text.rfind("\n") + 1
    quotes = text.count('"', 0, end)
    while end and quotes % 2:
        before = text.rfind("\n", 0, end - 1) + 1
        quotes -= text.count('"', before, end)
        end = before
    return end


def _block(text: str, separator: str, width: int, wanted: Sequence[int], quoted: bool) -> Block:
    lines = text.count("\n") + (not text.endswith("\n"))
    try:
        data = text.encode()
        table = _parted(data, separator, width, wanted, quoted)
    except (UnicodeEncodeError, pyarrow.ArrowInvalid):  # bytes that are no text, or rows of other numbers of cells
        return Block(text, lines, None, ())
    ends = numpy.arange(1, lines + 1) if table.num_rows == lines else _ends(data, lines)
    return Block(text, lines, table.columns if table.num_rows == len(ends) and "\0" not in text else None, ends)


def _ends(data: bytes, lines: int) -> Any:
    """Return the lines in which rows end: those behind pairs of quotes."""
    letters = numpy.frombuffer(data, numpy.uint8)
    breaks = numpy.append(numpy.flatnonzero(letters == _BREAK), len(letters))[:lines]
    before = numpy.searchsorted(numpy.flatnonzero(letters == _QUOTE), breaks)
    return numpy.flatnonzero(before % 2 == 0) + 1


def _parted(data: bytes, separator: str, width: int, wanted: Sequence[int], quoted: bool) -> Any:
    names = [str(place) for place in range(width)]
    held = [names[place] for place in wanted]
    return csv.read_csv(
        pyarrow.BufferReader(data),
        csv.ReadOptions(use_threads=False, block_size=len(data) + 1, column_names=names),
        csv.ParseOptions(delimiter=separator, quote_char='"' if quoted else False, ignore_empty_lines=False),
        csv.ConvertOptions(
            check_utf8=False, column_types=dict.fromkeys(held, TEXT), include_columns=held, strings_can_be_null=False
        ),
    ).combine_chunks()


class _Check:
    """Tells texts in which quotes stand only where they begin, end, or are doubled within a cell."""

    def __init__(self, separator: str, quoted: bool) -> None:
        self._quoted = quoted
        self._edges = numpy.zeros(256, bool)
        self._edges[list(f"{separator}\r\n".encode())] = True

    def is_regular(self, text: str) -> bool:
        """Tell whether each end of a line outside of quotes ends a row, and the text ends there."""
        if "\r" in text and text.count("\r") != text.count("\r\n"):
            return False
        return not self._quoted or '"' not in text or self._stand_at_edges(text)

    def _stand_at_edges(self, text: str) -> bool:
        """Tell whether single quotes open behind an edge of a cell and close before one, and pairs make no cell early.

        Quotes that follow each other are pairs, behind which one is left where they are odd. An empty pair with more
        behind it is a cell that ends before its end.
        """
        letters = numpy.frombuffer(f"\n{text}\n".encode(errors="surrogatepass"), numpy.uint8)
        quotes = numpy.flatnonzero(letters == _QUOTE)
        apart = numpy.diff(quotes) > 1
        first, last = quotes[numpy.append(True, apart)], quotes[numpy.append(apart, True)]
        opened, closed = self._edges[letters[first - 1]], self._edges[letters[last + 1]]
        odd = (last - first) % 2 == 0
        within = (numpy.cumsum(odd) - odd) % 2 == 1
        fits = numpy.where(odd, numpy.where(within, closed, opened), within | ~opened | closed)
        return int(odd.sum()) % 2 == 0 and bool(fits.all())
