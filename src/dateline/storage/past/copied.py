"""The past in a copy of the whole database that nobody else sees: for what `beside.py` cannot tell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import sqlalchemy as sa

from dateline.drafts import scratch
from dateline.errors import DatabaseError
from dateline.storage.engines import store_of
from dateline.storage.engines.connection import Connection, errors_of
from dateline.storage.engines.urls import url_of_file
from dateline.storage.engines.writing import writing, writing_engine
from dateline.storage.history.moments import asking
from dateline.storage.history.states import States, added_since, states_at
from dateline.storage.opening import alongside
from dateline.storage.schema import tables as t
from dateline.storage.writing.rewinding import Past


class _Enough(Exception):
    pass


@contextmanager
def copied(url: str, batch: int) -> Iterator[Connection]:
    """Open a copy of the database as it stood after a batch, which takes as long as reading all of it.

    Raises:
        DatabaseError: the engine fails, or there is no room for the copy.
    """
    with suppress(_Enough), _apart(url) as (target, connection):
        states = states_at(asking(connection), batch)
        _forget_texts(connection, states)
        Past(connection, target).put_back(states, added_since(asking(connection), batch), batch)
        yield alongside(connection, target)
        raise _Enough


def _forget_texts(connection: sa.Connection, states: States) -> None:
    """Let the texts go that were kept of sources which were not there yet: SQLite lets no source go before its text."""
    going = [{"going": identity} for (kind, identity), state in states.items() if kind == "source" and state is None]
    if going:
        connection.execute(sa.delete(t.source_text).where(t.source_text.c.source == sa.bindparam("going")), going)


@contextmanager
def _apart(url: str) -> Iterator[tuple[str, sa.Connection]]:
    """Open a transaction of one's own with all that is in the database now, and give its URL too."""
    store = store_of(url)
    if store.copy:
        with ExitStack() as stack:
            with _room():  # not what is done with the copy: whoever reads the output may close it
                file = stack.enter_context(scratch())
                store.copy(url, file)
            connection = stack.enter_context(writing(url_of_file(file)))
            yield url_of_file(file), connection
    else:
        engine = writing_engine(url).execution_options(isolation_level=store.whole["isolation_level"])
        with errors_of(url), engine.connect() as connection, connection.begin():
            for table in (*t.metadata.tables, store.full_text.rows):
                for sql in store.apart:
                    connection.exec_driver_sql(sql.format(table=table))
            yield url, connection


@contextmanager
def _room() -> Iterator[None]:
    """Say that the folder for scratch files has no room."""
    try:
        yield
    except OSError as error:
        raise DatabaseError(
            f"no room for a copy of the database: {error.strerror or error}", "set TMPDIR to a folder with more room"
        ) from error
