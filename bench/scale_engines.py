"""The same commands on a SQLite database, on PostgreSQL and on a lake, as whole processes: where one overtakes another.

PostgreSQL only when DATELINE_BENCH_POSTGRES names a server, by the URL of a user who may create databases there.
"""

from __future__ import annotations

import os
import statistics
from pathlib import Path

from bench.pairs import PAIRS, process
from bench.scale_postgres import fill, made_anew, url_of
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
    """Print the median seconds of each command on every engine: lake, SQLite and, where there is one, PostgreSQL."""
    places = [f"lake:{workshop.lake()}", str(workshop.database())]
    if server := os.environ.get("DATELINE_BENCH_POSTGRES"):
        places.append(url_of(server, "dateline_bench_engines"))
        print(f"PostgreSQL: imported in {fill(server, places[-1], workshop).seconds:.0f} s", flush=True)
    for name, words in _QUESTIONS.items():
        times: list[list[float]] = [[] for _ in places]
        for turn in range(PAIRS + 1):
            for place, found in zip(places, times, strict=True):
                seconds = process(DATELINE, "--quiet", "--db", place, *words, taken=Path("/dev/null")).seconds
                if turn:  # the first fills the caches
                    found.append(seconds)
        medians = [statistics.median(found) for found in times]
        ratios = " ".join(f"{medians[0] / other:6.2f}" for other in medians[1:])
        print(f"{name:<40} {' '.join(f'{seconds:8.2f} s' for seconds in medians)} {ratios}", flush=True)
    if server:
        made_anew(server, places[-1], only_dropped=True)
