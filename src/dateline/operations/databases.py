"""What a database is, and whether it is sound."""

from __future__ import annotations

import os
from typing import NamedTuple

from dateline.operations.records import totals
from dateline.storage.engines.connection import Connection
from dateline.storage.engines.urls import check_no_lake, shown, sqlite_file
from dateline.storage.opening import reading

_SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
    "postgresql": "SELECT pg_database_size(current_database())",
}
_VERSIONS = {"sqlite": "SELECT sqlite_version()", "postgresql": "SHOW server_version"}


class Info(NamedTuple):
    """What a database is: its URL without a password, its file if it is one, its size in bytes, its last batch."""

    url: str
    file: str | None
    engine: str
    version: str
    schema: str
    size: int
    events: int
    batch: int | None
    seal: str | None


def info(connection: Connection) -> Info:
    """Return what the database is.

    Raises:
        DatabaseError: it is a lake.
    """
    from dateline.storage.schema.version import SCHEMA

    url, engine = connection.url, connection.dialect
    check_no_lake(url)
    ((version,),), ((size,),) = (connection.run(sql[engine]) for sql in (_VERSIONS, _SIZES))
    last = connection.run("SELECT num, seal FROM batch ORDER BY num DESC LIMIT 1") or [(None, None)]
    file = os.path.abspath(sqlite_file(url)) if engine == "sqlite" else None
    return Info(shown(url), file, engine, version, SCHEMA, size, totals(connection)["events"], *last[0])


def faults(url: str, seal: str | None = None) -> list[str]:
    """Return what is wrong with a database; its history must hold the batch with this `seal`.

    Raises:
        DatabaseError: it cannot be read.
    """
    from dateline.storage.checks.soundness import check

    found = check(url)
    if seal is not None:
        with reading(url) as connection:
            if not connection.run("SELECT 1 FROM batch WHERE seal = :seal", {"seal": seal}):
                found.append(f"no batch of the history has the seal {seal}")
    return found
