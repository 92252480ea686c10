"""Rows that say nothing of claims, of events that have some: such a row is a copy without them, not another event."""

from __future__ import annotations

from functools import cached_property

import sqlalchemy as sa

from dateline.model import Participant
from dateline.prepared_events import FINGERPRINT, UNCLAIMED, Entry, with_actors
from dateline.storage.schema.tables import event_claims


class HeldClaims:
    """Looks up what is recorded of the sources of an event; where there is none of any, it asks once and no more."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    @cached_property
    def _there(self) -> bool:
        return self._connection.execute(sa.select(event_claims.c.event).limit(1)).first() is not None

    def fingerprint(self, entry: Entry, num: int) -> str | None:
        """Return the fingerprint of an entry without claims as if it had those of the event `num`; None without any."""
        if entry.claimed != UNCLAIMED or not self._there:
            return None
        of = event_claims.c
        held = self._connection.execute(sa.select(of.verdict, of.claims).where(of.event == num)).first()
        if held is None:
            return None
        actors = [Participant(*each) for each in entry.actors]
        return str(with_actors(entry._replace(claimed=(held.verdict, None)), actors, held.claims).row[FINGERPRINT])
