"""`db check` finds what was changed behind dateline's back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.counted import of_one
from dateline.storage.checks.digests import Ranges

ONE = "num = (SELECT min(num) FROM event)"
PLANTED = {
    "bounds of event_actor": ("UPDATE event_actor SET latest = latest + 1 WHERE actor = 1", "event_actor disagree"),
    "start in event_theme": ("UPDATE event_theme SET earliest = earliest - 1 WHERE theme = 2", "event_theme disagree"),
    "class of event_actor": ("UPDATE event_actor SET length_class = 4 WHERE length_class = 0", "event_actor disagree"),
    "event without junction": ("DELETE FROM event_actor", "participants are missing from event_actor"),
    "junction without participant": ("DELETE FROM participant", "have no participant"),
    "theme that is none": ("UPDATE event_theme SET theme = theme + 1000", "refer to no theme"),
    "bounds out of order": (f"UPDATE event SET start_latest = start_earliest - 1 WHERE {ONE}", "bounds out of order"),
    "length class": ("UPDATE event SET length_class = 3 WHERE length_class = 0", "wrong length class"),
    "inner bounds": ("UPDATE event_actor SET start_latest = 1 WHERE length_class > 0", "event_actor disagree"),
    "what themes share": ("UPDATE event_theme SET shared = shared + 1", "event_theme disagree"),
    "event without themes in the junction": ("DELETE FROM event_theme", "themes of events are missing"),
    "set that is none": (
        "UPDATE event SET theme_set = 99999 WHERE theme_set > 0",
        "a set of themes that does not exist",
    ),
    "days not counted": ("INSERT INTO counted VALUES ('actor', 1)", "missing from the counts"),
    "days that are none": ("INSERT INTO day_count VALUES ('actor', 1, 1, 5)", "counts of days disagree"),
    "depth of themes": ("UPDATE theme SET depth = 1", "outside of their parent's range"),
    "owner that was another": (
        "INSERT INTO revision (batch, seq, kind, id, action, collection, had, had_collection) "
        "SELECT batch, seq + 100000, kind, id, 'changed', collection, content, 'another' FROM revision "
        "WHERE kind = 'event' AND id = (SELECT min(id) FROM event)",
        "of another collection than the revision before them",
    ),
    "owner that is another": (
        "UPDATE event SET collection = 'another' WHERE id = (SELECT min(id) FROM event)",
        "of another collection than their last revision",
    ),
    "owner that did not import": (
        "INSERT INTO batch (num, recorded, author, command, seal, collection, first_event, last_event) "
        "VALUES (2, '', '', '', '', 'bulk', 900, 900), (3, '', '', '', '', 'bulk', 901, 901); "
        "INSERT INTO revision (batch, seq, kind, id, action, had, had_collection, had_event) "
        "VALUES (3, 0, 'event', 'x', 'removed', NULL, NULL, NULL), (3, 1, 'event', 'x', 'changed', '{}', 'other', 900)",
        "of another collection than the import that brought it",
    ),
    "number given again": (
        "UPDATE revision SET had_event = 900 WHERE batch = 1 AND seq = 0; "
        "INSERT INTO batch (num, recorded, author, command, seal, first_event, last_event) "
        "VALUES (2, '', '', '', '', 900, 901)",
        "numbers to events that other events had before",
    ),
    "tree of themes": ("UPDATE theme SET last = num WHERE last > num", "outside of their parent's range"),
}


def test_nothing_is_wrong_with_what_was_loaded(cli, loaded_url):
    result = cli("db", "check", url=loaded_url)
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("history: 1 batch, last seal ")
    assert result.err.endswith("\nno faults\n")


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(cli, own_url, execute, name):
    sql, message = PLANTED[name]
    for statement in sql.split("; "):
        execute(own_url, statement)
    result = cli("db", "check", url=own_url)
    assert result.code == 5
    assert message in result.err or of_one(message) in result.err
    assert "load the collections again" in result.err


@pytest.mark.both_engines
def test_a_missing_parent_is_found_on_sqlite(cli, own_url, execute, engine):
    if engine == "postgresql":
        pytest.skip("PostgreSQL never lets go of a foreign key")
    execute(own_url, "DELETE FROM source WHERE id = 'moshes-2000'")
    result = cli("db", "check", url=own_url)
    assert result.code == 5
    assert "refers to a missing source" in result.err


@given(
    ranges=st.lists(st.tuples(st.integers(0, 30), st.integers(-2, 9)).map(lambda each: (each[0], each[0] + each[1]))),
    number=st.integers(-2, 45),
)
def test_ranges_that_may_overlap(ranges, number):
    """What many imports brought is told without walking all of them; damaged ranges may be upside down."""
    assert (number in Ranges(ranges)) == any(first <= number <= last for first, last in ranges)
