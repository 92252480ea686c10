"""Sums of a measure of the events of a query, worked out by the engine but for dates with gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dateline.dates import Bounds
from dateline.facets import PERIODS, Gapped
from dateline.measures.sums import ALL, Amounts, SummedFacets
from dateline.query import Query
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.event_rows import ranking, shape_of


def summed(
    connection: Connection,
    query: Query,
    by: str | None,
    name: str,
    values: Mapping[str, Any],
    gapped: Iterable[Gapped],
) -> SummedFacets:
    """Return the counts and sums of the measure `name`.

    `gapped` are the events of it with gaps in their date.
    """
    found = SummedFacets(by or ALL, query.first, query.last, name)
    if by in PERIODS:
        shape = shape_of(query, limited=False, gaps=False)._replace(measured=True)
        for first, start, end, last, surely, *amounts in connection.rows("measured_days", shape, values):
            found.add_amounts(Bounds(first, start, end, last), Amounts(*amounts), surely=bool(surely))
    else:
        shape = ranking(query)._replace(measured=True)
        for row in connection.rows(f"sum_{by}s" if by else "sum_all", shape, values):
            key, match, *amounts = row if by else (ALL, *row)
            found.add_matched(key, match, some := Amounts(*amounts))
            found.missing += 0 if by else some.number - some.measured
        if shape.gaps is None:
            return found
    for record, surely, _ in gapped:
        found.add_measured(record, surely=surely)
    return found
