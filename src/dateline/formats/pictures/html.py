"""HTML: a timeline as one page that can be explored offline (see dateline.render.picture.page)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO

from dateline.formats.pictures.selection import parted
from dateline.render.picture import Look
from dateline.render.picture.page import page
from dateline.wire_fields import Record


def write(
    fields: tuple[str, ...],
    records: Iterable[Record],
    stream: IO[str],
    *,
    look: Look | None = None,
    deadlines: Iterable[Record] = (),
    sources: Mapping[str, Record] | None = None,
) -> None:
    """Write a page of the records, and of `deadlines` below them; `sources` are records of sources by id.

    Raises:
        DatelineError: the records are neither events nor deadlines, or too many.
    """
    events, due = parted(fields, records, deadlines)
    stream.write(page(events, due, look or Look(), sources or {}))
