"""SVG: a picture of a timeline, one file that needs nothing else (see dateline.render.picture)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from dateline.formats.pictures.selection import drawing
from dateline.render.letters.faces import lettered
from dateline.render.picture import Look
from dateline.wire_fields import Record


def write(
    fields: tuple[str, ...],
    records: Iterable[Record],
    stream: IO[str],
    *,
    look: Look | None = None,
    deadlines: Iterable[Record] = (),
) -> None:
    """Write a picture of the records, and of `deadlines` below them.

    Raises:
        DatelineError: the records are neither events nor deadlines, or too many.
    """
    stream.write(lettered(drawing(fields, records, deadlines, look or Look())))
