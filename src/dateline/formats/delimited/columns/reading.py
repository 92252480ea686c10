"""Our own CSV by columns: what is common block by block, and all else as `event_cells` reads it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, Any

import pyarrow
from pyarrow import compute

from dateline.event_columns import Frame
from dateline.event_fields import FIELDS, NAMES
from dateline.formats.delimited import event_cells
from dateline.formats.delimited.cell_values import UnfitError
from dateline.formats.delimited.columns.blocks import blocks
from dateline.formats.delimited.columns.distinct import TEXT
from dateline.formats.delimited.columns.headed import header_of
from dateline.formats.delimited.columns.rows import Cells, Readers, frame
from dateline.formats.delimited.first_line import Lines
from dateline.formats.delimited.tabular import batches
from dateline.formats.incoming import Item

_NEVER = len(event_cells.LISTED) - len(NAMES) - 4
"""From here on the columns of LISTED are, up to NAMES, those that are empty in common rows."""
_READERS = Readers(
    event_cells.read_date,
    [str if field.kind == "text" else read for field, read in zip(FIELDS, event_cells.READ_FIELDS, strict=True)],
    *event_cells.READ_LISTS,
)


def events(stream: IO[str], separator: str) -> Iterator[Item | Frame]:
    """Yield the items of what dateline writes, with arrays of Arrow in the frames of common rows.

    Raises:
        InvalidRecords: there is no header with the columns `id`, `date` and `title`.
    """
    table = header_of(stream, separator)
    if isinstance(table, Lines):
        yield from event_cells.events(table, separator)
        return
    below = event_cells.headed(table)
    width, places = len(below.names), event_cells.places_of(below)
    wanted = sorted({place for place in places if place < width})
    before = 1
    for block in blocks(stream, separator, width, wanted):
        if isinstance(block, str):
            lines = chain(io.StringIO(block + stream.readline(), newline=""), stream)
            yield from _one_by_one(lines, separator, before, below.names, places)
            return
        columns = block.columns and dict(zip(wanted, block.columns, strict=True))
        found = _framed(columns, places, block.ends + before) if columns else None
        if found:
            yield found
        else:
            yield from _one_by_one(io.StringIO(block.text, newline=""), separator, before, below.names, places)
        before += block.lines


def _one_by_one(
    lines: Iterable[str], separator: str, before: int, names: tuple[str, ...], places: list[int]
) -> Iterator[Item | Frame]:
    for found in batches(lines, separator, before=before):
        yield from event_cells.items_of(found, names, places)


def _framed(columns: dict[int, Any], places: list[int], ends: Any) -> Frame | None:
    """Return the frame of a block, None when one of its rows is out of the common."""
    empty = pyarrow.array([""] * len(ends), TEXT)
    held = [columns[place].chunk(0) if place in columns else empty for place in places]
    ids, titles, dates, *lists = held[:_NEVER]
    if any(compute.any(compute.equal(column, "")).as_py() for column in (ids, titles, dates)):
        return None
    for column in held[_NEVER : -len(NAMES)]:
        if column is not empty and compute.any(compute.not_equal(column, "")).as_py():
            return None
    try:
        return frame(pyarrow.array(ends), Cells((ids, titles, dates), lists, held[-len(NAMES) :]), _READERS)
    except UnfitError:
        return None
