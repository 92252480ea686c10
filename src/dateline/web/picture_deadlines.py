"""The deadlines in a picture of events: those of its actors and themes, judged at the end of the day asked for."""

from __future__ import annotations

from itertools import islice

from dateline.dates import Date
from dateline.deadlines.clocks import single_day
from dateline.errors import InvalidQuery
from dateline.model import Days
from dateline.query import Query
from dateline.question_options import Option
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.deadline_lists import Judgements, Question
from dateline.web.parameters import Asked
from dateline.wire_fields import Record

MOST = 300
"""Deadlines in one picture."""
DEADLINES = Option(
    ("--deadlines",), "due", "date", "Show deadlines too, with their states at the end of this day.", "DATE"
)


def promises(connection: Connection, found: Asked, query: Query) -> tuple[list[Record], int | None]:
    """Return the deadlines that a picture shows, and the day on which they are judged; nothing without such a day.

    Raises:
        InvalidQuery: the day has no end, or there are too many of them.
    """
    date: Date | None = found.values["due"]
    if date is None:
        return [], None
    day = single_day(date, "deadlines")
    question = Question(day, day, "unmet", actors=query.actors, themes=query.themes)
    listed = list(islice(Judgements(connection).listed(question), MOST + 1))
    if len(listed) > MOST:
        raise InvalidQuery(f"deadlines: a picture holds {MOST} of them", "choose an actor or a theme")
    return [each.record for each in listed if _touches(each.cutoff, (query.first, query.last))], day


def _touches(cutoff: Days | None, shown: Days) -> bool:
    return cutoff is None or (cutoff[0] <= shown[1] and cutoff[1] >= shown[0])
