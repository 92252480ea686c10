"""Tables whose first line names their columns, where it can be told from that line alone."""

from __future__ import annotations

from itertools import chain
from typing import IO

from dateline.formats.delimited.first_line import Lines
from dateline.formats.delimited.header import Headed
from dateline.formats.delimited.tabular import tells_separator


def is_header(first: str, *, quoted: bool = True) -> bool:
    """Tell whether the first line of a table is its header, and all of it."""
    whole = first.endswith("\n") and not (quoted and first.count('"') % 2)
    return whole and "\r" not in first.removesuffix("\r\n") and bool(first.strip()) and not tells_separator(first)


def header_of(stream: IO[str], separator: str) -> Headed | Lines:
    """Return the header of a table, whose rows are in the stream; or all lines, if it may be another than the first."""
    first = stream.readline()
    if not is_header(first):
        return Lines(stream, chain([first], stream))
    return Headed(Lines(stream, [first]), separator)
