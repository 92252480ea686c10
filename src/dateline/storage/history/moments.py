"""Moments of the history."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from dateline.errors import InvalidQuery

if TYPE_CHECKING:
    import sqlalchemy as sa

    from dateline.dates import Date

Moment = str | int
"""A moment as text (UTC, as batches have it), or the number of a batch: when it was done."""
_BATCH = re.compile(r"@(\d{1,9})")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]")
Run = Callable[[str, dict[str, Any]], Iterable[Any]]
"""Carries out SQL with values, and returns its rows."""


def asking(connection: sa.Connection) -> Run:
    """Return what carries out SQL through a connection of SQLAlchemy."""
    from sqlalchemy import text

    return lambda sql, values: connection.execute(text(sql), values).all()


def batch_at(run: Run, moment: Moment) -> int:
    """Return the number of the last batch done by a moment, 0 for none.

    Raises:
        InvalidQuery: there is no batch of that number.
    """
    if isinstance(moment, int):
        if moment and not list(run("SELECT num FROM batch WHERE num = :num", {"num": moment})):
            raise InvalidQuery(f"there is no batch {moment}", "list them with: dateline history")
        return moment
    last = run("SELECT max(num) FROM batch WHERE recorded <= :moment", {"moment": moment})
    return next(iter(last))[0] or 0


def moment_from(text: str, date_of: Callable[[str], Date]) -> Moment:
    """Return the moment that a text says: a date (its end, in UTC), a time of a day, or a batch as @NUMBER.

    `date_of` reads dates.

    Raises:
        InvalidQuery: it is no time, or has no last day that a clock can show; and whatever `date_of` raises.
    """
    from dateline.dates import FAR_FUTURE

    if found := _BATCH.fullmatch(text):
        return int(found[1])
    if _TIME.match(text):
        try:
            return in_utc(datetime.fromisoformat(text))
        except (ValueError, OverflowError) as error:
            raise InvalidQuery(f"{text!r} is not a time: {error}") from None
    day = date_of(text).latest
    if not 1 <= day < min(FAR_FUTURE, datetime.max.toordinal()):
        raise InvalidQuery(f"{text!r} has no last day between the years 1 and 9999")
    return in_utc(datetime.fromordinal(day) + timedelta(days=1, microseconds=-1))


def in_utc(moment: datetime) -> str:
    """Return a moment as the text that batches have; without a time zone it is one of this machine."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
