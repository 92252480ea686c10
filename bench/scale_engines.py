"""The same commands on a SQLite database and on a lake, as whole processes: where one overtakes the other."""

from __future__ import annotations

import statistics
from pathlib import Path

from bench.pairs import PAIRS, process
from bench.workshop import DATELINE, SUBTREE, Workshop, common_actor

_QUESTIONS = {
    "month and actor": ("query", "--from", "1999-03", "--to", "1999-03", "--actor", common_actor(), "-f", "jsonl"),
    "newest 50": ("query", "--sort", "-date", "--limit", "50", "-f", "jsonl"),
    "years of a theme": ("query", "--by", "year", "--theme", SUBTREE),
    "years of an actor and a theme": ("query", "--by", "year", "--theme", SUBTREE, "--actor", common_actor()),
    "themes of all": ("query", "--by", "theme"),
    "actors of a year": ("query", "--by", "actor", "--from", "1999", "--to", "1999"),
    "words": ("query", "--text", "joint talks", "--count"),
    "CSV of a year": ("export", "-f", "csv", "--from", "1999", "--to", "1999"),
}


def run(workshop: Workshop) -> None:
    """Print the median seconds of each command on both, and their ratio."""
    places = (f"lake:{workshop.lake()}", str(workshop.database()))
    for name, words in _QUESTIONS.items():
        times: tuple[list[float], list[float]] = ([], [])
        for turn in range(PAIRS + 1):
            for place, found in zip(places, times, strict=True):
                seconds = process(DATELINE, "--quiet", "--db", place, *words, taken=Path("/dev/null")).seconds
                if turn:  # the first fills the caches
                    found.append(seconds)
        lake, database = map(statistics.median, times)
        print(f"{name:<40} {lake:8.2f} s {database:8.2f} s {lake / database:6.2f}", flush=True)
