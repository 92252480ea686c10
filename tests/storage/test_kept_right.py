"""What is derived from the records is kept right by every load, import, withdrawal and prune: as a rebuild makes it."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.dates import parse
from dateline.formats import data_set
from dateline.formats.curated.folder import Curated
from dateline.input.batches import texts
from dateline.model import Actor, Event, Participant, Theme
from dateline.operations.imports import Outcome
from dateline.storage.checks.soundness import check
from dateline.storage.derived import day_counts
from dateline.storage.derived.rebuilding import rebuild
from dateline.storage.engines.writing import writing_engine
from dateline.storage.writing import imports as bulk
from dateline.storage.writing.load import load

DATES = (
    "1994-07-03",
    "1994-07-04",
    "1994-07",
    "1994",
    "1994/1996",
    "1994-07-03/1995",
    "{1994,1996}",
    "1995-XX-14",
    "../1995",
)
THEMES = ("a", "a/b", "a/b/c", "a/d", "m", "m/n", "z")
DERIVED = {
    "event_actor": "SELECT * FROM event_actor",
    "event_theme": "SELECT * FROM event_theme",
    "theme_set_member": "SELECT * FROM theme_set_member",
    "theme": "SELECT num, last, depth, id FROM theme",
    "day_count": "SELECT kind, subject, day, number FROM day_count",
}
WORDS = {
    "sqlite": "SELECT rowid FROM event_text WHERE event_text MATCH '{word}'",
    "postgresql": "SELECT event FROM event_text WHERE words @@ '{word}'::tsquery OR place_words @@ '{word}'::tsquery",
}

records = st.fixed_dictionaries(
    {
        "id": st.sampled_from("pqrstu"),
        "title": st.sampled_from(["gas", "oil and gas", "Öl"]),
        "date": st.sampled_from(DATES),
        "place": st.sampled_from([None, "Minsk"]),
        "actors": st.lists(st.sampled_from("ABC"), max_size=2).map(lambda found: [{"id": each} for each in found]),
        "themes": st.lists(st.sampled_from(THEMES), max_size=3),
        "version": st.integers(1, 3),
        "withdrawn": st.sampled_from([False, False, False, True]),
    }
)
imports = st.lists(records, min_size=1, max_size=6).map(lambda found: ("import", found))
curated = st.lists(st.tuples(records, st.booleans()), max_size=4).map(lambda found: ("load", found))
moves = st.sampled_from([None, "a", "m"]).map(lambda above: ("move", above))


def collection(rows):
    """Return a curated collection of the records, whose ids end in a c."""
    found = Curated()
    found.records["actor"] = {name: Actor(name, name, "state") for name in "ABC"}
    found.records["theme"] = {name: Theme(name, name) for name in THEMES}
    for row, _ in rows:
        parties = tuple(Participant(actor["id"]) for actor in row["actors"])
        identity = row["id"] + "c"
        found.records["event"][identity] = Event(
            identity, row["title"], parse(row["date"]), place=row["place"], actors=parties, themes=tuple(row["themes"])
        )
    return found


def carry_out(url, step, path):
    kind, found = step
    if kind == "import":
        path.write_text("\n".join(map(json.dumps, found)))
        with texts("jsonl", None, str(path)) as each:
            for text in each:
                items = Outcome().watched((batch.items for batch in text.batches), text.name)
                bulk.import_file(url, data_set("jsonl"), items, "bulk", reject=lambda row: None, partly=True)
    elif kind == "load":
        load(url, collection(found), prune=len(found) % 2 == 0)
    else:
        moved = collection([])
        moved.records["theme"]["z"] = Theme("z", "z", above=found)
        load(url, moved)


def derived(connection):
    found = {name: sorted(map(list, connection.execute(sa.text(sql))), key=str) for name, sql in DERIVED.items()}
    for word in ("gas", "oil", "ol", "minsk"):
        found[word] = sorted(connection.execute(sa.text(WORDS[connection.dialect.name].format(word=word))).scalars())
    return found


def counted_in(connection):
    return set(map(tuple, connection.execute(sa.text("SELECT kind, subject FROM counted"))))


@pytest.fixture(autouse=True)
def _few_are_common(monkeypatch):
    monkeypatch.setattr(bulk, "_ANALYSED_FROM", 1)
    monkeypatch.setattr(day_counts, "LEAST", 2)


RELAXED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=RELAXED)
@given(steps=st.lists(imports | curated | moves, min_size=1, max_size=5))
def test_as_a_rebuild_makes_it(emptied, tmp_path, steps):
    url = emptied()
    for step in steps:
        carry_out(url, step, tmp_path / "rows.jsonl")
        assert check(url) == []
        with writing_engine(url).connect() as connection, connection.begin() as transaction:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            kept, counted = derived(connection), counted_in(connection)
            rebuild(connection)
            made, both = derived(connection), counted & counted_in(connection)
            for found in (kept, made):
                found["day_count"] = [row for row in found["day_count"] if tuple(row[:2]) in both]
            assert made == kept, step
            transaction.rollback()
