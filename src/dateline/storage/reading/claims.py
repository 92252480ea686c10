"""What the sources of some events say, as what their records lack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dateline.storage.engines.connection import Connection
from dateline.wire_fields import Record

Claiming = Callable[[Record], Record]
"""What gives a record with citations its verdict and its claims."""


def claims_of(connection: Connection, values: Mapping[str, Any]) -> dict[int, Claiming]:
    """Return by event what its record lacks, of the events in the parameter `events`; imports nothing if none has."""
    if not (rows := list(connection.rows("claims_of", (), values))):
        return {}
    from dateline.claims.records import claim_records
    from dateline.storage.engines.kept_json import kept

    def claimed(verdict: str | None, text: str | None) -> Claiming:
        def claiming(record: Record) -> Record:
            with kept("event_claims.claims", f"the event {record['id']!r}"):
                return {"verdict": verdict, "claims": claim_records(text, record["citations"])}

        return claiming

    return {event: claimed(verdict, text) for event, verdict, text in rows}
