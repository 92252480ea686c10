"""The events of a query by columns: fields of the wire, lists as how many each event has and all of them in a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain, islice
from typing import Any, NamedTuple

from dateline.dates import FAR_FUTURE, FAR_PAST, parse
from dateline.event_fields import NAMES
from dateline.query import Query
from dateline.storage.engines.connection import Connection, Row
from dateline.storage.reading.events import Reader
from dateline.storage.statements.shapes import EVENT_COLUMNS

BATCH = 5_000
_ROWS = 20_000
_NUM, _SET, _ID, _DATE, _FIRST, _LAST, _TITLE = map(
    EVENT_COLUMNS.index, ("num", "theme_set", "id", "date", "start_earliest", "end_latest", "title")
)
_ACTOR, _CITATION = ("id", "name", "role"), ("source", "locator", "quote")


class Lists(NamedTuple):
    """A list for each event: how many items each has, and the fields of all items in the order of the events."""

    counts: list[int]
    fields: dict[str, Sequence[Any]]


def event_columns(connection: Connection, query: Query) -> Iterator[dict[str, Any]]:
    """Yield the events of `query` some thousand at a time, as columns by the names of EVENT_FIELDS.

    `earliest` and `latest` are days, None for no bound; `themes` are lists of ids; `actors` and `citations` are Lists,
    `measures` lists of records.

    Raises:
        NotFound, Ambiguous, DatabaseError: as for `Reader.events`.
    """
    reader = Reader(connection, many=query.limit is None)
    rows = reader.rows(query)
    while batch := list(islice(rows, BATCH)):
        yield _columns(connection, reader, batch)


def _columns(connection: Connection, reader: Reader, batch: list[Row]) -> dict[str, Any]:
    cells = list(zip(*batch, strict=True))
    nums, dates = cells[_NUM], cells[_DATE]
    values = {"events": connection.engine.numbers % ",".join(map(str, nums))}
    firsts, lasts = _own(dates, cells[_FIRST], 0), _own(dates, cells[_LAST], 1)
    themes, measures = reader.themes_of_sets(cells[_SET]), reader.measures.of(values)
    return {
        **dict(zip(NAMES, cells[_TITLE + 1 : -1], strict=True)),
        "id": cells[_ID],
        "date": dates,
        "title": cells[_TITLE],
        "match": cells[-1],
        "earliest": [None if day == FAR_PAST else day for day in firsts],
        "latest": [None if day == FAR_FUTURE else day for day in lasts],
        "actors": _lists(nums, connection, "participants_of", values, _ACTOR),
        "themes": themes,
        "citations": _lists(nums, connection, "citations_of", values, _CITATION),
        "measures": [measures.get(num, []) for num in nums],
    }


def _own(dates: Sequence[str], stored: Sequence[int], end: int) -> Sequence[int]:
    """Return the first or last day of each date, which differs from the stored one if a part is approximate."""
    if not any("~" in date or "%" in date for date in dates):
        return stored
    days = zip(dates, stored, strict=True)
    return [_ends(date)[end] if "~" in date or "%" in date else day for date, day in days]


@lru_cache(65_536)
def _ends(date: str) -> tuple[int, int]:
    found = parse(date)
    return found.earliest, found.latest


def _lists(
    nums: Sequence[int], connection: Connection, statement: str, values: dict[str, Any], fields: Sequence[str]
) -> Lists:
    """Return the rows that a statement gives of events, in the order of their numbers, in that of `nums`."""
    rows = chain.from_iterable(connection.batches(statement, (), values, _ROWS))
    columns = list(zip(*rows, strict=True)) or [()] * (len(fields) + 1)
    number = Counter(columns[0])
    counts = [number[num] for num in nums]
    ordered = sorted(nums)
    if ordered == list(nums):
        return Lists(counts, dict(zip(fields, columns[1:], strict=True)))
    starts = dict(zip(ordered, accumulate((number[num] for num in ordered), initial=0), strict=False))
    places = list(chain.from_iterable(range(starts[num], starts[num] + number[num]) for num in nums))
    return Lists(counts, {name: [cells[i] for i in places] for name, cells in zip(fields, columns[1:], strict=True)})
