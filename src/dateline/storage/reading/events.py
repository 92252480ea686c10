"""Events that match a query, as wire records streamed in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from dateline.event_fields import NAMES
from dateline.length_classes import GAPPED
from dateline.light_classes import NamedTuple
from dateline.query import Query
from dateline.storage.engines.connection import Connection, Row
from dateline.storage.reading.claims import claims_of
from dateline.storage.reading.event_rows import event_record, exactly, judged, ranking, shape_of
from dateline.storage.reading.lookup import Lookup
from dateline.storage.reading.measures import Measures
from dateline.storage.reading.own_days import earliest, latest
from dateline.storage.reading.query_values import ONLY_UNDATED, Days, has_all, newest_first, query_values
from dateline.storage.statements.shapes import EVENT_COLUMNS, Counted, EventShape
from dateline.wire_fields import EVENT_FIELDS, Record

if TYPE_CHECKING:
    from dateline.dates import Bounds
    from dateline.facets import Gapped, Spread
    from dateline.measures.conditions import Wanted
    from dateline.measures.sums import SummedFacets

Place = tuple[int, int]
"""Where an event stands in the order: its first possible day, and its number."""
Column = Sequence[Any]
_FEW = 16
"""So many events are fetched together where no more are wanted; otherwise, what the connection says."""
_NUM, _SET, _DATE, _FIRST, _CLASS = map(
    EVENT_COLUMNS.index, ("num", "theme_set", "date", "start_earliest", "length_class")
)
_MOST_SETS = 65_536
"""So many sets of themes are kept while reading."""


class Page(NamedTuple):
    """Some events of a query, and the place of the last, behind which more follow; None when it was the last of all."""

    records: list[Record]
    last: Place | None


class Reader:
    """Answers queries over one open connection."""

    def __init__(self, connection: Connection, *, many: bool = False, claims: bool = False) -> None:
        """Read over `connection`; with `many` events, they come some at a time from PostgreSQL too.

        With `claims` records have the keys `verdict` and `claims` where their sources are recorded to say something.
        """
        self._connection, self._many, self._claims = connection, many, claims
        self._lookup, self.measures = Lookup(connection), Measures(connection)
        self._themes: dict[int | None, list[str]] = {None: []}

    def resolve(self, query: Query) -> Query:
        """Look up the names in `query`, and return it with the days around its event; names found are kept.

        Raises:
            NotFound, Ambiguous: a name stands for none or for several.
        """
        placed = self._placed(query)
        self._values(placed)
        return placed

    def _placed(self, query: Query) -> Query:
        """Return `query` with the first and last day around its event, where it asks for those."""
        if query.around is None:
            return query
        from dateline.dates.shifting import widened

        event, months, days = query.around
        first, last = widened(*self._lookup.event_days(event), months=months, days=days)
        return query._replace(first=first, last=last, around=None)

    def events(self, query: Query, part: Days | None = None) -> Iterator[Record]:
        """Return the events of `query` on the wire, in its order; names are resolved before the first is asked for.

        With `part` only those whose first possible day lies in these days.

        Raises:
            NotFound, Ambiguous: a name in the query stands for none or for several.
            DatabaseError: the engine fails.
        """
        return self._in_batches(self.rows(query, part), _batch_size(query.limit))

    def rows(self, query: Query, part: Days | None = None) -> Iterator[Row]:
        """Return the rows of EVENT_COLUMNS and `match` of the events of `query`; raises as `events` does."""
        query = self._placed(query)
        return islice(self._exact(query, self._values(query, part), page=query.limit or None), query.limit)

    def named(self, word: str) -> list[str]:
        """Return which of actor and theme a word is the name of."""
        return self._lookup.kinds_named(word)

    def undated(self) -> int:
        """Return how many events are undated, whatever else is asked: one look into an index."""
        return int(next(iter(self._connection.rows("undated_events", (), ONLY_UNDATED)))[0])

    def page(self, query: Query, number: int, *, skip: int = 0, behind: Place | None = None) -> Page:
        """Return `number` events of `query`, its limit apart: those behind the first `skip`, or behind a place.

        Raises:
            NotFound, Ambiguous, DatabaseError: as for `events`.
        """
        placed = self._placed(query)
        found = self._exact(placed, self._values(placed), page=skip + number + 1, behind=behind)
        rows = list(islice(found, skip, skip + number + 1))
        more, rows = len(rows) > number, rows[:number]
        return Page(list(self._in_batches(rows)), (rows[-1][_FIRST], rows[-1][_NUM]) if more and rows else None)

    def cells(self, query: Query, part: Days | None = None) -> Iterator[list[Column]]:
        """Yield the cells of EVENT_FIELDS of the events of `query`, in its order, some events at a time, by columns.

        Lists are the text of a cell, degrees are numbers, None is an empty cell. With `part` only those whose first
        possible day lies in these days; a limit is not looked at.

        Raises:
            NotFound, Ambiguous, DatabaseError: as for `events`.
        """
        placed = self._placed(query)
        return self._cells(placed, self._values(placed, part))

    def _cells(self, query: Query, values: Mapping[str, Any]) -> Iterator[list[Column]]:
        shape = shape_of(query, limited=False, gaps=None)
        size = self._connection.lines_together
        turns = (self._connection.batches("event_cells", shape, each, size) for each in self._turns(query, values))
        for batch in chain.from_iterable(turns):
            gaps = GAPPED in [row[0] for row in batch]
            if rows := list(filter(None, (exactly(row, query) for row in batch))) if gaps else batch:
                yield self._columns(rows)

    def _columns(self, batch: list[Row]) -> list[Column]:
        _, nums, ids, dates, first, last, titles, sets, *values, taken, cited, match = zip(*batch, strict=True)
        cells: dict[str, Column] = dict(zip(NAMES, values, strict=True)) | {
            "id": ids, "date": dates, "earliest": list(map(earliest, dates, first)),
            "latest": list(map(latest, dates, last)),
            "match": match, "title": titles, "actors": self._actor_cells(taken), "themes": self._theme_cells(sets),
            "citations": cited, "measures": self.measures.cells(nums),
        }  # fmt: skip
        return [cells[name] for name in EVENT_FIELDS]

    @cached_property
    def _actor_cells(self) -> Callable[[Column], Column]:
        from dateline.storage.reading.cell_names import ActorCells

        return ActorCells(self._connection.rows("actor_ids"))

    @cached_property
    def _theme_cells(self) -> Callable[[Column], Column]:
        from dateline.storage.reading.cell_names import ThemeCells

        return ThemeCells(self._themes_of)

    def sampled_days(self, number: int) -> tuple[list[int], int]:
        """Return the first possible days of up to `number` events, evenly chosen, in order, and about how many are."""
        rows = sorted(self._connection.rows("sampled_days", (), {"number": number}))
        return [day for day, _ in rows], rows[0][1] if rows else 0

    def count(self, query: Query) -> dict[str, int]:
        """Return how many events `query` has, `certain` and `possible` apart.

        Raises:
            NotFound, Ambiguous, DatabaseError: as for `events`.
        """
        query = self._placed(query)
        values = self._values(query)
        found = {"certain": 0, "possible": 0}
        for match, number in self._connection.rows("count", self._counting(query, values), values):
            found[match] += number
        for row in self._exact(query, values, gaps=True):
            found[row[-1]] += 1
        return found

    def _counting(self, query: Query, values: Mapping[str, Any]) -> EventShape:
        """Return the shape for counting, which tells whether the single days are counted already."""
        shape = shape_of(query, limited=False, gaps=False)
        kinds: tuple[tuple[Counted, str], ...] = (("actor", "actor0"), ("theme", "theme0_first"))
        for kind, subject in kinds:
            alone = EventShape(shape.match, int(kind == "actor"), int(kind == "theme"))
            if shape._replace(every=False, descending=False, gaps=None) == alone:
                of = {"kind": kind, "subject": values[subject]}
                return shape._replace(counted=kind) if list(self._connection.rows("is_counted", (), of)) else shape
        return shape

    def facets(self, query: Query, by: str) -> list[Record]:
        """Return {by, certain, possible} for each year, month, actor, theme ... of the events of `query` (see Facets).

        The engine counts; only events with gaps in their date are looked at one by one.

        Raises:
            NotFound, Ambiguous, DatabaseError: as for `events`.
        """
        from dateline.facets import PERIODS, Facets

        query = self._placed(query)
        values, facets = self._values(query), Facets(by, query.first, query.last)
        if by in PERIODS:
            for bounds, number, surely in self._days(query, values):
                facets.add_days(bounds, number, surely=surely)
        else:
            shape = ranking(query)
            for row in self._connection.rows(f"facet_{by}s", shape, values):
                facets.add(*row)
            if shape.gaps is None:
                return facets.rows()
        for record, surely, _ in self._gapped(query, values):
            facets.add_record(record, surely=surely)
        return facets.rows()

    def parted(self, name: str, query: Query, **values: float) -> tuple[list[Row], Iterator[Record]]:
        """Return the rows of the statement `name`, which gathers events, and the events that the engine cannot judge.

        These have gaps in their date.

        Raises:
            NotFound, Ambiguous, DatabaseError: as for `events`.
        """
        query = self._placed(query)
        bound, shape = self._values(query), ranking(query)
        self._connection.learn_mathematics()
        rows = self._connection.fetched(name, shape, bound | values)
        gapped = () if shape.gaps is None else self._exact(query, bound, gaps=True)
        return rows, self._in_batches(gapped)

    def themes_of_sets(self, numbers: Sequence[int | None]) -> list[list[str]]:
        """Return the themes of each of the sets with these numbers, in the order of the tree."""
        found = self._themes_of(numbers)
        return [found[number] for number in numbers]

    def _gapped(self, query: Query, values: Mapping[str, Any]) -> Iterator[Gapped]:
        """Yield the events with gaps in their date."""
        shape = shape_of(query, limited=False, gaps=True)
        rows = self._connection.rows("events", shape, values)
        judged_rows = ((judged(row, query, row[_DATE]), row[-1] == "certain") for row in rows)
        kept = ((row, surely) for row, surely in judged_rows if row is not None)
        while batch := list(islice(kept, self._connection.together)):
            records = self._whole([row for row, _ in batch])
            yield from ((record, sure, row[_FIRST]) for record, (row, sure) in zip(records, batch, strict=True))

    def _days(self, query: Query, values: Mapping[str, Any]) -> Iterator[tuple[Bounds, int, bool]]:
        """Yield how many events have the same bounds, without gaps, and whether they are surely meant."""
        from dateline.dates import Bounds

        if not (query.wheres or (query.members and query.actors)):
            rows = self._connection.rows("facet_days", self._counting(query, values), values)
            return ((Bounds(*days), number, True) for *days, number in rows)
        rows = self._connection.rows("measured_days", shape_of(query, limited=False, gaps=False), values)
        return ((Bounds(*days), number, bool(surely)) for *days, surely, number in rows)

    def sums(self, query: Query, by: str | None, wanted: Wanted) -> SummedFacets:
        """Return the counts and sums of a measure of the events of `query`: of all together, or by year, actor ...

        Raises:
            NotFound, Ambiguous, DatabaseError: as for `events`; or there is no such measure, or in several units.
        """
        from dateline.storage.reading.sums import summed

        query = self._placed(query)
        values = self._values(query) | {"summed": self.measures.number(wanted)}
        return summed(self._connection, query, by, wanted.name, values, self._gapped(query, values))

    def spread(self, query: Query) -> Spread:
        """Return how the events of `query` lie in time, by one look at all of them.

        Raises:
            NotFound, Ambiguous, DatabaseError: as for `events`.
        """
        from dateline.facets import Spread

        query = self._placed(query)
        values = self._values(query)
        days = list(self._days(query, values))
        return Spread(query.first, query.last, days, list(self._gapped(query, values)))

    def citing(self, source: str, number: int) -> list[Record]:
        """Return the first `number` events that cite the source with the id `source`, in order of date."""
        rows = self._connection.rows("events_citing", (), {"source": source, "limit": number})
        return list(self._in_batches((*row, "certain") for row in rows))

    def numbered(self, numbers: Iterable[int]) -> Iterator[tuple[int, Record]]:
        """Yield some events by their numbers, with these, in order; those that there are not are left out."""
        rows = list(self._connection.rows("events_numbered", (), {"events": self._list(numbers)}))
        yield from zip((row[_NUM] for row in rows), self._whole([(*row, "certain") for row in rows]), strict=True)

    def explain(self, query: Query) -> tuple[str, list[str]]:
        """Return the SQL by which `query` is answered, and the engine's plan for it, a line a step.

        Raises:
            NotFound, Ambiguous, DatabaseError: as for `events`.
        """
        query, limited = self._placed(query), query.limit is not None
        window = {"limit": query.limit} if limited else {}
        return self._connection.explain(
            "events", shape_of(query, limited=limited, gaps=None), {**self._values(query), **window}
        )

    def event(self, identity: str, *, merged: bool = True) -> Record | None:
        """Return the event with the id `identity`, or None; if it was `merged` into another, that one."""
        rows = list(self._connection.rows("event_with_id", (), {"id": identity}))
        if not rows and merged:
            for (target,) in self._connection.rows("redirect_of", (), {"kind": "event", "id": identity}):
                return self.event(target, merged=False)
        return next(self._whole([(*rows[0], "certain")])) if rows else None

    def _exact(
        self,
        query: Query,
        values: Mapping[str, Any],
        *,
        page: int | None = None,
        behind: Place | None = None,
        gaps: bool | None = None,
    ) -> Iterator[Row]:
        """Yield the rows of `query` without those whose discontinuous date misses the range after all.

        The bounds of "1994 or 1996" touch 1995; only the date itself knows better, so such rows are judged here. With
        `page` so many rows are asked for at a time, for the caller may have enough of them soon.
        """
        for turn in self._turns(query, values) if gaps is None else (values,):
            if behind is None or turn["until"] >= behind[0]:
                yield from self._rows(query, turn, page=page, behind=behind, gaps=gaps)
                behind = None

    def _turns(self, query: Query, values: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
        """Return the values of the statements that give all events in order: the newest first, undated ones last."""
        newest = query.sort == "-date" and has_all(values) and self.undated()
        return newest_first(values) if newest else (values,)

    def _rows(
        self, query: Query, values: Mapping[str, Any], *, page: int | None, behind: Place | None, gaps: bool | None
    ) -> Iterator[Row]:
        shape, seen = shape_of(query, limited=page is not None, gaps=gaps), 0
        values = values if page is None else {**values, "limit": page}
        if behind:
            shape = shape._replace(continued=True)
            values = {**values, "after_day": behind[0], "after_event": behind[1]}
        while True:
            row: Row | None = None
            for row in self._connection.rows("events", shape, values, many=self._many):
                seen += 1
                if (found := judged(row, query, row[_DATE]) if row[_CLASS] == GAPPED else row) is not None:
                    yield found
            if page is None or row is None or seen % page:
                return
            shape = shape._replace(continued=True)
            values = {**values, "after_day": row[_FIRST], "after_event": row[_NUM]}

    def _values(self, query: Query, part: Days | None = None) -> dict[str, Any]:
        values = query_values(query, part, self._lookup, self._connection.engine)
        if query.circle:
            self._connection.learn_mathematics()
        return values | self.measures.values(query.wheres) if query.wheres else values

    def _in_batches(self, rows: Iterable[Row], size: int | None = None) -> Iterator[Record]:
        rows = iter(rows)
        while batch := list(islice(rows, size or self._connection.together)):
            yield from self._whole(batch)

    def _whole(self, rows: list[Row]) -> Iterator[Record]:
        """Yield the records of `rows` with their participants, themes and citations."""
        actors: dict[int, list[Record]] = defaultdict(list)
        citations: dict[int, list[Record]] = defaultdict(list)
        values = {"events": self._list(row[_NUM] for row in rows)}
        for event, identity, name, role in self._connection.rows("participants_of", (), values):
            actors[event].append({"id": identity, "name": name, "role": role})
        for event, source, locator, quote in self._connection.rows("citations_of", (), values):
            citations[event].append({"source": source, "locator": locator, "quote": quote})
        themes, measures = self._themes_of([row[_SET] for row in rows]), self.measures.of(values)
        claims = claims_of(self._connection, values) if self._claims else {}
        for row in rows:
            num = row[_NUM]
            lists = actors.get(num, []), list(themes[row[_SET]]), citations.get(num, []), measures.get(num, [])
            record = event_record(row, *lists)
            yield record | claims[num](record) if num in claims else record

    def _themes_of(self, sets: Iterable[int | None]) -> Mapping[int | None, list[str]]:
        """Return the themes of sets, in the order of the tree; those asked for are kept."""
        if len(self._themes) > _MOST_SETS:
            self._themes = {None: []}
        if lacking := {number for number in sets if number not in self._themes}:
            found: dict[int | None, list[str]] = {number: [] for number in lacking}
            for number, theme in self._connection.rows("themes_of_sets", (), {"sets": self._list(lacking)}):
                found[number].append(theme)
            self._themes |= found
        return self._themes

    def _list(self, numbers: Iterable[int | None]) -> str:
        """Return numbers as the engine takes a list."""
        return self._connection.engine.numbers % ",".join(map(str, numbers))


def _batch_size(limit: int | None) -> int | None:
    return _FEW if limit is not None and limit <= _FEW else None
