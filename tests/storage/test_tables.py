"""Tables that the engine gives by columns hold what rows do, for any events and query, over every engine."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lake.conftest import held as in_a_lake
from storage.test_against_python import queries, worlds

import dateline
from dateline.library import event_tables
from dateline.library.event_tables import table_of_rows
from dateline.query import Query
from dateline.storage.engines import arrow
from dateline.storage.opening import reading
from dateline.storage.reading.columnar import tables
from dateline.storage.reading.columnar.tables import events_table
from dateline.storage.writing.load import load

for _driver in ("sqlite", "postgresql"):
    pytest.importorskip(f"adbc_driver_{_driver}", reason="the extra arrow is missing")


@pytest.mark.few_examples(2)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(world=worlds(), asked=st.lists(queries, min_size=8, max_size=8))
def test_tables_hold_what_rows_do(emptied, world, asked):
    load(url := emptied(), world)
    with reading(url) as connection:
        for query in (Query(), Query(sort="-date"), *(each._replace(limit=None) for each in asked)):
            found = events_table(connection, query)
            assert found is not None
            assert found.equals(table_of_rows(connection, query))


AWKWARD = [
    Query(), Query(sort="-date"), Query(728_000, 729_000), Query(728_000, 729_000, match="certain", sort="-date"),
    Query(undated=True), Query(actors=("actor-1",)), Query(themes=("energy",), not_actors=("actor-2",)),
    Query(places=("sao tome",)), Query(sought=("talks",), stems=True), Query(first=9_000_000),
    Query(only=(3, 70)), Query(only=(0,)),
]  # fmt: skip


held = in_a_lake


@pytest.mark.parametrize("kind", ["database", "lake"])
def test_what_is_awkward_stands_in_tables_as_in_rows(held, kind, monkeypatch):
    lake, url = held
    monkeypatch.setattr(tables, "_PIECE", 30)
    with reading(f"lake:{lake}" if kind == "lake" else url) as connection:
        for query in AWKWARD:
            found = events_table(connection, query)
            assert found is not None
            assert found.equals(table_of_rows(connection, query))


def test_a_table_is_of_one_state(own_url, monkeypatch):
    """A batch that is written while connections are opened is in all of a table or in none of it."""
    with dateline.open(own_url) as db:
        monkeypatch.setattr(event_tables, "_FEW", 0)
        expected = db.events().to_arrow()
        with db.reading() as connection, connection.tables() as opened:
            assert opened is not None
            db.remove("belarus-referendum-1995")
            kept = tables.EventTables(connection, opened, Query()).table()
        assert kept.equals(expected)
        assert len(db.events().to_arrow()) == len(expected) - 1


def test_without_a_driver_rows_say_the_same(loaded_url, monkeypatch):
    monkeypatch.setattr(event_tables, "_FEW", 0)
    with dateline.open(loaded_url) as db:
        expected = db.events().to_arrow()
        monkeypatch.setattr(arrow, "find_spec", lambda name: None if name.startswith("adbc") else name)
        with db.reading() as connection:
            assert events_table(connection, Query()) is None
        assert db.events().to_arrow().equals(expected)


@pytest.mark.parametrize("sort", ["date", "-date"])
@pytest.mark.parametrize("asked", [{}, {"actor": "Belarus"}, {"from_": "1995", "to": "spring 2000"}])
def test_a_limit_cuts_a_table_where_it_cuts_rows(loaded_url, monkeypatch, sort, asked):
    """All events by columns with a limit are the first ones by rows, whether the limit is small, great or above all."""
    monkeypatch.setattr(event_tables, "_FEW", 1)
    with dateline.open(loaded_url) as db:
        total = len(db.events(**asked, sort=sort))
        for limit in (0, 1, total // 2, total // 2 + 1, total - 1, total, total + 1, 2**63 - 1):
            events = db.events(**asked, sort=sort, limit=limit)
            found = events.to_arrow()
            with db.reading() as connection:
                assert found.equals(table_of_rows(connection, events.query))
            assert found["id"].to_pylist() == [each.id for each in events]


def test_a_driver_that_fails_is_done_without(loaded_url, monkeypatch):
    def failing(*_):
        raise ValueError

    monkeypatch.setattr(event_tables, "_FEW", 0)
    with dateline.open(loaded_url) as db:
        expected = db.events().to_arrow()
        monkeypatch.setattr(arrow, "as_kinds", failing)
        assert db.events().to_arrow().equals(expected)
