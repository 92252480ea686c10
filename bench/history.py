"""What the history costs: a load of 10,000 curated events with it and without, and queries beside a long history.

    python bench/history.py [-n EVENTS]

Without: the same program, whose History takes no note. The other database has the same records, and no history.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.pairs import PAIRS, compared, process, told

_HEAD = '[collection]\nid = "bench"\ntitle = "Bench"\n\n[[source]]\nid = "paper"\ntitle = "The paper"\n'
_RUN = "from dateline.cli.start import run; run()"
_WITHOUT = """
from dateline.storage import history
history.History.note = lambda *_, **__: None
history.History.seal = lambda *_, **__: None
history.Before.of = lambda *_: None
"""


def collection(folder: Path, number: int, word: str) -> Path:
    """Write a collection of so many events, whose titles have the word in them."""
    events = (
        f'\n[[event]]\nid = "e-{each}"\ntitle = "{word} {each}"\ndate = "{1980 + each % 40}-{1 + each % 12:02}-03"\n'
        f'description = "What was done and said that day, number {each}."\nconfidence = "high"\n'
        f'citations = [{{ source = "paper", locator = "p. {each}" }}]\n'
        for each in range(number)
    )
    folder.mkdir(exist_ok=True)
    (folder / "all.toml").write_text(_HEAD + "".join(events), "utf-8")
    return folder


def load(database: Path, folder: Path, first: str = "") -> float:
    """Load into the database as a process of its own; return the seconds."""
    return process(sys.executable, "-c", first + _RUN, "--quiet", "--db", database, "load", folder).seconds


def loads(base: Path, number: int) -> None:
    """Measure loads into a new database, and loads that change every event."""
    one, other = collection(base / "one", number, "Talks"), collection(base / "other", number, "Meeting")
    new, changed = [], []
    for pair in range(PAIRS):
        ours, theirs = base / f"ours{pair}.db", base / f"theirs{pair}.db"
        new.append((load(ours, one), load(theirs, one, _WITHOUT)))
        changed.append((load(ours, other), load(theirs, other, _WITHOUT)))
    told(f"load of {number:,} new events, with history / without", new, 1.3)
    told(f"load that changes {number:,} events, with history / without", changed, 1.3)


def reads(base: Path) -> None:
    """Measure queries beside a history of many batches and beside none."""
    ours, theirs = base / "ours0.db", base / "none.db"
    folder = base / "one"
    for each in range(10):
        load(ours, collection(folder, 10_000, f"Change {each}"))
    shutil.copy(ours, theirs)
    with sqlite3.connect(theirs) as connection:
        connection.execute("DELETE FROM revision")
        connection.execute("DELETE FROM batch")
    sqlite3.connect(theirs).execute("VACUUM")

    def query(database: Path) -> float:
        return process(sys.executable, "-c", _RUN, "--db", database, "query", "--from", "1999", "--limit", "50").seconds

    compared("query of 50 events, 110,000 revisions / none", lambda: query(ours), lambda: query(theirs), 1.05)


def main() -> None:
    """Measure all of it."""
    asked = argparse.ArgumentParser()
    asked.add_argument("-n", type=int, default=10_000)
    number = asked.parse_args().n
    with tempfile.TemporaryDirectory() as base:
        loads(Path(base), number)
        reads(Path(base))


if __name__ == "__main__":
    main()
