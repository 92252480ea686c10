"""Backups: consistent copies as SQLite files, from either engine, and the way back."""

from __future__ import annotations

import os

import sqlalchemy as sa

from dateline.drafts import draft
from dateline.errors import DatabaseError
from dateline.storage.derived import text_index
from dateline.storage.engines import store_of
from dateline.storage.engines.connection import errors_of
from dateline.storage.engines.urls import url_of_file
from dateline.storage.engines.writing import writing, writing_engine
from dateline.storage.opening import reading
from dateline.storage.schema.tables import metadata
from dateline.storage.writing.migrating import ensure, upgrade

_BATCH = 5000


def backup(url: str, target: str) -> None:
    """Write a consistent copy of the database at `url` to the new SQLite file `target`, while others may write.

    The file appears under its name only when it is whole.

    Raises:
        DatabaseError: the file exists or cannot be written, or the database cannot be read.
    """
    if os.path.lexists(target):
        raise _taken(target)
    if not os.path.isdir(os.path.dirname(os.path.abspath(target))):
        raise DatabaseError(f"cannot write {target}: no such folder")
    with reading(url):
        pass
    try:
        with draft(target, new=True) as made:
            if copy := store_of(url).copy:
                copy(url, made)
            else:
                upgrade(url_of_file(made))
                _copy_rows(url, url_of_file(made))
    except FileExistsError:
        raise _taken(target) from None
    except OSError as error:
        raise DatabaseError(f"cannot write {target}: {error.strerror}") from error


def _taken(target: str) -> DatabaseError:
    return DatabaseError(f"{target} already exists", "choose a new file")


def restore(url: str, file: str) -> None:
    """Fill the empty database at `url`, made if need be, from the backup `file`, in one transaction.

    Raises:
        DatabaseError: `file` is no dateline database of this schema, or `url` holds events already.
    """
    source = url_of_file(file)
    with reading(source):
        pass
    ensure(url)
    with reading(url) as connection:
        if next(iter(connection.rows("totals")))[0]:
            raise DatabaseError(
                f"the database already contains events; {file} was not restored", "choose an empty database"
            )
    _copy_rows(source, url)


def _copy_rows(source: str, target: str) -> None:
    """Copy every row of every table as of one moment, parents before children."""
    engine = writing_engine(source).execution_options(**store_of(source).whole)
    with errors_of(source), engine.connect() as reader, reader.begin(), writing(target) as writer:
        for table in reversed(metadata.sorted_tables):
            writer.execute(sa.delete(table))
        for table in metadata.sorted_tables:
            rows = reader.execute(sa.select(table)).mappings()
            for batch in rows.partitions(_BATCH):
                writer.execute(sa.insert(table), [dict(row) for row in batch])
        text_index.rebuild(writer)
