"""An engine is one value: nobody asks which one it is, and no other is imported."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

import dateline
from dateline.errors import DatabaseError
from dateline.storage.engines import engine_named, engine_of, store_of
from dateline.storage.engines.urls import Dialect
from dateline.storage.statements import dialects

NAMES = get_args(Dialect)
DRIVERS = {"sqlite3", "psycopg", "duckdb", "pyspark"}
PACKAGE = Path(dateline.__file__).parent
AT_HOME = ("storage/engines/", "storage/lake/", "storage/statements/dialects.py")
ALLOWED = {"storage/schema/tables.py", "input/contents.py", "operations/duplicates.py"}
"""The type of a key that is the row number of one engine; what a file is that is no table; what joins columns in memory,
whichever engine they come from."""


def names_engine(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and node.value in NAMES:
            return True
        if isinstance(node, ast.Import) and DRIVERS & {each.name.partition(".")[0] for each in node.names}:
            return True
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in DRIVERS:
            return True
    return False


def test_nobody_else_knows_an_engine_by_name():
    modules = {path.relative_to(PACKAGE).as_posix(): path for path in PACKAGE.rglob("*.py")}
    assert {name for name, path in modules.items() if not name.startswith(AT_HOME) and names_engine(path)} == ALLOWED


@pytest.mark.parametrize("name", NAMES)
def test_every_engine_is_a_value(name):
    engine = engine_named(name)
    assert engine.name == name
    assert hash(engine.open)
    assert engine.pattern("words", ["one two", "three"], True) != engine.pattern("words", ["one two", "three"], False)
    with pytest.raises(AttributeError):
        engine.name = "another"  # type: ignore[misc, assignment]


@pytest.mark.parametrize("url", ["lake:somewhere", "spark://host/lake"])
def test_a_lake_is_not_written_to(url):
    assert engine_of(url).store is None
    with pytest.raises(DatabaseError, match="is a lake: it answers only questions about events"):
        store_of(url)


@pytest.mark.parametrize("expression", dialects._Written.__subclasses__())
def test_every_engine_writes_every_expression(expression):
    assert expression.sql.keys() == set(NAMES)


@pytest.mark.skipif("coverage" in sys.modules, reason="coverage itself imports what is measured here")
@pytest.mark.parametrize("args", [["--actor", "belarus"], ["--text", "gas"]], ids=" ".join)
def test_a_warm_query_imports_one_engine(loaded_url, engine, tmp_path, cli, args):
    """And the driver of that one; `run` leaves by os._exit, so Python is asked what it imports."""
    env = {"XDG_CACHE_HOME": str(tmp_path)}
    cli("query", *args, url=loaded_url, env=env)
    command = [sys.executable, "-X", "importtime", "-m", "dateline", "--db", loaded_url, "query", *args]
    done = subprocess.run(command, env=os.environ | env, capture_output=True, text=True, check=True)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    home = "dateline.storage.engines."
    own = {name for name in imported if name.removeprefix(home) in ("sqlite", "postgresql", "lakes")}
    assert own == {home + engine}
    assert {name.partition(".")[0] for name in imported} & (DRIVERS | {"sqlalchemy"}) == {
        "sqlite3" if engine == "sqlite" else "psycopg"
    }
