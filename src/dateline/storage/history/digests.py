"""Digests of events that a batch wrote without a revision of their content, as imports do.

The digest stands in the batch, under its seal. It covers fingerprint, collection and version of each new event in order
of number, and then of each that was changed or put back, in order of id.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from itertools import chain
from typing import Any

import sqlalchemy as sa

from dateline.storage.history.seals import BEHIND, BETWEEN
from dateline.storage.schema import tables as t

_TOGETHER = 500
_READ = 5_000
Said = tuple[str, str, int | None]
"""The fingerprint, the collection and the version of an event."""
_LINE = BETWEEN.join(["%s"] * 3) + BEHIND


class Digest:
    """Takes what events say, one after the other."""

    def __init__(self) -> None:
        self._hash = sha256()

    def take(self, events: Iterable[Said]) -> None:
        """Take some more."""
        said = list(events)  # filled in at once: a line at a time takes twice as long
        lines = (_LINE * len(said)) % tuple(chain.from_iterable(said))
        self._hash.update(lines.encode("utf-8", "surrogatepass"))

    def told(self) -> str:
        """Return the digest of all that was taken."""
        return self._hash.hexdigest()


def digest_of(connection: sa.Connection, new: tuple[int, int] | None, changed: Iterable[str]) -> str | None:
    """Return the digest of the events numbered from the first to the last `new` one, and of those with ids `changed`.

    None when there is none of either.
    """
    ids = sorted(changed)
    if new is None and not ids:
        return None
    of, digest = t.event.c, Digest()
    chosen = sa.select(of.fingerprint, of.collection, of.version)
    if new is not None:
        rows: Any = connection.execute(chosen.where(of.num.between(*new)).order_by(of.num))
        while some := rows.cursor.fetchmany(_READ):  # rows of the driver, which are plain tuples
            digest.take(some)
    for start in range(0, len(ids), _TOGETHER):
        some = ids[start : start + _TOGETHER]
        found = connection.execute(chosen.add_columns(of.id).where(of.id.in_(some))).all()
        digest.take(tuple(row[:3]) for row in sorted(found, key=lambda row: row[3]))
    return digest.told()
