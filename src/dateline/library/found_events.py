"""The events of a query: read when they are asked for, as records, numbers, tables or pictures."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, Literal, NamedTuple

from dateline.errors import InvalidQuery
from dateline.library.argument_types import check_methods
from dateline.library.opened import Day, Opened, checked
from dateline.library.records import Records, as_json
from dateline.light_classes import dataclass
from dateline.query import NO_EVENT, Query
from dateline.storage.engines.connection import Connection
from dateline.wire_fields import EVENT_FIELDS, Record

if TYPE_CHECKING:
    from dateline.dates import Date
    from dateline.library.pictures import Picture
    from dateline.library.tables import ArrowTable, PandasFrame, PolarsFrame
    from dateline.model import Citation, Confidence, Measure, Participant
    from dateline.storage.reading.events import Reader
    from dateline.storage.reading.said.by_claims import ByClaims

By = Literal["year", "month", "actor", "theme"]
_PERIODS = ("year", "month", "actor", "theme")


class Counts(NamedTuple):
    """How many events certainly match, and how many only possibly."""

    certain: int
    possible: int

    @property
    def total(self) -> int:
        """Return the number of both."""
        return self.certain + self.possible


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event that matches a query: `match` says whether it certainly does, or only possibly.

    The other fields are those of `dateline.model.Event`; participants have their names.
    """

    id: str
    title: str
    date: Date
    match: Literal["certain", "possible"]
    date_text: str | None = None
    description: str | None = None
    kind: str | None = None
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    actors: tuple[Participant, ...] = ()
    themes: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    confidence: Confidence | None = None
    measures: tuple[Measure, ...] = ()
    verdict: str | None = None
    calendar: str | None = None


def found_event(record: Record) -> FoundEvent:
    """Return the event of a record on the wire."""
    from dateline.wire import event_from_record

    event = event_from_record(record)
    return FoundEvent(match=record["match"], **{name: getattr(event, name) for name in event.__match_args__})


class Said(NamedTuple):
    """What a query asks of what sources say: their `claims` too, by the dates of one source or of any, and links."""

    claims: bool = False
    by_source: str | None = None
    claimed: bool = False
    linked_to: str | None = None


