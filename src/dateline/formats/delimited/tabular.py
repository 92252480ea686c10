"""Rows of cells, with what no row should hold told apart: the common part of the readers of bulk data."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Protocol, runtime_checkable

from dateline.formats.incoming import Rejected
from dateline.safe_parsing import unfit_letters

LONGEST_CELL = 1 << 24
"""The most characters of a cell: a quote that is never closed must not read the whole file into one cell."""
_LINES = 1_000
"""So many lines are read together; more gain nothing, for their cells leave the caches of the processor."""

_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
"""The first line of a file that tells Excel its separator."""
Row = tuple[int, list[str] | Rejected]


class TypedNumber(str):
    """A number that a file has as a number, and not as a text: its point parts the fraction, whatever texts mean."""

    __slots__ = ()

    def strip(self, _: str | None = None, /) -> TypedNumber:
        """Return itself: there are no blanks around it."""
        return self


@runtime_checkable
class Sheet(Protocol):
    """Rows that have cells already, such as those of a workbook: a text needs a separator for them."""

    name: str

    def batches(self) -> Iterator[list[Row]]:
        """Yield the rows some thousand at a time, each with its number from 1."""


def rows(
    stream: Iterable[str] | Sheet,
    separator: str,
    *,
    quoted: bool = True,
    skip: int = 0,
    comment: str | None = None,
    before: int = 0,
) -> Iterator[Row]:
    """Yield (line, cells) of each row that is not empty, the header included; a row that cannot be read is Rejected.

    `quoted` follows RFC 4180; without it a row is a line, and quotes are letters. A row with a NUL byte or with
    bytes that are not UTF-8 is Rejected. The first `skip` lines are left out, and those that begin with `comment`.
    """
    for found in batches(stream, separator, quoted=quoted, skip=skip, comment=comment, before=before):
        yield from sound(found)


def batches(
    stream: Iterable[str] | Sheet,
    separator: str,
    *,
    quoted: bool = True,
    skip: int = 0,
    comment: str | None = None,
    before: int = 0,
) -> Iterator[list[Row]]:
    """Yield the rows some thousand at a time, with empty ones and whatever letters they hold (see `sound`).

    So many lines stand `before` those of the stream.
    """
    if isinstance(stream, Sheet):
        for found in stream.batches():
            yield [row for row in found if row[0] > skip and not (comment and _is_comment(row[1], comment))]
        return
    csv.field_size_limit(LONGEST_CELL)
    rest = iter(stream)
    lines = list(islice(rest, _LINES))
    told = tells_separator(lines[0]) if lines and not before else None
    if told:
        separator = told[1]
    while lines and before < (skip := max(skip, 1 if told else 0)):
        used = min(skip - before, len(lines))
        before += used
        lines = lines[used:] or list(islice(rest, _LINES))
    while lines:
        fresh = list(islice(rest, _LINES))
        if quoted:
            found, used = _quoted(lines, separator, before, comment, more=bool(fresh))
        else:
            found, used = _plain(lines, separator, before, comment), len(lines)
        yield found
        before += used
        lines = lines[used:] + fresh


def tells_separator(line: str) -> re.Match[str] | None:
    """Return the match of a first line that tells the separator, None where it is another line."""
    return _SEPARATOR_LINE.fullmatch(line)


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


def _is_comment(cells: list[str] | Rejected, comment: str) -> bool:
    return not isinstance(cells, Rejected) and bool(cells) and cells[0].lstrip().startswith(comment)


def _plain(lines: list[str], separator: str, before: int, comment: str | None) -> list[Row]:
    stripped = enumerate((line.rstrip("\r\n") for line in lines), before + 1)
    return [
        (line, text.split(separator) if text else [])
        for line, text in stripped
        if not (comment and text.lstrip().startswith(comment))
    ]


def _quoted(lines: list[str], separator: str, before: int, comment: str | None, *, more: bool) -> tuple[list[Row], int]:
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
                if comment and lines[end].lstrip().startswith(comment):
                    end = start + reader.line_num
                    continue
                end = start + reader.line_num
                found.append((before + end, cells))
            return found, len(lines)
        except csv.Error as error:
            if more and "unexpected end" in str(error) and sum(map(len, lines[end:])) < LONGEST_CELL:
                return found, end
            line = before + end + 1
            if not (comment and lines[end].lstrip().startswith(comment)):
                reason = f"is not separated by {separator!r}: {error}"
                found.append((line, Rejected(line, reason, {})))
            start = end + 1
    return found, len(lines)


def _fault(text: str) -> str | None:
    """Return what is wrong with the letters of a row."""
    if text.isascii():
        return "contains a NUL byte" if "\0" in text else None
    return unfit_letters(text)


def _shown(cell: str) -> str:
    """Return a cell as it can be written, with a sign for each undecodable byte."""
    return re.sub("[\ud800-\udfff]", "\ufffd", cell)
