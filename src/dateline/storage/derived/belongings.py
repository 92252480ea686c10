"""Who belonged to whom through any number of steps, derived from the memberships."""

from __future__ import annotations

from itertools import islice

import sqlalchemy as sa

from dateline.belonging import closure
from dateline.dates import Bounds
from dateline.storage.schema import tables as t

_TOGETHER = 10_000
"""Rows that are written at a time: a long chain makes as many as the square of its length."""


def derive_belongings(connection: sa.Connection) -> None:
    """Make the belongings anew from the memberships."""
    of = t.membership.c
    columns = (of.member, of.whole, of.start_earliest, of.start_latest, of.end_earliest, of.end_latest)
    held = connection.execute(sa.select(*columns)).all()
    belongings = closure((member, whole, Bounds(*bounds)) for member, whole, *bounds in held)
    connection.execute(sa.delete(t.belonging))
    while rows := [{"whole": b.whole, "member": b.member} | b.bounds._asdict() for b in islice(belongings, _TOGETHER)]:
        connection.execute(sa.insert(t.belonging), rows)
