"""Fixtures: an empty or loaded database on every engine, and the command line run in this process.

PostgreSQL is the server of DATELINE_TEST_POSTGRES (a URL whose user may create databases), or one that pgserver
starts in a temporary folder; without both, its tests are skipped.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import io
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock
from urllib.parse import urlsplit

import chosen
import pytest
from hypothesis import settings

ENGINES = ("sqlite", "postgresql")
settings.register_profile("untimed", deadline=None)  # how long an example takes depends on what else runs
for _part, _most in chosen.EXAMPLES.items():
    settings.register_profile(_part, deadline=None, max_examples=_most)
settings.load_profile("untimed")
for _number in (signal.SIGINT, signal.SIGHUP):
    # What a shell starts in the background, or nohup starts, ignores these, and so would every process of a test. A
    # handler that does nothing goes on ignoring them here, and is not passed on.
    if signal.getsignal(_number) == signal.SIG_IGN:
        signal.signal(_number, lambda *_: None)
_numbers = itertools.count(1)
ROOM = 4 << 30
TRIES = 6
MEASURED = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
"""What a process started by a test needs to be part of `make coverage`."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that chooses a part of the tests."""
    said = "; ".join(f"{name}: {what}" for name, what in chosen.PARTS.items())
    parser.addoption("--part", choices=list(chosen.PARTS), default="all", help=f"which tests run ({said})")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the part of the tests that was asked for."""
    chosen.keep(config, items)


def pytest_collection_finish() -> None:
    """Let the collector of garbage look no more at the thousands of tests, which stay to the end."""
    gc.collect()
    gc.freeze()


def pytest_configure(config: pytest.Config) -> None:
    """Keep what tests write in memory where there is room, and give properties as many examples as the part has."""
    if config.getoption("basetemp") is None and (folder := _in_memory()):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", folder)
    if (part := config.getoption("part")) in chosen.EXAMPLES:
        settings.load_profile(part)


class Result(NamedTuple):
    """What a run of the command line left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def ids(self) -> list[str]:
        return [record["id"] for record in self.records]


class Watched(io.StringIO):
    """A stream at which somebody looks."""

    def isatty(self) -> bool:
        return True


