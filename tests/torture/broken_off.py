"""Questions to the server that are broken off, by the client or by the clock: it holds nothing of them afterwards."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

from torture.stores import RUN, Count

QUESTIONS = int(os.environ.get("DATELINE_BROKEN_OFF", "10000"))
_WARM = 2_000
"""Questions before the first look: caches are filled by then."""
PATHS = (
    "/api/events?text=a", "/api/counts?by=actor&text=row", "/export.csv", "/events.csv?text=row", "/", "/timeline",
    "/api/events?limit=500", "/charts",
)  # fmt: skip
_MOMENTS = (0, 0.002, 0.01, 0.05, 0.2)
"""Seconds after which a client goes, unless an answer has begun before; no number of PATHS divides theirs."""
_CLIENTS = 12
"""At a time: more than the server has threads for questions."""


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


def ask(port: int, number: int) -> None:
    """Ask one of the questions, and go at one of the moments or when the answer begins."""
    path, moment = PATHS[number % len(PATHS)], _MOMENTS[number % len(_MOMENTS)]
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 10) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        if moment:
            line.settimeout(moment)
            line.recv(100)


def answers(port: int) -> bool:
    """Tell whether the server answers a question that is not broken off."""
    with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/about", timeout=10) as answer:
        return bool(answer.status == 200)
    return False


def run(database: Path, questions: int = QUESTIONS) -> tuple[Count, Held, Held]:
    """Break so many questions off; return what was found, and what the server held before and after."""
    with serving(database) as (process, port), ThreadPoolExecutor(_CLIENTS) as clients:
        list(clients.map(lambda number: ask(port, number), range(_WARM)))
        before = settled(process, database)
        list(clients.map(lambda number: ask(port, number), range(questions)))
        after = settled(process, database)
        served = answers(port)
    grown = [now > was * 1.1 + least for was, now, least in zip(before, after, (0, 3, 0), strict=True)]
    return Count(questions, 0, 0, int(any(grown)), 0, int(not served)), before, after


def settled(process: int, database: Path) -> Held:
    """Look when what is under way has ended: the process has done nothing for a second."""
    for _ in range(120):
        done = worked(process)
        time.sleep(1)
        if worked(process) == done:
            break
    return held(process, database)


def worked(process: int) -> list[str]:
    """Return the processor time of a process: its ticks for itself and for the system."""
    return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[11:13]
