"""Random histories: each past state is told as it was, in its order, and each undo is done or refused with a reason.

Loads, imports, undos, merges, removals, edits and restores. The last batch can always be taken back, and then all is
what it was before it, in every table that is not history.
"""

from __future__ import annotations

import json
import pathlib
import random
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from torture.whole_states import differences, whole

from dateline.dates import parse
from dateline.errors import DatelineError
from dateline.formats import data_set
from dateline.formats.curated.folder import Curated, read_text
from dateline.formats.curated.writing import text_of
from dateline.input.batches import texts
from dateline.model import Actor, Citation, Event, Membership, Participant, Source, Theme
from dateline.operations import editing as operation
from dateline.operations.imports import Outcome
from dateline.query import Query
from dateline.storage.checks.soundness import check
from dateline.storage.history.occasion import Occasion
from dateline.storage.opening import reading
from dateline.storage.past.opened import rewound
from dateline.storage.reading.curated_records import Stored
from dateline.storage.reading.events import Reader
from dateline.storage.writing import editing, imports, merging
from dateline.storage.writing.load import load
from dateline.storage.writing.undoing import restore, undo

DATES = ("1994-07-03", "1994-07-03", "1994", "1994~", "{1994,1996}")
EVENTS, ACTORS, THEMES = "pqrstuv", "ABCD", ("a", "a/b", "a/b/c", "m", "m/n", "z/y/x")
SOURCES = ("paper", "wire", "post")
KINDS = ("load", "import", "import", "undo", "undo last", "undo last", "merge", "remove", "edit", "restore")
_LENGTH = 40
"""The most steps in one database."""


def rows(chance: random.Random) -> list[dict[str, Any]]:
    """Return what a file says of some events."""
    return [
        {
            "id": chance.choice(EVENTS), "title": chance.choice(("gas", "oil")), "date": chance.choice(DATES),
            "actors": [{"id": each} for each in chance.sample(ACTORS, chance.randint(0, 2))],
            "themes": chance.sample(THEMES, chance.randint(0, 2)), "version": chance.randint(1, 4),
            "citations": [{"source": each} for each in chance.sample(SOURCES, chance.randint(0, 2))],
            "withdrawn": chance.random() < 0.2,
            "measures": [{"name": "killed", "value": chance.randint(1, 3)}] if chance.random() < 0.3 else [],
        }
        for _ in range(chance.randint(1, 4))
    ]  # fmt: skip


