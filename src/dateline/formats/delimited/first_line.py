"""The first line of a text, looked at before the text is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO


class Lines:
    """Lines that have the `name` of the stream that they come from."""

    def __init__(self, stream: IO[str], lines: Iterable[str]) -> None:
        self.name, self._lines = str(getattr(stream, "name", "standard input")), iter(lines)

    def __iter__(self) -> Iterator[str]:
        return self._lines


class Peeked:
    """A text whose `first` line is known and is still read; it has a `name`, and its lines once."""

    def __init__(self, stream: IO[str] | Lines) -> None:
        lines = iter(stream)
        self.name = str(getattr(stream, "name", "standard input"))
        self.first = next(lines, "")
        self._lines = chain([self.first] if self.first else [], lines)

    def __iter__(self) -> Iterator[str]:
        return self._lines

    @property
    def separator(self) -> str:
        """What divides the first line most often: a tab, a comma or a semicolon; a tab where none does."""
        return max("\t,;", key=self.first.count)
