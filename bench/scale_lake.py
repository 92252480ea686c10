"""A lake: how long it takes to be made, beside DuckDB alone, and how much room, beside SQLite."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from bench.pairs import PAIRS, Run, peaks, process, sized, told
from bench.workshop import DATELINE, Workshop


def run(workshop: Workshop) -> None:
    """Measure the making, and the room."""
    rows, ours, theirs = workshop.rows(), [], []
    for _ in range(PAIRS):
        ours.append(made(workshop.file("lake"), rows))
        theirs.append(by_hand(workshop.file("by-hand"), rows))
    told("lake of the CSV / by DuckDB alone", [(a.seconds, b.seconds) for a, b in zip(ours, theirs, strict=True)], 1.5)
    told("lake of the CSV / by DuckDB alone, cpu", [(a.cpu, b.cpu) for a, b in zip(ours, theirs, strict=True)], None)
    peaks("lake of the CSV, peak memory", ours, theirs, 2000)
    size, database = size_of(workshop.lake()), workshop.database().stat().st_size
    sized("size of the lake / of the SQLite database", size, database, 0.20)


def made(folder: Path, rows: Path) -> Run:
    """Make a lake of the rows by dateline."""
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([DATELINE, "--quiet", "lake", "create", folder], check=True)
    return process(DATELINE, "--quiet", "lake", "add", folder, "csv", rows)


def by_hand(folder: Path, rows: Path) -> Run:
    """Make the same files by DuckDB alone."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return process(sys.executable, Path(__file__).with_name("lake_by_hand.py"), rows, folder)


def size_of(folder: Path) -> int:
    """Return the bytes of the files of a lake."""
    return sum(path.stat().st_size for path in folder.rglob("*.parquet"))
