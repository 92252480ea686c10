"""All benchmarks on one page: what, ours, theirs, ratio, wanted.

    python bench/run.py [NAME...] [-n EVENTS] [--folder FOLDER] [--runs FOLDER] [--list]

A NAME is that of a measurement in `bench/page/registry.py`; without one all are measured but those that are slow.
EVENTS is 10,000 unless given, and what is wanted is meant for 1,000,000; PAIRS gives the number of interleaved pairs, 5
unless said. Each measurement tells its lines as it goes; at the end comes the page, with what failed (exit code 1). A
JSON file with every pair, the machine and the versions stays in bench/runs, which Git ignores.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from pathlib import Path


def main() -> int:
    """Measure, keep the results and print the page."""
    here = Path(__file__).resolve().parent
    sys.path.insert(0, str(here.parent))
    from bench.page.registry import MEASUREMENTS
    from bench.page.results import Results, keep, surroundings
    from bench.page.table import page

    given = _given(here)
    if given.list:
        print(*(each.name for each in MEASUREMENTS), sep="\n")
        return 0
    by_name = {each.name: each for each in MEASUREMENTS}
    if unknown := set(given.names) - by_name.keys():
        sys.exit(f"no measurement {', '.join(sorted(unknown))}; there are {', '.join(by_name)}")
    chosen = [by_name[name] for name in given.names] or [each for each in MEASUREMENTS if not each.slow]
    from bench.pairs import TOLD
    from bench.workshop import Workshop, folder

    workshop = Workshop(folder(given.folder), given.events)
    made_on, skipped = surroundings(given.events), {}
    for each in chosen:
        if lacking := each.lacks():
            skipped[each.name] = lacking
            continue
        try:
            importlib.import_module(each.module).run(workshop)
        except (Exception, SystemExit) as error:  # the others are measured all the same
            skipped[each.name] = f"failed: {error}"
    results = Results(TOLD, skipped, made_on)
    path = keep(results, given.runs)
    print(f"\n{page(results)}\nkept in {os.path.relpath(path)}")
    return int(any(why.startswith("failed") for why in skipped.values()))


def _given(here: Path) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("-n", "--events", type=int, default=10_000)
    parser.add_argument("--folder")
    parser.add_argument("--runs", type=Path, default=here / "runs")
    parser.add_argument("--list", action="store_true", help="only list the measurements")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
