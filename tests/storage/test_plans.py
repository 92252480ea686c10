"""Plans: a statement is compiled once, a warm run does without SQLAlchemy, and a stale plan is never used."""

from __future__ import annotations

import contextlib
import inspect
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import get_args

import pytest
from conftest import MEASURED

import dateline
from dateline.storage.engines.lakes.layout import types
from dateline.storage.engines.urls import Dialect
from dateline.storage.statements import plans
from dateline.storage.statements.plans import Plans
from dateline.storage.statements.registry import STATEMENTS, compiled
from dateline.storage.statements.sources import sources

RUN = """
import sys
sys.argv = ["dateline", *{args!r}]
from dateline.cli.main import main
try:
    main()
except SystemExit as leaving:
    assert not leaving.code, leaving.code
print("with" if "sqlalchemy" in sys.modules else "without", file=sys.stderr)
"""
QUERIES = [
    ["query", "--from", "1995", "--to", "1996", "--actor", "belarus", "-f", "jsonl"],
    ["query", "--theme", "energy", "--limit", "5", "-f", "csv"],
    ["query", "--count"],
    ["show", "belarus-referendum-1995"],
    ["deadlines", "--as-of", "2000-10-15", "--overdue"],
    ["explain", "usp-3-1"],
    ["export", "-f", "md"],
    ["actors"],
    ["themes"],
    ["stats"],
]


