"""Random histories: after any loads, imports, undos, merges and removals each past state is told as it was, in its order.

`python tests/torture/histories.py STEPS SEED` keeps an export of each state and compares.
"""

from __future__ import annotations

import json
import pathlib
import random
import sys
import tempfile
from collections import Counter

from dateline.dates import parse
from dateline.errors import DatelineError
from dateline.formats import data_set
from dateline.formats.curated.folder import Curated
from dateline.input.batches import texts
from dateline.model import Actor, Citation, Event, Participant, Source, Theme
from dateline.operations.imports import Outcome
from dateline.query import Query
from dateline.storage.checks.soundness import check
from dateline.storage.history.occasion import Occasion
from dateline.storage.opening import reading
from dateline.storage.past.opened import rewound
from dateline.storage.reading.events import Reader
from dateline.storage.writing import editing, imports, merging
from dateline.storage.writing.load import load
from dateline.storage.writing.undoing import undo

DATES = ("1994-07-03", "1994-07-03", "1994", "{1994,1996}")
ACTORS, THEMES, SOURCES = "ABCD", ("a", "a/b", "a/b/c", "m", "m/n", "z/y/x"), ("paper", "wire", "post")
_LENGTH = 40
"""The steps in one database."""


def rows(chance):
    """Return what a file says of some events."""
    return [
        {
            "id": chance.choice("pqrstuv"), "title": chance.choice(("gas", "oil")), "date": chance.choice(DATES),
            "actors": [{"id": each} for each in chance.sample(ACTORS, chance.randint(0, 2))],
            "themes": chance.sample(THEMES, chance.randint(0, 2)), "version": chance.randint(1, 4),
            "citations": [{"source": each} for each in chance.sample(SOURCES, chance.randint(0, 2))],
            "withdrawn": chance.random() < 0.2,
        }
        for _ in range(chance.randint(1, 4))
    ]  # fmt: skip


def step(url, chance, number, path):
    """Do one step; return what it was and whether it was done or refused."""
    occasion = Occasion(f"2026-01-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}", "me", "torture")
    kind = chance.choice(("load", "import", "import", "undo", "undo", "merge", "remove"))
    try:
        if kind == "import":
            name = chance.choice(("bulk", "other"))
            path.write_text("\n".join(map(json.dumps, rows(chance))))
            with texts("jsonl", None, str(path)) as found:
                for text in found:
                    items = Outcome().watched((batch.items for batch in text.batches), text.name)
                    at = occasion._replace(command="import")
                    data = data_set("jsonl")
                    imports.import_file(url, data, items, name, reject=lambda row: None, partly=True, occasion=at)
        elif kind == "load":
            load(url, curated(rows(chance)), prune=chance.random() < 0.5, occasion=occasion)
        elif kind == "undo":
            undo(url, chance.randint(1, max(1, last(url))), occasion)
        elif kind == "merge":
            one, other = chance.sample(ACTORS, 2)
            merging.merge(url, ("actor", one), other, occasion)
        else:
            editing.remove(url, [("event", chance.choice("pqrstuv"))], occasion)
    except DatelineError:
        return kind, "refused"
    return kind, "done"


def curated(found):
    """Return a curated collection of what was said of events."""
    made = Curated()
    made.records["source"] = {name: Source(name, name) for name in SOURCES}
    made.records["actor"] = {name: Actor(name, name, "state") for name in ACTORS}
    made.records["theme"] = {
        "/".join(parts[:end]): Theme("/".join(parts[:end]), parts[end - 1])
        for parts in (name.split("/") for name in THEMES)
        for end in range(1, len(parts) + 1)
    }
    for row in found:
        made.records["event"][row["id"]] = Event(
            row["id"], row["title"], parse(row["date"]), themes=tuple(row["themes"]),
            actors=tuple(Participant(actor["id"]) for actor in row["actors"]),
            citations=tuple(Citation(cited["source"]) for cited in row["citations"]),
        )  # fmt: skip
    return made


def last(url):
    """Return the number of the last batch."""
    with reading(url) as connection:
        return connection.run("SELECT coalesce(max(num), 0) FROM batch")[0][0]


def state(connection):
    """Return all events in their order, and the ids of all other records with their collections."""
    events = list(Reader(connection).events(Query()))
    others = [connection.run(f"SELECT id, collection FROM {kind} ORDER BY id") for kind in ("source", "actor", "theme")]
    return events, others


def history(steps, seed, folder):
    """Do steps in one database; return the counts of them, and raise AssertionError at a wrong answer."""
    chance, url, path = random.Random(seed), f"sqlite:///{folder}/{seed}.db", pathlib.Path(folder, "rows.jsonl")
    load(url, curated([]), occasion=Occasion("2026-01-01T00:00:00", "me", "load"))
    states: dict[int, object] = {}
    counts: Counter[object] = Counter()
    for number in range(1, steps + 1):
        counts[step(url, chance, number, path)] += 1
        with reading(url) as connection:
            states[last(url)] = state(connection)
    for batch, expected in states.items():
        with rewound(url, batch) as connection:
            found = state(connection)
        assert found == expected, f"seed {seed}: batch {batch} is told otherwise"
        counts["states"] += 1
    assert (faults := check(url)) == [], f"seed {seed}: {faults}"
    return counts


def main():
    """Run so many steps as are asked for, from a seed."""
    steps, seed, wrong = int(sys.argv[1]), int(sys.argv[2]), 0
    counts: Counter[object] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for each in range(seed, seed + -(-steps // _LENGTH)):
            try:
                counts += history(_LENGTH, each, folder)
            except Exception as error:  # every fault counts, of whatever kind
                wrong += 1
                print(f"seed {each}: {type(error).__name__}: {str(error)[:200]}", flush=True)
            print(dict(counts), "wrong", wrong, flush=True)
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
