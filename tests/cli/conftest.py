"""Fixtures: databases that hold the small collection of tests/data/good.toml, which has a record of each kind."""

from __future__ import annotations

from pathlib import Path

import pytest

GOOD = (Path(__file__).parents[1] / "data" / "good.toml").read_text("utf-8")


@pytest.fixture
def mine(cli, url, folder):
    """Return the URL of a database of the test's own that holds the collection."""
    assert cli("load", folder(all=GOOD), url=url).code == 0
    return url


@pytest.fixture(scope="module")
def mine_to_read(engine, request, folders, load_once):
    """Yield the URL of a database that holds the collection; tests only read it."""
    yield from load_once(engine, request, GOOD)
