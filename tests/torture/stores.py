"""Databases to be maltreated, looked at without dateline: what is in them is told by the driver of the engine alone."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from dateline.storage.checks.soundness import check
from dateline.storage.engines.urls import normal_url

RUN = "from dateline.cli.start import run; run()"
State = dict[str, str]
"""The titles of the events by id."""


def rows(url: str, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a statement, asked by the driver."""
    if url.startswith("sqlite:"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=30)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()
    import psycopg

    with psycopg.connect(url) as opened:
        return opened.execute(sql).fetchall()


def state(url: str) -> State:
    """Return what stands in a database; nothing when there is no table of events yet."""
    if url.startswith("sqlite:") and not Path(url.removeprefix("sqlite:///")).exists():
        return {}
    return dict(rows(url, "SELECT id, title FROM event"))


def faults(url: str) -> list[str]:
    """Return what `db check` finds."""
    return check(normal_url(url))


def start(url: str, *words: object, given: bytes | None = None) -> subprocess.Popen[bytes]:
    """Start a command as a process of its own; `given` is its standard input."""
    command = [sys.executable, "-c", RUN, "--db", url, *map(str, words)]
    pipes = {"stdin": subprocess.PIPE if given else subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, **pipes)  # type: ignore[call-overload]
    if given:
        process.stdin.write(given)
        process.stdin.close()
        process.stdin = None  # communicate would flush it
    return process


class Count(NamedTuple):
    """What trials have found; `errors` are sentences that tell what was wrong, with seed and trial."""

    operations: int = 0
    killed: int = 0
    confirmed: int = 0
    lost: int = 0
    corrupted: int = 0
    tracebacks: int = 0

    def __add__(self, other: tuple[Any, ...]) -> Count:
        """Return both together."""
        return Count(*(a + b for a, b in zip(self, other, strict=True)))
