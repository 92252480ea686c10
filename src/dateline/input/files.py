"""Files read in bulk, plain, gzipped or from a zip, as text in which undecodable bytes become surrogates."""

from __future__ import annotations

import gzip
import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple, cast

from dateline.errors import Fault, InvalidRecords, UnusableFile
from dateline.input.limits import bounded


class Opened(NamedTuple):
    """A text to read: its name for messages, the stream, the size of the file and how much of it is read, in bytes."""

    name: str
    stream: IO[str]
    size: int | None
    position: Callable[[], int]


@contextmanager
def opened(file: str | IO[bytes]) -> Iterator[Iterator[Opened]]:
    """Open `file`, of which a zip holds several texts, or take a stream of bytes, whose name is `-`.

    Raises:
        UnusableFile: it cannot be read.
        InvalidRecords: it is packed and damaged, cut off, or packed in a way that is not known here.
    """
    if not isinstance(file, str):
        yield iter([Opened("-", _decoded(bounded("-", file)), None, lambda: 0)])
        return
    try:
        with open(file, "rb") as raw:
            yield _texts(file, raw)
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise InvalidRecords([Fault(file, None, f"is damaged or cut off: {error}")]) from error
    except OSError as error:
        raise UnusableFile(file, error) from error


def _texts(file: str, raw: IO[bytes]) -> Iterator[Opened]:
    state = os.fstat(raw.fileno())
    if not stat.S_ISREG(state.st_mode):  # a pipe, which has neither size nor position
        yield Opened(file, _decoded(bounded(file, _unpacked(file, raw))), None, lambda: 0)
        return
    size = state.st_size
    if file.endswith(".zip"):
        with zipfile.ZipFile(raw) as archive:
            for member in archive.infolist():
                if not member.is_dir():
                    with _member(archive, member) as content:
                        name = f"{file}/{member.filename}"
                        text = _decoded(bounded(name, content, lambda packed=member.compress_size: packed))  # type: ignore[misc]
                        yield Opened(name, text, size, raw.tell)
        return
    packed = raw.tell if file.endswith(".gz") else None
    yield Opened(file, _decoded(bounded(file, _unpacked(file, raw), packed)), size, raw.tell)


def _unpacked(file: str, raw: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if file.endswith(".gz") else raw


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    try:
        return archive.open(member)
    except (RuntimeError, NotImplementedError) as error:  # it wants a password, or a method that Python lacks
        raise InvalidRecords(
            [Fault(f"{archive.filename}/{member.filename}", None, f"cannot be decompressed: {error}")]
        ) from error


def _decoded(content: IO[bytes]) -> IO[str]:
    return io.TextIOWrapper(content, "utf-8-sig", errors="surrogateescape", newline="")
