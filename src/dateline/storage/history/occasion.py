"""What the history is told of a command that writes; without SQLAlchemy, for commands that read know it too."""

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
