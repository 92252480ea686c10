"""Rows of cells, with what no row should hold told apart: the common part of the readers of bulk data."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from dateline.formats.incoming import Rejected

LONGEST_CELL = 1 << 24
"""The most characters of a cell: a quote that is never closed must not read the whole file into one cell."""
_LINES = 1_000
"""So many lines are read together; more gain nothing, for their cells leave the caches of the processor."""

Row = tuple[int, list[str] | Rejected]


def rows(stream: Iterable[str], separator: str, *, quoted: bool = True) -> Iterator[Row]:
    """Yield (line, cells) of each row that is not empty, the header included; a row that cannot be read is Rejected.

    `quoted` follows RFC 4180; without it a row is a line, and quotes are letters. A row with a NUL byte or with
    bytes that are not UTF-8 is Rejected.
    """
    for found in batches(stream, separator, quoted=quoted):
        yield from sound(found)


def batches(stream: Iterable[str], separator: str, *, quoted: bool = True) -> Iterator[list[Row]]:
    """Yield the rows some thousand at a time, with empty ones and whatever letters they hold (see `sound`)."""
    csv.field_size_limit(LONGEST_CELL)
    rest = iter(stream)
    before, lines = 0, list(islice(rest, _LINES))
    while lines:
        fresh = list(islice(rest, _LINES))
        if quoted:
            found, used = _quoted(lines, separator, before, more=bool(fresh))
        else:
            found, used = _plain(lines, separator, before), len(lines)
        yield found
        before += used
        lines = lines[used:] + fresh


def sound(found: Iterable[Row]) -> Iterator[Row]:
    """Yield those rows of a batch that are not empty; one with letters that no text should hold is Rejected."""
    for line, cells in found:
        if isinstance(cells, Rejected):
            yield line, cells
        elif cells:
            fault = _fault("".join(cells))
            yield line, Rejected(line, fault, {"cells": [_shown(cell) for cell in cells]}) if fault else cells


def are_sound(found: Iterable[list[str]]) -> bool:
    """Tell whether no row of a batch has letters that no text should hold; looked at together, which is fast."""
    return not _fault("".join(chain.from_iterable(found)))


def _plain(lines: list[str], separator: str, before: int) -> list[Row]:
    stripped = enumerate((line.rstrip("\r\n") for line in lines), before + 1)
    return [(line, text.split(separator) if text else []) for line, text in stripped]


def _quoted(lines: list[str], separator: str, before: int, *, more: bool) -> tuple[list[Row], int]:
    """Return the rows of the lines, and how many lines they take; a last row that may go on in `more` is left.

    Of a row that cannot be read the first line is rejected and the next begins a row: a quote that is not closed runs
    on into the rows that follow, which are rows still.
    """
    found: list[Row] = []
    start = 0
    while start < len(lines):
        end, reader = start, csv.reader(islice(lines, start, None), delimiter=separator, strict=True)
        try:
            for cells in reader:
                end = start + reader.line_num
                found.append((before + end, cells))
            return found, len(lines)
        except csv.Error as error:
            if more and "unexpected end" in str(error) and sum(map(len, lines[end:])) < LONGEST_CELL:
                return found, end
            line = before + end + 1
            reason = f"is not separated by {separator!r}: {error}"
            found.append((line, Rejected(line, reason, {})))
            start = end + 1
    return found, len(lines)


def _fault(text: str) -> str | None:
    """Return what is wrong with the letters of a row."""
    if text.isascii():
        return "contains a NUL byte" if "\0" in text else None
    try:
        text.encode()
    except UnicodeEncodeError:
        return "is not UTF-8"
    return "contains a NUL byte" if "\0" in text else None


def _shown(cell: str) -> str:
    """Return a cell as it can be written: undecodable bytes as Latin-1 has them."""
    return cell.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
