"""The deadlines in a picture of events: those of its actors and themes, judged at the end of the given day."""

from __future__ import annotations

from dateline.dates import Date
from dateline.deadlines.clocks import Clocks, single_day
from dateline.model import Days
from dateline.operations.pictures import deadlines_beside
from dateline.query import Query
from dateline.question_options import Option
from dateline.storage.engines.connection import Connection
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
    listed = deadlines_beside(connection, query, Clocks(day, day, "unmet"), MOST)
    return [each.record for each in listed if _touches(each.cutoff, (query.first, query.last))], day


def _touches(cutoff: Days | None, shown: Days) -> bool:
    return cutoff is None or (cutoff[0] <= shown[1] and cutoff[1] >= shown[0])
