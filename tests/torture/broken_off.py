"""Questions to the server that are broken off, by the client or by the clock: it holds nothing of them afterwards."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from torture.stores import RUN, Count

QUESTIONS = int(os.environ.get("DATELINE_BROKEN_OFF", "10000"))
_WARM = 500
"""Questions before the first look: caches are filled by then."""
PATHS = (
    "/api/events?text=a", "/api/counts?by=actor&text=row", "/export.csv", "/events.csv?text=row", "/", "/timeline",
    "/api/events?limit=500", "/charts",
)  # fmt: skip


class Held(NamedTuple):
    """What a process holds: memory in KB, open descriptors; and bytes in the log of the database's writes."""

    memory: int
    descriptors: int
    log: int


def held(process: int, database: Path) -> Held:
    """Look at a process."""
    told = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text("ascii").splitlines())
    log = Path(f"{database}-wal")
    size = log.stat().st_size if log.exists() else 0
    return Held(int(told["VmRSS"].split()[0]), len(os.listdir(f"/proc/{process}/fd")), size)


@contextmanager
def serving(database: Path) -> Iterator[tuple[int, int]]:
    """Start the server; give its process and its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-c", RUN, "-q", "--db", str(database), "serve", "--port", str(port)]
    process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait()


def ask(port: int, path: str, read: int) -> None:
    """Ask, take so many bytes of the answer, and go."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 10) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        if read:
            line.settimeout(10)
            line.recv(read)


def run(database: Path, questions: int = QUESTIONS) -> tuple[Count, Held, Held]:
    """Break so many questions off; return what was found, and what the server held before and after."""
    with serving(database) as (process, port):
        for number in range(_WARM + questions):
            if number == _WARM:
                before = settled(process, database)
            ask(port, PATHS[number % len(PATHS)], (0, 1, 100)[number % 3])
        after = settled(process, database)
    grown = [now > was * 1.1 + least for was, now, least in zip(before, after, (0, 3, 0), strict=True)]
    return Count(questions, 0, 0, int(any(grown)), 0, 0), before, after


def settled(process: int, database: Path) -> Held:
    """Look when what is under way has ended: descriptors stay the same for a second."""
    seen = held(process, database)
    for _ in range(60):
        time.sleep(1)
        now = held(process, database)
        if now.descriptors >= seen.descriptors:
            return now
        seen = now
    return seen
