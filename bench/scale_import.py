"""Import of our CSV as a whole process, beside `.import` and SQL of the sqlite3 shell into the same tables."""

from __future__ import annotations

from pathlib import Path

from bench.pairs import PAIRS, Run, peaks, process, told
from bench.shell import differences
from bench.workshop import DATELINE, Workshop


def run(workshop: Workshop, pairs: int = PAIRS) -> None:
    """Measure, and make sure that both databases hold the same."""
    rows, script = workshop.rows(), workshop.script()
    ours, theirs = workshop.file("dateline.db"), workshop.file("shell.db")
    runs = [(_dateline(ours, rows), _shell(theirs, script)) for _ in range(pairs)]
    if found := differences(ours, theirs):
        raise SystemExit("the databases differ: " + "; ".join(found))
    told("import csv / sqlite3 .import and SQL", [(a.seconds, b.seconds) for a, b in runs], 0.8)
    told("import csv, processor time of all processes", [(a.cpu, b.cpu) for a, b in runs], None)
    peaks("import csv, peak memory", [a for a, _ in runs], [b for _, b in runs], 400)


def _dateline(database: Path, rows: Path) -> Run:
    database.unlink(missing_ok=True)
    return process(DATELINE, "--quiet", "--db", database, "import", "csv", rows)


def _shell(database: Path, script: Path) -> Run:
    database.unlink(missing_ok=True)
    return process("sqlite3", "-batch", database, given=script)
