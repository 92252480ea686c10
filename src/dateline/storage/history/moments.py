"""Moments of the history."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from dateline.errors import InvalidQuery

if TYPE_CHECKING:
    import sqlalchemy as sa

Moment = str | int
"""A moment as text (UTC, as batches have it), or the number of a batch: when it was done."""
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
