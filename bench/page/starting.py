"""Start-up: commands on a small database as whole processes, beside a bare interpreter; seconds of the processor."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bench.pairs import PAIRS, process, told
from bench.workshop import DATELINE, Workshop

COMMANDS = ("query --limit 10", "query --text treaty", "show usp-3-1", "deadlines --as-of 2000-10-15", "date 1999-12")


def run(workshop: Workshop) -> None:
    """Measure every command."""
    database = workshop.folder / "union-state.db"
    if not database.exists():
        subprocess.run([DATELINE, "--quiet", "--db", database, "load", "union-state"], check=True)
    for command in COMMANDS:
        words: tuple[str | Path, ...] = (DATELINE, "--quiet", "--db", database, *command.split())
        process(*words)
        pairs = [(process(*words).cpu, process(sys.executable, "-c", "pass").cpu) for _ in range(PAIRS)]
        told(f"{command} / a bare interpreter, cpu", pairs, None)
