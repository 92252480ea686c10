"""What the past costs: queries of the database as it stood some batches ago beside the same queries of now.

    python bench/past.py [-n EVENTS] [--db URL] [--keep] [--only WORDS]

Since the moment that is asked for, some records were edited, one removed and a small file imported. A database that is
given by its URL must be empty, unless it is to be kept; without one it is a SQLite file. The first look at a moment,
for which nothing is kept, and a later one take turns with the query of now.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.generate import write
from bench.pairs import PAIRS, Run, process, told

_RUN = "from dateline.cli.start import run; run()"
QUERIES = {
    "50 events since 1999": ("query", "--from", "1999", "--limit", "50"),
    "50 events of an actor": ("query", "--actor", "actor-3", "--limit", "50"),
    "count of an actor in ten years": ("query", "--actor", "actor-3", "--from", "1990", "--to", "1999", "--count"),
    "count of a theme": ("query", "--theme", "economy", "--count"),
    "50 events with words": ("query", "--text", "harbour strike", "--limit", "50"),
    "count by year": ("query", "--by", "year"),
    "all events of a year as CSV": ("query", "--from", "1999", "--to", "1999", "-f", "csv"),
    "all events as CSV": ("export", "-f", "csv"),
}


def dateline(database: str, *words: str) -> Run:
    """Run a command in a process of its own."""
    return process(sys.executable, "-c", _RUN, "--quiet", "--db", database, *words)


def filled(base: Path, database: str, number: int) -> None:
    """Fill a database with so many events, and change a few of them in some batches."""
    whole, few = base / "whole.csv", base / "few.csv"
    write(number, str(whole))
    lines = whole.read_text("utf-8").splitlines()
    dateline(database, "load", "union-state")
    dateline(database, "import", "csv", str(whole))
    few.write_text("\n".join([lines[0], *(f"late-{line}" for line in lines[1:1001])]) + "\n", "utf-8")
    dateline(database, "import", "csv", str(few))
    for line in lines[1 : number : number // 10]:
        dateline(database, "remove", line.split(",")[0], "--kind", "event")


def looked_at(database: str, words: tuple[str, ...], cache: Path) -> tuple[list[Run], list[Run], list[Run]]:
    """Return the runs of a query of a past at first, once more, and of now."""
    then = (*words, "--recorded-at", "@2")
    dateline(database, *words), dateline(database, *then)  # so that plans are kept
    first, later, now = [], [], []
    for _ in range(PAIRS):
        shutil.rmtree(cache / "dateline" / "past", ignore_errors=True)
        first.append(dateline(database, *then))
        now.append(dateline(database, *words))
        later.append(dateline(database, *then))
    return first, later, now


def main() -> None:
    """Measure all of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("-n", "--number", type=int, default=100_000)
    parser.add_argument("--db")
    parser.add_argument("--keep", action="store_true", help="the database is filled already")
    parser.add_argument("--only", default="", help="only queries with these words in their names")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        os.environ["XDG_CACHE_HOME"] = str(base / "cache")
        database = given.db or str(base / "past.db")
        if not given.keep:
            filled(base, database, given.number)
        for name, words in QUERIES.items():
            if given.only not in name:
                continue
            first, later, now = looked_at(database, words, base / "cache")
            for look, runs in (("first look", first), ("later look", later)):
                for what, of in (("cpu", "cpu"), ("clock", "seconds")):
                    pairs = [(getattr(one, of), getattr(other, of)) for one, other in zip(runs, now, strict=True)]
                    told(f"{name}, of {given.number:,}: {look} / now, {what}", pairs, 3.0)


if __name__ == "__main__":
    main()
