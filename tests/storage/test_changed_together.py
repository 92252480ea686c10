"""Events of an import that change many at once: the same records and the same history as one by one."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.dates import parse
from dateline.formats import data_set
from dateline.formats.incoming import Withdrawn
from dateline.model import Citation, Event, Measure, Participant
from dateline.prepared_events import FINGERPRINT, entry_of, fingerprint_of
from dateline.storage.checks.soundness import check
from dateline.storage.derived import day_counts, junctions
from dateline.storage.engines.writing import writing_engine
from dateline.storage.writing import imports as bulk
from dateline.wire import event_record

SAID = {
    "event": "SELECT id, fingerprint, title, date, version, collection FROM event",
    "participant": "SELECT e.id, p.seq, a.id, p.role FROM participant p JOIN event e ON e.num = p.event "
    "JOIN actor a ON a.num = p.actor",
    "citation": "SELECT e.id, c.seq, c.source, c.locator FROM event_citation c JOIN event e ON e.num = c.event",
    "measure": "SELECT e.id, m.value FROM event_measure m JOIN event e ON e.num = m.event",
    "actors": "SELECT a.id, e.id, j.earliest, j.latest FROM event_actor j JOIN event e ON e.num = j.event "
    "JOIN actor a ON a.num = j.actor",
    "themes": "SELECT t.id, e.id, j.earliest, j.shared FROM event_theme j JOIN event e ON e.num = j.event "
    "JOIN theme t ON t.num = j.theme",
    "days": "SELECT kind, day, number FROM day_count",
    "tombstone": "SELECT id, version FROM tombstone",
    "revision": "SELECT batch, kind, id, action, collection, content, had, had_version FROM revision",
}
EVENTS = st.builds(
    Event,
    id=st.sampled_from("pqrst"),
    title=st.sampled_from(["gas", "oil", "Öl"]),
    date=st.sampled_from(["1999-05-01", "1999-05-02", "1999", "1998/2000"]).map(parse),
    actors=st.lists(st.sampled_from([Participant("A"), Participant("B", "side"), Participant("A", "x")]), max_size=2).map(tuple),
    themes=st.lists(st.sampled_from(["a", "a/b", "c"]), max_size=2, unique=True).map(tuple),
    citations=st.lists(st.sampled_from([Citation("s", "p. 1"), Citation("u")]), max_size=2).map(tuple),
    measures=st.sampled_from([(), (Measure("deaths", 2.0, None, None, None),)]),
)  # fmt: skip
ROWS = st.one_of(
    st.tuples(EVENTS, st.one_of(st.none(), st.integers(1, 3))).map(lambda of: entry_of(of[0], 1, of[1])),
    st.builds(Withdrawn, st.just(1), st.sampled_from("pqrst"), st.one_of(st.none(), st.integers(1, 3))),
)


@pytest.fixture(autouse=True)
def _few_are_common(monkeypatch):
    monkeypatch.setattr(bulk, "_ANALYSED_FROM", 1)
    monkeypatch.setattr(day_counts, "LEAST", 1)
    monkeypatch.setattr(junctions, "_TOGETHER", 2)


def taken(url, files, size):
    """Import files whose rows come so many at a time; return the reports, and what the tables say."""
    reports = []
    for file in files:
        rows = [each if isinstance(each, Withdrawn) else each._replace(row=[*each.row]) for each in file]
        batches = [rows[at : at + size] for at in range(0, len(rows), size)]
        reports.append(
            bulk.import_file(url, data_set("jsonl"), batches, "bulk", reject=lambda _: None, partly=True)
        )  # fmt: skip
    assert size == 1 or check(url) == []
    with writing_engine(url).connect() as connection:
        tables = {name: connection.execute(sa.text(sql)).all() for name, sql in SAID.items()}
    return reports, {name: sorted((tuple(row) for row in rows), key=str) for name, rows in tables.items()}


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(files=st.lists(st.lists(ROWS, min_size=1, max_size=8), min_size=1, max_size=3))
def test_together_and_one_by_one_are_the_same(emptied, files):
    alone = taken(emptied(), files, 1)
    assert taken(emptied(), files, 100) == alone


@given(EVENTS)
def test_a_record_has_the_fingerprint_of_its_event(event):
    record = json.loads(json.dumps(event_record(event, "certain")))
    assert fingerprint_of(record) == entry_of(event).row[FINGERPRINT]
