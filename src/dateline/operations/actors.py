"""Who belonged to an actor over time, and which actors share events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import Any, NamedTuple

from dateline.dates import FAR_FUTURE, FAR_PAST, day_text, parse
from dateline.operations.records import record
from dateline.query import Query
from dateline.render.charts.drawing import Chart
from dateline.render.charts.matrix import Shared, matrix
from dateline.render.charts.members import Belonged, members
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.events import Reader
from dateline.wire_fields import Record

MEMBER_FIELDS = ("id", "name", "role", "date", "earliest", "latest")
TOGETHER_FIELDS = ("actor", "name", "other", "other_name", "certain", "possible")
_WIDTH = 960


class Members(NamedTuple):
    """The members of an actor, `whole` by name: records with MEMBER_FIELDS by name."""

    whole: str
    records: list[Record]

    def chart(self, width: int = _WIDTH, name: str = "b") -> Chart:
        """Return them over time, `width` pixels wide; `name` begins the ids of the chart."""
        return members([_belonged(each) for each in self.records], self.whole, width, name)


class Together(NamedTuple):
    """The actors of events, (id, name) of each, those of most events first, and how many events two share."""

    actors: list[tuple[str, str]]
    shared: dict[tuple[str, str], Shared]

    def chart(self, width: int = _WIDTH, name: str = "w") -> Chart:
        """Return the matrix of who acts with whom; `name` begins its ids."""
        return matrix(self.actors, self.shared, width, name)

    def records(self) -> list[Record]:
        """Return each two with what they share, those of most events first, with TOGETHER_FIELDS."""
        names = dict(self.actors)
        ordered = sorted(self.shared.items(), key=lambda item: (-item[1].certain, -item[1].possible, item[0]))
        rows: Iterable[tuple[Any, ...]] = (
            (one, names[one], other, names[other], shared.certain, shared.possible) for (one, other), shared in ordered
        )
        return [dict(zip(TOGETHER_FIELDS, row, strict=True)) for row in rows]


def members_of(connection: Connection, name: str) -> Members:
    """Return who belonged to the actor of a name.

    Raises:
        NotFound, Ambiguous: the name stands for none or for several.
    """
    found = record(connection, name, "actor").record
    return Members(str(found["name"]), [_dated(each) for each in found["members"]])


def _belonged(member: Record) -> Belonged:
    bounds = parse(member["date"]).unmarked.bounds if member["date"] else None
    return Belonged(member["name"], member["role"], member["date"], bounds)


def _dated(member: Record) -> Record:
    bounds = _belonged(member).bounds
    ends = (None, None) if bounds is None else (_day(bounds.earliest), _day(bounds.latest))
    return member | dict(zip(("earliest", "latest"), ends, strict=True))


def _day(day: int) -> str | None:
    return str(day_text(day)) if FAR_PAST < day < FAR_FUTURE else None


def together(connection: Connection, query: Query) -> Together:
    """Return which actors share events of `query`.

    Raises:
        NotFound, Ambiguous, DatabaseError: as for `Reader.events`.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    names: dict[str, str] = {}
    events: Counter[str] = Counter()
    for event in Reader(connection, many=True).events(query):
        here = {each["id"]: each["name"] or each["id"] for each in event["actors"]}
        names.update(here)
        events.update(here.keys())
        counts.update((*pair, event["match"]) for pair in combinations(sorted(here), 2))
    pairs = dict.fromkeys((one, other) for one, other, _ in counts)
    shared = {pair: Shared(counts[*pair, "certain"], counts[*pair, "possible"]) for pair in pairs}
    paired = {end for pair in pairs for end in pair}
    order = sorted(paired, key=lambda each: (-events[each], each))
    return Together([(each, names[each]) for each in order], shared)
