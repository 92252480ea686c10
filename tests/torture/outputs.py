"""Two commands write one name at once: what stands there at the end is the whole output of one of them, and no draft is left."""

from __future__ import annotations

import itertools
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from torture.stores import RUN, Count

RACES = int(os.environ.get("DATELINE_OUTPUT_RACES", "24"))
WAYS = {
    "csv": ("export", "-o"), "json": ("export", "-f", "json", "-o"), "jsonl": ("export", "-o"),
    "db": ("db", "backup"),
}  # fmt: skip
_ROWS = {"big": 20_000, "small": 20}


def _run(url: str, *words: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", RUN, "-q", "--db", url, *map(str, words)]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _filled(folder: Path) -> dict[str, str]:
    urls = {}
    for name, rows in _ROWS.items():
        path, urls[name] = folder / f"{name}-rows.csv", f"sqlite:///{folder}/{name}.db"
        lines = (f"{name}{each},1999,{name} row {each}\n" for each in range(rows))
        path.write_text("id,date,title\n" + "".join(lines), "utf-8")
        process = _run(urls[name], "import", "csv", path)
        said = process.communicate()[1]
        assert process.returncode == 0, said.decode()
    return urls


def _content(path: Path) -> object:
    """Return what an output says: the bytes of a file, the events of a database."""
    if path.suffix == ".db":
        with closing(sqlite3.connect(path)) as opened:
            return opened.execute("SELECT id, title FROM event ORDER BY id").fetchall()
    return path.read_bytes()


def races(folder: Path, seed: int, times: int = RACES) -> Iterator[tuple[str, Count]]:
    """Yield (ending, what was found) of so many pairs of commands."""
    chance, urls = random.Random(seed), _filled(folder)
    right = {}
    for (ending, words), name in itertools.product(WAYS.items(), urls):
        path = folder / f"{name}-right.{ending}"
        process = _run(urls[name], *words, path)
        said = process.communicate()[1]
        assert process.returncode == 0, said.decode()
        right[ending, name] = _content(path)
    for _, ending in zip(range(times), itertools.cycle(WAYS), strict=False):
        place = folder / "race"
        place.mkdir()
        out = place / f"same.{ending}"
        first = _run(urls["big"], *WAYS[ending], out)
        time.sleep(chance.uniform(0, 0.8))
        second = _run(urls["small"], *WAYS[ending], out)
        traces = [b"Traceback" in process.communicate()[1] for process in (first, second)]
        done = [name for name, process in zip(urls, (first, second), strict=True) if process.returncode == 0]
        told = [_content(out)] if out.exists() else []
        wrong = told not in [[right[ending, name]] for name in done] or [each.name for each in place.iterdir()] != [
            out.name
        ]
        yield ending, Count(1, 0, len(done), int(wrong), 0, int(any(traces)))
        out.unlink(missing_ok=True)
        place.rmdir()
