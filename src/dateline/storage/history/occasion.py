"""The occasion of a change: command, author and reason. Imports no SQLAlchemy, for commands that read."""

from __future__ import annotations

from typing import NamedTuple


class Occasion(NamedTuple):
    """When (UTC, as batches have it), by whom, by which command, why, and from which file."""

    recorded: str
    author: str
    command: str
    reason: str | None = None
    origin: str | None = None


UNTOLD = Occasion("", "unknown", "load")
"""For those who do not say; the time is that of the batch before."""
