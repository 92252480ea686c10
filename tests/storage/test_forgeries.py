"""`db check` finds what was forged by SQL: every column of every table, and rows that came or went."""

from __future__ import annotations

from functools import partial

import pytest
from forgeries import BY_HAND, COLUMNS, FULL_TEXT, GOING, change, deletion, kinds
from torture.forged import filled, found

from dateline.storage.checks.recorded import Recorded
from dateline.storage.checks.rewritten import differing

REWRITTEN = (
    "source", "theme", "theme_name", "citation", "programme", "deadline", "deadline_theme", "due_assertion",
    "status_report", "waiver", "dependency", "horizon", "horizon_date", "link", "actor", "actor_name", "membership",
    "belonging", "party",
)  # fmt: skip


@pytest.fixture(scope="module")
def forged(engine, request, tmp_path_factory):
    """Return a function that forges in a transaction, and gives what the check finds in it."""
    base = tmp_path_factory.mktemp("forged")
    postgres = request.getfixturevalue("postgres") if engine == "postgresql" else None
    url = postgres.create() if postgres else f"sqlite:///{base}/forged.db"
    filled(url, base / "rows.jsonl")
    yield partial(found, url)
    if postgres:
        postgres.drop(url)


def test_nothing_is_wrong_before(forged):
    assert forged([]) == []


def test_there_are_many_kinds(engine):
    assert len(kinds(engine)) >= 70


@pytest.mark.in_part(2)
@pytest.mark.slow
@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=str)
def test_a_forged_column_is_found(forged, table, column):
    assert forged([change(table, column)])


@pytest.mark.parametrize("name", BY_HAND)
def test_a_forgery_by_hand_is_found(forged, name):
    assert forged(BY_HAND[name])


@pytest.mark.both_engines
def test_a_forged_word_is_found(forged, engine):
    assert any("other words in the full text" in each for each in forged(FULL_TEXT[engine]))


@pytest.mark.slow
@pytest.mark.parametrize("table", GOING)
def test_a_deleted_row_is_found(forged, table):
    assert forged([deletion(table)])


@pytest.mark.parametrize("table", REWRITTEN)
def test_each_table_is_compared_with_what_its_records_say(forged, table):
    """By this comparison alone: what others find too would hide that one has gone, as for waivers."""

    def compared(connection):
        return differing(connection, Recorded(connection))

    columns = [column for of, column in COLUMNS if of == table]
    said = (each for column in columns for each in forged([change(table, column)], compared))
    assert any(f" of {table} " in each for each in said)
