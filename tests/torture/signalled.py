"""SIGINT and SIGTERM at random moments, to a command or to one of its processes: it ends at once and nobody prints a trace."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from torture.kills import OPERATIONS, Trial, prepared
from torture.stores import Count, faults, start, state

TRIALS = int(os.environ.get("DATELINE_SIGNALS", "60"))
_PATIENCE = 20
"""Seconds in which a command must have ended after a signal, on a machine with much to do."""


def _children(number: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{number}/task/{number}/children").read_text("ascii").split()]
    except OSError:
        return []


def trials(url: str, folder: Path, seed: int, times: int = TRIALS) -> Iterator[tuple[str, Count]]:
    """Yield (operation, what was found) of so many commands."""
    chance, taken = random.Random(seed), prepared(url, folder)
    for number in range(1, times + 1):
        name = chance.choice(list(OPERATIONS))
        trial = OPERATIONS[name](folder, state(url), number)
        moment, wanted = chance.uniform(0, 1.1) * taken[name], chance.choice((signal.SIGINT, signal.SIGTERM))
        yield name, signalled(url, trial, moment, wanted, child=chance.random() < 0.3)


def signalled(url: str, trial: Trial, moment: float, number: int, *, child: bool) -> Count:
    """Run a trial and send it a signal after some seconds, or send one to its first child process."""
    before = state(url)
    process = start(url, *trial.words)
    time.sleep(moment)
    hit = _children(process.pid)[:1] if child else []
    for each in hit or [process.pid]:
        with suppress(ProcessLookupError):
            os.kill(each, number)
    swallowed = False
    try:
        _, said = process.communicate(timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        swallowed = True
        process.kill()
        _, said = process.communicate()
    now, confirmed = state(url), process.returncode == 0
    lost = swallowed or (now != trial.after if confirmed else now not in (before, trial.after))
    wrong = faults(url)
    if trial.makes:
        trial.makes.unlink(missing_ok=True)
    return Count(1, int(not confirmed), int(confirmed), int(lost), int(bool(wrong)), int(b"Traceback" in said))
