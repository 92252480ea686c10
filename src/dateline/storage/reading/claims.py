"""What the sources of some events say, as what their records lack."""

from __future__ import annotations

from collections.abc import Callable

from dateline.claims.records import claim_records
from dateline.wire_fields import Record


def claimed(verdict: str | None, text: str | None) -> Callable[[Record], Record]:
    """Return what gives a record with citations its verdict and its claims."""
    return lambda record: {"verdict": verdict, "claims": claim_records(text, record["citations"])}
