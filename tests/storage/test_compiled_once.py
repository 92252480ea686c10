"""Engines of many databases compile each statement once in a process, and each writes to its own database."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.sql.compiler import SQLCompiler

from dateline.storage.engines import compiled_once

GOOD = Path(__file__).parents[1] / "data" / "good.toml"


@pytest.fixture
def compiled(monkeypatch):
    """Return the list of statements that SQLAlchemy compiles from now on."""
    found, make = [], SQLCompiler.__init__

    def noted(self, dialect, statement, *args, **named):
        found.append(statement)
        make(self, dialect, statement, *args, **named)

    monkeypatch.setattr(SQLCompiler, "__init__", noted)
    return found


def test_a_second_database_compiles_nothing(cli, new_url, rows, compiled):
    first, second = new_url(), new_url()
    numbers = []
    for url in (first, second):
        compiled.clear()
        assert cli("load", GOOD, url=url).code == 0
        numbers.append(len(compiled))
    assert numbers[1] == 0
    assert rows(first)["event"] == rows(second)["event"] != []


def test_what_was_compiled_does_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(compiled_once, "_MOST", 3)
    monkeypatch.setattr(compiled_once, "_shared", {})
    engine = compiled_once.compiling_once(sa.create_engine("sqlite://"), "here")
    with engine.connect() as connection:
        for number in range(10):
            assert connection.execute(sa.select(sa.literal(number).label(f"n{number}"))).scalar() == number
    ((_, statements),) = compiled_once._shared.values()
    assert 0 < len(statements) <= 3


def test_engines_that_never_connected_lend_nothing(monkeypatch):
    """A dialect that asked no server for its version would be that of an unknown one."""
    monkeypatch.setattr(compiled_once, "_shared", {})
    idle = compiled_once.compiling_once(sa.create_engine("sqlite://"), "here")
    busy = compiled_once.compiling_once(sa.create_engine("sqlite://"), "here")
    assert busy.dialect is not idle.dialect
    with busy.connect():
        pass
    assert compiled_once.compiling_once(sa.create_engine("sqlite://"), "here").dialect is busy.dialect
