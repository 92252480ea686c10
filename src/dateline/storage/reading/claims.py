"""What the sources of some events say, as what their records lack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from dateline.claims.forms import claim_records
from dateline.storage.engines.connection import Connection
from dateline.wire_fields import Record


def claims_of(connection: Connection, values: Mapping[str, Any]) -> Mapping[int, Callable[[Record], Record]]:
    """Return for the events in the parameter `events` that have any what gives a record its verdict and claims."""
    rows = connection.rows("claims_of", (), values)
    return {event: partial(_claimed, verdict, text) for event, verdict, text in rows}


def _claimed(verdict: str | None, text: str | None, record: Record) -> Record:
    return {"verdict": verdict, "claims": claim_records(text, record["citations"])}