class History:
    """One database and what it was after each batch."""

    def __init__(self, url: str, seed: int, folder: pathlib.Path) -> None:
        self.url, self._chance, self._path = url, random.Random(seed), folder / f"{seed}.jsonl"
        self._number = 0
        self.counts: Counter[str] = Counter()
        load(url, curated([]), occasion=self._occasion("load"))
        self._states = {1: self._told()}
        self._wholes: dict[int, dict[str, list[Any]]] = {}
        self._whole = whole(url)

    def _occasion(self, command: str) -> Occasion:
        self._number += 1
        return Occasion(f"2026-01-01T00:{self._number // 60:02}:{self._number % 60:02}", "me", command)

    def step(self) -> None:
        """Do one step.

        Raises:
            AssertionError: a last batch was not undone, or an undo left something else than was before.
        """
        kind, before, last = self._chance.choice(KINDS), self._whole, self.last()
        try:
            getattr(self, f"_{kind.replace(' ', '_')}")()
            said = "done"
        except DatelineError as error:
            said = "refused"
            reason = " ".join([error.message, *(each.message for each in getattr(error, "faults", ()))])
            assert kind != "undo last", f"{kind} of {last}: {reason}"
            assert kind != "undo" or re.search(
                r"already undone|batch \d+ \w+ the |refers|there is no batch|left nothing", reason
            ), reason
        self.counts[f"{kind} {said}"] += 1
        self._whole = whole(self.url)
        if self.last() != last:
            self._wholes[self.last()] = before
            self._states[self.last()] = self._told()
        else:
            assert said == "done" or self._whole == before, f"{kind} was refused, and changed something"
        if kind == "undo last" and last in self._wholes:
            found = differences(self._wholes[last], self._whole)
            assert found == [], f"undo of batch {last}: {found}"

    def last(self) -> int:
        """Return the number of the last batch."""
        with reading(self.url) as connection:
            return int(connection.run("SELECT coalesce(max(num), 0) FROM batch")[0][0])

    def _import(self) -> None:
        name, at = self._chance.choice(("bulk", "other")), self._occasion("import")
        self._path.write_text("\n".join(map(json.dumps, rows(self._chance))))
        with texts("jsonl", None, str(self._path)) as found:
            for text in found:
                items = Outcome().watched((batch.items for batch in text.batches), text.name)
                data = data_set("jsonl")
                imports.import_file(self.url, data, items, name, reject=lambda row: None, partly=True, occasion=at)

    def _load(self) -> None:
        chance, choice = self._chance, self._chance.choice(("theirs", "ours", None))
        found = curated(rows(chance), chance.choice(("", "Mrs ")))
        load(self.url, found, prune=chance.random() < 0.5, choice=choice, occasion=self._occasion("load"))  # type: ignore[arg-type]

    def _undo(self) -> None:
        undo(self.url, self._chance.randint(1, self.last()), self._occasion("undo"))

    def _undo_last(self) -> None:
        undo(self.url, None, self._occasion("undo"))

    def _merge(self) -> None:
        kind, ids = self._chance.choice((("actor", ACTORS), ("event", EVENTS)))
        one, other = self._chance.sample(ids, 2)
        merging.merge(self.url, (kind, one), other, self._occasion("merge"))

    def _remove(self) -> None:
        kinds = (("event", EVENTS), ("event", EVENTS), ("actor", ACTORS), ("theme", THEMES), ("source", SOURCES))
        kind, ids = self._chance.choice(kinds)
        editing.remove(self.url, [(kind, self._chance.choice(ids))], self._occasion("remove"))

    def _edit(self) -> None:
        kinds = (("event", EVENTS), ("actor", ACTORS), ("source", SOURCES))
        kind, ids = self._chance.choice(kinds)
        with reading(self.url) as connection:
            held = operation.held(connection, self._chance.choice(ids), kind)
        word = "name" if kind == "actor" else "title"
        text = re.sub(f'^{word} = ".*"', f'{word} = "{self._chance.choice("XYZ")}"', held.text, count=1, flags=re.M)
        operation.edit(self.url, held, "text", text, self._occasion("edit"))

    def _restore(self) -> None:
        kind, ids = self._chance.choice((("event", EVENTS), ("actor", ACTORS)))
        at = self._chance.choice((None, self._chance.randint(0, self.last())))
        restore(self.url, (kind, self._chance.choice(ids)), at, self._occasion("restore"))

    def _told(self) -> tuple[Any, ...]:
        with reading(self.url) as connection:
            return told(connection)

    def look_back(self) -> None:
        """Compare what is told of each past state with what it was.

        Raises:
            AssertionError: one is told otherwise, or the database is not sound.
        """
        for batch, expected in self._states.items():
            with rewound(self.url, batch) as connection:
                assert told(connection) == expected, f"batch {batch} is told otherwise"
            self.counts["states"] += 1
        assert (faults := check(self.url)) == [], faults


def told(connection: Any) -> tuple[Any, ...]:
    """Return all events in their order, all other records, and which collection has which."""
    kinds = ("source", "actor", "theme")
    records = {kind: sorted(map(repr, Stored(connection).records(kind))) for kind in kinds}
    others = [connection.run(f"SELECT id, collection FROM {kind} ORDER BY id") for kind in kinds]
    return list(Reader(connection).events(Query())), records, others


def curated(found: list[dict[str, Any]], title: str = "") -> Curated:
    """Return a curated collection of what was said of events, read from its text."""
    made = Curated()
    made.records["source"] = {name: Source(name, title + name) for name in SOURCES}
    member = (Membership("A"),)
    made.records["actor"] = {
        name: Actor(name, title + name, "state", member_of=member if name == "B" else ()) for name in ACTORS
    }
    made.records["theme"] = {
        "/".join(parts[:end]): Theme("/".join(parts[:end]), parts[end - 1])
        for parts in (name.split("/") for name in THEMES)
        for end in range(1, len(parts) + 1)
    }
    for row in found:
        made.records["event"][row["id"]] = Event(
            row["id"], row["title"], parse(row["date"]), themes=tuple(row["themes"]),
            actors=tuple(Participant(actor["id"]) for actor in row["actors"]),
            citations=tuple(Citation(cited["source"]) for cited in row["citations"] or [{"source": "paper"}]),
            confidence="high",
        )  # fmt: skip
    records = (record for kind in made.records for record in made.records[kind].values())
    read = read_text("rows", "\n".join(map(text_of, records)))
    assert not read.faults, read.faults
    return read


def run(url: Callable[[], str], folder: pathlib.Path, seed: int, steps: int) -> tuple[Counter[str], list[str]]:
    """Do so many steps, a few dozens in each new database; return the counts of them, and what was wrong."""
    counts: Counter[str] = Counter()
    wrong = []
    for first in range(0, steps, _LENGTH):
        history = None
        try:
            history = History(url(), seed, folder)
            for _ in range(min(_LENGTH, steps - first)):
                history.step()
            history.look_back()
        except Exception as error:  # every fault counts, of whatever kind
            wrong.append(f"seed {seed}: {type(error).__name__}: {error}")
        counts += history.counts if history else Counter()
        seed += 1
    return counts, wrong
