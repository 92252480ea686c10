"""PNG: a picture of a timeline in pixels, two for each of the width."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from dateline.formats.pictures.raster import below, converter, plain
from dateline.render.picture import Look
from dateline.wire_fields import Record

EXTENSIONS = (".png",)
READS = False
BINARY = DRAWN = True


def write(
    fields: tuple[str, ...],
    records: Iterable[Record],
    stream: IO[str],
    *,
    look: Look | None = None,
    deadlines: Iterable[Record] = (),
) -> None:
    """Write a picture of the records, and of `deadlines` below them, to the bytes below the text stream.

    Raises:
        DatelineError: vl-convert-python is not installed, or the records are neither events nor deadlines, or too many.
    """
    draw = converter()
    picture = plain(fields, records, deadlines, look)
    below(stream).write(draw.svg_to_png(picture, scale=2))
