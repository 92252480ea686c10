"""What grows: commands that look at everything, at three numbers of events; seconds of the processor.

They are a hundredth, a tenth and all. The wanted ratio of two neighbours is that of n log n, and what starting takes
counts on both sides. The peak of memory of the greatest number is told beside that of the middle one.
"""

from __future__ import annotations

import os
import shutil
from itertools import pairwise
from math import log
from pathlib import Path

from bench.page.commands import GROWN, Grown, code_of
from bench.pairs import PAIRS, Run, peaks, process, told
from bench.workshop import DATELINE, Workshop

_MOST = 4000
"""MB; memory is told and has no bar but that of the machine."""


def run(workshop: Workshop) -> None:
    """Measure each command once for each pair; GROWN, a part of a name, chooses among them."""
    only = os.environ.get("GROWN", "")
    sizes = [
        Workshop(workshop.folder, max(10, workshop.events // part), workshop.filled_by_shell) for part in (100, 10, 1)
    ]
    for name, command in GROWN.items():
        if only in name:
            _measure(name, command, sizes)


def _measure(name: str, command: Grown, sizes: list[Workshop]) -> None:
    for size in sizes:
        _ran(size, command)  # what is compiled and kept is for the next
    runs = [[_ran(size, command) for size in sizes] for _ in range(min(PAIRS, 3))]
    columns = list(zip(*runs, strict=True))
    for (few, before), (many, after) in pairwise(zip(sizes, columns, strict=True)):
        wanted = many.events * log(many.events) / (few.events * log(few.events))
        label = f"{name}, {many.events:,} / {few.events:,}, cpu"
        told(label, [(a.cpu, b.cpu) for a, b in zip(after, before, strict=True)], wanted)
    peaks(f"{name}, {many.events:,} / {few.events:,}, memory", list(after), list(before), _MOST)


def _ran(workshop: Workshop, command: Grown) -> Run:
    database = command.database(workshop)
    if command.forgetful:
        shutil.rmtree(Path(os.environ["XDG_CACHE_HOME"], "dateline", "past"), ignore_errors=True)
    return process(DATELINE, "--quiet", "--db", database, *command.words, code=code_of(command.words))
