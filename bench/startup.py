"""Start-up: whole processes of `dateline query --limit 10` beside `sqlite-utils query` on the same rows.

Run it with `make bench`. The two take turns in one run, so that a noisy machine is noisy for both; the figure is the
median of the ratios of the pairs.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAIRS = 15
BIN = Path(sys.executable).parent
SQL = "SELECT id, date, title, place, kind FROM event ORDER BY start_earliest, num LIMIT 10"


def seconds(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder, "bench.db"))
        environment = {**os.environ, "DATELINE_DB": database, "XDG_CACHE_HOME": folder}
        ours = [str(BIN / "dateline"), "query", "--limit", "10"]
        theirs = [str(BIN / "sqlite-utils"), "query", database, SQL]
        subprocess.run([str(BIN / "dateline"), "load", "union-state"], check=True, env=environment)
        for command in (ours, theirs):  # warm: plans compiled, files cached
            seconds(command, environment)
        pairs = [(seconds(ours, environment), seconds(theirs, environment)) for _ in range(PAIRS)]
    first, second = ([pair[i] for pair in pairs] for i in (0, 1))
    ratios = [a / b for a, b in pairs]
    print(f"dateline query --limit 10   median {statistics.median(first) * 1000:6.1f} ms")
    print(f"sqlite-utils query          median {statistics.median(second) * 1000:6.1f} ms")
    print(f"ratio                       median {statistics.median(ratios):6.2f}   (at most 0.30; {PAIRS} pairs)")
    print(f"                            from {min(ratios):.2f} to {max(ratios):.2f}")


if __name__ == "__main__":
    main()
