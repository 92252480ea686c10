"""Imports of rows that are new, and of the same rows changed: seconds of each, and the ratio.

    python bench/updates.py [ROWS] [URL]

The rows are those of our own CSV with two actors, a theme and a citation each. In the second import every title is
another. The time is that of the processor, of the command and all processes that it starts; a server is not among them,
so the clock is shown too. Without a URL the database is a SQLite file of its own; one that is given must be empty.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMAND = Path(sys.executable).with_name("dateline")
_HEAD = "id,date,title,actors,themes,citations"


def main() -> None:
    """Measure both imports."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[2] if len(sys.argv) > 2 else f"sqlite:///{folder}/updates.db"
        times = []
        for number, word in enumerate(("First", "Other")):
            path = Path(folder, f"{number}.csv")
            path.write_text("\n".join([_HEAD, *(_row(place, word) for place in range(rows))]) + "\n", encoding="utf-8")
            before, began = os.times(), time.perf_counter()
            subprocess.run([COMMAND, "--quiet", "--db", url, "import", "csv", path, "--collection", "x"], check=True)
            after = os.times()
            used = after.children_user + after.children_system - before.children_user - before.children_system
            times.append((used, time.perf_counter() - began))
        subprocess.run([COMMAND, "--quiet", "--db", url, "db", "check"], check=True)
    for which, new, changed in zip(("processor", "clock"), *times, strict=True):
        print(f"{rows:,} rows, {which}: new {new:.1f} s, changed {changed:.1f} s, {changed / new:.2f} times as long")


def _row(place: int, word: str) -> str:
    day = f"{1900 + place % 120}-{place % 12 + 1:02d}-{place % 28 + 1:02d}"
    actors = f"actor-{place % 500}; actor-{500 + place % 300} (target)"
    cited = f"source-{place % 50} (p. {place % 900})"
    return f"e{place},{day},{word} title of event {place},{actors},theme/{place % 40},{cited}"


if __name__ == "__main__":
    main()
