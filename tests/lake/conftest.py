"""Fixtures: the made-up events in a database and in a lake."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lake import corpus


@pytest.fixture(autouse=True)
def _needs_duckdb():
    pytest.importorskip("duckdb", reason="lakes are not tested: duckdb is missing (the extra lake)")


@pytest.fixture
def new_lake(cli, tmp_path):
    """Return a function that makes an empty lake and returns its folder."""
    made: list[Path] = []

    def make():
        folder = tmp_path / f"lake{len(made)}"
        made.append(folder)
        assert cli("lake", "create", folder).code == 0
        return folder

    return make


@pytest.fixture(scope="session")
def held(tmp_path_factory, folders):
    """Return the folder of a lake, and the URL of a SQLite database, with the same events."""
    from conftest import run

    base = tmp_path_factory.mktemp("held")
    given = base / "events.jsonl"
    given.write_bytes(corpus.lines(corpus.events()))
    for words in (
        ("lake", "create", base / "lake"),
        ("lake", "add", base / "lake", "jsonl", given),
        ("--db", base / "events.db", "import", "jsonl", given),
    ):
        result = run(*words, env=folders)
        assert result.code == 0, result.err
    return base / "lake", f"sqlite:///{base}/events.db"


def spark_url(folder):
    """Return the URL of a lake on the Spark cluster of the tests."""
    given = os.environ.get("DATELINE_TEST_SPARK")
    if not given:
        pytest.skip("no Spark: DATELINE_TEST_SPARK names no server (make test-cluster starts one)")
    return f"{given}{folder}"
