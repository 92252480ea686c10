"""The first rows of a text, which are looked at before the text is read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import IO

from dateline.formats.delimited.layout import Layout
from dateline.formats.delimited.mapped import WEIGHED
from dateline.formats.delimited.tabular import rows
from dateline.formats.incoming import Rejected

_MORE = 100
"""So many lines more than rows are read, for cells of several lines and for a row that is cut off."""


class Head:
    """A stream whose first `rows`, without a header, are known, and are read once more.

    It is `whole` if these are as many as are to be weighed, or all, and none of them is bad.
    """

    def __init__(self, stream: IO[str], layout: Layout) -> None:
        self._stream = stream
        lines = list(islice(stream, WEIGHED + _MORE))
        found = list(islice(rows(lines, layout.separator, quoted=layout.quoted, before=1), WEIGHED))
        self.rows = [cells for _, cells in found if not isinstance(cells, Rejected)]
        self.whole = len(self.rows) == WEIGHED or (len(lines) < WEIGHED + _MORE and len(self.rows) == len(found))
        self._lines: Iterator[str] = iter(lines)

    def read(self, size: int) -> str:
        """Return the next letters, some more than so many at first."""
        return "".join(self._lines) or self._stream.read(size)

    def readline(self) -> str:
        """Return the rest of a line."""
        return next(self._lines, "") or self._stream.readline()

    def __iter__(self) -> Iterator[str]:
        return chain(self._lines, self._stream)
