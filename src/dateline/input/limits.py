"""Limits on input: the length of a line, and the ratio of an archive to its contents."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import IO, Any

from dateline.errors import Fault, InvalidRecords

LONGEST_LINE = 64_000_000
"""The most bytes between two ends of lines; what reads a line holds all of it."""
_TIMES, _FROM = 200, 100_000_000
"""A file may unpack to so many times its size, and in any case to so many bytes; texts seldom reach 20 times."""
_CHUNK = 1_000_000


class Bounded(io.RawIOBase):
    """A stream that ends when its text cannot be one; `packed` tells how many bytes of the file are read."""

    def __init__(self, name: str, content: IO[bytes], packed: Callable[[], int] | None = None) -> None:
        self._name, self._content, self._packed = name, content, packed
        self._read = self._since = 0
        self._recent = [b"", b""]

    @property
    def name(self) -> object:
        """What the stream below is called, for messages."""
        return getattr(self._content, "name", self._name)

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read into `buffer`.

        Raises:
            InvalidRecords: the limits are passed.
        """
        # What a pipe has now: a first row need not wait for a whole chunk.
        found = getattr(self._content, "read1", self._content.read)(len(buffer))
        buffer[: len(found)] = found
        self._read += len(found)
        if not found.isascii():
            self._recent = [self._recent[1], found]
        end = found.rfind(b"\n")
        self._since = self._since + len(found) if end < 0 else len(found) - end - 1
        if self._since > LONGEST_LINE:
            self._refuse(
                f"has a line longer than {LONGEST_LINE // 1_000_000} MB", "check that the file has this format"
            )
        if self._packed and self._read > max(_FROM, _TIMES * self._packed()):
            self._refuse(
                f"decompresses to more than {_TIMES} times its size", "decompress it first if that is intended"
            )
        return len(found)

    def recent(self) -> bytes:
        """Return the bytes of the last two reads that were not ASCII alone."""
        return b"".join(self._recent)

    def _refuse(self, message: str, hint: str) -> None:
        raise InvalidRecords([Fault(self._name, None, message, hint)])


def bounded(name: str, content: IO[bytes], packed: Callable[[], int] | None = None) -> IO[bytes]:
    """Return a stream with the bytes of `content`, whose reading raises InvalidRecords when they are out of bounds."""
    return io.BufferedReader(Bounded(name, content, packed), _CHUNK)
