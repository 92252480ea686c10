"""The best SQL that one can write by hand for the queries of the benchmark, for SQLite and PostgreSQL alike.

Values are named `:name`; names of actors and themes are resolved as part of the question, as they are with dateline.
Each length class bounds how far before the range an event can begin, so every class is one piece of a covering index.
"""

from __future__ import annotations

from typing import NamedTuple

from bench.workshop import SUBTREE, common_actor, rare_actor, seldom_actor

from dateline.dates import to_day
from dateline.length_classes import CLASSES, LONGEST
from dateline.query import Query
from dateline.storage.statements.shapes import EVENT_COLUMNS

_COLUMNS = ", ".join(f"e.{name}" for name in EVENT_COLUMNS) + ", "
_MATCH = "CASE WHEN e.start_latest <= :last AND e.end_earliest >= :first THEN 'certain' ELSE 'possible' END AS match"
_ACTOR = "(SELECT num FROM actor WHERE id = :actor)"
_IN_SUBTREE = """EXISTS (SELECT 1 FROM theme_set_member t WHERE t.theme_set = event_actor.theme_set AND t.theme BETWEEN
    (SELECT num FROM theme WHERE id = :theme) AND (SELECT last FROM theme WHERE id = :theme))"""


class Case(NamedTuple):
    """A question: in dateline's terms, and as SQL with its values."""

    name: str
    query: Query
    sql: str
    values: dict[str, object]


def cases(events: int) -> list[Case]:
    """Return the selective queries."""
    month = to_day(1999, 9, 1), to_day(1999, 9, 30)
    decade = to_day(1990, 1, 1), to_day(1999, 12, 31)
    common, seldom, rare = common_actor(), seldom_actor(events), rare_actor(events)
    return [
        _ranged("month + common actor", *month, common),
        _ranged("month + rare actor + subtree", *month, seldom, SUBTREE),
        _newest("newest 50 of the common actor", common),
        _ranged("10 years + rare actor", *decade, rare),
    ]


def _ranged(name: str, first: int, last: int, actor: str, theme: str | None = None) -> Case:
    bearing = f" AND {_IN_SUBTREE}" if theme else ""
    pieces = " UNION ALL ".join(_piece(class_) + bearing for class_ in CLASSES)
    rows = f"SELECT {_COLUMNS}{_MATCH} FROM ({pieces}) c JOIN event e ON e.num = c.event"
    values: dict[str, object] = {"actor": actor, "first": first, "last": last}
    query = Query(first, last, actors=(actor,), themes=(theme,) if theme else ())
    return Case(name, query, f"{rows} ORDER BY c.earliest, c.event", values | ({"theme": theme} if theme else {}))


def _piece(class_: int) -> str:
    """Return the events of a length class that touch the range: a bounded piece of the junction's key."""
    since = "" if class_ >= len(LONGEST) else f" AND earliest >= :first - {LONGEST[class_] - 1}"
    ends = " AND latest >= :first" if class_ else ""
    return (
        f"SELECT event, earliest FROM event_actor WHERE actor = {_ACTOR} AND length_class = {class_}"
        f"{since} AND earliest <= :last{ends}"
    )


def _newest(name: str, actor: str) -> Case:
    """Return the newest 50: the newest 50 of each length class first, by its index."""
    piece = (
        f"SELECT * FROM (SELECT event, earliest FROM event_actor WHERE actor = {_ACTOR} AND length_class = %d "
        "ORDER BY earliest DESC, event DESC LIMIT 50) p%d"
    )
    pieces = " UNION ALL ".join(piece % (class_, class_) for class_ in CLASSES)
    newest = f"SELECT event, earliest FROM ({pieces}) u ORDER BY earliest DESC, event DESC LIMIT 50"
    sql = (
        f"SELECT {_COLUMNS}'certain' AS match FROM ({newest}) c JOIN event e ON e.num = c.event "
        "ORDER BY c.earliest DESC, c.event DESC"
    )
    return Case(name, Query(actors=(actor,), sort="-date", limit=50), sql, {"actor": actor})


_NUMBERS = {"sqlite": "IN (SELECT value FROM json_each(:events))", "postgresql": "= ANY(:events)"}


def parts(dialect: str) -> tuple[str, ...]:
    """Return the statements that fetch the actors, themes and citations of the events in the parameter `events`."""
    events = _NUMBERS[dialect]
    return (
        "SELECT p.event, a.id, a.name, p.role FROM participant p JOIN actor a ON a.num = p.actor "
        f"WHERE p.event {events} ORDER BY p.event, p.seq",
        "SELECT e.num, t.id FROM event e JOIN theme_set_member m ON m.theme_set = e.theme_set "
        f"JOIN theme t ON t.num = m.theme WHERE e.num {events} ORDER BY e.num, m.theme",
        f"SELECT event, source, locator, quote FROM event_citation WHERE event {events} ORDER BY event, seq",
    )
