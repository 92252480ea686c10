"""Loads of curated events that are new, and of the same events changed: processor time of each, and the ratio.

    python bench/loads.py [EVENTS]

Each event has two actors, a theme and a citation. In the second load every title is another. A pair is both loads into
a database of its own; PAIRS gives their number, 5 unless said.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.pairs import PAIRS, told

COMMAND = Path(sys.executable).with_name("dateline")
_HEAD = """
[collection]
id = "many"
title = "Many"
"""


def main() -> None:
    """Measure all pairs."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        pairs = [_pair(Path(folder, str(number)), events) for number in range(PAIRS)]
    told(f"load of {events:,} changed / of as many new, processor time", pairs, 1.5)


def _pair(folder: Path, events: int) -> tuple[float, float]:
    """Return the seconds of the processor for the changed events, and for the new ones."""
    folder.mkdir()
    times = []
    for word in ("First", "Other"):
        Path(folder, "many.toml").write_text(_collection(word, events), encoding="utf-8")
        before = os.times()
        subprocess.run([COMMAND, "--quiet", "--db", folder / "many.db", "load", folder / "many.toml"], check=True)
        after = os.times()
        times.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return times[1], times[0]


def _collection(word: str, events: int) -> str:
    records = [
        *(f'[[actor]]\nid = "actor-{n}"\nname = "Actor {n}"\nkind = "state"\n' for n in range(100)),
        *(f'[[theme]]\nid = "theme-{n}"\ntitle = "Theme {n}"\n' for n in range(20)),
        *(f'[[source]]\nid = "source-{n}"\ntitle = "Source {n}"\n' for n in range(20)),
        *(_event(place, word) for place in range(events)),
    ]
    return _HEAD + "\n" + "\n".join(records)


def _event(place: int, word: str) -> str:
    day = f"{1900 + place % 120}-{place % 12 + 1:02d}-{place % 28 + 1:02d}"
    return (
        f'[[event]]\nid = "e{place}"\ndate = "{day}"\ntitle = "{word} title of event {place}"\n'
        f'confidence = "high"\nactors = ["actor-{place % 50} (host)", "actor-{50 + place % 50}"]\n'
        f'themes = ["theme-{place % 20}"]\ncitations = [{{ source = "source-{place % 20}", locator = "p. {place}" }}]\n'
    )


if __name__ == "__main__":
    main()
