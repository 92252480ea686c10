"""PostgreSQL: import beside psql with COPY and SQL, and the selective queries beside hand-written SQL through psycopg.

Only when DATELINE_BENCH_POSTGRES names a server, by the URL of a user who may create databases there.
"""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.hand_written import cases
from bench.pairs import PAIRS, Run, peaks, process, told
from bench.scale_queries import Compared
from bench.workshop import DATELINE, Workshop

from dateline.storage.engines.postgresql import import_psycopg
from dateline.storage.opening import reading

_SCRIPT = Path(__file__).with_name("opponent_postgres.sql")
_CONSTRAINTS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = current_schema()::regnamespace AND contype IN ('p', 'u', 'f')
ORDER BY contype = 'f', conname
"""
_INDEXES = """
SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE c.relnamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT 1 FROM pg_constraint o WHERE o.conindid = i.indexrelid)
"""
_TABLES = """SELECT table_name FROM information_schema.tables
WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1"""
_USING = "SELECT 1 FROM pg_stat_activity WHERE datname = %s"
_NOWHERE = Path(os.devnull)
_OURS_ALONE = {"checkpoint", "batch", "revision"}
"""Tables that an import by hand does not fill: what was imported when."""
_WORDS = (
    "SELECT count(*), sum(hashtext(e.id || t.words::text || t.place_words::text)::bigint) FROM event_text t "
    "JOIN event e ON e.num = t.event"
)


def run(workshop: Workshop) -> None:
    """Measure both, and make sure that both databases hold the same."""
    server = os.environ.get("DATELINE_BENCH_POSTGRES")
    if not server:
        print("postgres: left out, for DATELINE_BENCH_POSTGRES names no server")
        return
    ours, theirs = (url_of(server, name) for name in ("dateline_bench_ours", "dateline_bench_theirs"))
    runs = [(fill(server, ours, workshop), _psql(server, theirs, workshop)) for _ in range(PAIRS)]
    if (first := _sizes(ours)) != (second := _sizes(theirs)):
        raise SystemExit(f"the databases differ: {sorted(first.items() ^ second.items())}")
    told("postgres: import csv / COPY and SQL", [(a.seconds, b.seconds) for a, b in runs], 0.9)
    told("postgres: import csv / COPY and SQL, cpu of client and server", [(a.cpu, b.cpu) for a, b in runs], None)
    peaks("postgres: import csv, peak memory", [a for a, _ in runs], [b for _, b in runs], 400)
    _queries(ours, workshop.events)
    for url in (ours, theirs):
        made_anew(server, url, only_dropped=True)


def _counted(server: str, url: str, *command: str | Path, given: Path = _NOWHERE) -> Run:
    """Run a client; its processor time is with that of the server, where the server is on this machine."""
    before = _seconds_of_ended(server, url)
    run = process(*command, given=given)
    return run._replace(cpu=run.cpu + _seconds_of_ended(server, url) - before)


def _seconds_of_ended(server: str, url: str) -> float:
    """Return the seconds of the processor of all processes of the server that have ended, once nobody uses `url`."""
    with import_psycopg().connect(server, autocommit=True) as connection:
        while connection.execute(_USING, (urlsplit(url).path[1:],)).fetchone():
            time.sleep(0.05)
        time.sleep(0.5)  # the last process is still to be waited for
        with suppress(Exception):  # the server is elsewhere
            pid = connection.execute("SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)").fetchone()[0]
            ended = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[13:15]
            return sum(map(int, ended)) / os.sysconf("SC_CLK_TCK")
    return 0.0


def url_of(server: str, name: str) -> str:
    """Return the URL of a database of the server."""
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def made_anew(server: str, url: str, *, only_dropped: bool = False) -> None:
    """Drop the database if there is one, and create it empty unless it is `only_dropped`."""
    name = urlsplit(url).path[1:]
    with import_psycopg().connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        if not only_dropped:
            connection.execute(f"CREATE DATABASE {name}")


def fill(server: str, url: str, workshop: Workshop) -> Run:
    """Import the rows into a new database, by dateline."""
    made_anew(server, url)
    process(DATELINE, "--quiet", "--db", url, "db", "upgrade")
    return _counted(server, url, DATELINE, "--quiet", "--db", url, "import", "csv", workshop.rows())


def _psql(server: str, url: str, workshop: Workshop) -> Run:
    made_anew(server, url)
    process(DATELINE, "--quiet", "--db", url, "db", "upgrade")
    script = workshop.file("import-postgres.sql")
    script.write_text(_script(url, workshop.rows()))
    return _counted(server, url, "psql", "-X", url, given=script)


def _script(url: str, rows: Path) -> str:
    with import_psycopg().connect(url) as connection:
        constraints, indexes = connection.execute(_CONSTRAINTS).fetchall(), connection.execute(_INDEXES).fetchall()
    drops = [f"DROP INDEX {name}" for name, _ in indexes]
    drops += [f"ALTER TABLE {table} DROP CONSTRAINT {name}" for table, name, _ in reversed(constraints)]
    makes = [f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}" for table, name, definition in constraints]
    makes += [definition for _, definition in indexes]
    parts = {"DROPS": ";\n".join(drops) + ";", "MAKES": ";\n".join(makes) + ";", "FILE": str(rows)}
    return re.sub("@([A-Z]+)@", lambda match: parts[match[1]], _SCRIPT.read_text())


def _sizes(url: str) -> dict[str, object]:
    """Return the number of rows of every table, and a sum over the words of the full text."""
    with import_psycopg().connect(url) as connection:
        names = [name for (name,) in connection.execute(_TABLES) if name not in _OURS_ALONE]
        found: dict[str, object] = {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names
        }
        return found | {"words": str(connection.execute(_WORDS).fetchone())}


def _queries(url: str, events: int) -> None:
    with reading(url) as ours, import_psycopg().connect(url) as theirs:

        def fetch(sql: str, values: dict[str, object]) -> list[Any]:
            return list(theirs.execute(re.sub(r"(?<!:):(\w+)", r"%(\1)s", sql), values).fetchall())

        for case in cases(events):
            named = case._replace(name=f"postgres: {case.name}")
            Compared(named, ours, fetch).told(1.15, None)
