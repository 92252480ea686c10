"""Why a date of another calendar cannot be."""

from __future__ import annotations


class ImpossibleError(Exception):
    """A text whose calendar is known, and which has no such day; the message says why and what would be right."""
