"""The history knows every state that there was: after any changes, each of them can be looked at, and brought back."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dateline.dates import parse
from dateline.errors import DatelineError, InvalidRecords
from dateline.formats import data_set
from dateline.formats.curated.folder import Curated
from dateline.formats.curated.writing import text_of
from dateline.input.batches import texts
from dateline.model import Actor, Citation, Event, Participant, Source, Theme
from dateline.operations.imports import Outcome
from dateline.query import Query
from dateline.storage.checks.soundness import check
from dateline.storage.engines.writing import writing
from dateline.storage.history.occasion import UNTOLD, Occasion
from dateline.storage.history.states import KINDS
from dateline.storage.opening import reading
from dateline.storage.past.opened import rewound
from dateline.storage.reading.curated_records import Stored
from dateline.storage.reading.events import Reader
from dateline.storage.schema import tables as t
from dateline.storage.writing import imports
from dateline.storage.writing.load import load
from dateline.storage.writing.undoing import restore, undo

records = st.fixed_dictionaries(
    {
        "id": st.sampled_from("pqrs"),
        "title": st.sampled_from(["gas", "oil"]),
        "date": st.sampled_from(["1994-07-03", "1994", "{1994,1996}"]),
        "actors": st.lists(st.sampled_from("ABx"), max_size=2).map(lambda found: [{"id": each} for each in found]),
        "themes": st.lists(st.sampled_from(["a", "a/b", "m"]), max_size=2),
        "citations": st.sampled_from([[], [{"source": "paper"}], [{"source": "wire"}]]),
        "version": st.integers(1, 3),
        "withdrawn": st.sampled_from([False, False, False, True]),
    }
)
few = st.lists(records, min_size=1, max_size=4)
steps = st.one_of(
    few.map(lambda found: ("import", found)),
    few.map(lambda found: ("load", found)),
    st.tuples(st.just("undo"), st.integers(1, 6)),
    st.tuples(st.just("restore"), st.tuples(st.sampled_from("pqrs"), st.integers(0, 6))),
)


def carry_out(url, number, step, path):
    """Do one step; what cannot be done is refused and changes nothing."""
    kind, of = step
    occasion = Occasion(f"2026-01-01T00:00:{number:02}", "me", kind)
    if kind == "import":
        path.write_text("\n".join(map(json.dumps, of)))
        with texts("jsonl", None, str(path)) as each:
            for text in each:
                items = Outcome().watched((batch.items for batch in text.batches), text.name)
                data = data_set("jsonl")
                imports.import_file(url, data, items, "bulk", reject=lambda row: None, partly=True, occasion=occasion)
    else:
        try:
            if kind == "load":
                load(url, collection(of), prune=True, occasion=occasion)
            elif kind == "undo":
                undo(url, of, occasion)
            else:
                restore(url, ("event", of[0]), of[1], occasion)
        except DatelineError:
            pass


def collection(rows):
    found = Curated()
    found.records["source"] = {"paper": Source("paper", f"Paper {len(rows)}")}
    used = {actor["id"] for row in rows for actor in row["actors"]}
    found.records["actor"] = {name: Actor(name, f"{name} {len(rows)}", "state") for name in used}
    found.records["theme"] = {name: Theme(name, name) for name in ("a", "a/b", "m")}
    for row in rows:
        parties = tuple(Participant(actor["id"]) for actor in row["actors"])
        cited = (Citation("paper", row["title"]),)
        found.records["event"][row["id"]] = Event(
            row["id"], row["title"], parse(row["date"]), actors=parties, themes=tuple(row["themes"]), citations=cited
        )
    return found


def state(connection):
    """Return all that is in a database, but for the names of what imports made."""
    events = sorted(Reader(connection).events(Query()), key=lambda event: event["id"])
    for event in events:
        event["actors"] = [actor["id"] for actor in event["actors"]]
    owners = {kind: Stored(connection).owners(kind) for kind in KINDS}
    curated = {
        (kind, record.id): (owners[kind][record.id], text_of(record))
        for kind in KINDS
        for record in Stored(connection).records(kind)
        if record.id in owners[kind]
    }
    rows = connection.run("SELECT id, collection, version FROM event ORDER BY id")
    return events, curated, rows


def last_batch(connection):
    return connection.run("SELECT coalesce(max(num), 0) FROM batch")[0][0]


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=30,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(found=st.lists(steps, min_size=2, max_size=7))
def test_every_state_can_be_looked_at(found, new_url, tmp_path):
    all_states_are_known(new_url(), found, tmp_path)


def event(identity="p", **fields):
    made = {"id": identity, "title": "gas", "date": "1994-07-03", "actors": [], "themes": [], "citations": []}
    return {**made, "version": 1, "withdrawn": False, **fields}


BY_HAND = {
    "an event goes back to its import": [("import", [event()]), ("load", [event()]), ("undo", 2)],
    "an event goes back to its curated collection": [
        ("load", [event()]),
        ("load", [event("q")]),
        ("import", [event()]),
        ("restore", ("p", 1)),
    ],
    "a theme that stays the same goes back": [
        ("import", [event(themes=["a"])]),
        ("load", [event(themes=["a"])]),
        ("undo", 2),
    ],
    "an actor goes back": [
        ("import", [event(actors=[{"id": "A"}])]),
        ("load", [event(actors=[{"id": "A"}])]),
        ("undo", 2),
    ],
    "an event that came back goes, and an import brings another": [
        ("import", [event()]),
        ("import", [event(version=2, withdrawn=True)]),
        ("load", [event()]),
        ("restore", ("p", 1)),
        ("import", [event(version=3, withdrawn=True)]),
        ("import", [event("q")]),
    ],
    "an import hangs a theme below one that was not there": [
        ("import", [event("q", themes=["a"])]),
        ("undo", 1),
        ("undo", 2),
        ("import", [event("s", themes=["a/b"])]),
    ],
    "back, again replaced, and back": [
        ("import", [event("r"), event("s")]),
        ("load", [event("s")]),
        ("undo", 2),
        ("restore", ("s", 2)),
        ("undo", 4),
        ("import", [event(withdrawn=True)]),
    ],
}


@pytest.mark.parametrize("name", BY_HAND)
def test_every_state_of_these_steps_can_be_looked_at(name, new_url, tmp_path):
    all_states_are_known(new_url(), BY_HAND[name], tmp_path)


AWAY = {"undo": lambda url: undo(url, 1, UNTOLD), "prune": lambda url: load(url, Curated(), prune=True)}


@pytest.mark.parametrize("take_away", AWAY.values(), ids=AWAY)
def test_a_theme_below_which_an_import_has_another_stays(take_away, new_url, tmp_path):
    url = new_url()
    carry_out(url, 1, ("load", [event("q", themes=["m"])]), tmp_path)
    carry_out(url, 2, ("import", [event("s", themes=["m/n"])]), tmp_path / "events.jsonl")
    with pytest.raises(InvalidRecords) as refused:
        take_away(url)
    assert "cannot remove this theme" in str(refused.value.faults)
    assert check(url) == []


def all_states_are_known(url, found, tmp_path):
    load(url, Curated())
    states = {}
    for number, step in enumerate(found):
        carry_out(url, number, step, tmp_path / "events.jsonl")
        with reading(url) as connection:
            states[last_batch(connection)] = state(connection)
    for batch, expected in states.items():
        with rewound(url, batch) as connection:
            assert state(connection) == expected
    assert check(url) == []


@pytest.mark.parametrize("number", [1, 99])
def test_no_such_batch(number, url):
    load(url, Curated())
    with pytest.raises(DatelineError), rewound(url, number):
        pass


def test_the_past_is_only_read(new_url, cli):
    """A writer works while the past is read row by row, and the past is read while a writer is at work."""
    url = new_url()
    assert cli("load", "union-state", url=url).code == 0
    with rewound(url, 1) as past, writing(url) as writer:
        rows = past.rows("event_ids")
        next(rows)
        writer.execute(sa.update(t.event).values(title="changed"))
        writer.execute(sa.delete(t.event_actor))
        with rewound(url, 1) as other:
            assert other.run("SELECT count(*) FROM event WHERE title = 'changed'") == [(0,)]
        assert past.run("SELECT count(*) FROM event WHERE title = 'changed'") == [(0,)]
    with reading(url) as now:
        ((number,),) = now.run("SELECT count(*) FROM event WHERE title = 'changed'")
    assert number > 100
