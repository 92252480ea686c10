"""Rows of cells, with what no row should hold told apart: the common part of the readers of bulk data."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import IO

from dateline.formats.incoming import Rejected

LONGEST_CELL = 1 << 24
"""The most characters of a cell: a quote that is never closed must not read the whole file into one cell."""


def rows(stream: IO[str], separator: str, *, quoted: bool = True) -> Iterator[tuple[int, list[str] | Rejected]]:
    """Yield (line, cells) of each row that is not empty, the header included; a row that cannot be read is Rejected.

    `quoted` follows RFC 4180; without it a row is a line, and quotes are letters. A row with a NUL byte or with
    bytes that are not UTF-8 is Rejected.
    """
    for line, cells in _quoted(stream, separator) if quoted else _plain(stream, separator):
        if isinstance(cells, Rejected):
            yield line, cells
        elif cells:
            fault = _fault("".join(cells))
            yield line, Rejected(line, fault, {"cells": [_shown(cell) for cell in cells]}) if fault else cells


def _plain(stream: IO[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    for line, text in enumerate(stream, 1):
        stripped = text.rstrip("\r\n")
        yield line, stripped.split(separator) if stripped else []


def _quoted(stream: IO[str], separator: str) -> Iterator[tuple[int, list[str] | Rejected]]:
    csv.field_size_limit(LONGEST_CELL)
    lines = _Lines(stream)
    found = csv.reader(lines, delimiter=separator, strict=True)
    before = 0
    while True:
        lines.taken.clear()
        line = before + found.line_num
        try:
            cells = next(found)
        except StopIteration:
            return
        except csv.Error as error:
            reason = f"is not separated by {separator!r} as it should be: {error}"
            yield line + 1, Rejected(line + 1, reason, {})
            lines.again()  # a quote that is not closed runs on into the next rows, which are rows still
            before, found = line + 1, csv.reader(lines, delimiter=separator, strict=True)
        else:
            yield before + found.line_num, cells


class _Lines:
    """The lines of a stream, of which those `taken` for a row can be given again, all but the first."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._again: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._stream)
        self.taken.append(line)
        return line

    def again(self) -> None:
        """Give the lines taken, but for the first, once more before those that follow."""
        self._again.extendleft(reversed(self.taken[1:]))


def _fault(text: str) -> str | None:
    """Return what is wrong with the letters of a row."""
    if text.isascii():
        return "holds a NUL byte" if "\0" in text else None
    try:
        text.encode()
    except UnicodeEncodeError:
        return "is not UTF-8"
    return "holds a NUL byte" if "\0" in text else None


def _shown(cell: str) -> str:
    """Return a cell as it can be written: undecodable bytes as Latin-1 has them."""
    return cell.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
