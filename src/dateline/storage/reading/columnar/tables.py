"""The events of a query as one table of Arrow: the engine gives columns, and no event is looked at by itself.

Only dates that the engine cannot judge, those with gaps, and the days of approximate ones are worked out here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from dateline.dates import parse
from dateline.event_fields import FIELDS
from dateline.formats.documents import parquet
from dateline.length_classes import GAPPED
from dateline.query import Query
from dateline.storage.engines.arrow import Asked, NotAsTables, Tables
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.event_rows import exact_match, shape_of
from dateline.storage.reading.events import Reader
from dateline.storage.statements.shapes import TABLE_COLUMNS
from dateline.wire_fields import EVENT_FIELDS

if TYPE_CHECKING:
    Table: TypeAlias = Any  # one of pyarrow, which has no types

_KINDS = {"whole": "int64", "number": "float64"}
_WHOLE = ("num", "theme_set", "length_class", "start_earliest", "end_latest")
EVENTS = (
    dict.fromkeys(TABLE_COLUMNS, "string")
    | {field.name: _KINDS.get(field.kind, "string") for field in FIELDS}
    | dict.fromkeys(_WHOLE, "int64")
)
ACTORS = {"num": "int64", "id": "string", "name": "string"}
PARTICIPANTS = {"event": "int64", "actor": "int64", "role": "string"}
CITATIONS = {"event": "int64", "source": "string", "locator": "string", "quote": "string"}
MEASURES = {"event": "int64", "measure": "int64", "value": "float64", "low": "float64", "high": "float64"}
_EPOCH = 719_163
"""The number of 1970-01-01, from which Arrow counts days."""
_LAST = 3_652_059
"""The number of 9999-12-31, the last day that readers of Arrow know; the first is day 1."""
_DENSE = 8
"""Where one in so many events is wanted, all between the first and the last number are read, which is faster."""
_PIECE = 500_000
"""Events whose lists are put together at a time, for their texts must not be too long for one array."""
_NO_SET = -1
"""The number of no set of themes: they count from 1."""
_ALL = {"least": 0, "most": 2**62}


def events_table(connection: Connection, query: Query) -> Table | None:
    """Return the table of events with the schema of a Parquet file, or None where it must be read by rows.

    Raises:
        NotFound, Ambiguous, DatabaseError: as for `Reader.events`.
    """
    with connection.tables() as tables:
        if tables is None:
            return None
        try:
            return EventTables(connection, tables, query).table()
        except NotAsTables:
            return None


class EventTables(Reader):
    """The tables of one query, and what is made of them."""

    def __init__(self, connection: Connection, tables: Tables, query: Query) -> None:
        import numpy
        import pyarrow
        import pyarrow.compute

        super().__init__(connection)
        self._arrow, self._numpy, self._tables = pyarrow, numpy, tables
        self._query = self._placed(query)

    def table(self) -> Table:
        """Return the table; raises NotAsTables."""
        schema = parquet.schema(EVENT_FIELDS)
        events, (taken, cited, measured, actors) = self._read()
        events, lists = self._judged(events), (self._named(taken, actors), cited, self._told(measured))
        made: list[Any] = []
        for start in range(0, len(events), _PIECE):
            columns = self._wire_columns(events[start : start + _PIECE], lists)
            made.append(self._arrow.table({field.name: columns[field.name] for field in schema}, schema=schema))
        return self._arrow.concat_tables(made) if made else schema.empty_table()

    def _read(self) -> tuple[Table, Sequence[Table]]:
        """Return the events in order, and the tables that their lists are made of."""
        shape = shape_of(self._query, limited=False, gaps=None)
        values = self._turns(self._query, self._values(self._query))
        turns = [Asked("event_table", shape, each, EVENTS) for each in values]
        if self._query._replace(sort="date") == Query():  # all there is: one need not wait for the other
            found = self._tables.several(*turns, *self._lists_of(_ALL, listed=False))
            return self._ordered(found[: len(turns)]), found[len(turns) :]
        events = self._ordered(self._tables.several(*turns))
        return events, self._tables.several(*self._lists_of(*self._wanted(events["num"].to_numpy())))

    def _ordered(self, parts: Sequence[Table]) -> Table:
        """Return parts that follow one another as one, each sorted if the engine did not do so."""
        way = -1 if self._query.sort == "-date" else 1
        return self._arrow.concat_tables([self._in_order(part, way) for part in parts])

    def _in_order(self, part: Table, way: int) -> Table:
        days, nums = (way * part[name].to_numpy() for name in ("start_earliest", "num"))
        steps = self._numpy.diff(days)
        if ((steps > 0) | ((steps == 0) & (self._numpy.diff(nums) > 0))).all():
            return part
        return part.take(self._arrow.array(self._numpy.lexsort((nums, days))))

    def _wanted(self, nums: Any) -> tuple[Mapping[str, Any], bool]:
        """Return the values by which the lists of events are asked for, and whether these are listed one by one."""
        if not len(nums):
            return {"least": 0, "most": -1}, False
        least, most = int(nums.min()), int(nums.max())
        if len(nums) * _DENSE > most - least:
            return {"least": least, "most": most}, False
        return {"events": self._list(nums.tolist())}, True

    def _lists_of(self, values: Mapping[str, Any], listed: bool) -> Iterator[Asked]:
        for name, kinds in (("participants", PARTICIPANTS), ("citations", CITATIONS), ("measures", MEASURES)):
            yield Asked(f"table_{name}", (listed,), values, kinds)
        yield Asked("table_actors", (), {}, ACTORS)

    def _judged(self, events: Table) -> Table:
        """Return the events without those whose date, which has gaps, misses the range, and the others' exact match."""
        gapped = self._numpy.flatnonzero(events["length_class"].to_numpy() == GAPPED)
        if not len(gapped):
            return events
        few = events.select(["date", "match"]).take(gapped)
        matches = self._numpy.array(events["match"].to_pylist(), dtype=object)
        for place, date, said in zip(gapped, few["date"].to_pylist(), few["match"].to_pylist(), strict=True):
            matches[place] = exact_match(date, said, self._query)
        at = events.schema.get_field_index("match")
        events = events.set_column(at, "match", self._arrow.array(matches, "string"))
        return events.filter(self._arrow.compute.is_valid(events["match"]))

    def _wire_columns(self, events: Table, lists: Sequence[Table]) -> dict[str, Any]:
        first, last = self._own_days(events)
        taken, cited, measured = (self._lists(events["num"].to_numpy(), rows) for rows in lists)
        return {name: events[name] for name in events.column_names} | {
            "earliest": self._as_days(first), "latest": self._as_days(last), "actors": taken, "citations": cited,
            "measures": measured, "themes": self._theme_lists(events["theme_set"]),
        }  # fmt: skip

    def _named(self, taken: Table, actors: Table) -> Table:
        """Return participants with the ids and names of actors, and their role."""
        places = self._arrow.compute.index_in(taken["actor"], actors["num"].combine_chunks())
        named = {name: actors[name].take(places) for name in ("id", "name")}
        return self._arrow.table({"event": taken["event"], **named, "role": taken["role"]})

    def _told(self, measured: Table) -> Table:
        """Return measures with their names and units, in order of events, then of names."""
        known = self.measures.names
        told = [known[number] for number in measured["measure"].to_pylist()]
        names, units = ([each[i] or None for each in told] for i in (0, 1))
        text = self._arrow.string()
        table = self._arrow.table(
            {"event": measured["event"], "name": self._arrow.array(names, text)}
            | {name: measured[name] for name in ("value", "low", "high")} | {"unit": self._arrow.array(units, text)}
        )  # fmt: skip
        return table.sort_by([("event", "ascending"), ("name", "ascending")])

    def _own_days(self, events: Table) -> tuple[Any, Any]:
        """Return the first and last days, those that approximate dates have by themselves among them."""
        first, last = (events[name].to_numpy().copy() for name in ("start_earliest", "end_latest"))
        marked = self._arrow.compute.match_substring_regex(events["date"], "[~%]")
        places = self._numpy.flatnonzero(marked.to_numpy())
        for place, date in zip(places, events["date"].take(places).to_pylist(), strict=True):
            first[place], last[place] = _ends(date)
        return first, last

    def _as_days(self, days: Any) -> Any:
        """Return days as Arrow counts them, null where there is no bound and where readers know no such day."""
        beyond = (days < 1) | (days > _LAST)
        numbers = self._numpy.where(beyond, _EPOCH, days) - _EPOCH
        return self._arrow.array(numbers.astype("int32"), "int32", mask=beyond).cast("date32")

    def _theme_lists(self, sets: Any) -> Any:
        """Return the themes of each event: the lists of the different sets, taken as often as they occur."""
        encoded = sets.fill_null(_NO_SET).combine_chunks().dictionary_encode()
        lists = self.themes_of_sets(encoded.dictionary.to_pylist())
        return self._arrow.array(lists, self._arrow.list_(self._arrow.string())).take(encoded.indices)

    def _lists(self, nums: Any, rows: Table) -> Any:
        """Return the list of each event: the columns behind the first of those rows that have its number in that."""
        events = rows["event"].to_numpy()
        starts = self._numpy.searchsorted(events, nums, "left")
        counts = self._numpy.searchsorted(events, nums, "right") - starts
        offsets = self._numpy.concatenate(([0], counts.cumsum()))
        places = self._numpy.repeat(starts - offsets[:-1], counts) + self._numpy.arange(offsets[-1])
        items = rows.drop_columns(["event"]).take(self._arrow.array(places)).combine_chunks().to_struct_array()
        values = items.chunk(0) if items.num_chunks else self._arrow.array([], items.type)
        return self._arrow.ListArray.from_arrays(self._arrow.array(offsets, "int32"), values)


@lru_cache(65_536)
def _ends(date: str) -> tuple[int, int]:
    found = parse(date)
    return found.earliest, found.latest
