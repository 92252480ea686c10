"""What a database is, and whether it is sound."""

from __future__ import annotations

import os

from dateline.operations.records import totals
from dateline.storage.engines import store_of
from dateline.storage.engines.connection import Connection
from dateline.storage.engines.urls import file_of, shown
from dateline.storage.opening import reading
from dateline.wire_fields import Record


def info(connection: Connection) -> Record:
    """Return url (no password), file (of SQLite), engine, version, schema, size (bytes), events, batch and seal."""
    from dateline.storage.schema.version import SCHEMA

    url, store = connection.url, store_of(connection.url)
    ((version,),), ((size,),) = (connection.run(sql) for sql in (store.version, store.size))
    batch, seal = _last_batch(connection)
    file = os.path.abspath(found) if (found := file_of(url)) else None
    told = {
        "url": shown(url),
        "file": file,
        "engine": connection.engine.name,
        "version": version,
        "schema": SCHEMA,
        "size": size,
    }
    return told | {"events": totals(connection)["events"], "batch": batch, "seal": seal}


def _last_batch(connection: Connection) -> tuple[int | None, str | None]:
    found = connection.run("SELECT num, seal FROM batch ORDER BY num DESC LIMIT 1")
    return found[0] if found else (None, None)


def faults(url: str, seal: str | None = None, *, full: bool = False) -> list[str]:
    """Return what is wrong with a database; its history must hold the batch with this `seal`.

    The words of a sample of the events are compared with the full text, with `full` those of all.
    """
    from dateline.storage.checks.soundness import check

    found = check(url, full=full)
    if seal is not None:
        with reading(url) as connection:
            if not connection.run("SELECT 1 FROM batch WHERE seal = :seal", {"seal": seal}):
                found.append(f"no batch in the history has the seal {seal}")
    return found


def warnings(connection: Connection) -> list[str]:
    """Return what is sound in a database, but may be meant otherwise, a sentence each."""
    from dateline.storage.checks.warnings import warnings as found

    return list(found(connection))


def anchor(connection: Connection) -> tuple[int, str | None]:
    """Return how many batches the history has, and the last seal."""
    ((count,),) = connection.run("SELECT count(*) FROM batch")
    return count, _last_batch(connection)[1]


def of_the_future(connection: Connection, now: str) -> list[int]:
    """Return the numbers of the batches that were done after `now` (UTC, as batches have it): a clock was wrong."""
    return [
        number for (number,) in connection.run("SELECT num FROM batch WHERE recorded > :now ORDER BY num", {"now": now})
    ]
