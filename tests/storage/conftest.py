"""Fixtures: a database that many examples of one test use in turn."""

from __future__ import annotations

import pytest

from dateline.storage.derived import text_index
from dateline.storage.engines.writing import writing_engine
from dateline.storage.schema.tables import metadata
from dateline.storage.writing.migrating import upgrade


@pytest.fixture(scope="module")
def emptied(engine, request, tmp_path_factory):
    """Yield a function that empties the one database of the engine and returns its URL."""
    postgres = request.getfixturevalue("postgres") if engine == "postgresql" else None
    url = postgres.create() if postgres else f"sqlite:///{tmp_path_factory.mktemp('emptied')}/emptied.db"
    upgrade(url)

    def empty():
        with writing_engine(url).begin() as connection:
            for table in reversed(metadata.sorted_tables):
                connection.execute(table.delete())
            text_index.rebuild(connection)
        return url

    yield empty
    if postgres:
        postgres.drop(url)
