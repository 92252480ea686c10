"""Queries on a Spark cluster of two workers, of which one is killed in the middle."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from cluster.standalone import kill

URL, LAKE = os.environ.get("DATELINE_TEST_SPARK"), os.environ.get("DATELINE_TEST_SPARK_LAKE", "")
pytestmark = pytest.mark.skipif(
    not (URL and LAKE), reason="no Spark: DATELINE_TEST_SPARK names no server (make test-cluster starts one)"
)
_WORDS = (sys.executable, "-m", "dateline", "--quiet", "--db")


def answer(url: str, *words: str) -> bytes:
    return subprocess.run([*_WORDS, url, *words], check=True, stdout=subprocess.PIPE).stdout


@pytest.mark.parametrize(
    "words",
    [
        ("query", "--from", "1999-03", "--to", "1999-03", "--actor", "actor-1", "-f", "jsonl"),
        ("query", "--sort", "-date", "--limit", "50", "-f", "jsonl"),
        ("query", "--by", "year", "--theme", "economy"),
        ("query", "--by", "theme", "--from", "1999", "--to", "1999"),
        ("query", "--text", '"joint talks"', "-f", "jsonl"),
        ("query", "--text", "joint talks", "--from", "2001-01", "--to", "2001-01", "-f", "jsonl"),
        ("stats",),
    ],
    ids=" ".join,
)
def test_cluster_answers_as_duckdb_does(words):
    assert answer(f"{URL}{LAKE}", *words) == answer(f"lake:{LAKE}", *words)


def test_no_lake_on_the_cluster():
    done = subprocess.run([*_WORDS, f"{URL}/nowhere", "stats"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (5, "")
    assert "the cluster sees no lake at file:///nowhere" in done.stderr


def test_a_missing_file_on_the_cluster(tmp_path):
    import shutil

    from dateline.storage.engines.lakes import manifest

    shutil.copytree(LAKE, tmp_path / "lake")
    file = max(manifest.load(LAKE).of("event"), key=lambda file: file.rows)
    (tmp_path / "lake" / file.path).unlink()
    done = subprocess.run([*_WORDS, f"{URL}{tmp_path}/lake", "query", "-f", "jsonl"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr.startswith("dateline: ")


def test_cluster_without_one_of_its_workers():
    """A worker is killed while it works: the answer is late, but right and whole."""
    workers = os.environ["DATELINE_TEST_SPARK_WORKERS"].split()
    words = ("export", "-f", "csv")
    expected = answer(f"lake:{LAKE}", *words)
    with subprocess.Popen([*_WORDS, f"{URL}{LAKE}", *words], stdout=subprocess.PIPE) as process:
        begun = process.stdout.read(1)  # the header is written when the query is under way
        while not busy(int(workers[0])) and process.poll() is None:
            pass
        assert process.poll() is None, "the query was over before a worker could be killed"
        kill(int(workers[0]))
        found = begun + process.stdout.read()
    assert process.returncode == 0
    assert found == expected


def busy(group: int) -> bool:
    """Tell whether a process of the group has used its processor within a short while."""
    before = used(group)
    time.sleep(0.3)
    return used(group) - before > 10


def used(group: int) -> int:
    """Return the ticks that the processes of a group have used."""
    total = 0
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", encoding="ascii", errors="replace") as file:
                    parts = file.read().rpartition(")")[2].split()
            except OSError:
                continue
            if int(parts[2]) == group:
                total += int(parts[11]) + int(parts[12])
    return total
