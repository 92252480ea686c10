"""Hashes of everything in a record, by which the store recognises what it already has."""

from __future__ import annotations

import dataclasses
import json
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

import sqlalchemy as sa

from dateline.model import Participant
from dateline.prepared_events import FINGERPRINT, UNCLAIMED, Entry, with_actors
from dateline.storage.schema.tables import event_claims

_SIZE = 16
_LATER = ("counting", "tz", "claim", "recurs")
"""Fields that came after records were stored: one without them is the record that it was."""


def fingerprint(record: Any) -> str:
    """Return the hash of a record other than an event, which has its own (`dateline.prepared_events`)."""
    text = json.dumps(record, default=_plain, ensure_ascii=False, sort_keys=True)
    return blake2b(text.encode(), digest_size=_SIZE).hexdigest()


def _plain(value: Any) -> Any:
    """Return the fields of a record, which is several times faster than `dataclasses.asdict`, or a text."""
    names = _fields(value.__class__)
    if not names:
        return str(value)
    found = {name: getattr(value, name) for name in names}
    if "awaits" in found and not value.adds:
        found["counting"] = None
    return {name: each for name, each in found.items() if each is not None or name not in _LATER}


@lru_cache(64)
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


class Known(NamedTuple):
    """What the store has of an event."""

    num: int
    collection: str
    fingerprint: str
    version: int | None


class HeldClaims:
    """Judges rows that say nothing of claims: of an event that has some such a row is a copy, not another event.

    It looks up what is recorded of the sources of events; where there is none of any, it asks once and no more.
    """

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
