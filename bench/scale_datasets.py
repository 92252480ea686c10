"""Imports of data sets and of a mapped table, beside the sqlite3 shell that imports the same events as our CSV."""

from __future__ import annotations

from pathlib import Path

from bench import generate_datasets, shell
from bench.opponent_parts import PARTS
from bench.pairs import PAIRS, Run, peaks, process, told
from bench.workshop import DATELINE, Workshop

_UCDP_SHARE = 6
"""GED has some 166,000 rows for each million of GDELT that is measured."""


def run(workshop: Workshop, pairs: int = PAIRS) -> None:
    """Measure each, and make sure that both databases hold the same."""
    for of in generate_datasets.SETS:
        _measure(workshop, of, workshop.events // _UCDP_SHARE if of == "ucdp" else workshop.events, pairs)


def _measure(workshop: Workshop, of: str, rows: int, pairs: int) -> None:
    given = _given(workshop, of, rows)
    ours, theirs = workshop.file(f"{of}.db"), workshop.file(f"{of}-shell.db")
    script = _script(workshop, of, given, ours)
    runs = [(_dateline(ours, given), _shell(theirs, script)) for _ in range(pairs)]
    if found := shell.differences(ours, theirs, named=of != "mapped"):
        raise SystemExit(f"the databases of {of} differ: " + "; ".join(found))
    name = f"import {of} ({rows:,} rows) / our CSV by sqlite3"
    told(name, [(a.seconds, b.seconds) for a, b in runs], 1.0)
    told(f"{name}, cpu", [(a.cpu, b.cpu) for a, b in runs], None)
    peaks(f"{name}, peak memory", [a for a, _ in runs], [b for _, b in runs], 400)


def _given(workshop: Workshop, of: str, rows: int) -> list[str | Path]:
    """Return the format and the file, and how the file is read, as the command takes them."""
    path = workshop.file(f"{of}{generate_datasets.SUFFIXES[of]}")
    if not path.exists():
        draft = path.with_suffix(".part")
        generate_datasets.write(of, rows, draft)
        draft.rename(path)
    if of != "mapped":
        return [of, path]
    mapping = workshop.folder / "mapping.toml"
    mapping.write_text(generate_datasets.MAPPING)
    return ["csv", path, "--map", mapping]


def _script(workshop: Workshop, of: str, given: list[str | Path], database: Path) -> Path:
    """Return the script of the sqlite3 shell that imports the same events from our CSV."""
    path, rows = workshop.file(f"{of}.sql"), workshop.file(f"{of}-events.csv")
    if not rows.exists():
        _dateline(database, given)
        draft = rows.with_suffix(".part")
        process(DATELINE, "--quiet", "--db", database, "export", "-f", "csv", taken=draft)
        draft.rename(rows)
    path.write_text(shell.import_script(workshop.empty(), rows, PARTS[of]))
    return path


def _dateline(database: Path, given: list[str | Path]) -> Run:
    database.unlink(missing_ok=True)
    return process(DATELINE, "--quiet", "--db", database, "import", *given)


def _shell(database: Path, script: Path) -> Run:
    database.unlink(missing_ok=True)
    return process("sqlite3", "-batch", database, given=script)
