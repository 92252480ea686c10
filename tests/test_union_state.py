"""The shipped collection is whole: enough of it, every record cited, no fault."""

from __future__ import annotations

from collections import Counter

import pytest

from dateline.formats.curated.folder import located, read_paths
from dateline.formats.curated.links import check_links


@pytest.fixture(scope="module")
def union_state():
    found = read_paths([located("union-state")])
    check_links(found)
    return found


def test_no_faults(union_state):
    assert [str(fault) for fault in union_state.faults] == []
    assert union_state.collection.id == "union-state"


@pytest.mark.parametrize(("kind", "least"), [("event", 120), ("deadline", 45), ("actor", 60), ("programme", 10)])
def test_enough_of_each(union_state, kind, least):
    assert len(union_state.records[kind]) >= least


def test_everything_is_cited(union_state):
    for event in union_state.events.values():
        assert event.citations, event.id
    for programme in union_state.programmes.values():
        assert programme.citations, programme.id
    for deadline in union_state.deadlines.values():
        for record in (*deadline.due, *deadline.status, *deadline.waivers):
            assert record.citations, deadline.id


def test_every_source_is_cited_somewhere(union_state):
    cited = Counter(c.source for event in union_state.events.values() for c in event.citations)
    cited.update(c.source for programme in union_state.programmes.values() for c in programme.citations)
    for actor in union_state.actors.values():
        cited.update(c.source for m in (actor, *actor.member_of) for c in m.citations)
    for deadline in union_state.deadlines.values():
        records = (*deadline.due, *deadline.status, *deadline.waivers)
        cited.update(c.source for record in records for c in record.citations)
    assert set(union_state.sources) - set(cited) == set()
    assert cited["moshes-2000"] > 20


def test_the_words_of_the_source_stand_beside_imprecise_dates(union_state):
    unclear = [e.id for e in union_state.events.values() if not e.date_text and e.date.precision != "day"]
    assert unclear == []


def test_fulfilments_lie_on_the_event_that_fulfilled(union_state):
    for deadline in union_state.deadlines.values():
        for report in deadline.status:
            if report.event and report.level == (3, 3):
                event = union_state.events[report.event].date
                assert report.when[0] <= event.latest, deadline.id
                assert report.when[1] >= event.earliest, deadline.id
