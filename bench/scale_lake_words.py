"""Words on a lake, counted by whole commands, beside the same on SQLite; seconds of the processor."""

from __future__ import annotations

from bench.pairs import PAIRS, process, told
from bench.workshop import DATELINE, Workshop

QUESTIONS = {
    "a rare phrase": ("--text", "joint talks"),
    "a phrase": ("--text", "joint parliament"),
    "a common word": ("--text", "talks"),
    "a beginning": ("--text", "pro*"),
    "a rare phrase in a year": ("--text", "joint talks", "--from", "1999", "--to", "1999"),
}


def run(workshop: Workshop) -> None:
    """Measure every question."""
    places = f"lake:{workshop.lake()}", str(workshop.database())
    for name, words in QUESTIONS.items():
        pairs = []
        for turn in range(PAIRS + 1):
            ours, theirs = (
                process(DATELINE, "--quiet", "--db", place, "query", *words, "--count").cpu for place in places
            )
            if turn:  # the first fills the caches
                pairs.append((ours, theirs))
        told(f"words on a lake, {name}, counted / on SQLite, cpu", pairs, 3.0)
