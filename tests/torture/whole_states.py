"""All that a database holds but its history, with ids in the place of the numbers that stand for them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from dateline.storage.engines.writing import writing_engine

_HISTORY = ("batch", "revision", "dateline_schema", "alembic_version")
_OF = {
    "event": "event", "actor": "actor", "member": "actor", "whole": "actor", "theme": "theme", "last": "theme",
    "theme_set": "theme_set", "measure": "measure",
}  # fmt: skip
"""What a number in a column stands for; `num` stands for its own table."""


def whole(url: str) -> dict[str, list[Any]]:
    """Return the rows of every table that is not history, sorted, and the ids of events by their numbers.

    Sets of themes, measures and dates that no event has are left out: they say nothing, and stay for the next that has
    them.
    """
    with writing_engine(url).connect() as connection:
        names = [name for name in sa.inspect(connection).get_table_names() if not name.startswith("event_text")]
        tables = {
            name: [dict(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"').mappings()]
            for name in sorted(names)
            if name not in _HISTORY and "version" not in name
        }
    for table, column in (("theme_set", "theme_set"), ("theme_set_member", "theme_set"), ("measure", "measure")):
        used = {row[column] for row in tables["event" if column == "theme_set" else "event_measure"]}
        key = "theme_set" if table == "theme_set_member" else "num"
        tables[table] = [row for row in tables[table] if row[key] in used]
    dates = {row["date"] for row in tables["event"]}
    tables["marked_date"] = [row for row in tables["marked_date"] if row["date"] in dates]
    ids = {
        kind: {
            row["num"]: row.get("id") or row.get("fingerprint") or f"{row['name']} {row['unit']}"
            for row in tables[kind]
        }
        for kind in ("event", "actor", "theme", "theme_set", "measure")
    }
    found = {name: sorted((_named(name, row, ids) for row in rows), key=repr) for name, rows in tables.items()}
    return found | {"order": [ids["event"][number] for number in sorted(ids["event"])]}


def _named(table: str, row: dict[str, Any], ids: dict[str, dict[int, str]]) -> dict[str, Any]:
    named = {}
    for column, value in row.items():
        kind = table if column == "num" else row["kind"] if column == "subject" else _OF.get(column)
        named[column] = ids[kind].get(value, value) if kind in ids and isinstance(value, int) else value
    return named


def differences(one: dict[str, list[Any]], other: dict[str, list[Any]]) -> list[str]:
    """Return in words what two states have otherwise, table by table."""
    return [
        f"{name}: {sign} {row}"
        for name in one
        for sign, here, there in (("-", one[name], other[name]), ("+", other[name], one[name]))
        for row in (here if name != "order" else [here] if here != there else [])
        if name == "order" or row not in there
    ]
