"""What grows: commands that look at everything, at a tenth of the events and at all; seconds of the processor.

The wanted ratio is that of n log n, and what starting takes counts on both sides.
"""

from __future__ import annotations

from math import log

from bench.page.commands import GROWING, code_of
from bench.pairs import PAIRS, process, told
from bench.workshop import DATELINE, Workshop


def run(workshop: Workshop) -> None:
    """Measure each command once for each pair."""
    small = Workshop(workshop.folder, max(100, workshop.events // 10), workshop.filled_by_shell)
    number, fewer = workshop.events, small.events
    wanted = number * log(number) / (fewer * log(fewer))
    for name, words in GROWING.items():
        pairs = [(_seconds(workshop, words), _seconds(small, words)) for _ in range(min(PAIRS, 3))]
        told(f"{name}, {number:,} events / {fewer:,}, cpu", pairs, wanted)


def _seconds(workshop: Workshop, words: tuple[str, ...]) -> float:
    return process(DATELINE, "--quiet", "--db", workshop.database(), *words, code=code_of(words)).cpu
