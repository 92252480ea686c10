"""The same queries on ten times as many events, for the same number of rows: how much longer they take."""

from __future__ import annotations

import dataclasses
from functools import partial
from itertools import islice

from bench.hand_written import cases
from bench.pairs import compared
from bench.workshop import Workshop

from dateline.query import Query
from dateline.storage.opening import reading
from dateline.storage.reading.events import Reader


def run(workshop: Workshop) -> None:
    """Measure every query with a limit that both databases reach; the left column is the greater database."""
    lesser = dataclasses.replace(workshop, events=workshop.events // 10)
    with reading(f"sqlite:///{workshop.database()}") as many, reading(f"sqlite:///{lesser.database()}") as few:
        both = Reader(many), Reader(few)
        for case, other in zip(cases(workshop.events), cases(lesser.events), strict=True):
            queries = case.query, other.query
            found = (reader.events(query._replace(limit=50)) for reader, query in zip(both, queries, strict=True))
            limit = min(sum(1 for _ in records) for records in found)
            ours, theirs = (
                partial(_asked, reader, query._replace(limit=limit), limit)
                for reader, query in zip(both, queries, strict=True)
            )
            compared(f"{case.name}, {limit} rows: here / a tenth", ours, theirs, 3.0)


def _asked(reader: Reader, query: Query, limit: int) -> None:
    if len(list(islice(reader.events(query), limit))) != limit:
        raise SystemExit(f"fewer than {limit} events")
