"""Tables opened by their content: texts, workbooks, JSON, and zips of texts."""

from __future__ import annotations

import gzip
import io
import os
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, cast

from dateline.errors import Fault, InvalidRecords, UnusableFile
from dateline.formats.delimited.layout import Layout
from dateline.input.contents import (
    GZIP,
    HEAD,
    JSON,
    LOCKED,
    TEXT,
    WORKBOOKS,
    XLS,
    ZIP,
    Kind,
    kind_of_file,
    kind_of_start,
)
from dateline.input.files import Opened, member_of, members_of, opened_text
from dateline.input.limits import bounded

_LARGEST_PIPE = 200_000_000
"""The most bytes of a workbook or archive from a pipe, which is first written to a file."""
_HINTS = {
    "docx": "copy its table into a spreadsheet, and save that",
    "doc": "copy its table into a spreadsheet, and save that",
    "pdf": "extract its table with another program, and save it as CSV",
    "data": "save it as CSV in the program that wrote it",
    "image": "write its content into a spreadsheet",
    "parquet": "use: dateline import parquet FILE",
    "html": "save its table as CSV",
    "locked": "save it without a password",
    "xml-spreadsheet": "open it in a spreadsheet program, and save it as .xlsx or CSV",
}


@contextmanager
def opened_tables(file: str | IO[bytes], layout: Layout) -> Iterator[Iterator[Opened]]:
    """Open the tables of a file, or of a stream, whose name is `-`.

    Raises:
        UnusableFile: it cannot be read.
        InvalidRecords: it is of another kind, damaged, cut off, or protected.
    """
    name = file if isinstance(file, str) else "-"
    try:
        with open(file, "rb") if isinstance(file, str) else _borrowed(file) as raw:
            if isinstance(file, str) and stat.S_ISREG(os.fstat(raw.fileno()).st_mode):
                yield _tables(name, raw, layout)
            else:
                with _seekable(name, raw) as found:
                    yield _tables(name, found, layout)
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, NotImplementedError) as error:
        raise InvalidRecords([Fault(name, None, f"is damaged or cut off: {error}")]) from error
    except OSError as error:
        raise UnusableFile(name, error) from error


@contextmanager
def _borrowed(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    yield stream


@contextmanager
def _seekable(name: str, raw: IO[bytes]) -> Iterator[IO[bytes]]:
    """Give a stream as it is if it is text; what must be sought is written to a file first."""
    stream = cast("io.BufferedReader", bounded(name, raw))
    start = stream.peek(HEAD)[:HEAD]
    if kind_of_start(start) in (TEXT, JSON, GZIP):
        yield stream
        return
    with tempfile.TemporaryFile() as kept:
        shutil.copyfileobj(io.BytesIO(stream.read(_LARGEST_PIPE + 1)), kept)
        if kept.tell() > _LARGEST_PIPE:
            raise _refusal(name, f"has more than {_LARGEST_PIPE // 1_000_000} MB", "write it to a file first")
        kept.seek(0)
        yield kept


def _tables(name: str, raw: IO[bytes], layout: Layout) -> Iterator[Opened]:
    kind = kind_of_file(raw) if raw.seekable() else kind_of_start(cast("io.BufferedReader", raw).peek(HEAD)[:HEAD])
    size = os.fstat(raw.fileno()).st_size if raw.seekable() else None
    if kind is ZIP:
        yield from _members(name, raw, size, layout)
    elif kind in WORKBOOKS:
        from dateline.input.tables.workbooks import sheet_rows

        rows = sheet_rows(name, raw, kind, layout.sheet)
        yield Opened(rows.name, rows, size, lambda: 0, rows.notes)
    elif kind is GZIP:
        content = bounded(name, cast("IO[bytes]", gzip.GzipFile(fileobj=raw)), raw.tell if size else None)
        inner = kind_of_start(cast("io.BufferedReader", content).peek(HEAD)[:HEAD])
        yield _text(name, content, inner, size, raw, layout)
    else:
        content = bounded(name, raw) if size is not None else raw
        yield _text(name, content, kind, size, raw, layout)


def _members(name: str, raw: IO[bytes], size: int | None, layout: Layout) -> Iterator[Opened]:
    with zipfile.ZipFile(raw) as archive:
        members = members_of(archive)
        if not members:
            raise _refusal(name, "is a zip archive without files")
        for member in members:
            with member_of(archive, name, member) as content:
                path = f"{name}/{member.filename}"
                text = bounded(path, content, lambda packed=member.compress_size: packed)  # type: ignore[misc]
                kind = kind_of_start(cast("io.BufferedReader", text).peek(HEAD)[:HEAD])
                if kind is ZIP:
                    told = "is a zip archive or a workbook within a zip archive"
                    raise _refusal(path, told, "unpack it, and import what is in it")
                yield _text(path, text, kind, size, raw, layout)


def _text(name: str, content: IO[bytes], kind: Kind, size: int | None, raw: IO[bytes], layout: Layout) -> Opened:
    """Return a text to read, which is a table or JSON."""
    if kind not in (TEXT, JSON):
        told = "is protected by a password" if kind is LOCKED else f"is {kind.about}, which is not a table"
        hint = "decompress it first" if kind in (XLS, ZIP, GZIP) else _HINTS.get(kind.name)
        raise _refusal(name, told, hint)
    position = raw.tell if raw.seekable() else lambda: 0
    found = opened_text(name, content, size, position, layout.encoding)
    if kind is TEXT and layout.records is None:
        return found
    from dateline.input.tables.json_rows import json_rows

    rows = json_rows(name, found.stream, layout.records)  # type: ignore[arg-type]
    return found._replace(stream=rows, notes=rows.notes)


def _refusal(name: str, message: str, hint: str | None = None) -> InvalidRecords:
    return InvalidRecords([Fault(name, None, message, hint)])
