"""Tables whose first line names their columns, where it can be told from that line alone."""

from __future__ import annotations

from itertools import chain
from typing import IO

from dateline.formats.delimited.first_line import Lines
from dateline.formats.delimited.header import Headed
from dateline.formats.delimited.tabular import tells_separator


def header_of(stream: IO[str], separator: str, *, quoted: bool = True) -> Headed | Lines:
    """Return the header of a table, whose rows are in the stream; or all lines, if it may be another than the first."""
    first = stream.readline()
    whole = first.endswith("\n") and not (quoted and first.count('"') % 2)
    if not whole or "\r" in first.removesuffix("\r\n") or not first.strip() or tells_separator(first):
        return Lines(stream, chain([first], stream))
    return Headed(Lines(stream, [first]), separator, quoted=quoted)
