"""`db check` finds what was forged by SQL: every column of every table, and rows that came or went."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from forgeries import BY_HAND, fill

from dateline.storage.checks import soundness
from dateline.storage.derived import day_counts
from dateline.storage.engines.writing import writing_engine
from dateline.storage.opening import alongside
from dateline.storage.schema.tables import metadata

MAY_DIFFER = {
    (
        "by_hand",
        "version",
    ): "which version the import had last of what somebody corrected stands nowhere else; the next says",
}
COLUMNS = [
    (table.name, column.name)
    for table in metadata.sorted_tables
    for column in table.c
    if (table.name, column.name) not in MAY_DIFFER
]
FULL_TEXT = {
    "sqlite": (
        "INSERT INTO event_text (event_text, rowid, words, place_words) VALUES ('delete', 1, 'gas runs it runs from "
        "the east', 'minsk')",
        "INSERT INTO event_text (rowid, words, place_words) VALUES (1, 'gas runs it runs from the west', 'minsk')",
    ),
    "postgresql": (
        "UPDATE event_text SET words = CAST('oil' AS tsvector) WHERE event = (SELECT min(event) FROM event_text)",
    ),
}


@pytest.fixture(scope="module")
def forged(engine, request, tmp_path_factory):
    """Return a function that forges in a transaction, and gives what the check finds in it."""
    base = tmp_path_factory.mktemp("forged")
    postgres = request.getfixturevalue("postgres") if engine == "postgresql" else None
    url = postgres.create() if postgres else f"sqlite:///{base}/forged.db"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(day_counts, "LEAST", 2)
        fill(url, base / "rows.jsonl")

    def found(*statements):
        with writing_engine(url).connect() as connection:
            off = "PRAGMA foreign_keys = OFF" if engine == "sqlite" else "SET session_replication_role = replica"
            connection.exec_driver_sql(off)
            connection.commit()
            with connection.begin() as transaction:
                if engine == "sqlite":
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                changed = sum(abs(connection.execute(sa.text(sql)).rowcount) for sql in statements)
                assert changed or not statements, "the forgery changes nothing"
                faults = list(soundness.faults(alongside(connection, url)))
                transaction.rollback()
            return faults

    yield found
    if postgres:
        postgres.drop(url)


def test_nothing_is_wrong_before(forged):
    assert forged() == []


@pytest.mark.slow
@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=str)
def test_a_forged_column_is_found(forged, table, column):
    assert forged(change(metadata.tables[table], column))


def change(table, column):
    """Return the SQL that gives another value to a column of one row: the greatest, so that none other has it."""
    of = table.c[column]
    if isinstance(of.type, sa.Text):
        value = f"coalesce({quoted(column)}, '') || 'x'"
    else:
        value = f"coalesce({quoted(column)}, 0) + 1"
    keys = [quoted(key.name) for key in table.primary_key.columns]
    order = ", ".join(f"{key} DESC" for key in ([quoted(column), *keys] if of.nullable is False else keys))
    chosen = f"SELECT {', '.join(keys)} FROM {table.name} ORDER BY {order} LIMIT 1"
    return f"UPDATE {table.name} SET {quoted(column)} = {value} WHERE ({', '.join(keys)}) IN ({chosen})"


def quoted(name):
    return f'"{name}"'


@pytest.mark.parametrize("name", BY_HAND)
def test_a_forgery_by_hand_is_found(forged, name):
    assert forged(*BY_HAND[name])


def test_a_forged_word_is_found(forged, engine):
    assert forged(*FULL_TEXT[engine])


MAY_GO = {
    "counted": "counting starts anew with the next import, and until then is done when asked",
    "checkpoint": "a file without one is read again, and brings nothing",
}


@pytest.mark.slow
@pytest.mark.parametrize("table", [table.name for table in metadata.sorted_tables if table.name not in MAY_GO])
def test_a_deleted_row_is_found(forged, table):
    keys = ", ".join(quoted(key.name) for key in metadata.tables[table].primary_key.columns)
    assert forged(f"DELETE FROM {table} WHERE ({keys}) IN (SELECT {keys} FROM {table} ORDER BY {keys} LIMIT 1)")
