"""The first and last day of dates with marks as they are written, for plain SQL, which cannot read a date.

A text says its days, whoever bears it: so rows are only added, and those that no event needs any more do no harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sqlalchemy as sa

from dateline.dates import InvalidDate, parse
from dateline.storage.derived.marked_dates import MARKED, MARKS
from dateline.storage.engines.connection import Connection

_MARKS = frozenset(MARKS.values())
_ADDED = sa.text(
    "INSERT INTO marked_date (date, earliest, latest) VALUES (:date, :earliest, :latest) ON CONFLICT DO NOTHING"
)
_MISSING = f"""SELECT DISTINCT e.date FROM event e LEFT JOIN marked_date m ON m.date = e.date
WHERE m.date IS NULL AND {MARKED.format("e.date")}"""


class WrittenDays:
    """Keeps the days of the dates that are written over one connection."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._seen: set[str] = set()

    def keep(self, dates: Iterable[str]) -> None:
        """Store the days of those dates that have marks."""
        new = set(dates) - self._seen
        self._seen |= new
        if marked := [text for text in new if not _MARKS.isdisjoint(text)]:
            self._connection.execute(_ADDED, list(map(_row, marked)))


def fill(connection: sa.Connection) -> None:
    """Store the days of the dates of all events that lack them."""
    WrittenDays(connection).keep(connection.execute(sa.text(_MISSING), MARKS).scalars().all())


def wrong(connection: Connection) -> Iterator[str]:
    """Yield a sentence if the days of a date with marks are missing, and for each date of which they are others."""
    if missing := len(connection.run(_MISSING, MARKS)):
        yield f"marked_date lacks the days of {missing} dates"
    for text, *days in connection.run("SELECT date, earliest, latest FROM marked_date ORDER BY date"):
        if days != _of(text):
            yield f"marked_date has other days for {text!r} than it says"


def _row(text: str) -> dict[str, str | int]:
    date = parse(text)
    return {"date": text, "earliest": date.earliest, "latest": date.latest}


def _of(text: str) -> list[int] | None:
    try:
        date = parse(text)
    except InvalidDate:
        return None
    return [date.earliest, date.latest]
