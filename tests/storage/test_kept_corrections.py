"""What was corrected by hand is never lost: random imports, edits, removals, merges and undone batches against a model."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dateline.formats import data_set
from dateline.input.batches import texts
from dateline.operations import editing
from dateline.operations.imports import Outcome
from dateline.storage.checks.soundness import check
from dateline.storage.history.log import batches
from dateline.storage.history.occasion import Occasion
from dateline.storage.opening import reading
from dateline.storage.past.opened import rewound
from dateline.storage.reading.curated_records import Stored
from dateline.storage.writing.editing import remove
from dateline.storage.writing.imports import import_file
from dateline.storage.writing.merging import merge
from dateline.storage.writing.undoing import undo

IDS = ("bulk:1", "Die Zeit, 2", "c")
TITLES = ("one", "two", "three")
ids, titles = st.sampled_from(IDS), st.sampled_from(TITLES)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("import"), st.dictionaries(ids, titles, min_size=1)),
        st.tuples(st.just("edit"), ids, titles),
        st.tuples(st.just("remove"), ids),
        st.tuples(st.just("merge"), ids, ids),
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
    ),
    min_size=2,
    max_size=9,
)


class Model:
    """Events as they should be: each [title, actors, whether it was changed by hand]; and the ids that are gone."""

    def __init__(self):
        self.events, self.gone = {}, {}

    def take(self, rows):
        fates = dict.fromkeys(("inserted", "updated", "unchanged", "corrected_by_hand", "gone"), 0)
        for identity, title in rows.items():
            event, row = self.events.get(identity), [title, {identity}, False]
            if event is None and identity in self.gone:
                fates["gone"] += 1
            elif event is None:
                fates["inserted"] += 1
                self.events[identity] = row
            elif event[2]:
                fates["corrected_by_hand"] += 1
            else:
                fates["unchanged" if event == row else "updated"] += 1
                self.events[identity] = row
        return fates

    def edit(self, identity, title):
        if self.events[identity][0] != title:
            self.events[identity] = [title, self.events[identity][1], True]

    def remove(self, identity):
        del self.events[identity]
        self.gone[identity] = None

    def merge(self, old, into):
        actors = self.events.pop(old)[1]
        title, had, by_hand = self.events[into]
        self.events[into] = [title, had | actors, by_hand or not actors <= had]
        self.gone[old] = into


class Database:
    """The same done to a database through the functions that the commands call."""

    def __init__(self, url, path):
        self.url, self.path = url, path

    def take(self, rows):
        records = (
            {"id": each, "title": title, "date": "1999", "actors": [{"id": each}]} for each, title in rows.items()
        )
        self.path.write_text("\n".join(map(json.dumps, records)))
        refused: list[Any] = []
        with texts("jsonl", None, str(self.path)) as [text]:
            items = Outcome().watched((batch.items for batch in text.batches), text.name)
            done = import_file(
                self.url, data_set("jsonl"), items, "bulk", reject=refused.append, partly=False, occasion=by("import")
            )
        assert refused == []
        gone = done.removed_by_hand + done.merged_by_hand
        names = ("inserted", "updated", "unchanged", "corrected_by_hand")
        return {name: getattr(done, name) for name in names} | {"gone": gone}

    def edit(self, identity, title):
        with reading(self.url) as connection:
            held = editing.held(connection, identity, "event")
        text = "".join(
            f"title = {json.dumps(title)}\n" if line.startswith("title = ") else f"{line}\n"
            for line in held.text.splitlines()
        )
        editing.edit(self.url, held, "text", text, by("edit"))

    def remove(self, identity):
        remove(self.url, [("event", identity)], by("remove"))

    def merge(self, old, into):
        merge(self.url, ("event", old), into, by("merge"))

    def undo(self, batch):
        undo(self.url, batch, by("undo"))

    @property
    def last(self):
        with reading(self.url) as connection:
            return next((each["batch"] for each in batches(connection, limit=1)), 0)

    def events(self, connection):
        found = {each: Stored(connection).record("event", each) for each in IDS}
        return {name: [e.title, {actor.actor for actor in e.actors}] for name, e in found.items() if e}


def by(command):
    return Occasion("2026-01-02T03:04:05.000000Z", "ann", command)


def fits(model, step):
    name, *values = step
    if name == "edit" or name == "remove":
        return values[0] in model.events
    return name != "merge" or (values[0] != values[1] and {*values} <= set(model.events))


def plain(model):
    return {identity: event[:2] for identity, event in model.events.items()}


class Both:
    """A database and the model of it, with the batches that hold and the model before each."""

    def __init__(self, database):
        self.database, self.model = database, Model()
        self.done, self.undone, self.past = [], None, []

    def carry_out(self, step):
        """Do a step to both; undo takes the last batch that holds, redo undoes the undoing right before it."""
        name, *values = step
        before, last = deepcopy(self.model), self.database.last
        if name == "undo":
            self.undo()
        elif name == "redo":
            self.redo()
        elif name == "import":
            assert self.database.take(values[0]) == self.model.take(values[0])
        else:
            getattr(self.database, name)(*values)
            getattr(self.model, name)(*values)
        if self.database.last != last:
            self.past.append((self.database.last, before))
            if name not in ("undo", "redo"):
                self.done.append((self.database.last, before))
                self.undone = None

    def undo(self):
        if self.done:
            batch, earlier = self.done.pop()
            self.undone = (self.database.last + 1, (batch, earlier), self.model)
            self.database.undo(batch)
            self.model = deepcopy(earlier)

    def redo(self):
        if self.undone:
            batch, redone, later = self.undone
            self.database.undo(batch)
            self.done.append(redone)
            self.model, self.undone = deepcopy(later), None


@pytest.mark.slow
@pytest.mark.few_examples(1)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=steps)
@example(steps=[("edit", "c", "one"), ("undo",)])
@example(steps=[("edit", "c", "one"), ("remove", "c"), ("undo",), ("undo",), ("undo",)])
@example(steps=[("remove", "c"), ("undo",), ("redo",)])
@example(steps=[("merge", "c", "bulk:1"), ("undo",), ("redo",)])
@example(steps=[("remove", "c"), ("undo",)])
def test_what_was_corrected_is_kept(emptied, tmp_path, steps):
    both = Both(Database(emptied(), tmp_path / "rows.jsonl"))
    url = both.database.url
    both.carry_out(("import", {"bulk:1": "one", "c": "three"}))
    for step in [*steps, ("import", dict.fromkeys(IDS, "four"))]:
        if fits(both.model, step):
            both.carry_out(step)
            with reading(url) as connection:
                assert both.database.events(connection) == plain(both.model), step
            assert check(url) == []
    for batch, earlier in both.past[-3:]:
        with rewound(url, batch - 1) as connection:
            assert both.database.events(connection) == plain(earlier)