def run(
    *args: object,
    url: str | None = None,
    stdin: bytes = b"",
    env: dict[str, str] | None = None,
    columns: int | None = None,
) -> Result:
    """Run `dateline ARGS` in this process as its console script would, with `columns` in a terminal of that width."""
    from dateline.cli.main import main

    words = ["dateline", *(["--db", url] if url else []), *map(str, args)]
    kind = Watched if columns else io.StringIO
    out, err = kind(newline=""), kind(newline="")
    environment = {**os.environ, **(env or {}), **({"COLUMNS": str(columns)} if columns else {})}
    for name in ("NO_COLOR", "DATELINE_DB"):
        if name not in (env or {}):
            environment.pop(name, None)
    code: object = None
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.dict(os.environ, environment, clear=True))
        stack.enter_context(mock.patch.object(sys, "argv", words))
        stack.enter_context(mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")))
        stack.enter_context(contextlib.redirect_stdout(out))
        stack.enter_context(contextlib.redirect_stderr(err))
        try:
            main()
        except SystemExit as leaving:
            code = leaving.code
    result = Result(code if isinstance(code, int) else int(code is not None), out.getvalue(), err.getvalue())
    assert "Traceback" not in result.err, result.err
    assert result.code != 70, f"a bug in dateline: {result.err}"
    return result


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment of all runs: folders that belong to this session, a plain wide terminal."""
    base = tmp_path_factory.mktemp("xdg")
    found = {f"XDG_{name}_HOME": str(base / name.lower()) for name in ("DATA", "CONFIG", "CACHE")}
    return found | {"TERM": "xterm", "COLUMNS": "200"} | MEASURED


@pytest.fixture
def cli(folders: dict[str, str], tmp_path: Path) -> Callable[..., Result]:
    """Return a function that runs `dateline ARGS`; data and configuration are the test's own."""
    own = {f"XDG_{name}_HOME": str(tmp_path / "xdg" / name.lower()) for name in ("DATA", "CONFIG")}

    def call(*args: object, env: dict[str, str] | None = None, **how: Any) -> Result:
        return run(*args, env={**folders, **own, **(env or {})}, **how)

    return call


@pytest.fixture(autouse=True)
def _cache(folders: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the plans of code that is called directly out of the user's cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", folders["XDG_CACHE_HOME"])


@pytest.fixture(autouse=True)
def _no_loop_of_the_browser(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hide the loop of a browser that other tests left open: asyncio.run would refuse to run beside it."""
    loop = asyncio._get_running_loop()
    if loop is None or "chromium" in request.fixturenames:
        yield
        return
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Yield the URL of a PostgreSQL server whose user may create databases."""
    if given := os.environ.get("DATELINE_TEST_POSTGRES"):
        yield given
        return
    folder = tempfile.mkdtemp(prefix="dateline-pg-", dir=_in_memory())
    # platformdirs, which pgserver asks for a folder at import, warns when this is unset.
    with mock.patch.dict(os.environ, {"XDG_RUNTIME_DIR": os.environ.get("XDG_RUNTIME_DIR", folder)}):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                import pgserver
        except ImportError as error:
            pytest.skip(f"no PostgreSQL: DATELINE_TEST_POSTGRES is not set, and pgserver cannot be imported: {error}")
        server = _started(pgserver, os.path.join(folder, "data"))
    try:
        _only_for_tests(server.get_uri())
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _in_memory() -> str | None:
    """Return the folder of a disk in memory if there is one with room for databases, in which making one costs a third."""
    folder = "/dev/shm"
    if not os.access(folder, os.W_OK) or shutil.disk_usage(folder).free < ROOM:
        return None
    return folder


def _started(pgserver: Any, folder: str) -> Any:
    """Return a server; on a busy machine it takes longer to start than pgserver waits, and is found at another try."""
    for _ in range(TRIES - 1):
        with contextlib.suppress(subprocess.TimeoutExpired):
            return pgserver.get_server(folder)
    return pgserver.get_server(folder)


def _only_for_tests(server: str) -> None:
    """Let a server that nobody needs after the tests write when it likes, and do nothing for databases that live long."""
    psycopg = pytest.importorskip("psycopg", reason="no PostgreSQL: psycopg is not installed")
    with psycopg.connect(server, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum", "jit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


class Postgres:
    """Makes and drops databases of a server."""

    def __init__(self, server: str) -> None:
        self._server = server

    def _run(self, sql: str) -> None:
        import psycopg

        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(sql)

    def create(self, template: str | None = None) -> str:
        name = f"dateline_test_{os.getpid()}_{next(_numbers)}"
        like = f" TEMPLATE {urlsplit(template).path[1:]}" if template else ""
        self._run(f"CREATE DATABASE {name}{like} STRATEGY file_copy")
        return urlsplit(self._server)._replace(path=f"/{name}").geturl()

    def drop(self, url: str) -> None:
        self._run(f"DROP DATABASE {urlsplit(url).path[1:]} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgres(postgres_server: str) -> Postgres:
    pytest.importorskip("psycopg", reason="no PostgreSQL: psycopg is not installed")
    return Postgres(postgres_server)


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Return the name of an engine, one after the other."""
    return str(request.param)


@pytest.fixture
def new_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Yield a function that returns the URL of another empty database of the engine at each call."""
    made: list[str] = []

    def make() -> str:
        if engine == "sqlite":
            return f"sqlite:///{tmp_path}/{next(_numbers)}.db"
        made.append(request.getfixturevalue("postgres").create())
        return made[-1]

    yield make
    for url in made:
        request.getfixturevalue("postgres").drop(url)


@pytest.fixture
def url(new_url: Callable[[], str]) -> str:
    """Return the URL of an empty database."""
    return new_url()


@pytest.fixture(scope="session")
def load_once(folders: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Iterator[str]]:
    """Return a generator function that loads a collection, or the text of one, into a database of its own."""

    def load(engine: str, request: pytest.FixtureRequest, text: str | None = None) -> Iterator[str]:
        base = tmp_path_factory.mktemp("loaded")
        postgres = request.getfixturevalue("postgres") if engine == "postgresql" else None
        url = postgres.create() if postgres else f"sqlite:///{base}/loaded.db"
        (base / "all.toml").write_text(text or "", "utf-8")
        result = run("load", base / "all.toml" if text else "union-state", url=url, env=folders)
        assert result.code == 0, result.err
        yield url
        if postgres:
            postgres.drop(url)

    return load


@pytest.fixture(scope="session")
def loaded_url(engine: str, request: pytest.FixtureRequest, load_once: Callable[..., Iterator[str]]) -> Iterator[str]:
    """Yield the URL of a database that holds the shipped collection; tests only read it."""
    yield from load_once(engine, request)


@pytest.fixture
def own_url(loaded_url: str, engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Yield the URL of a copy of the loaded database that the test may write to."""
    if engine == "sqlite":
        shutil.copy(loaded_url.removeprefix("sqlite:///"), tmp_path / "own.db")
        yield f"sqlite:///{tmp_path}/own.db"
        return
    made = request.getfixturevalue("postgres").create(template=loaded_url)
    yield made
    request.getfixturevalue("postgres").drop(made)


@pytest.fixture
def rows() -> Callable[[str], dict[str, list[tuple[Any, ...]]]]:
    """Return a function that reads every row of every table of a database."""
    return _rows


def _rows(url: str) -> dict[str, list[tuple[Any, ...]]]:
    import sqlalchemy as sa

    from dateline.storage.engines.writing import writing_engine

    with writing_engine(url).connect() as connection:
        # The full text is the engine's own business; `db check` compares it with the events.
        names = sorted(n for n in sa.inspect(connection).get_table_names() if not n.startswith("event_text"))
        tables = {name: connection.exec_driver_sql(f'SELECT * FROM "{name}"').all() for name in names}
    return {name: sorted(map(tuple, found), key=repr) for name, found in tables.items()}


@pytest.fixture
def execute() -> Callable[[str, str], None]:
    """Return a function that runs one statement on a database behind dateline's back."""

    def call(url: str, sql: str) -> None:
        from dateline.storage.engines.writing import writing_engine

        with writing_engine(url).connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql(sql)
            connection.commit()

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., str]:
    """Return a function that writes TOML files (name without ending = text) into a folder and returns its path."""

    def write(name: str = "collection", **files: str) -> str:
        base = tmp_path / name
        base.mkdir(exist_ok=True)
        for file, text in files.items():
            (base / f"{file}.toml").write_text(text, "utf-8")
        return str(base)

    return write
