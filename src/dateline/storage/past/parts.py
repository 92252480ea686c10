"""The past read in two parts: the events that are as they are now, and those that were others; rows are merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import merge
from itertools import chain, islice
from operator import itemgetter
from typing import Any

from dateline.storage.engines.beside import Words
from dateline.storage.engines.connection import Connection, Row
from dateline.storage.engines.engine import Engine
from dateline.storage.statements.shapes import EVENT_COLUMNS, Shape

_NONE: Mapping[str, object] = {}
_DAY, _NUMBER = EVENT_COLUMNS.index("start_earliest"), EVENT_COLUMNS.index("num")
MERGED: Mapping[str, tuple[int, ...]] = {
    "events": (_DAY, _NUMBER), "events_citing": (_DAY, _NUMBER), "event_cells": (4, 1),
    **dict.fromkeys(("events_numbered", "participants_of", "citations_of", "measures_of"), (0,)),
    **dict.fromkeys(("count", "facet_days", "facet_actors", "facet_themes"), ()),
    **dict.fromkeys(("measured_days", "sum_all", "sum_actors", "sum_themes"), ()),
    **dict.fromkeys(("placed_in_stripes", "placed_in_cells"), ()),
}  # fmt: skip
"""The statements whose rows come from one event each, or are counts of events to be added up, with the columns of their
order. Of all others nothing is known, and they are asked once, of both parts together."""


class InParts(Connection):
    """A connection to a past in parts; `own` tells whether the second part has any event."""

    def __init__(self, raw: Any, engine: Engine, url: str, words: Words, *, own: bool) -> None:
        super().__init__(raw, engine, url)
        self.alone = True
        self.reword(words.whole)
        self._parts: list[Connection] = []
        if own and words.left:
            self._parts = [Connection(raw, engine, url) for _ in "12"]
            for number, part, change in zip((1, 2), self._parts, (words.left, words.own), strict=True):
                part.part = f"_{number}"
                part.reword(change)

    def rows(
        self, name: str, shape: Shape = (), values: Mapping[str, object] = _NONE, *, many: bool = False
    ) -> Iterator[Row]:
        """Yield the rows of a statement as `Connection.rows` does."""
        order = MERGED.get(name)
        if order is None or not self._parts:
            return super().rows(name, shape, values, many=many)
        found = [part.rows(name, shape, values, many=many) for part in self._parts]
        if not order:
            return chain(*found)
        way = bool(getattr(shape, "descending", False))
        rows = merge(*found, key=itemgetter(*order), reverse=way)
        limit = values.get("limit")
        return islice(rows, limit) if isinstance(limit, int) else rows

    def batches(
        self, name: str, shape: Shape, values: Mapping[str, object], size: int, *, many: bool = True
    ) -> Iterator[list[Row]]:
        """Yield the rows of a statement as `Connection.batches` does."""
        if name not in MERGED or not self._parts:
            yield from super().batches(name, shape, values, size, many=many)
            return
        rows = self.rows(name, shape, values, many=many)
        while batch := list(islice(rows, size)):
            yield batch

    def close(self) -> None:
        """End all statements and close the connection."""
        for part in self._parts:
            part.end_statements()
        super().close()
