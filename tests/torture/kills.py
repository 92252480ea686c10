"""Commands killed with SIGKILL at random moments: what was confirmed is there, what was not is there whole or not at all.

Each trial knows what the database holds before, and what it will hold if the command gets to its end. A process that
has ended with 0 has confirmed; any other may have been killed before or after its commit.
"""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from torture.stores import Count, State, faults, start, state

_EVENTS = 300
_ROWS = 3_000
_HEAD = '[collection]\nid = "mine"\ntitle = "Mine"\n\n[[source]]\nid = "paper"\ntitle = "The paper"\n'


class Trial(NamedTuple):
    """A command, what it is to make of the database, and files that it makes beside."""

    words: tuple[object, ...]
    after: State
    makes: Path | None = None


def _event(identity: str, title: str) -> str:
    return (
        f'\n[[event]]\nid = "{identity}"\ntitle = "{title}"\ndate = "1999"\nconfidence = "high"\n'
        'citations = [{ source = "paper" }]\n'
    )


def load(folder: Path, before: State, number: int) -> Trial:
    """Load a collection in which every title is new."""
    titles = {f"c{each}": f"load {number}" for each in range(_EVENTS)}
    (folder / "mine").mkdir(exist_ok=True)
    (folder / "mine" / "all.toml").write_text(_HEAD + "".join(_event(*each) for each in titles.items()), "utf-8")
    return Trial(("load", folder / "mine"), before | titles)


def import_(folder: Path, before: State, number: int) -> Trial:
    """Import a file in which every title is new."""
    titles = {f"i{each}": f"import {number}" for each in range(_ROWS)}
    path = folder / "rows.csv"
    path.write_text("id,date,title\n" + "".join(f"{key},1999,{title}\n" for key, title in titles.items()), "utf-8")
    return Trial(("import", "csv", path), before | titles)


def edit(folder: Path, before: State, number: int) -> Trial:
    """Edit one event."""
    path = folder / "edited.toml"
    path.write_text(_event("c0", f"edit {number}"), "utf-8")
    return Trial(("edit", "c0", "--file", path), before | {"c0": f"edit {number}"})


def restore(folder: Path, before: State, number: int) -> Trial:
    """Bring the first title of an event back."""
    return Trial(("restore", "c1", "--at", "@1"), before | {"c1": "load 0"})


def remove(folder: Path, before: State, number: int) -> Trial:
    """Remove an event; the next load brings it back."""
    left = {identity: title for identity, title in before.items() if identity != f"c{number % _EVENTS}"}
    return Trial(("remove", f"c{number % _EVENTS}"), left)


def undo(folder: Path, before: State, number: int) -> Trial:
    """Take back what cannot be taken back any more, for later batches have changed it; nothing may change."""
    return Trial(("import", "undo", "1"), before)


def backup(folder: Path, before: State, number: int) -> Trial:
    """Write a backup to a new file."""
    return Trial(("db", "backup", folder / f"backup{number}.db"), before, folder / f"backup{number}.db")


OPERATIONS: dict[str, Callable[[Path, State, int], Trial]] = {
    "load": load, "import": import_, "edit": edit, "restore": restore, "remove": remove, "backup": backup,
}  # fmt: skip


def prepared(url: str, folder: Path) -> dict[str, float]:
    """Fill a database, and return how many seconds each operation takes when nobody kills it."""
    taken: dict[str, float] = {}
    for name, number in (
        ("load", 0), ("import", 0), ("load", -1), ("import", -1), ("edit", -1), ("restore", -1), ("backup", -1),
    ):  # fmt: skip
        trial = OPERATIONS[name](folder, state(url) if taken else {}, number)
        begun = time.perf_counter()
        process = start(url, *trial.words)
        _, said = process.communicate()
        assert process.returncode == 0, said.decode()
        taken[name] = time.perf_counter() - begun
    return taken | {"remove": taken["edit"]}


def trials(url: str, folder: Path, seed: int) -> Iterator[tuple[str, Count]]:
    """Yield (operation, what was found) without end, each a command that is killed at a random moment."""
    random_, taken = random.Random(seed), prepared(url, folder)
    number = 0
    while True:
        for name, make in OPERATIONS.items():
            number += 1
            yield name, tried(url, make(folder, state(url), number), random_.uniform(0.1, 1.1) * taken[name])


def tried(url: str, trial: Trial, seconds: float) -> Count:
    """Run a trial, kill it after so many seconds, and look at what is left."""
    before = state(url)
    process = start(url, *trial.words)
    try:
        _, said = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        _, said = process.communicate()
    confirmed = process.returncode == 0
    now = state(url)
    lost = now != trial.after if confirmed else now not in (before, trial.after)
    wrong = faults(url)
    if trial.makes and trial.makes.exists():
        copy = f"sqlite:///{trial.makes}"
        lost = lost or state(copy) != now
        wrong += faults(copy)
        trial.makes.unlink()
    elif trial.makes:
        lost = lost or confirmed
    return Count(1, int(process.returncode < 0), int(confirmed), int(lost), int(bool(wrong)), int(b"Traceback" in said))
