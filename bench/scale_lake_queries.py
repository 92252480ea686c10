"""Queries on a lake by DuckDB, and by Spark where there is a server, beside hand-written SQL on the same files.

`rows` are those of one statement, names looked up before; `records` whole events, beside the same SQL. The SQL by hand
names the partitions that it needs. DATELINE_BENCH_SPARK is the address of a Spark Connect server: spark://127.0.0.1:15002.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from bench.pairs import compared
from bench.workshop import SUBTREE, Workshop, common_actor

from dateline.dates import to_day
from dateline.query import Query
from dateline.storage.engines.lakes.connection import LakeConnection
from dateline.storage.opening import reading
from dateline.storage.reading.event_rows import ranking, shape_of
from dateline.storage.reading.events import Reader
from dateline.storage.statements.shapes import EVENT_COLUMNS, EventShape

_MONTH = (to_day(1999, 3, 1), to_day(1999, 3, 31))
_PARTS = (
    "((length_class <= 2 AND year BETWEEN 1998 AND 1999) OR (length_class = 3 AND year BETWEEN 1989 AND 1999)"
    " OR length_class >= 4)"
)
_CERTAIN = "CASE WHEN e.start_latest <= {last} AND e.end_earliest >= {first} THEN 'certain' ELSE 'possible' END"
_COLUMNS = ", ".join(f"e.{name}" for name in EVENT_COLUMNS)


class Case(NamedTuple):
    """A question, the statement that answers it, its shape, and the SQL by hand."""

    name: str
    query: Query
    statement: str
    sql: str


def cases(numbers: dict[str, int], table: Callable[[str], str]) -> list[Case]:
    """Return the questions; `numbers` are those of the actor and of the theme, `table` gives the files of a table."""
    first, last = _MONTH
    label = _CERTAIN.format(first=first, last=last)
    subtree = (
        f"SELECT theme_set FROM {table('theme_set_member')} WHERE theme BETWEEN {numbers['num']} AND {numbers['last']}"
    )
    linked = f"(SELECT * FROM {table('event_actor')} WHERE {_PARTS})"
    whole = f"(SELECT * FROM {table('event')} WHERE {_PARTS})"
    by_month = f"""SELECT {_COLUMNS}, {label} FROM {linked} a JOIN {whole} e ON e.num = a.event
        WHERE a.actor = {numbers["actor"]} AND a.earliest <= {last} AND a.latest >= {first}
        AND a.theme_set IN ({subtree}) ORDER BY e.start_earliest, e.num"""
    newest = f"SELECT {_COLUMNS}, 'certain' FROM {table('event')} e ORDER BY e.start_earliest DESC, e.num DESC LIMIT 50"
    years = f"""SELECT coalesce(start_latest, earliest), earliest, coalesce(end_earliest, latest), latest, count(*)
        FROM {table("event_theme")} WHERE theme BETWEEN {numbers["num"]} AND {numbers["last"]}
        AND shared < {numbers["depth"]} GROUP BY ALL"""
    themes = f"""SELECT t.id, sum(s.number) FROM (SELECT theme_set, count(*) AS number FROM {table("event")}
        GROUP BY theme_set) s JOIN {table("theme_set_member")} m USING (theme_set)
        JOIN {table("theme")} t ON t.num = m.theme GROUP BY ALL"""
    actor = common_actor()
    return [
        Case("month, actor and theme", Query(*_MONTH, actors=(actor,), themes=(SUBTREE,)), "events", by_month),
        Case("newest 50", Query(limit=50, sort="-date"), "events", newest),
        Case("years of a theme", Query(themes=(SUBTREE,)), "facet_days", years),
        Case("themes of all events", Query(), "facet_themes", themes),
    ]


def run(workshop: Workshop) -> None:
    """Measure every query."""
    lake = workshop.lake()
    duckdb: Any = importlib.import_module("duckdb")
    theirs = duckdb.connect(config={"autoinstall_known_extensions": False})
    with reading(f"lake:{lake}") as ours:
        assert isinstance(ours, LakeConnection)
        every = cases(numbers_of(ours), lambda table: _files(lake, table))
        for case in every:
            measured(case, ours, lambda sql: theirs.execute(sql).fetchall(), "DuckDB")
    if server := os.environ.get("DATELINE_BENCH_SPARK"):
        _on_spark(lake, server)


def _on_spark(lake: Path, server: str) -> None:
    with reading(f"{server}{lake}") as ours:
        assert isinstance(ours, LakeConnection)
        session = ours._raw
        for table in ("event", "event_actor", "event_theme", "theme", "theme_set_member"):
            session.read.parquet(f"file://{lake}/{table}").createOrReplaceTempView(f"by_hand_{table}")
        for case in cases(numbers_of(ours), "by_hand_{}".format):
            measured(case, ours, lambda sql: [tuple(row) for row in session.sql(sql).collect()], "Spark")


def _files(lake: Path, table: str) -> str:
    return f"read_parquet('{lake / table / '**' / '*.parquet'}', hive_partitioning = true)"


def numbers_of(connection: LakeConnection) -> dict[str, int]:
    """Return the numbers of the actor and of the theme that are asked for."""
    (actor,) = connection.run("SELECT num FROM actor WHERE id = :id", {"id": common_actor()})[0]
    num, last, depth = connection.run("SELECT num, last, depth FROM theme WHERE id = :id", {"id": SUBTREE})[0]
    return {"actor": actor, "num": num, "last": last, "depth": depth}


def measured(case: Case, ours: LakeConnection, fetch: Callable[[str], list[Any]], engine: str) -> None:
    """Compare one question, asked in every way; the number of rows, or what they count, must be the same."""
    reader = Reader(ours)
    values = {**reader._values(case.query), "limit": case.query.limit}
    shape = _of(case, reader, values)

    def rows() -> list[Any]:
        return list(ours.rows(case.statement, shape, values))

    def by_hand() -> list[Any]:
        return fetch(case.sql)

    _same(case, rows(), by_hand())
    name = f"{engine}: {case.name}, {len(rows()):,} rows"
    compared(f"{name}: rows", rows, by_hand, 1.2)
    if case.statement == "events":
        compared(f"{name}: records", lambda: list(Reader(ours).events(case.query)), by_hand, None)


def _of(case: Case, reader: Reader, values: dict[str, Any]) -> EventShape:
    if case.statement == "facet_days":
        return reader._counting(case.query, values)
    if case.statement == "facet_themes":
        return ranking(case.query)
    return shape_of(case.query, limited=case.query.limit is not None, gaps=None)


def _same(case: Case, ours: list[Any], theirs: list[Any]) -> None:
    same = (
        [row[0] for row in ours] == [row[0] for row in theirs]
        if case.statement == "events"
        else sum(row[-1] for row in ours) == sum(row[-1] for row in theirs)
    )
    if not same:
        raise SystemExit(f"{case.name}: the answers differ")
