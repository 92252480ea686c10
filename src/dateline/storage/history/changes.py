"""What a batch changed, some of it record by record."""

from __future__ import annotations

from typing import NamedTuple

from dateline.storage.engines.connection import Connection
from dateline.storage.history.log import revisions
from dateline.storage.history.standing import Standing
from dateline.storage.history.states import KINDS
from dateline.wire_fields import Record

_MOST = 20
_TOLD = ("added", "changed", "removed")


class Changes(NamedTuple):
    """How many records of each (action, kind) a batch changed, and the first of them with REVISION_FIELDS."""

    numbers: dict[tuple[str, str], int]
    first: list[Record]

    @property
    def more(self) -> int:
        """Return how many there are beyond the first."""
        return sum(self.numbers.values()) - len(self.first)


def changes(connection: Connection, batch: int) -> Changes:
    """Return what a batch changed; what imports made for their events to name is left out, it may be very much."""
    rows = connection.run(
        f"SELECT action, kind, count(DISTINCT id) FROM revision WHERE batch = {batch:d} AND action IN {_TOLD} "
        f"AND kind IN {KINDS} GROUP BY action, kind"
    )
    first = connection.run(
        f"SELECT kind, id FROM revision WHERE batch = {batch:d} AND action IN {_TOLD} AND kind IN {KINDS} "
        f"GROUP BY kind, id ORDER BY min(seq) LIMIT {_MOST}"
    )
    standing = Standing(connection)
    found = [
        row
        for kind, identity in first
        for row in revisions(connection, kind, identity, standing)
        if row["batch"] == batch
    ]
    return Changes({(action, kind): number for action, kind, number in rows}, found)
