"""What is compared: two sides that differ in one thing, each with its deadlines and its events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from starlette.requests import Request

from dateline.dates import Date, day_text
from dateline.deadlines.clocks import Clocks
from dateline.errors import InvalidQuery
from dateline.operations import deadlines
from dateline.query import Query
from dateline.question_options import CLOCKS, DEADLINE_FILTERS, FILTERS, Option
from dateline.render.state_marks import KINDS, mark_of
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.events import Reader
from dateline.storage.reading.listed_deadline import Listed
from dateline.storage.reading.lookup import Lookup
from dateline.web.deadline_requests import clocks, day_words, question
from dateline.web.parameters import Asked
from dateline.wire_fields import Record

_DAYS = Option(("--as-of",), "as_of", "date", "Judge at the end of this day; two days are compared.", many=True)
_RANGE = tuple(option for option in FILTERS if option.name in ("start", "end"))
COMPARED = (*DEADLINE_FILTERS, _DAYS, *(option for option in CLOCKS if option.name != "as_of"), *_RANGE)
"""What an address may ask to compare: one of programme, actor, theme and as_of is given twice."""
_KINDS = {"programmes": "programme", "actors": "actor", "themes": "theme", "as_of": "as_of"}
"""What may be given twice, by the names of the options, with the parameters."""
MOST = 1_000
"""So many deadlines of a side are compared."""
FIELDS = (
    "id", "programme", "title", "due_a", "due_b", "cutoff_from_a", "cutoff_from_b", "cutoff_to_a", "cutoff_to_b",
    "state_a", "state_b", "overdue_a", "overdue_b",
)  # fmt: skip
"""The keys of a compared deadline; those of a side to which it does not belong are None."""
_OF_SIDE = ("due", "cutoff_from", "cutoff_to", "state", "overdue")


class Side(NamedTuple):
    """A side: its name, the kind and id of the record that it is about, its days, its deadlines, and its events.

    The kind is None for a day, which has no events of its own; `query` is None then.
    """

    name: str
    kind: str | None
    id: str
    days: Clocks
    listed: list[Listed]
    query: Query | None
    certain: int
    possible: int

    @property
    def kinds(self) -> list[tuple[str, int]]:
        """How many deadlines are of each kind of state, without the kinds that none is of."""
        found = Counter(mark_of(each.state).kind for each in self.listed)
        return [(kind, found[kind]) for kind in KINDS if found[kind]]

    @property
    def record(self) -> Record:
        """The side on the wire."""
        events = None if self.query is None else [self.certain, self.possible]
        return {
            "name": self.name, "id": self.id, "as_of": day_text(self.days.as_of), "deadlines": len(self.listed),
            "events": events,
        }  # fmt: skip


class Compared(NamedTuple):
    """Two sides, and what they differ in: programmes, actors, themes or as_of."""

    by: str
    sides: tuple[Side, Side]

    def rows(self) -> list[tuple[Listed | None, Listed | None]]:
        """Return each deadline as it is on both sides, None where it is not; in the order of the first side."""
        of = [{each.id: each for each in side.listed} for side in self.sides]
        ids = list(dict.fromkeys(identity for side in of for identity in side))
        return [(of[0].get(identity), of[1].get(identity)) for identity in ids]

    def records(self) -> list[Record]:
        """Return the rows on the wire, with FIELDS."""
        return [_record(*row) for row in self.rows()]


def compared(request: Request, connection: Connection, found: Asked) -> Compared | None:
    """Return what an address compares, None where nothing is given twice.

    Raises:
        InvalidQuery: several things are given twice, or one more often, or a side has too many deadlines.
        NotFound, Ambiguous: a name stands for none or for several.
    """
    several = [name for name in _KINDS if len(found.values[name]) > 1]
    if not several:
        return None
    by = several[0]
    if len(several) > 1 or len(found.values[by]) > 2:
        raise InvalidQuery("two sides are compared, in one thing", "give one of programme, actor, theme or as_of twice")
    first, second = (_side(request, connection, found, by, place) for place in range(2))
    if (first.id, first.days) == (second.id, second.days):
        raise InvalidQuery(f"both sides are {first.name}", "choose two that differ")
    return Compared(by, (first, second))


def _side(request: Request, connection: Connection, found: Asked, by: str, place: int) -> Side:
    values: dict[str, Any] = {**found.values, "states": (), "overdue": False}
    values[by] = (found.values[by][place],)
    as_of: Date | None = next(iter(values["as_of"]), None)
    values["as_of"] = as_of
    days = clocks(request, Asked(values, found.given))
    name, kind, identity = _named(connection, by, values[by], days)
    listed = list(_most(deadlines.Found(connection, question(values, days))))
    query = None if kind in (None, "programme") else _events(found, values)
    count = Reader(connection).count(query) if query else {"certain": 0, "possible": 0}
    return Side(name, kind, identity, days, listed, query, count["certain"], count["possible"])


def _most(found: Iterable[Listed]) -> Iterable[Listed]:
    for number, each in enumerate(found):
        if number == MOST:
            raise InvalidQuery(f"a side may have at most {MOST:,} deadlines", "choose a programme, an actor or a theme")
        yield each


def _named(connection: Connection, by: str, chosen: Any, days: Clocks) -> tuple[str, str | None, str]:
    """Return the name of a side, and the kind and id of its record."""
    lookup = Lookup(connection)
    if by == "as_of":
        return day_words(days.as_of), None, str(day_text(days.as_of))
    if by == "programmes":
        identity = lookup.programme(chosen[0])
        titles = {str(row[0]): str(row[1]) for row in connection.rows("programme_ids")}
        return titles[identity], "programme", identity
    finders: dict[str, Callable[[str], Any]] = {"actors": lookup.actor, "themes": lookup.theme}
    record = finders[by](chosen[0])
    return record.title if by == "themes" else record.name, _KINDS[by], record.id


def _events(found: Asked, values: dict[str, Any]) -> Query:
    """Return the query for the events of a side."""
    start, end = found.values["start"], found.values["end"]
    query = Query(actors=values["actors"], themes=values["themes"])
    if start is not None:
        query = query._replace(first=start.earliest)
    if end is not None:
        query = query._replace(last=end.latest)
    if query.first > query.last:
        raise InvalidQuery("the range runs backwards", "from must not come after to")
    return query


def _record(first: Listed | None, second: Listed | None) -> Record:
    either = first or second
    assert either is not None
    of = {"a": first and first.record, "b": second and second.record}
    sides = {f"{name}_{side}": record and record[name] for name in _OF_SIDE for side, record in of.items()}
    return {"id": either.id, "programme": either.programme, "title": either.title} | {
        name: sides[name] for name in FIELDS[3:]
    }
