"""Junctions that are sorted by columns are those that statements make, in parts of any size."""

from __future__ import annotations

import sqlite3
import tempfile
from itertools import chain
from unittest import mock

import numpy
import pyarrow
from hypothesis import given
from hypothesis import strategies as st

from dateline.storage.derived.junction_rows import ACTORS, THEMES
from dateline.storage.writing.columns import junctions, runs
from dateline.storage.writing.columns.offered import JUNCTIONS, Numbers

_DAY_COLUMNS = "length_class, earliest, event, latest, start_latest, end_earliest"
_JUNCTIONS = (
    "CREATE TABLE event (num INTEGER PRIMARY KEY, length_class, start_earliest, start_latest, end_earliest, end_latest, theme_set)",
    "CREATE TABLE participant (event, seq, actor)",
    "CREATE TABLE theme_set_member (theme_set, theme, shared)",
    f"CREATE TABLE event_actor (actor, {_DAY_COLUMNS}, theme_set, PRIMARY KEY (actor, length_class, earliest, event)) WITHOUT ROWID",
    f"CREATE TABLE event_theme (theme, {_DAY_COLUMNS}, shared, PRIMARY KEY (theme, length_class, earliest, event)) WITHOUT ROWID",
)
_DATED = st.tuples(st.integers(0, 5), *[st.integers(-3, 3)] * 4)


@given(
    st.lists(st.tuples(_DATED, st.lists(st.integers(0, 3), max_size=4), st.integers(-1, 2)), min_size=1, max_size=12),
    st.permutations([1, 2, 7, 9]), st.permutations([3, 4, 5]), st.integers(1, 5),
)  # fmt: skip
def test_junctions_sorted_by_columns_are_those_of_the_statements(events, actors, sets, chunk):
    members = [[(2, 0), (5, 1)], [(1, 0)], [(1, 0), (3, 2), (4, 0)]]
    with sqlite3.connect(":memory:") as connection:
        for statement in _JUNCTIONS:
            connection.execute(statement)
        for number, (dated, taking, themes) in enumerate(events, 1):
            row = (number, *dated, None if themes < 0 else sets[themes])
            connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            rows = [(number, seq, actors[actor]) for seq, actor in enumerate(taking)]
            connection.executemany("INSERT INTO participant VALUES (?, ?, ?)", rows)
        for number, some in zip(sets, members, strict=True):
            connection.executemany("INSERT INTO theme_set_member VALUES (?, ?, ?)", [(number, *each) for each in some])
        for sql in (ACTORS, THEMES):
            connection.execute(sql.format(which="true"))
        wanted = [connection.execute(f"SELECT * FROM {table}").fetchall() for table in JUNCTIONS]
    numbers = Numbers(actors, sets, members, [])
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.multiple(junctions, _CHUNK=chunk, _TOGETHER=3),
        mock.patch.object(runs, "TOGETHER", chunk),
    ):
        taken = junctions.Taken(f"{folder}/taken")
        for first in range(0, len(events), chunk + 1):
            taken.add(_staged(events[first : first + chunk + 1], first % 3), first % 3)
        both = junctions.Junctions(taken, numbers, f"{folder}/sorting")
        found = [
            [tuple(row.values()) for some in part() for row in some.to_pylist()] for part in (both.actors, both.themes)
        ]
    assert found == wanted


def _staged(events, first):
    """Return staged events, numbered from `first` on, as tables; texts of dates tell them apart or do not."""
    dated = {name: [dated[at] for dated, *_ in events] for at, name in enumerate(junctions.DATED)}
    of = {
        "num": range(first, first + len(events)),
        "theme_set": pyarrow.array([None if themes < 0 else themes for *_, themes in events], pyarrow.int64()),
        "date": [str(dated) if first else "1999" for dated, *_ in events],
    }
    taken = [(at, actor) for at, (_, taking, _) in enumerate(events, first) for actor in taking]
    pairs = {
        name: pyarrow.array([each[at] for each in taken], pyarrow.int64()) for at, name in enumerate(("event", "actor"))
    }
    return {"event": {name: pyarrow.array(each) for name, each in {**of, **dated}.items()}, "participant": pairs}


@given(st.lists(st.lists(st.integers(-9, 9), max_size=9), max_size=6), st.integers(1, 7))
def test_runs_are_merged_into_what_is_sorted(added, together):
    with tempfile.TemporaryDirectory() as folder, mock.patch.object(runs, "TOGETHER", together):
        found = runs.Runs(f"{folder}/runs")
        for numbers in added:
            found.add(numpy.array(numbers, numpy.int64))
        assert [number for some in found.merged() for number in some] == sorted({*chain.from_iterable(added)})