class Events:
    """The events of a query, which is asked anew whenever something is taken from it.

    Iteration gives `FoundEvent`; whoever stops half-way leaves nothing open. `len` counts certain and possible events
    together, `count` apart.
    """

    def __init__(self, opened: Opened, query: Query, said: Said) -> None:
        self._opened, self.query, self._said = opened, query, said

    def __iter__(self) -> Iterator[FoundEvent]:
        return map(found_event, self.records())

    def __len__(self) -> int:
        return self.count().total

    def __bool__(self) -> bool:
        return next(self.records(), None) is not None

    def __repr__(self) -> str:
        counts = self.count()
        return f"<Events: {counts.certain:,} certain, {counts.possible:,} possible>"

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the keys of the records, in order."""
        from dateline.event_fields import CLAIMED

        return (*EVENT_FIELDS, *CLAIMED) if self._said.claims else EVENT_FIELDS

    def first(self) -> FoundEvent | None:
        """Return the first event, or None."""
        return next(iter(self), None)

    def records(self) -> Iterator[Record]:
        """Yield the records on the wire, in order.

        Raises:
            NotFound, Ambiguous: a name in the query stands for none or for several.
            InvalidQuery: the database was closed.
            DatabaseError: the engine fails.
        """
        with self._asked() as (reader, query, by_claims):
            found: Iterable[Record] = by_claims.events(query) if by_claims else reader.events(query)
            if self._said.claims:
                from dateline.claims.records import in_full

                found = in_full(found)
            yield from self._opened.while_open(found)

    def count(self) -> Counts:
        """Return how many events certainly match and how many possibly; a limit cuts the possible ones off first."""
        with self._asked() as (reader, query, by_claims):
            found = by_claims.count(query) if by_claims else reader.count(query)
        certain, possible = found["certain"], found["possible"]
        if (most := self.query.limit) is not None:
            return self._limited(most) if certain + possible > most else Counts(certain, possible)
        return Counts(certain, possible)

    def _limited(self, most: int) -> Counts:
        certain = sum(record["match"] == "certain" for record in self.records())
        return Counts(certain, most - certain)

    def by(self, what: By) -> Records:
        """Return the numbers of certain and possible events for each year, month, actor or theme.

        Raises:
            InvalidQuery: it is none of these, or the query has a limit or asks by what sources say.
        """
        checked("by", what, _PERIODS)
        self._check_grouped("by")
        with self._asked() as (reader, query, _):
            return Records((what, "certain", "possible"), reader.facets(query, what))

    def sum(self, *measures: str, by: By | None = None) -> Records:
        """Return what measures of the events come to, of all together or for each year, month, actor or theme.

        Raises:
            InvalidQuery: no measure is named, or one that no event has, or the query has a limit.
        """
        from dateline.measures.sums import side_by_side, sum_keys, wanted_measures

        self._check_grouped("sum")
        if by is not None:
            checked("by", by, _PERIODS)
        wanted = wanted_measures(measures, by)
        with self._asked() as (reader, query, _):
            several = [reader.sums(query, by, each) for each in wanted]
        keys = (key for each in wanted for key in sum_keys(each.name))
        return Records((*((by,) if by else ()), "certain", "possible", *keys), side_by_side(several))

    def _check_grouped(self, how: str) -> None:
        if self.query.limit is not None:
            raise InvalidQuery(f"{how} counts all events", "omit limit")
        if self._said.by_source is not None or self._said.claimed:
            raise InvalidQuery(f"{how} counts by the events' own dates", "omit by_source and claimed")

    def unlisted(self) -> dict[str, int]:
        """Return how many events the query does not look at: `undated`, and `unlocated` where an area is asked for.

        Undated events are counted of the whole database, those without coordinates of the rest of the query.
        """
        from dateline.storage.reading.places import extents

        with self._asked() as (reader, query, _):
            outside = not query.timeless or query.members
            found = {"undated": reader.undated() if outside else 0, "unlocated": 0}
            if query.box or query.circle:
                found["unlocated"] = extents(reader, query._replace(box=None, circle=None)).unlocated
            return found

    def explain(self) -> tuple[str, list[str]]:
        """Return the SQL that answers the query, and the engine's plan for it, a line a step."""
        with self._asked() as (reader, query, _):
            return reader.explain(query)

    def to_json(self) -> str:
        """Return the records as a JSON array."""
        return as_json(self.records())

    def to_arrow(self) -> ArrowTable:
        """Return a table of pyarrow with the columns of a Parquet file; raises DatelineError where it is missing."""
        if any(self._said):  # these are not read by columns
            from dateline.library.tables import arrow_of

            return arrow_of(self.fields, self.records())
        from dateline.library.event_tables import events_table

        with self._opened.reading() as connection:
            return events_table(connection, self.query)

    def to_pandas(self) -> PandasFrame:
        """Return a data frame of pandas; raises DatelineError where it is not installed."""
        from dateline.library.tables import pandas_of

        return pandas_of(self.to_arrow())

    def to_polars(self) -> PolarsFrame:
        """Return a data frame of Polars; raises DatelineError where it is not installed."""
        from dateline.library.tables import polars_of

        return polars_of(self.to_arrow())

    def write(self, target: str | IO[str], form: str | None = None, **options: Any) -> list[str]:
        """Write the events to a file, which appears when it is whole, or to a stream of text; return what was lost.

        The format is `form`, else that of the file's ending. `options` are those of pictures, and `safe` of csv.

        Raises:
            InvalidQuery: there is no such format.
            OSError: the file cannot be written.
        """
        from dateline.library.writing_files import write

        return write(self.records(), self.fields, self.query, self._opened, target, form, options)

    def timeline(
        self, *, lanes: str | None = None, deadlines: Day | None = None, width: int | None = None,
        scheme: str | None = None, title: str | None = None, links: bool = False,
    ) -> Picture:  # fmt: skip
        """Return a picture of the events along time, on request with the deadlines at the end of a day below them.

        With `links` it has those between events and promises as lines.

        Raises:
            InvalidQuery: there is no such choice, or the deadlines are too many.
        """
        from dateline.library.pictures import timeline

        chosen = {"lanes": lanes, "width": width, "scheme": scheme, "title": title, "links": links}
        return timeline(self.records(), self.fields, self.query, self._opened, deadlines, **chosen)

    def map(self, *, width: int | None = None, scheme: str = "light") -> Picture:
        """Return a map of the events that have coordinates, all of them whatever the limit."""
        from dateline.library.pictures import map_of

        return map_of(self.query, self._opened, width, scheme)

    def _repr_html_(self) -> str:
        from dateline.library.shown import events_html

        return events_html(self.records(), *self.count())

    @contextmanager
    def _asked(self) -> Generator[tuple[Reader, Query, ByClaims | None]]:
        """Give what answers the query over a connection of its own, and the query with its links looked up."""
        from dateline.storage.reading.events import Reader

        said, query = self._said, self.query
        with self._opened.reading() as connection:
            if said.linked_to is not None:
                from dateline.storage.reading.said.linked import linked_numbers

                query = query._replace(only=linked_numbers(connection, said.linked_to) or (NO_EVENT,))
            yield Reader(connection, many=query.limit is None, claims=said.claims), query, self._by_claims(connection)

    def _by_claims(self, connection: Connection) -> ByClaims | None:
        if self._said.by_source is None and not self._said.claimed:
            return None
        from dateline.storage.reading.said.by_claims import ByClaims

        return ByClaims(connection, self._said.by_source, claims=self._said.claims)


check_methods(Events)