def process(args, cache):
    env = {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(cache), "XDG_CONFIG_HOME": str(cache)}
    env |= {name: os.environ[name] for name in ("PYTHONPATH", "HOME") if name in os.environ} | MEASURED
    command = [sys.executable, "-c", RUN.format(args=args)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr.splitlines()[-1]


@pytest.mark.parametrize("args", QUERIES, ids=" ".join)
def test_a_warm_run_does_not_import_sqlalchemy(loaded_url, tmp_path, cli, args):
    cold = cli(*args, url=loaded_url, env={"XDG_CACHE_HOME": str(tmp_path)})
    out, how = process(["--db", loaded_url, *args], tmp_path)
    assert how == "without"
    assert out == cold.out


def test_a_cold_run_compiles(loaded_url, tmp_path):
    assert process(["--db", loaded_url, "query", "--count"], tmp_path)[1] == "with"
    assert process(["--db", loaded_url, "query", "--count"], tmp_path)[1] == "without"
    assert process(["--db", loaded_url, "query", "--actor", "russia", "--count"], tmp_path)[1] == "with"


def plans_file(cache, engine):
    (file,) = Path(cache).rglob(f"plans-{engine}*.json")
    return file


def test_a_stale_plan_is_compiled_anew(cli, loaded_url, engine, tmp_path):
    env = {"XDG_CACHE_HOME": str(tmp_path)}
    good = cli("query", "--count", url=loaded_url, env=env)
    file = plans_file(tmp_path, engine)
    before = json.loads(file.read_text("utf-8"))
    broken = {name: ["SELECT nonsense", {}, []] for name in before["plans"]}
    file.write_text(json.dumps({"stamp": before["stamp"], "plans": broken}), "utf-8")
    assert cli("query", "--count", url=loaded_url, env=env).code == 5, "the plans are what is run"
    file.write_text(json.dumps({"stamp": "of an older version", "plans": broken}), "utf-8")
    assert cli("query", "--count", url=loaded_url, env=env) == good
    assert json.loads(file.read_text("utf-8")) == before


PACKAGE = Path(dateline.__file__).parent
LOADED = """
import pkgutil, sys
import dateline.storage.statements as folder
for module in pkgutil.iter_modules(folder.__path__):
    __import__(f"{folder.__name__}.{module.name}")
print(*(module.__file__ for name, module in sys.modules.items() if name.partition(".")[0] == "dateline"), sep="\\n")
"""


def test_the_sources_of_statements_are_what_they_import():
    """Python itself loads what the sources list, and beyond it only what is empty or reads and compares dates."""
    run = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    loaded = {Path(line).relative_to(PACKAGE).as_posix() for line in run.stdout.split()}
    found = set(sources(str(PACKAGE)))
    assert found <= loaded
    assert {"storage/schema/tables.py", "storage/date_columns.py", "dates/calendar.py", "length_classes.py"} <= found
    rest = {name for name in loaded - found if not name.startswith("dates/")}
    assert rest == {"__init__.py"}  # the version is in the stamp itself


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Return a copy of the package, by whose files plans are judged as fresh or stale."""
    copy = tmp_path / "dateline"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(plans, "_PACKAGE", str(copy))
    return copy


def test_a_change_of_any_source_makes_plans_stale(cli, loaded_url, engine, tmp_path, package):
    env = {"XDG_CACHE_HOME": str(tmp_path)}
    good = cli("query", "--count", url=loaded_url, env=env)
    file = plans_file(tmp_path, engine)
    whole = json.loads(file.read_text("utf-8"))
    assert set(whole["stamp"]["files"]) == set(sources(str(PACKAGE)))
    broken = json.dumps(
        whole | {"plans": {name: ["SELECT nonsense", *plan[1:]] for name, plan in whole["plans"].items()}}
    )

    def is_used():
        file.write_text(broken, "utf-8")
        result = cli("query", "--count", url=loaded_url, env=env)
        assert result.code == 5 or result == good
        return result.code == 5

    assert is_used()
    for name in whole["stamp"]["files"]:
        touched, found = package / name, (package / name).stat()
        os.utime(touched, ns=(found.st_atime_ns, found.st_mtime_ns + 1))
        assert not is_used(), name
        os.utime(touched, ns=(found.st_atime_ns, found.st_mtime_ns))
        assert is_used(), name
    with touched.open("a") as stream:
        stream.write("\n")
    os.utime(touched, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert not is_used(), "of another size"
    touched.unlink()
    assert not is_used(), "gone"
    assert file.read_text("utf-8") == broken, "a cache that cannot be written is done without"


def test_a_change_of_another_file_leaves_plans_fresh(cli, loaded_url, engine, tmp_path, package):
    env = {"XDG_CACHE_HOME": str(tmp_path)}
    cli("query", "--count", url=loaded_url, env=env)
    before = plans_file(tmp_path, engine).stat().st_mtime_ns
    (package / "cli" / "root.py").write_text("", "utf-8")
    cli("query", "--count", url=loaded_url, env=env)
    assert plans_file(tmp_path, engine).stat().st_mtime_ns == before


def test_plans_add_up_over_runs(cli, loaded_url, engine, tmp_path):
    env = {"XDG_CACHE_HOME": str(tmp_path)}
    cli("query", "--count", url=loaded_url, env=env)
    first = json.loads(plans_file(tmp_path, engine).read_text("utf-8"))["plans"]
    cli("stats", url=loaded_url, env=env)
    second = json.loads(plans_file(tmp_path, engine).read_text("utf-8"))["plans"]
    assert first.items() < second.items()
    assert [path.name for path in Path(tmp_path).rglob("*.*") if path.suffix != ".json"] == []


def test_values_are_never_part_of_a_plan(cli, loaded_url, engine, tmp_path):
    env = {"XDG_CACHE_HOME": str(tmp_path)}
    options = (
        "--actor",
        "belarus",
        "--text",
        "drop'table",
        "--place",
        "o'brien",
        "--source",
        "moshes-2000",
        "--on",
        "1987-06-05",
    )
    assert cli("query", *options, url=loaded_url, env=env).code == 0
    text = plans_file(tmp_path, engine).read_text("utf-8")
    for value in ("belarus", "drop", "brien", "moshes", "1987", "725527"):
        assert value not in text


def shapes(name):
    of_events = (
        "events", "event_cells", "count", "facet_days", "facet_actors", "facet_themes", "facet_theme_sets", "facet_kinds",
        "facet_confidences", "facet_sources",
    )  # fmt: skip
    if name in (
        "event_table",
        *of_events,
        "measured_days",
        "sum_all",
        "sum_actors",
        "sum_themes",
        "placed_in_stripes",
        "placed_in_cells",
    ):
        return [
            ("possible", 2, 1, 1, 1, 1, False, True, True, True, None),
            ("certain", 0, 0, 0, 0, 0, True, False, False, False, False),
        ]
    if name == "judgements":
        return [(0, 0, 0, 0), (1, 2, 1, 2)]
    if name in ("ids_beginning", "names_beginning"):
        return [(kind, collation) for kind in ("actor", "theme") for collation in ("BINARY", "C")]
    return [(16,)] if "size" in inspect.signature(STATEMENTS[name]).parameters else [()]


@pytest.mark.in_part(4)
@pytest.mark.parametrize("name", STATEMENTS)
def test_every_statement_compiles_for_every_engine(name, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for dialect in get_args(Dialect):
        for shape in shapes(name):
            sql, constants, tables = compiled(name, shape, dialect)
            plan = Plans(dialect).plan(name, shape)
            again = Plans(dialect).plan(name, shape)
            assert plan == again == (sql, constants, tables)
            assert set(tables) == {
                table for table in types() if re.search(rf"\b(FROM|JOIN|,) {table}_?\b[^.]", f"{sql} ")
            }
            assert sql.startswith(("SELECT ", "WITH RECURSIVE "))


def test_threads_that_share_plans_make_each_once(tmp_path, monkeypatch):
    """Tables are read by several threads over one connection; none may write plans while another adds to them."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    together, made = threading.Barrier(2), []

    def slowly(name, shape, dialect):
        made.append(shape)
        with contextlib.suppress(threading.BrokenBarrierError):
            together.wait(0.2)  # until another thread is here too, which must not be
        return [str(shape), {}, []]

    monkeypatch.setattr("dateline.storage.statements.registry.compiled", slowly)
    shared = Plans("sqlite")
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda shape: shared.plan("event", shape), [("a",), ("a",), ("b",)]))
    assert [plan.sql for plan in found] == ["('a',)", "('a',)", "('b',)"]
    assert made == [("a",), ("b",)]
    assert together.broken


def test_hostile_texts_are_only_texts(cli, own_url, rows):
    before = rows(own_url)
    for text in ("'; DROP TABLE event; --", '" OR 1=1', "%", "_", "\\", "%(x)s", ":first", "?"):
        for option in ("--text", "--place"):
            found = cli("query", option, text, "--count", url=own_url)
            assert found.code == (0 if any(map(str.isalnum, text)) else 2)  # nothing to look for
        for option in ("--actor", "--theme", "--source"):
            assert cli("query", option, text, url=own_url).code == 2
        assert cli("show", text, url=own_url).code == 2
    assert rows(own_url) == before
