"""Counts and facets by year, beside DuckDB on the same rows, in process, with all its threads and with one.

The tables of DuckDB stand in the order of the keys that they have in SQLite, so that it can skip what it need not read.
"""

from __future__ import annotations

import importlib
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bench.pairs import compared
from bench.workshop import SUBTREE, Workshop, common_actor

from dateline.dates import FAR_FUTURE, FAR_PAST, to_day
from dateline.query import Query
from dateline.storage.engines.connection import Connection
from dateline.storage.opening import reading
from dateline.storage.reading.events import Reader

duckdb: Any = importlib.import_module("duckdb")  # only the benchmark needs it; the types are not missed

_TABLES = {
    "event": (
        "SELECT num, id, start_earliest, start_latest, end_earliest, end_latest, length_class FROM event",
        "num BIGINT, id VARCHAR, start_earliest INT, start_latest INT, end_earliest INT, end_latest INT, "
        "length_class INT",
    ),
    "event_actor": (
        "SELECT actor, length_class, earliest, event, latest FROM event_actor",
        "actor INT, length_class INT, earliest INT, event BIGINT, latest INT",
    ),
    "event_theme": (
        "SELECT theme, length_class, earliest, event, latest FROM event_theme",
        "theme INT, length_class INT, earliest INT, event BIGINT, latest INT",
    ),
    "actor": ("SELECT num, id FROM actor", "num INT, id VARCHAR"),
    "theme": ("SELECT num, last, id FROM theme", "num INT, last INT, id VARCHAR"),
}
_ACTOR = "SELECT event FROM event_actor WHERE actor = (SELECT num FROM actor WHERE id = $actor)"
_THEME = """SELECT event FROM event_theme WHERE theme BETWEEN
    (SELECT num FROM theme WHERE id = $theme) AND (SELECT last FROM theme WHERE id = $theme)"""
_RANGE = "e.start_earliest <= $last AND e.end_latest >= $first"
_CERTAIN = "e.start_latest <= $last AND e.end_earliest >= $first"
_EARLIEST, _LATEST = max(FAR_PAST, to_day(1, 1, 1)), min(FAR_FUTURE, to_day(9999, 12, 31))
_COUNT = f"SELECT count(*) FILTER ({_CERTAIN}), count(*) FILTER (NOT ({_CERTAIN})) FROM event e WHERE {_RANGE}"
_DAY = "DATE '1970-01-01' + ({} - 719163)::INT"
_BY_YEAR = f"""
WITH found AS (
    SELECT *, year({_DAY.format("greatest(start_earliest, $first)")}) AS since,
        year({_DAY.format("least(end_latest, $last)")}) AS until
    FROM event e WHERE {_RANGE}
), touched AS (
    SELECT start_latest, end_earliest, unnest(range(since, until + 1)) AS year FROM found
), bounded AS (
    SELECT *, greatest($first, make_date(year, 1, 1) - DATE '1970-01-01' + 719163) AS from_,
        least($last, make_date(year, 12, 31) - DATE '1970-01-01' + 719163) AS to_
    FROM touched
)
SELECT year, count(*) FILTER (start_latest <= to_ AND end_earliest >= from_),
    count(*) FILTER (NOT (start_latest <= to_ AND end_earliest >= from_))
FROM bounded GROUP BY year ORDER BY year
"""


def run(workshop: Workshop) -> None:
    """Measure every count and facet, first with DuckDB's own number of threads and then with one."""
    path = _filled(workshop)
    with reading(f"sqlite:///{workshop.database()}") as ours, duckdb.connect(str(path), read_only=True) as theirs:
        _each(ours, theirs, "DuckDB")
        theirs.execute("SET threads = 1")
        _each(ours, theirs, "DuckDB, 1 thread")


def _filled(workshop: Workshop) -> Path:
    """Return the DuckDB file with the rows of the SQLite database, made again when that is newer."""
    database, path = workshop.database(), workshop.file("events.duckdb")
    if path.exists() and path.stat().st_mtime > database.stat().st_mtime:
        return path
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        for name, (sql, columns) in _TABLES.items():
            rows = workshop.file(f"{name}.csv")
            with open(rows, "wb") as stream:
                subprocess.run(["sqlite3", "-csv", "-readonly", database, sql], check=True, stdout=stream)
            connection.execute(f"CREATE TABLE {name} ({columns})")
            connection.execute(f"COPY {name} FROM '{rows}' (HEADER false, DELIMITER ',')")
            rows.unlink()
    return path


def _each(ours: Connection, theirs: Any, opponent: str) -> None:
    reader = Reader(ours)
    actor, theme = {"actors": (common_actor(),)}, {"themes": (SUBTREE,)}
    decade = {"first": to_day(1990, 1, 1), "last": to_day(1999, 12, 31)}
    questions: dict[str, dict[str, Any]] = {
        "common actor": actor,
        "subtree": theme,
        "common actor + subtree": {**actor, **theme},
        "common actor + subtree, 10 years": {**actor, **theme, **decade},
    }
    for name, filters in questions.items():
        query = Query(**filters)
        for what, function, sql in (("count", _counted, _COUNT), ("by year", _by_year, _BY_YEAR)):
            _compare(
                f"{what}, {name} / {opponent}", partial(function, reader, query), partial(_asked, theirs, sql, query)
            )


def _compare(name: str, ours: Callable[[], list[Any]], theirs: Callable[[], list[Any]]) -> None:
    if ours() != theirs():
        raise SystemExit(f"{name}: {ours()[:3]}... beside {theirs()[:3]}...")
    compared(name, ours, theirs, 3.0)


def _counted(reader: Reader, query: Query) -> list[Any]:
    found = reader.count(query)
    return [(found["certain"], found["possible"])]


def _by_year(reader: Reader, query: Query) -> list[Any]:
    return [(int(row["year"]), row["certain"], row["possible"]) for row in reader.facets(query, "year")]


def _asked(connection: Any, sql: str, query: Query) -> list[Any]:
    """Ask DuckDB; a range that has no end is left to the years of the rows."""
    values: dict[str, object] = {"first": max(query.first, _EARLIEST), "last": min(query.last, _LATEST)}
    conditions = _RANGE
    for name, wanted, events in (("actor", query.actors, _ACTOR), ("theme", query.themes, _THEME)):
        if wanted:
            values[name] = wanted[0]
            conditions += f" AND e.num IN ({events})"
    return list(connection.execute(sql.replace(_RANGE, conditions), values).fetchall())
