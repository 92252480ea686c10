"""What the history notes of records, in words."""

from __future__ import annotations

from typing import NamedTuple


class Had(NamedTuple):
    """What stood before a change: TOML, or for an event its wire record as JSON; `event` is its number.

    All but the number is None where a revision has it.
    """

    content: str | None
    collection: str | None
    version: int | None = None
    event: int | None = None


NOTHING = (None, None, None, None)
REDIRECTED, WITHDRAWN, PASSED = "redirected", "withdrawn", "passed"
"""What was done to the ids of redirects and of tombstones, and to the files of an unfinished import."""
MARKED = "marked"
"""What a batch does to the marks of corrected records that it touches: it keeps the marks as they were before."""
MADE = "made"
"""What an import does to the sources, actors, themes and the collection that its events need and that were lacking."""
