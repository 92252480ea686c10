"""Workbooks of Excel 97 (.xls), made of the least records that they need: BIFF8 in a compound file."""

from __future__ import annotations

import struct
from collections.abc import Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SHORTEST = 4_096
"""A shorter stream would be kept among others."""
_GENERAL, _DAY = 0, 14
"""The numbers of formats."""
Cell = str | float | None


def xls(rows: Sequence[Sequence[Cell]], days: Sequence[int] = (), sheet: str = "Data") -> bytes:
    """Return a workbook with one sheet; numbers in the columns `days` are days since 1900."""
    return _compound(_workbook(rows, days, sheet))


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _text(value: str, length: str) -> bytes:
    return struct.pack(length, len(value)) + b"\x01" + value.encode("utf-16-le")


def _workbook(rows: Sequence[Sequence[Cell]], days: Sequence[int], sheet: str) -> bytes:
    begin = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    styles = b"".join(_record(0xE0, struct.pack("<HH", 0, style) + bytes(16)) for style in (_GENERAL, _DAY))
    named = len(_record(0x85, bytes(6) + _text(sheet, "<B")))
    at = len(begin) + len(styles) + named + len(_record(0xA))
    head = begin + styles + _record(0x85, struct.pack("<IH", at, 0) + _text(sheet, "<B")) + _record(0xA)
    cells = [
        _cell(row, column, value, int(column in days))
        for row, found in enumerate(rows)
        for column, value in enumerate(found)
    ]
    return head + _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + b"".join(cells) + _record(0xA)


def _cell(row: int, column: int, value: Cell, style: int) -> bytes:
    if value is None:
        return b""
    if isinstance(value, str):
        return _record(0x204, struct.pack("<HHH", row, column, 0) + _text(value, "<H"))
    return _record(0x203, struct.pack("<HHHd", row, column, style, value))


def _compound(stream: bytes) -> bytes:
    """Return a compound file with the stream `Workbook`: a header, its table of sectors, its directory, the stream."""
    size = max(len(stream), _SHORTEST)
    number = -(-size // _SECTOR)
    assert number + 2 <= _SECTOR // 4
    head = (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH6xIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0)
    )
    head += struct.pack("<IIIII", _SHORTEST, _END, 0, _END, 0) + struct.pack("<109I", 0, *[_FREE] * 108)
    chain = [_FAT, _END, *range(3, number + 2), _END]
    table = struct.pack(f"<{_SECTOR // 4}I", *chain, *[_FREE] * (_SECTOR // 4 - len(chain)))
    directory = _entry("Root Entry", 5, _END, 0, 1) + _entry("Workbook", 2, 2, size, _FREE) + bytes(2 * 128)
    return head + table + directory + stream.ljust(number * _SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    written = name.encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written) + 2, kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
