"""What a picture of events shows beside them: deadlines as they were judged, and the titles of lanes."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from dateline.errors import InvalidQuery
from dateline.render.picture import Look
from dateline.render.picture.look import Tie
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.lists import Catalogue

if TYPE_CHECKING:
    from dateline.deadlines.clocks import Clocks
    from dateline.query import Query
    from dateline.storage.reading.listed_deadline import Listed


def look(
    connection: Connection, query: Query | None, as_of: int | None, *, links: bool | None = None, **chosen: Any
) -> Look:
    """Return the look of a picture of the events of `query`: what was `chosen`, the titles, the days asked for.

    With `links` it shows those between events and promises.
    """
    given = {name: value for name, value in chosen.items() if value is not None}
    found = Look(**given, names=Catalogue(connection).names(), as_of=as_of, ties=ties(connection) if links else ())
    return found if query is None else found._replace(first=query.first, last=query.last)


def ties(connection: Connection) -> tuple[Tie, ...]:
    """Return all links as a picture shows them."""
    links = Catalogue(connection).links()
    return tuple(Tie(each.type, each.origin_kind, each.origin, each.target_kind, each.target) for each in links)


def deadlines_beside(connection: Connection, query: Query, clocks: Clocks, most: int | None = None) -> list[Listed]:
    """Return the deadlines of the actors and themes of `query`, by last day."""
    from dateline.storage.reading.deadline_lists import Judgements, Question

    if query.not_actors or query.not_themes or query.either:
        option = "--any" if query.either else "--not-actor or --not-theme"
        raise InvalidQuery(f"deadlines cannot be shown with {option}", "omit the deadlines")
    question = Question(*clocks[:3], actors=query.actors, themes=query.themes, threshold=clocks.threshold)
    listed = list(islice(Judgements(connection).listed(question), most and most + 1))
    if most and len(listed) > most:
        raise InvalidQuery(f"deadlines: a picture shows at most {most}", "choose an actor or a theme")
    return listed
