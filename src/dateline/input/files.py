"""Files read in bulk, plain, gzipped or from a zip, as text in which undecodable bytes become surrogates."""

from __future__ import annotations

import codecs
import gzip
import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple, cast

from dateline.errors import Fault, InvalidRecords, UnusableFile
from dateline.formats.delimited.tabular import Sheet
from dateline.input.encodings import encoding_of
from dateline.input.limits import Bounded, bounded

_OF_SYSTEMS = re.compile(r"__MACOSX/|(?:.*/)?(?:\.[^/]*|Thumbs\.db|desktop\.ini)$", re.IGNORECASE)
_START = 1_000
"""So many bytes tell whether a text is UTF-16."""
_ESCAPE = "dateline.escaped"
"""The name by which codecs know how bytes that are no text are kept."""


class Opened(NamedTuple):
    """A text to read: its name for messages, the stream, the size of the file and how much of it is read, in bytes.

    Rows of a workbook or of JSON are no stream, but a Sheet. `notes` say what else there is to know. `sample` gives
    some of the bytes that were read last and are not ASCII.
    """

    name: str
    stream: IO[str] | Sheet
    size: int | None
    position: Callable[[], int]
    notes: list[str] = []  # noqa: RUF012
    sample: Callable[[], bytes] = bytes


@contextmanager
def opened(file: str | IO[bytes], encoding: str | None = None) -> Iterator[Iterator[Opened]]:
    """Open `file`, of which a zip holds several texts, or take a stream of bytes, whose name is `-`.

    `encoding` is that of the texts, None for UTF-8 or what a mark at their start says.

    Raises:
        UnusableFile: it cannot be read.
        InvalidRecords: it is packed and damaged, cut off, or packed in a way that is not known here.
    """
    if not isinstance(file, str):
        yield iter([opened_text("-", bounded("-", file), None, lambda: 0, encoding)])
        return
    try:
        with open(file, "rb") as raw:
            yield _texts(file, raw, encoding)
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise InvalidRecords([Fault(file, None, f"is damaged or cut off: {error}")]) from error
    except OSError as error:
        raise UnusableFile(file, error) from error


def _texts(file: str, raw: IO[bytes], encoding: str | None) -> Iterator[Opened]:
    state = os.fstat(raw.fileno())
    if not stat.S_ISREG(state.st_mode):  # a pipe, which has neither size nor position
        yield opened_text(file, bounded(file, _unpacked(file, raw)), None, lambda: 0, encoding)
        return
    size = state.st_size
    if file.endswith(".zip"):
        with zipfile.ZipFile(raw) as archive:
            for member in members_of(archive):
                with member_of(archive, file, member) as content:
                    name = f"{file}/{member.filename}"
                    found = bounded(name, content, lambda packed=member.compress_size: packed)  # type: ignore[misc]
                    yield opened_text(name, found, size, raw.tell, encoding)
        return
    packed = raw.tell if file.endswith(".gz") else None
    yield opened_text(file, bounded(file, _unpacked(file, raw), packed), size, raw.tell, encoding)


def _unpacked(file: str, raw: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if file.endswith(".gz") else raw


def members_of(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the files of an archive, without those that systems add for themselves."""
    return [each for each in archive.infolist() if not each.is_dir() and not _OF_SYSTEMS.match(each.filename)]


def member_of(archive: zipfile.ZipFile, file: str, member: zipfile.ZipInfo) -> IO[bytes]:
    """Open a member of a zip archive that is called `file`.

    Raises:
        InvalidRecords: it wants a password, or is packed in a way that is not known here.
    """
    try:
        return archive.open(member)
    except (RuntimeError, NotImplementedError) as error:  # it wants a password, or a method that Python lacks
        raise InvalidRecords([Fault(f"{file}/{member.filename}", None, f"cannot be decompressed: {error}")]) from error


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Keep bytes that are no text as surrogateescape does, which takes no ASCII, in which cut-off UTF-16 may end."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(chr(0xDC00 + max(byte, 0x80)) for byte in wrong), error.end


codecs.register_error(_ESCAPE, _escaped)


def opened_text(
    name: str, content: IO[bytes], size: int | None, position: Callable[[], int], encoding: str | None
) -> Opened:
    """Return a text whose bytes are `content`, as `bounded` gives them; what is no text is refused later, by rows.

    Raises:
        InvalidRecords: its first bytes contradict the encoding.
    """
    buffer = cast("io.BufferedReader", content)
    bounds = cast("Bounded", buffer.raw)
    known = encoding_of(name, buffer.peek(_START)[:_START], encoding)
    text = io.TextIOWrapper(buffer, known, errors=_ESCAPE, newline="")
    return Opened(name, text, size, position, [], bounds.recent)
