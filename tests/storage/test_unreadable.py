"""JSON in the database that somebody damaged: the check names column and record, and readers say so."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa
from torture.forged import filled, found

from dateline.storage.engines.writing import writing_engine
from dateline.storage.schema.tables import metadata

DAMAGE = ("{", "x", "5", "null", '"a"', '{"a": 1}', '{"id": 5}', "[" * 3000, '[{"citation": 7}]', '{"merged": [1]}')
COLUMNS = {
    "revision.had of an event": "kind = 'event' AND had IS NOT NULL",
    "revision.had of a mark": "kind = 'by_hand' AND had IS NOT NULL",
    "revision.had of a text": "kind = 'source_text' AND had IS NOT NULL",
    "batch.report": "report IS NOT NULL",
    "by_hand.base": "kind = 'event'",
    "by_hand.said": "said IS NOT NULL",
    "due_assertion.counting": "counting IS NOT NULL",
    "event_claims.claims": "claims IS NOT NULL",
}
"""The columns that hold JSON, and the rows in which they do."""
COMMANDS = (
    ("show", "e"), ("show", "i3"), ("show", "y"), ("history",), ("history", "e"), ("history", "i3"), ("query",),
    ("export", "-f", "jsonl"), ("deadlines",), ("conflicts",), ("query", "--source", "s", "--recorded-at", "@1"),
    ("show", "i1", "--recorded-at", "@2"),
    *(("undo", f"@{number}", "--dry-run") for number in range(1, 10)),
)  # fmt: skip


@pytest.fixture(scope="module")
def url(engine, request, tmp_path_factory):
    base = tmp_path_factory.mktemp("damaged")
    postgres = request.getfixturevalue("postgres") if engine == "postgresql" else None
    made = postgres.create() if postgres else f"sqlite:///{base}/damaged.db"
    filled(made, base / "rows.jsonl")
    with writing_engine(made).begin() as connection:
        had = json.dumps({"source": "s", "file": "a", "sha256": "b", "added": "c", "text": "d"})
        chosen = "kind = 'source_text' AND had IS NULL"
        connection.execute(sa.text(f"UPDATE revision SET had = :had WHERE {chosen}"), {"had": had})
    yield made
    if postgres:
        postgres.drop(made)


def rows_of(url, name):
    """Return the conditions that choose each row in which a column holds JSON, and its text."""
    table, _, column = name.partition(" of ")[0].partition(".")
    keys = [key.name for key in metadata.tables[table].primary_key.columns]
    chosen = f"SELECT {', '.join(keys)}, {column} FROM {table} WHERE {COLUMNS[name]} ORDER BY 1, 2"
    with writing_engine(url).connect() as connection:
        return [
            (table, column, " AND ".join(f"{key} = '{value}'" for key, value in zip(keys, row, strict=False)), row[-1])
            for row in connection.execute(sa.text(chosen))
        ]


def put(table, column, which, text):
    """Return the statement that damages a row, or mends it; SQLAlchemy takes a colon for a parameter."""
    quoted = text.replace("'", "''").replace(":", "\\:")
    return f"UPDATE {table} SET {column} = '{quoted}' WHERE {which}"


def run(url, sql):
    with writing_engine(url).begin() as connection:
        connection.execute(sa.text(sql))


@pytest.mark.in_part(2)
@pytest.mark.parametrize("name", COLUMNS)
def test_the_check_names_the_column_and_the_record(url, name):
    rows = rows_of(url, name)
    assert rows
    for number, damage in enumerate(DAMAGE):
        table, column, which, _ = rows[number % len(rows)]
        if (column, damage) in {("report", '{"a": 1}'), ("report", '{"id": 5}')}:
            continue  # a report may say what it likes
        told = found(url, [put(table, column, which, damage)])
        assert any(fault.startswith(f"{table}.{column} of ") for fault in told), (damage, told)


@pytest.mark.parametrize("name", COLUMNS)
def test_no_reader_breaks(url, cli, name):
    table, column, which, text = rows_of(url, name)[-1]
    run(url, put(table, column, which, DAMAGE[len(name) % 2 * 5]))
    try:
        told = [cli(*command, url=url) for command in COMMANDS]  # which fails itself at a traceback
    finally:
        run(url, put(table, column, which, text))
    assert {result.code for result in told} <= {0, 2, 5}
    assert all("cannot be read" in result.err or result.code == 2 for result in told if result.code), told
