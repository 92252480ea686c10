"""Start-up: whole processes of dateline's commands beside `sqlite-utils query` on the same rows.

Run it with `make bench`; words behind it choose commands. All take turns in one run, so that a noisy machine is noisy
for all; the figure is the median of the ratios of the rounds.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = int(os.environ.get("ROUNDS", "15"))
BIN = Path(sys.executable).parent
SQL = "SELECT id, date, title, place, kind FROM event ORDER BY start_earliest, num LIMIT 10"
BARS = {
    "query --limit 10": 0.28,
    "query --text treaty": 0.45,
    "query --from fall_1999 --limit 10": 0.45,
    "deadlines --as-of 2000-10-15": 0.45,
    "show usp-3-1": 0.45,
    "date 1999-12": 0.45,
    "explain usp-3-1 --as-of 2000-10-15": 0.45,
    "actors": 0.45,
    "timeline": 0.60,
    "export -f csv": 0.60,
    "--help": 0.40,
}
"""Commands, with _ for a blank in a word, and how much of the time of one `sqlite-utils query` each may take."""


def seconds(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def main() -> None:
    chosen = [line for line in BARS if not sys.argv[1:] or line.split()[0] in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder, "bench.db"))
        environment = {**os.environ, "DATELINE_DB": database, "XDG_CACHE_HOME": folder, "XDG_CONFIG_HOME": folder}
        commands = [[str(BIN / "dateline"), *(word.replace("_", " ") for word in line.split())] for line in chosen]
        commands.append([str(BIN / "sqlite-utils"), "query", database, SQL])
        subprocess.run([str(BIN / "dateline"), "load", "union-state"], check=True, env=environment)
        for command in commands:  # warm: plans compiled, files cached
            seconds(command, environment)
        rounds = [[seconds(command, environment) for command in commands] for _ in range(ROUNDS)]
    *ours, theirs = zip(*rounds, strict=True)
    print(f"{'sqlite-utils query':36} {statistics.median(theirs) * 1000:6.1f} ms   ({ROUNDS} rounds)")
    for line, times in zip(chosen, ours, strict=True):
        ratios = [a / b for a, b in zip(times, theirs, strict=True)]
        ratio, bar = statistics.median(ratios), BARS[line]
        print(
            f"{line:36} {statistics.median(times) * 1000:6.1f} ms, ratio {ratio:.2f} of at most {bar:.2f}"
            f"   from {min(ratios):.2f} to {max(ratios):.2f}{'' if ratio <= bar else '   MISSED'}"
        )


if __name__ == "__main__":
    main()
