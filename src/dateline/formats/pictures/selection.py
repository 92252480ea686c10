"""What the formats of pictures have in common: which records are events and which deadlines, and how many at most."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from dateline.errors import DatelineError
from dateline.formats.pictures import MOST
from dateline.render.picture import Look
from dateline.render.picture.svg import svg
from dateline.wire_fields import Record, are_events


def parted(
    fields: tuple[str, ...], records: Iterable[Record], deadlines: Iterable[Record]
) -> tuple[list[Record], list[Record]]:
    """Return the events and the deadlines to draw, by the `fields` of the records.

    Raises:
        DatelineError: there are more than MOST.
    """
    found, due = list(islice(records, MOST + 1)), list(islice(deadlines, MOST + 1))
    if len(found) + len(due) > MOST:
        raise DatelineError(f"a picture shows at most {MOST:,} events", "select fewer with filters or --limit")
    return (found, due) if are_events(fields) else ([], found)


def drawing(fields: tuple[str, ...], records: Iterable[Record], deadlines: Iterable[Record], look: Look) -> str:
    """Return the picture of the records as the text of an SVG file, which does not contain its font yet.

    Raises:
        DatelineError: as for `parted`.
    """
    events, due = parted(fields, records, deadlines)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg(events, due, look)}\n'
