"""Start a cluster with a lake of made-up events on it.

python -m cluster [EVENTS]      until it is interrupted
python -m cluster test          run the tests that need a cluster, and end it
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from cluster.standalone import Cluster, NoCluster, cluster

_ROOT = Path(__file__).parents[2]
_TESTS = ("tests/cluster", "tests/lake/test_conformance.py")
_EVENTS = 100_000


def lake(folder: Path, events: int) -> Path:
    """Make a lake of so many made-up events."""
    given, made = folder / "events.csv", folder / "lake"
    program = [sys.executable, "-m", "dateline", "--quiet"]
    subprocess.run([sys.executable, _ROOT / "bench" / "generate.py", str(events), given], check=True)
    for words in (("lake", "create", made), ("lake", "add", made, "csv", given)):
        subprocess.run([*program, *words], check=True)
    return made


def tested(made: Cluster, folder: Path) -> int:
    """Run the tests on the cluster; return the exit code of pytest."""
    told = {
        "DATELINE_TEST_SPARK": made.url,
        "DATELINE_TEST_SPARK_WORKERS": " ".join(map(str, made.workers)),
        "DATELINE_TEST_SPARK_LAKE": str(lake(folder, _EVENTS)),
    }
    command = [sys.executable, "-m", "pytest", "-k", "spark or cluster", *_TESTS]
    return subprocess.run(command, cwd=_ROOT, env={**os.environ, **told}).returncode


def main() -> int:
    """Do what the words of the command say."""
    words = sys.argv[1:]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the cluster ends with this process
    try:
        with tempfile.TemporaryDirectory() as folder, cluster() as made:
            if words == ["test"]:
                return tested(made, Path(folder))
            path = lake(Path(folder), int(words[0]) if words else _EVENTS)
            print(f"dateline --db {made.url}{path} query --limit 10\nCtrl-C ends the cluster", flush=True)
            signal.pause()
    except KeyboardInterrupt:
        return 0
    except NoCluster as error:
        print(f"SKIPPED: no test on a Spark cluster: {error}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
