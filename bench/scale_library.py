"""Programs that ask a database for a table, or for little, beside what they would use without dateline.

Tables of all events: beside ADBC that gives the join of the export as Arrow, and pandas that reads the CSV of the
export. A small query in a process that is warm: beside the reader of the storage. Needs the extra `arrow` and pandas.
"""

from __future__ import annotations

import subprocess
from contextlib import closing
from functools import partial
from typing import Any

import pandas  # type: ignore[import-untyped]
from adbc_driver_sqlite import dbapi
from bench.pairs import compared
from bench.scale_export import SETS, SQL
from bench.workshop import DATELINE, Workshop, common_actor

import dateline
from dateline.library.database import Database
from dateline.query import Query
from dateline.storage.opening import reading
from dateline.storage.reading.events import Reader


def run(workshop: Workshop) -> None:
    """Measure all."""
    database, export = workshop.database(), workshop.file("export.csv")
    subprocess.run([DATELINE, "--quiet", "--db", database, "export", "-o", export], check=True)
    assert _joined(str(database)).num_rows == len(pandas.read_csv(export)) == workshop.events
    with dateline.open(database) as db:
        compared("to_arrow of all events / ADBC", db.events().to_arrow, partial(_joined, str(database)), 1.3)
        compared("to_pandas of all events / read_csv", db.events().to_pandas, partial(pandas.read_csv, export), 0.5)
        _small(db)


def _joined(database: str) -> Any:
    """Return the same join as a table."""
    with closing(dbapi.connect(database)) as connection, connection.cursor() as cursor:
        for sql in filter(None, map(str.strip, SETS.split(";\n"))):
            cursor.execute(sql)
        cursor.execute(SQL.rstrip().rstrip(";"))
        return cursor.fetch_arrow_table()


def _small(db: Database) -> None:
    actor = common_actor()
    with reading(db.url) as connection:
        wanted = Query(actors=(actor,), limit=10)
        events = db.events(actor=actor, limit=10)

        def theirs() -> object:
            connection.renew()
            return list(Reader(connection).events(wanted))

        assert list(events.records()) == theirs()
        compared("ten events / the reader", lambda: list(events.records()), theirs, 1.05)

        def asked() -> object:
            return list(db.events(actor=actor, limit=10).records())

        compared("ten events, arguments and all / the reader", asked, theirs, 1.05)
