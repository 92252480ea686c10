"""What is looked for in the full text, in each engine's own words (see `dateline.storage.derived.text_index`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Column = Literal["words", "place_words"]
LONGEST = 500
"""Longer words are cut by PostgreSQL's index, which takes 2,046 bytes; nobody looks for them."""


def pattern(dialect: str, column: Column, phrases: Iterable[str], *, every: bool) -> str:
    """Return the engine's expression for any, or every, of the folded `phrases` in a column."""
    if dialect in ("duckdb", "spark"):  # "#2, first phrase, second phrase": so many of them must be there
        wanted = [f" {phrase}" for phrase in phrases]
        return ",".join([f"#{len(wanted) if every else 1}", *wanted])
    if dialect == "sqlite":
        found = [f'{column} : "{phrase}" *' for phrase in phrases]
        return f" {'AND' if every else 'OR'} ".join(f"({each})" for each in found)
    terms = [" <-> ".join(f"'{word[:LONGEST]}'" for word in phrase.split()) + ":*" for phrase in phrases]
    return f" {'&' if every else '|'} ".join(f"({term})" for term in terms)
