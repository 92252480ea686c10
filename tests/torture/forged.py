"""Forgeries by SQL, in random order and together: `db check` finds each of them."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from unittest import mock

import sqlalchemy as sa
from forgeries import fill, kinds
from torture.stores import Count

from dateline.storage.checks import soundness
from dateline.storage.derived import day_counts
from dateline.storage.engines.writing import writing_engine
from dateline.storage.opening import alongside

TRIALS = int(os.environ.get("DATELINE_FORGERIES", "340"))
Check = Callable[..., Iterable[str]]


def filled(url: str, rows: object) -> None:
    """Fill the database with rows in every table, counts of days too."""
    with mock.patch.object(day_counts, "LEAST", 2):
        fill(url, rows)


def found(url: str, statements: Sequence[str], check: Check = soundness.faults) -> list[str]:
    """Forge in a transaction, and return what a check finds in it; the database stays as it was.

    Raises:
        AssertionError: the forgery changes nothing.
    """
    is_sqlite = url.startswith("sqlite:")
    with writing_engine(url).connect() as connection:
        off = "PRAGMA foreign_keys = OFF" if is_sqlite else "SET session_replication_role = replica"
        connection.exec_driver_sql(off)
        connection.commit()
        with connection.begin() as transaction:
            if is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            changed = sum(abs(connection.execute(sa.text(sql)).rowcount) for sql in statements)
            assert changed or not statements, "the forgery changes nothing"
            with mock.patch.object(day_counts, "LEAST", 2):
                told = list(check(alongside(connection, url)))
            transaction.rollback()
    return told


def trials(url: str, engine: str, seed: int, times: int = TRIALS) -> Iterator[tuple[str, Count]]:
    """Yield (name of the forgery, what was found); every kind comes once before any comes again."""
    chance, every = random.Random(seed), list(kinds(engine).items())
    for number in range(times):
        if number % len(every) == 0:
            chance.shuffle(every)
        name, statements = every[number % len(every)]
        yield name, Count(1, 0, 0, int(not found(url, statements)), 0, 0)
