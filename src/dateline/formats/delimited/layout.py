"""The table [file] of a mapping: how a file is laid out before its columns mean anything."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from dateline.formats.curated.table_fields import Fields

_OF_NAMES = ("idna", "punycode")
"""Codecs of the names of hosts, which take no account of bytes that are no text."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the rows of a file are found.

    `encoding` is the name of a codec, None for UTF-8 or what a mark at the start of the file says. `sheet` is the name
    of a sheet of a workbook, None for the only one. `records` is the path to the records of a JSON document, None for
    the only list of them. `skip` lines stand before the header; lines that begin with `comment` are no rows. `decimal`
    is the sign before the fraction of a number, `thousands` the one between its thousands, None if there is none;
    `tells_numbers` says that the mapping gives one of them.
    """

    separator: str = ","
    quoted: bool = True
    header: bool = True
    encoding: str | None = None
    sheet: str | None = None
    records: str | None = None
    skip: int = 0
    comment: str | None = None
    decimal: str = "."
    thousands: str | None = None
    tells_numbers: bool = False


def read_layout(head: Fields) -> Layout:
    """Return the layout that the table [file] describes; its faults are noted there."""
    return Layout(
        _separator(head),
        head.value("quoted", bool, "true or false") is not False,
        head.value("header", bool, "true or false") is not False,
        _encoding(head),
        head.text("sheet"),
        head.text("records"),
        _skip(head),
        head.text("comment"),
        decimal := _decimal(head),
        _thousands(head, decimal),
        "decimal" in head or "thousands" in head,
    )


def _separator(head: Fields) -> str:
    found = head.value("separator", str, "a text")
    found = "," if found is None else "\t" if found == "tab" else found
    if len(found) != 1 or found in '\r\n"':
        head.fault("separator", f"separator {found!r} is not a single character", 'such as ",", ";" or "tab"')
        return ","
    return found


def _encoding(head: Fields) -> str | None:
    found = head.text("encoding")
    if found is None:
        return None
    try:
        codec = codecs.lookup(found)
        is_text = codec._is_text_encoding and codec.name not in _OF_NAMES
        "a\n".encode(found)
    except (LookupError, ValueError):
        is_text = False
    if not is_text:
        head.fault("encoding", f"encoding {found!r} is not known", 'such as "cp1252", "latin-1" or "utf-16"')
        return None
    return found


def _skip(head: Fields) -> int:
    """Return how many lines stand before the header."""
    skipped, header = (head.value(name, int, "a whole number") for name in ("skip_lines", "header_line"))
    if skipped is not None and header is not None:
        head.fault("header_line", "there are skip_lines and header_line, which say the same", "omit one of them")
    if skipped is not None and skipped < 0:
        head.fault("skip_lines", f"skip_lines {skipped} is below 0")
    if header is not None and header < 1:
        head.fault("header_line", f"header_line {header} is below 1", "lines are counted from 1")
    return max(0, skipped if skipped is not None else (header or 1) - 1)


def _decimal(head: Fields) -> str:
    found = head.text("decimal") or "."
    if found not in (".", ","):
        head.fault("decimal", f"decimal {found!r} is not one of '.' and ','")
        return "."
    return found


def _thousands(head: Fields, decimal: str) -> str | None:
    found = head.value("thousands", str, "a text")
    if found is not None and found not in (",", ".", " ", "'"):
        head.fault("thousands", f"thousands {found!r} is not one of ',', '.', ' ' and \"'\"")
    elif found == decimal:
        head.fault("thousands", f"{found!r} parts decimals already", 'write thousands = "." beside decimal = ","')
    return found
