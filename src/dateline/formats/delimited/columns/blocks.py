"""Blocks of whole lines of a text of separated cells, as columns of Arrow where both readers of CSV agree on them.

Arrow and the module csv part cells alike, but for what follows a closing quote, which csv refuses. So a block is taken
here only where each quote begins or ends a cell, or is one of a pair within; all else is left to csv.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, Any, NamedTuple

import numpy
import pyarrow
from pyarrow import csv

from dateline.formats.delimited.columns.distinct import TEXT

_LETTERS = 4_000_000
"""Letters of a block, some ten thousand rows: columns of more leave the caches of the processor."""
_LONGEST_RUN = 1_000
"""Letters at the beginning of a text that are looked at by themselves."""
_QUOTE = ord('"')
_LONGEST = 1 << 24
"""Letters without the end of a line that are too many."""


class Block(NamedTuple):
    """A `text` of so many whole lines; `columns` are its cells, None where csv is to read it."""

    text: str
    lines: int
    columns: Sequence[Any] | None


def blocks(
    stream: IO[str], separator: str, width: int, wanted: Sequence[int], *, quoted: bool = True
) -> Iterator[Block | str]:
    """Yield the blocks of rows of so many columns, with the cells of the wanted; without `quoted` quotes are letters.

    Where rows and lines may part, the rest of what was read is yielded as a text, and what follows is in the stream.
    """
    rest, check = "", _Check(separator, quoted)
    while more := stream.read(_LETTERS):
        text = rest + more
        end = text.rfind("\n") + 1
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


def _block(text: str, separator: str, width: int, wanted: Sequence[int], quoted: bool) -> Block:
    rows = text.count("\n") + (not text.endswith("\n"))
    try:
        table = _parted(text, separator, width, wanted, quoted)
    except (UnicodeEncodeError, pyarrow.ArrowInvalid):  # bytes that are no text, or rows of other numbers of cells
        return Block(text, rows, None)
    # A cell of several lines: csv knows in which line its row ends.
    return Block(text, rows, table.columns if table.num_rows == rows and "\0" not in text else None)


def _parted(text: str, separator: str, width: int, wanted: Sequence[int], quoted: bool) -> Any:
    data = text.encode()
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
        self._around = (separator, "\n")
        self._bytes = "".join(self._around).encode()

    def is_regular(self, text: str) -> bool:
        """Tell whether each end of a line outside of quotes ends a row, and the text ends there."""
        if "\r" in text:
            return False
        if not self._quoted or '"' not in text:
            return True
        return (
            self._stand_at_edges(text.replace('""', ""))
            and not any(self._closes_early(text, f'{before}""') for before in self._around)
            and not self._closes_early(f"\n{text[:_LONGEST_RUN]}", '\n""')
        )

    def _stand_at_edges(self, text: str) -> bool:
        """Tell whether quotes that are no pairs open behind a separator or an end of a line, and close before one."""
        letters = numpy.frombuffer(f"\n{text}\n".encode(errors="surrogatepass"), numpy.uint8)
        quotes = numpy.flatnonzero(letters == _QUOTE)
        beside = numpy.where(numpy.arange(len(quotes)) % 2, letters[quotes + 1], letters[quotes - 1])
        return len(quotes) % 2 == 0 and bool(numpy.isin(beside, numpy.frombuffer(self._bytes, numpy.uint8)).all())

    def _closes_early(self, text: str, begin: str) -> bool:
        """Tell whether a cell may be empty quotes with more behind them, which leave no trace when pairs are gone."""
        place = text.find(begin)
        while place >= 0:
            behind = place + 1
            while text.startswith('""', behind):
                behind += 2
            if behind < len(text) and text[behind] != '"' and not text.startswith(self._around, behind):
                return True
            place = text.find(begin, behind)
        return False
