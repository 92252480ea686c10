"""Whole commands that are measured by themselves: what grows, and what versions are compared by."""

from __future__ import annotations

from bench.workshop import SUBTREE, common_actor

GROWING = {
    "db check": ("db", "check"),
    "actors of all": ("query", "--by", "actor"),
    "themes of all": ("query", "--by", "theme"),
    "show an id that no record has": ("show", "actr-1"),
    "history": ("history",),
}
"""Commands that may look at everything there is."""
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
