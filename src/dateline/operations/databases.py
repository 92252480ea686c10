"""What a database is, and whether it is sound."""

from __future__ import annotations

import os

from dateline.operations.records import totals
from dateline.storage.engines.connection import Connection
from dateline.storage.engines.urls import check_no_lake, shown, sqlite_file
from dateline.storage.opening import reading
from dateline.wire_fields import Record

_SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
    "postgresql": "SELECT pg_database_size(current_database())",
}
_VERSIONS = {"sqlite": "SELECT sqlite_version()", "postgresql": "SHOW server_version"}


def info(connection: Connection) -> Record:
    """Return url (no password), file (of SQLite), engine, version, schema, size (bytes), events, batch and seal."""
    from dateline.storage.schema.version import SCHEMA

    url, engine = connection.url, connection.dialect
    check_no_lake(url)
    ((version,),), ((size,),) = (connection.run(sql[engine]) for sql in (_VERSIONS, _SIZES))
    batch, seal = next(iter(connection.run("SELECT num, seal FROM batch ORDER BY num DESC LIMIT 1")), (None, None))
    file = os.path.abspath(sqlite_file(url)) if engine == "sqlite" else None
    found = {"url": shown(url), "file": file, "engine": engine, "version": version, "schema": SCHEMA, "size": size}
    return found | {"events": totals(connection)["events"], "batch": batch, "seal": seal}


def faults(url: str, seal: str | None = None) -> list[str]:
    """Return what is wrong with a database; its history must hold the batch with this `seal`."""
    from dateline.storage.checks.soundness import check

    found = check(url)
    if seal is not None:
        with reading(url) as connection:
            if not connection.run("SELECT 1 FROM batch WHERE seal = :seal", {"seal": seal}):
                found.append(f"no batch of the history has the seal {seal}")
    return found
