"""Whole commands that are measured by themselves: what grows, and what versions are compared by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bench.page import grown
from bench.workshop import SUBTREE, Workshop, common_actor

GROWING = {
    "db check": ("db", "check"),
    "actors of all": ("query", "--by", "actor"),
    "themes of all": ("query", "--by", "theme"),
    "show an id that no record has": ("show", "actr-1"),
    "history": ("history",),
    "verify": ("verify",),
}
"""Commands that may look at everything there is."""


class Grown(NamedTuple):
    """A command, the database that it is asked of, and whether nothing may be kept of the past before it."""

    words: tuple[str, ...]
    database: Callable[[Workshop], Path]
    forgetful: bool = False


GROWN = {
    **{name: Grown(words, grown.imported) for name, words in GROWING.items()},
    "history, every event changed": Grown(("history",), grown.changed),
    "history of the batch that changed every event": Grown(("history", "--batch", "2"), grown.changed),
    "50 events before every event was changed, a first look": Grown(
        ("query", "--limit", "50", "--recorded-at", "@1"), grown.changed, forgetful=True
    ),
    "50 events before every event was changed, a later look": Grown(
        ("query", "--limit", "50", "--recorded-at", "@1"), grown.changed
    ),
    "db check, every event changed": Grown(("db", "check"), grown.changed),
    "verify, every event quoted": Grown(("verify",), grown.quoted),
    "verify, every event quoted, 20 rows of all": Grown(("verify", "--all", "--limit", "20"), grown.quoted),
    "50 deadlines": Grown(("deadlines", "--as-of", "2000-10-15", "--limit", "50"), grown.promised),
    "all deadlines as JSON Lines": Grown(("deadlines", "--as-of", "2000-10-15", "-f", "jsonl"), grown.promised),
    "whose deadlines are overdue": Grown(("deadlines", "responsibility", "--as-of", "2000-10-15"), grown.promised),
}
"""What is measured at three sizes."""
COMPARED = {
    "newest 50": ("query", "--sort", "-date", "--limit", "50", "-f", "jsonl"),
    "month and actor": ("query", "--from", "1999-03", "--to", "1999-03", "--actor", common_actor(), "-f", "jsonl"),
    "years of a theme": ("query", "--by", "year", "--theme", SUBTREE),
    "words": ("query", "--text", "talks", "--limit", "50"),
    "actors of a year": ("query", "--by", "actor", "--from", "1999", "--to", "1999"),
    "CSV of a year": ("export", "-f", "csv", "--from", "1999", "--to", "1999"),
    **GROWING,
}
"""Commands by which two versions are compared."""


def code_of(words: tuple[str, ...]) -> int:
    """Return the exit code that a command has when all is well: to show what is not there is an error."""
    return 2 if words[0] == "show" else 0
