"""Two ways to do one thing, taking turns: the figure is the median of the ratios of the pairs."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bench.page.results import Row

PAIRS = max(1, int(os.environ.get("PAIRS", "5")))
_LEAST = 0.05
"""A run shorter than this many seconds is repeated, and the figure is that of one repetition."""
TOLD: list[Row] = []
"""What was told so far, for the page of all."""
_NOWHERE = Path(os.devnull)


class Run(NamedTuple):
    """What one run of a process took: seconds, MB at its peak, and seconds of the processor."""

    seconds: float
    peak: float
    cpu: float = 0


def process(*command: str | Path, given: Path = _NOWHERE, taken: Path = _NOWHERE, code: int = 0) -> Run:
    """Run a whole process with `given` on its standard input and `taken` for its output; it must exit with `code`."""
    os.sync()  # what the last run wrote is not to be paid by this one
    wrapper = [sys.executable, "-S", str(Path(__file__).with_name("process.py")), str(given), str(taken)]
    done = subprocess.run([*wrapper, *map(str, command)], check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(done.stdout)
    if (ended := found.pop("code")) != code:
        raise SystemExit(f"exit code {ended}, not {code}: {' '.join(map(str, command))}")
    return Run(**found)


def compared(name: str, ours: Callable[[], object], theirs: Callable[[], object], target: float | None) -> None:
    """Print how long two functions take in turn; both have been run once before, so that caches are filled."""
    ours(), theirs()
    times = _repetitions(ours), _repetitions(theirs)
    pairs = [(_seconds(ours, times[0]), _seconds(theirs, times[1])) for _ in range(PAIRS)]
    told(name, pairs, target)


def told(name: str, pairs: list[tuple[float, float]], target: float | None) -> None:
    """Print the medians of the seconds of both and of their ratios, and what is asked for."""
    TOLD.append(Row(name, pairs, wanted=target, load=round(os.getloadavg()[0], 1)))
    ratios = [ours / theirs for ours, theirs in pairs]
    first, second = (_shown(statistics.median(pair[i] for pair in pairs)) for i in (0, 1))
    spread = f"{statistics.median(ratios):6.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
    print(f"{name:<68} {first:>10} {second:>10} {spread:<22} {_asked(target)}", flush=True)


def peaks(name: str, ours: list[Run], theirs: list[Run], most: int) -> None:
    """Print the greatest memory of both."""
    TOLD.append(Row(name, [(a.peak, b.peak) for a, b in zip(ours, theirs, strict=True)], most=most, unit="MB"))
    first, second = (max(run.peak for run in runs) for runs in (ours, theirs))
    print(f"{name:<68} {first:7.0f} MB {second:7.0f} MB {'':<22} at most {most} MB", flush=True)


def sized(name: str, ours: int, theirs: int, target: float) -> None:
    """Print the bytes of both, and their ratio."""
    TOLD.append(Row(name, [(ours / 1e6, theirs / 1e6)], wanted=target, unit="MB"))
    figures = f"{ours / 1e6:7.0f} MB {theirs / 1e6:7.0f} MB {ours / theirs:6.2f} {'':<15} {_asked(target)}"
    print(f"{name:<68} {figures}", flush=True)


def _asked(target: float | None) -> str:
    return "" if target is None else f"at most {target:.2f}"


def _shown(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.3f} ms"


def _repetitions(run: Callable[[], object]) -> int:
    return max(1, min(1000, round(_LEAST / max(_seconds(run, 1), 1e-6))))


def _seconds(run: Callable[[], object], times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        run()
    return (time.perf_counter() - start) / times
