"""Moments of the history as text."""

from __future__ import annotations


def local_time(recorded: str) -> str:
    """Return a moment of the history in the time of the user's clock, to the second."""
    from datetime import datetime

    try:
        return datetime.fromisoformat(recorded).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return recorded
