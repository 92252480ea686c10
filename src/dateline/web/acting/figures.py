"""The charts of the members of an actor, and of the actors that share events."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from dateline.errors import InvalidQuery
from dateline.operations.actors import Together, members_of, together
from dateline.query import Query
from dateline.question_options import FILTERS, Option
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.events import Reader
from dateline.web.deadline_requests import NARROW, WIDE
from dateline.web.figures.figure import Figure, figure
from dateline.web.parameters import Asked
from dateline.web.viewing.view import query_in

MEMBERS = (Option(("--actor",), "actor", "text", "The id of the actor whose members are drawn.", "ID"),)
"""The parameter of the chart of members."""
ACTING = tuple(option for option in FILTERS if option.name not in ("limit", "sort"))
"""The filters of the matrix, which counts all events and in no order."""
MOST_EVENTS = 5_000
"""More take too long to read."""


def members_figures(_: Request, connection: Connection, found: Asked) -> list[Figure]:
    """Return the chart of the members of the actor that an address names."""
    return members_figure(connection, found.values["actor"] or "")


def members_figure(connection: Connection, identity: str) -> list[Figure]:
    """Return the chart of the members of an actor; none where it has no member with a date.

    Raises:
        NotFound, Ambiguous: there is no such actor.
    """
    found = members_of(connection, identity)
    if not any(each["date"] for each in found.records):
        return []
    return [figure("members", found.chart(WIDE, "b"), found.chart(NARROW, "bn"))]


def together_figures(_: Request, connection: Connection, found: Asked) -> list[Figure]:
    """Return the matrix of the actors that share events of the filters of an address; none where none share any.

    Raises:
        InvalidQuery: there are too many events.
    """
    pairs = shared(connection, found)
    if not pairs.shared:
        return []
    return [figure("together", pairs.chart(WIDE, "w"), pairs.chart(NARROW, "wn"))]


def shared(connection: Connection, found: Asked) -> Together:
    """Return which actors share events of the filters of an address.

    Raises:
        InvalidQuery: there are too many events.
    """
    query = _wanted(connection, found)
    number = sum(Reader(connection).count(query).values())
    if number > MOST_EVENTS:
        message = f"{number:,} events are too many for this matrix, which counts at most {MOST_EVENTS:,}"
        raise InvalidQuery(message, "choose a range of days, a theme or a source")
    return together(connection, query)


def _wanted(connection: Connection, found: Asked) -> Query:
    values: dict[str, Any] = {**found.values, "limit": None, "sort": "date"}
    return Reader(connection).resolve(query_in(Asked(values, found.given)))
