"""The sqlite3 shell as an opponent: its script for the import, from the tables of an empty database of dateline."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from bench.opponent_parts import OWN

SCRIPT = Path(__file__).with_name("opponent.sql")
_OWN = "name NOT LIKE 'sqlite_%' AND name NOT LIKE 'event_text_%' AND sql IS NOT NULL"


def import_script(empty: Path, rows: Path, own: Mapping[str, str] = OWN) -> str:
    """Return the script that imports the CSV `rows` into a new database of the same schema as the database `empty`.

    Its `own` parts read what these rows hold.
    """
    with sqlite3.connect(empty) as connection:
        parts = {
            "TABLES": ";\n".join([*_definitions(connection, "table"), *_version(connection)]) + ";",
            "INDEXES": ";\n".join(_definitions(connection, "index")) + ";",
            "FILE": str(rows),
            **own,
        }
    return re.sub("@([A-Z]+)@", lambda match: parts.get(match[1], match[0]), SCRIPT.read_text())


def _definitions(connection: sqlite3.Connection, kind: str) -> list[str]:
    found = connection.execute(f"SELECT sql FROM sqlite_master WHERE type = ? AND {_OWN} ORDER BY rowid", (kind,))
    return [sql for (sql,) in found]


def _version(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT version_num FROM dateline_version")
    return [f"INSERT INTO dateline_version VALUES ('{version}')" for (version,) in rows]


def table_sizes(database: Path) -> dict[str, int]:
    """Return the number of rows of every table."""
    with sqlite3.connect(database) as connection:
        tables = connection.execute(f"SELECT name FROM sqlite_master WHERE type = 'table' AND {_OWN} ORDER BY name")
        names = [name for (name,) in tables]
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


_SAME = {
    "event": """
        SELECT id, collection, title, date, date_text, start_earliest, start_latest, end_earliest, end_latest,
            length_class, description, kind, place, latitude, longitude, confidence
        FROM {of}event e""",
    "participant": """
        SELECT e.id, p.seq, a.id, p.role FROM {of}event e
        JOIN {of}participant p ON p.event = e.num JOIN {of}actor a ON a.num = p.actor""",
    "event_actor": """
        SELECT a.id, j.length_class, j.earliest, e.id, j.latest, j.start_latest, j.end_earliest
        FROM {of}event e JOIN {of}participant p ON p.event = e.num JOIN {of}actor a ON a.num = p.actor
        JOIN {of}event_actor j ON j.actor = p.actor AND j.length_class = e.length_class
        AND j.earliest = e.start_earliest AND j.event = e.num""",
    "event_theme": """
        SELECT t.id, j.length_class, j.earliest, e.id, j.latest, j.shared
        FROM {of}event e JOIN {of}event_theme j ON j.event = e.num JOIN {of}theme t ON t.num = j.theme""",
    "event_citation": """
        SELECT e.id, c.seq, c.source, c.locator, c.quote FROM {of}event e
        JOIN {of}event_citation c ON c.event = e.num""",
    "event_measure": """
        SELECT e.id, m.name, m.unit, round(v.value, 9), v.low, v.high FROM {of}event e
        JOIN {of}event_measure v ON v.event = e.num JOIN {of}measure m ON m.num = v.measure""",
}
_EVERY = 97
"""Of the events one in so many is compared, all that hangs on it with it."""


_TREE = "SELECT id, num, last, depth, title FROM {of}theme"
_WITHOUT_SPREAD = "e.date NOT LIKE '%~%'"


def differences(ours: Path, theirs: Path, *, named: bool = False) -> list[str]:
    """Return what differs between two databases of the same events, whatever numbers events and actors have there.

    Where a data set has `named` its actors and themes, these are others than those of CSV, as are the bounds of
    approximate dates, of which CSV has the spread no longer.
    """
    first, second = table_sizes(ours), table_sizes(theirs)
    compared = set(_SAME) if named else {*first, *second} - {"checkpoint", "batch", "revision"}
    found = [
        f"{name} has {first.get(name)} rows beside {second.get(name)}"
        for name in sorted(compared)
        if first.get(name) != second.get(name)
    ]
    every = f"CAST(substr(e.id, 2) AS INTEGER) % {_EVERY} = 0" + (f" AND {_WITHOUT_SPREAD}" if named else "")
    same = {name: f"{sql} WHERE {every}" for name, sql in _SAME.items()} | ({} if named else {"theme": _TREE})
    with sqlite3.connect(ours) as connection:
        connection.execute("ATTACH ? AS theirs", (str(theirs),))
        for name, sample in same.items():
            both = sample.format(of=""), sample.format(of="theirs.")
            for one, other in (both, both[::-1]):
                lacking = connection.execute(f"SELECT count(*) FROM ({one} EXCEPT {other})").fetchone()[0]
                found += [f"{lacking} rows of {name}"] if lacking else []
    return found
