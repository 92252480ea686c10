"""Rows in bulk: as many as there are, in their order, whatever sizes the INSERTs have."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from dateline.storage.engines.writing import append, writing_engine


@pytest.mark.parametrize("number", [0, 1, 3, 84, 85, 86, 1000, 1107])
def test_every_row_goes_in(emptied: Callable[[], str], number: int) -> None:
    rows = [(f"id {i}", "of", i or None) for i in range(number)]
    with writing_engine(emptied()).begin() as connection:
        append(connection, "tombstone", ("id", "collection", "version"), rows)
        found = connection.execute(sa.text("SELECT id, collection, version FROM tombstone")).all()
    assert sorted(map(tuple, found)) == sorted(rows)


def test_every_value_comes_back(emptied: Callable[[], str]) -> None:
    rows = [("a\tb", "c\\d", 1), ("\\N", "e\nf\r", None), ("", "Ж – “q”", -(2**62)), ("\\t", "\\", 0)]
    with writing_engine(emptied()).begin() as connection:
        append(connection, "tombstone", ("id", "collection", "version"), rows)
        found = connection.execute(sa.text("SELECT id, collection, version FROM tombstone")).all()
    assert sorted(map(tuple, found)) == sorted(rows)
