"""Rows of cells, with what no row should hold told apart: the common part of the readers of bulk data."""

from __future__ import annotations

import csv
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
    lines = csv.reader(stream, delimiter=separator, strict=True)
    while True:
        first = lines.line_num + 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            since = f" (its row begins on line {first})" if first < lines.line_num else ""
            reason = f"is not separated by {separator!r} as it should be: {error}{since}"
            yield lines.line_num, Rejected(lines.line_num, reason, {})
        else:
            yield lines.line_num, cells


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
