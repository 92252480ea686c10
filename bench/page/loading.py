"""A load that changes every curated event, beside one of new events; seconds of the processor."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.history import collection
from bench.pairs import PAIRS, process, told
from bench.workshop import DATELINE, Workshop

MOST = 10_000


def run(workshop: Workshop) -> None:
    """Measure loads of as many events as there are rows, at most MOST."""
    number, pairs = min(MOST, workshop.events), []
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        one, other = collection(base / "one", number, "Talks"), collection(base / "other", number, "Meeting")
        for pair in range(PAIRS):
            load = (DATELINE, "--quiet", "--db", base / f"{pair}.db", "load")
            new = process(*load, one).cpu
            pairs.append((process(*load, other).cpu, new))
    told(f"load of {number:,} changed curated events / of new ones, cpu", pairs, 1.5)
