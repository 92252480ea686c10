"""Whole imports of data sets and mapped tables by two versions, in turn: rows a second, and the ratio of their times.

    python bench/imports.py OLD NEW ROWS FORMAT=FILE[:MAP]...

OLD and NEW are two `dateline` commands. FILE is a small file of the FORMAT; its rows are repeated up to ROWS, and the
first cell of each gets a number of its own, so that all of them are new. The time is that of the processor, of the
command and all processes that it starts: others that use the machine disturb it less than time on the clock.
"""

from __future__ import annotations

import csv
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.pairs import PAIRS


def main() -> None:
    """Measure all files that are given."""
    old, new, rows, *files = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        for given in files:
            form, _, name = given.partition("=")
            path, _, mapping = name.partition(":")
            many = Path(folder, f"{form}{Path(path).suffix}")
            repeated(Path(path), many, int(rows), form)
            options = ["--map", mapping] if mapping else []
            runs = [[_seconds(command, form, many, options) for command in (old, new)] for _ in range(PAIRS)]
            ratios = sorted(after / before for before, after in runs)
            speeds = [round(int(rows) / statistics.median(run[at] for run in runs)) for at in (0, 1)]
            shown = f"{form:<12} {speeds[0]:>8} {speeds[1]:>8} rows/s  {statistics.median(ratios):.2f}"
            print(f"{shown} ({ratios[0]:.2f}–{ratios[-1]:.2f}) of the time", flush=True)


def repeated(sample: Path, target: Path, rows: int, form: str) -> None:
    """Write the rows of a sample again and again, each with a first cell of its own."""
    separator = "," if sample.suffix == ".csv" else "\t"
    with sample.open(newline="", encoding="utf-8") as stream, target.open("w", newline="", encoding="utf-8") as out:
        found = list(
            csv.reader(stream, delimiter=separator, quoting=csv.QUOTE_MINIMAL if separator == "," else csv.QUOTE_NONE)
        )
        header = [] if form == "gdelt" else [found.pop(0)]
        if separator == ",":
            writer = csv.writer(out)
            writer.writerows(header)
            writer.writerows([f"{cells[0].removesuffix('.0')}{n}", *cells[1:]] for n, cells in _numbered(found, rows))
        else:
            for cells in header:
                out.write("\t".join(cells) + "\n")
            for n, cells in _numbered(found, rows):
                out.write("\t".join([f"{cells[0].removesuffix('.0')}{n}", *cells[1:]]) + "\n")


def _numbered(found: list[list[str]], rows: int) -> zip[tuple[int, list[str]]]:
    return zip(range(1_000_000, 1_000_000 + rows), itertools.cycle(found), strict=False)


def _seconds(command: str, form: str, path: Path, options: list[str]) -> float:
    database = path.with_name("measured.db")
    database.unlink(missing_ok=True)
    before = os.times()
    subprocess.run([command, "--quiet", "--db", str(database), "import", form, str(path), *options], check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    main()
