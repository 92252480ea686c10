"""Imports of files of events: one transaction for each file; an interrupted run can be resumed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import sqlalchemy as sa

from dateline.event_columns import Frame
from dateline.formats.incoming import DataSet, Rejected, Told
from dateline.storage.derived.day_counts import count_common
from dateline.storage.engines import store_behind
from dateline.storage.engines.connection import errors_of
from dateline.storage.engines.writing import writing, writing_engine
from dateline.storage.history.batches import Before, History
from dateline.storage.history.occasion import UNTOLD, Occasion
from dateline.storage.opening import alongside
from dateline.storage.schema.tables import checkpoint
from dateline.storage.writing.columns.offered import Offered
from dateline.storage.writing.columns.staged import Staged
from dateline.storage.writing.intake import Intake, Ready
from dateline.storage.writing.migrating import ensure, exists
from dateline.storage.writing.report import Report

_ANALYSED_FROM = 10_000
"""So many new events change what the engine should know of the tables."""


class Origin(NamedTuple):
    """A file as the store remembers it: its path, its size in bytes and when it changed, in nanoseconds."""

    file: str
    size: int
    modified: int


class _DryRun(Exception):
    """All is done, and to be rolled back."""


@contextmanager
def _nowhere() -> Iterator[str]:
    """Give the URL of a database that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/dateline.db"


class _Refused(Exception):
    """Rows of the file were rejected, and nothing of it is to be written."""


def import_file(
    url: str,
    dataset: DataSet,
    batches: Iterable[Sequence[Ready] | Frame | Staged | Offered],
    collection: str,
    *,
    reject: Callable[[Rejected], None],
    partly: bool,
    origin: Origin | None = None,
    occasion: Occasion = UNTOLD,
    circa: str | None = None,
    dry_run: bool = False,
    tell: Callable[[Told], None] = lambda _: None,
) -> Report | None:
    """Write the items of one file in one transaction; return what became of them, or None when nothing was written.

    They are one batch of the history, of this `occasion`.

    `reject` is called for each row that is not taken; without `partly` one such row is enough to write nothing. `tell`
    is called for what is to be known of rows that are taken. What events name and the database lacks is made by
    `dataset`. With `origin` the file is remembered as done. `circa` becomes the spread of the collection's approximate
    dates. With `dry_run` all is done and then rolled back, or done in a database of its own where there is none.

    Raises:
        InvalidRecords: the text is not of the format at all; nothing was written.
        DatabaseError: the engine fails; nothing was written.
    """
    if dry_run and not exists(url):
        with _nowhere() as other:
            return import_file(
                other, dataset, batches, collection, reject=reject, partly=partly, occasion=occasion, circa=circa,
                tell=tell,
            )  # fmt: skip
    ensure(url)
    try:
        with writing(url, bulk=True) as connection:
            history, before = History(connection, occasion), Before(connection, alongside(connection, url))
            intake = Intake(connection, dataset, collection, history, before, circa, tell)
            report = _taken(intake, batches, reject, partly, origin)
            if origin and intake.noted:  # a file that brought nothing can be read again
                _remember(connection, collection, origin)
            if dry_run:
                raise _DryRun
    except _DryRun:
        return report
    except _Refused:
        return None
    if report.inserted >= _ANALYSED_FROM:
        analyse(url)
    return report


def _remember(connection: sa.Connection, collection: str, origin: Origin) -> None:
    """Note that a file is in; it may have been in before, with other content."""
    of = checkpoint.c
    connection.execute(sa.delete(checkpoint).where(of.collection == collection, of.file == origin.file))
    connection.execute(sa.insert(checkpoint), {"collection": collection, **origin._asdict()})


def _taken(
    intake: Intake,
    batches: Iterable[Sequence[Ready] | Frame | Staged | Offered],
    reject: Callable[[Rejected], None],
    partly: bool,
    origin: Origin | None,
) -> Report:
    whole = True
    for items in batches:
        if isinstance(items, Offered) and not (whole or partly):
            continue
        for each in intake.take(items):
            whole = False
            reject(each)
    if not (whole or partly):
        raise _Refused
    return intake.finish((origin.file, f"{origin.size} {origin.modified}") if origin else None)


def analyse(url: str) -> None:
    """Let the engine learn how its tables are filled, and count those who have become common."""
    with writing(url) as connection:
        count_common(connection)
        for sql in store_behind(connection).analyse:
            connection.exec_driver_sql(sql)


def finished(url: str, collection: str) -> set[Origin]:
    """Return the files that an unfinished import into the collection has behind it."""
    if not exists(url):
        return set()
    of = checkpoint.c
    with errors_of(url), writing_engine(url).connect() as connection:
        rows = connection.execute(sa.select(of.file, of.size, of.modified).where(of.collection == collection))
        return {Origin(*row) for row in rows}


def forget_finished(url: str, collection: str) -> None:
    """Forget the files of an import that is at its end."""
    with writing(url) as connection:
        connection.execute(sa.delete(checkpoint).where(checkpoint.c.collection == collection))
