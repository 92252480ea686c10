"""Lines of many events, written in parts by several processes."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import cycle
from typing import IO

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.dates.calendar import AFTER_ALL
from dateline.formats import format_named
from dateline.query import Query
from dateline.storage.engines.connection import Connection
from dateline.storage.opening import reading
from dateline.storage.reading.events import Column, Reader
from dateline.storage.reading.query_values import Days
from dateline.wire_fields import EVENT_FIELDS

_PART = 5_000
"""Events of a part."""
_FEW = 100_000
"""Fewer events are written sooner than processes start."""
_MOST_WORKERS = 4


def write_events(connection: Connection, query: Query, form: str, stream: IO[str], *, safe: bool) -> None:
    """Write the events of `query` to the text stream in a format that writes lines, `safe` as for csv.

    Raises:
        NotFound, Ambiguous, DatabaseError: as `Reader.events` does.
    """
    reader = Reader(connection, many=True)
    query = reader.resolve(query)  # an unknown name is told before anything is written
    parts = _parts(reader, query) if connection.engine.in_parts and not connection.alone else []
    workers = min(_MOST_WORKERS, os.cpu_count() or 1, len(parts))
    format_ = format_named(form)
    if format_.can("separated"):
        format_.implementation.write_header(EVENT_FIELDS, stream)
    if query.limit is not None or workers < 2:
        _write(reader, query, None, form, stream, safe)
        return
    from dateline.worker import elsewhere

    with ExitStack() as stack:
        shares = [parts[worker::workers] for worker in range(workers)]
        texts = [stack.enter_context(elsewhere(_texts, connection.url, query, form, safe, each)) for each in shares]
        for text, _ in zip(cycle(texts), parts, strict=False):
            stream.write(next(text))


def _write(reader: Reader, query: Query, part: Days | None, form: str, stream: IO[str], safe: bool) -> None:
    format_ = format_named(form)
    if not format_.can("separated"):
        format_.write(EVENT_FIELDS, reader.events(query, part), stream)
        return
    cells = reader.cells(query, part)
    cells = cells if query.limit is None else _first(cells, query.limit)
    format_.implementation.write_columns(cells, stream, safe=safe)


def _first(batches: Iterable[list[Column]], lines: int) -> Iterator[list[Column]]:
    """Yield the columns of so many first lines."""
    for columns in batches:
        yield [column[:lines] for column in columns]
        lines -= len(columns[0])
        if lines <= 0:
            return


def _texts(url: str, query: Query, form: str, safe: bool, parts: list[Days]) -> Iterator[str]:
    with reading(url) as connection:
        reader = Reader(connection)
        for part in parts:
            text = io.StringIO(newline="")
            _write(reader, query, part, form, text, safe)
            yield text.getvalue()


def _parts(reader: Reader, query: Query) -> list[Days]:
    """Return the days of each part of the events of `query`, in its order; none where they are few anyhow."""
    if query.actors or query.themes or query.sources or query.places or query.texts or query.sought:
        return []
    days, total = reader.sampled_days(1000)
    within = [day for day in days if query.first <= day <= query.last]
    number = len(within) * total // max(1, len(days))
    if number < _FEW:
        return []
    step = max(1, len(within) * _PART // number)
    ends = sorted(set(within[step::step]))
    parts = list(zip([FAR_PAST, *(day + 1 for day in ends)], [*ends, FAR_FUTURE], strict=True))
    every = parts[::-1] if query.sort == "-date" else parts
    return [*every, (AFTER_ALL, AFTER_ALL)] if query.timeless else every
