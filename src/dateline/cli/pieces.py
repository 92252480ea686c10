"""Separated cells of many events, written in pieces by several processes at a time."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain, cycle, islice
from typing import IO

from dateline.cli.elsewhere import elsewhere
from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.fields import EVENT_FIELDS
from dateline.formats import csv, tsv
from dateline.query import Query
from dateline.storage.connection import Connection, reading
from dateline.storage.reader import Days, Reader

_PIECE = 20_000
"""Events of a piece."""
_FEW = 100_000
"""Fewer events are written sooner than processes start."""
_MOST_WORKERS = 4
FORMATS = {"csv": csv, "tsv": tsv}


def write_cells(connection: Connection, query: Query, form: str, stream: IO[str], *, safe: bool) -> None:
    """Write the events of `query` with a header to the text stream; `form` is one of FORMATS.

    Raises:
        NotFound, Ambiguous, DatabaseError: as `Reader.events` does.
    """
    reader = Reader(connection, many=True)
    pieces = _pieces(reader, query) if connection.dialect == "sqlite" else []
    workers = min(_MOST_WORKERS, os.cpu_count() or 1, len(pieces))
    if query.limit is not None or workers < 2:
        rows = islice(reader.cells(query), query.limit)
        FORMATS[form].write_rows(chain([EVENT_FIELDS], rows), stream, safe=safe)
        return
    FORMATS[form].write_rows([EVENT_FIELDS], stream, safe=safe)
    with ExitStack() as stack:
        parts = [pieces[worker::workers] for worker in range(workers)]
        texts = [stack.enter_context(elsewhere(_texts, connection.url, query, form, safe, p)) for p in parts]
        for text, _ in zip(cycle(texts), pieces, strict=False):
            stream.write(next(text))


def _texts(url: str, query: Query, form: str, safe: bool, pieces: list[Days]) -> Iterator[str]:
    with reading(url) as connection:
        reader = Reader(connection)
        for piece in pieces:
            text = io.StringIO(newline="")
            FORMATS[form].write_rows(reader.cells(query, piece), text, safe=safe)
            yield text.getvalue()


def _pieces(reader: Reader, query: Query) -> list[Days]:
    """Return the days that part the events of `query` into pieces, in its order; none where they are few anyhow."""
    if query.actors or query.themes or query.sources or query.places or query.texts:
        return []
    days, total = reader.sampled_days(1000)
    within = [day for day in days if query.first <= day <= query.last]
    number = len(within) * total // max(1, len(days))
    if number < _FEW:
        return []
    step = max(1, len(within) * _PIECE // number)
    ends = sorted(set(within[step::step]))
    pieces = list(zip([FAR_PAST, *(day + 1 for day in ends)], [*ends, FAR_FUTURE], strict=True))
    return pieces[::-1] if query.sort == "-date" else pieces
