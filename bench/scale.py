"""Scale: dateline beside what does the same with nothing else to do, on the same rows, by turns in one run.

    python bench/scale.py [PART...] [-n EVENTS] [--folder FOLDER] [--by-shell]

Parts: import, datasets, queries, facets, export, memory, growth, library, lake, lake_growth, lake_queries, lake_words,
engines, postgres; without one all of them. EVENTS is 1,000,000 unless given here or by N. A line tells: what was done,
dateline's median, the other's median, the median of the ratios of the pairs with the least and the greatest, and what
is asked for. PAIRS gives their number, 5 unless said. The files stay in FOLDER for the next run; remove it when what
dateline writes has changed. --by-shell takes a database that the sqlite3 shell filled, which is the same but sooner
made. `facets` and the lakes need the package duckdb, `library` pandas and the extra arrow, `postgres` the variable
DATELINE_BENCH_POSTGRES with the URL of a server.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from pathlib import Path

PARTS = (
    "import",
    "datasets",
    "queries",
    "facets",
    "export",
    "memory",
    "growth",
    "library",
    "lake",
    "lake_growth",
    "lake_queries",
    "lake_words",
    "engines",
    "postgres",
)


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from bench.workshop import Workshop, folder

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("-n", "--events", type=int, default=int(os.environ.get("N", "1000000")))
    parser.add_argument("--folder")
    parser.add_argument("--by-shell", action="store_true")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    workshop = Workshop(folder(given.folder), given.events, given.by_shell)
    print(f"{given.events:,} events{'':<52} {'ours':>10} {'theirs':>10} ratio (min–max)", flush=True)
    for part in given.parts or PARTS:
        importlib.import_module(f"bench.scale_{part}").run(workshop)


if __name__ == "__main__":
    main()
