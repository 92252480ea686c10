"""From a database URL to an open connection, and the schema that it must have.

Reading uses the engine's own driver and ready-made plans; SQLAlchemy is imported only to write, to migrate and to
compile a statement that was never asked before.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import TYPE_CHECKING, Any

from dateline.errors import DatabaseError, TookTooLong
from dateline.storage.plans import Plans
from dateline.storage.shapes import Shape
from dateline.storage.urls import LAKES, Dialect, check_no_lake, dialect_of, shown, sqlite_file

if TYPE_CHECKING:
    import sqlalchemy as sa
    from sqlalchemy import Engine

SCHEMA = "0005"
"""The revision of the schema that this program reads and writes: the newest file of db/migrations/versions."""
_BULK_CACHE = 16_384
"""The memory of SQLite in an import, in KiB; with more it sorts outside of the caches of the processor."""
_READING_CACHE = 32_768
"""The most memory of SQLite in a query, in KiB; what is not needed is not taken."""
_PATIENCE = 30
"""So many seconds a writer waits for another on SQLite."""
_TURN = 0x6461_7465_6C69_6E65
"""The number of the lock of all writers on PostgreSQL: "dateline" in ASCII."""
_NONE: Mapping[str, object] = {}
VERSION_TABLE = "dateline_version"
_STEPS = 10_000
"""The steps of SQLite's machine between two looks at the clock; they take about a millisecond."""
Row = tuple[Any, ...]


class Connection:
    """An open connection for reading: runs statements by name and shape, all of one transaction.

    So all of them see the database as it was at the first, whatever others write meanwhile. `together` is how many
    events are best fetched at a time, `lines_together` how many where lines are made of them: so few that they stay in
    the cache of the processor.
    """

    together = 256
    lines_together = 100

    def __init__(self, raw: Any, dialect: Dialect, url: str) -> None:
        self._raw = raw
        self.dialect = dialect
        self.url = url
        self.alone = False
        """Whether it sees what no other connection can see."""
        self._plans = Plans(dialect)
        self._until: float | None = None

    def hurry(self, seconds: float) -> None:
        """Let statements fail with TookTooLong when `seconds` from now are over."""
        self._end_at(time.monotonic() + seconds)

    @contextmanager
    def hurrying(self, part: float) -> Iterator[None]:
        """Give statements only a `part` of the time that is left, and the rest to those behind."""
        until = self._until
        if until is not None:
            self.hurry((until - time.monotonic()) * part)
        yield
        if until is not None:
            self._end_at(until)

    def _end_at(self, until: float) -> None:
        self._until = until
        if self.dialect == "sqlite":
            self._raw.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        else:
            left = max(1, int((until - time.monotonic()) * 1_000))
            self.run(f"SELECT set_config('statement_timeout', '{left}', false)")

    def recover(self) -> None:
        """Let statements run again after one that failed or took too long; another state of the database is seen."""
        self._raw.rollback()

    def rows(
        self, name: str, shape: Shape = (), values: Mapping[str, object] = _NONE, *, many: bool = False
    ) -> Iterator[Row]:
        """Yield the rows of statement `name` in `shape`, with `values` for its parameters.

        PostgreSQL sends all of them at once, unless `many` are expected; SQLite never does.

        Raises:
            DatabaseError: the engine refuses or fails.
        """
        sql, constants = self._plans.plan(name, shape)
        cursor = self._raw.cursor(name=name) if many and self.dialect == "postgresql" else self._raw.cursor()
        try:  # errors_of takes longer than a small query
            # `yield from` would close a cursor whose connection may be closed by then.
            found = cursor.execute(sql, {**constants, **values} if constants else values)
            for row in found if self._until is None else self._in_time(found):  # noqa: UP028
                yield row
        except Exception:
            with errors_of(self.url):
                raise
        finally:
            if self.dialect == "postgresql":  # rows left unread may outlive a connection, which SQLite would not bear
                cursor.close()

    def _in_time(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            if self._until is not None and time.monotonic() > self._until:
                raise TookTooLong
            yield row

    def batches(self, name: str, shape: Shape, values: Mapping[str, object], size: int) -> Iterator[list[Row]]:
        """Yield the rows of a statement as `rows` does where many are expected, `size` at a time.

        Raises:
            DatabaseError: the engine refuses or fails.
        """
        sql, constants = self._plans.plan(name, shape)
        cursor = self._raw.cursor(name=name) if self.dialect == "postgresql" else self._raw.cursor()
        try:
            with errors_of(self.url):
                cursor.execute(sql, {**constants, **values})
                while batch := cursor.fetchmany(size):
                    if self._until is not None and time.monotonic() > self._until:
                        raise TookTooLong
                    yield batch
        finally:
            if self.dialect == "postgresql":
                cursor.close()

    def explain(self, name: str, shape: Shape, values: Mapping[str, object]) -> tuple[str, list[str]]:
        """Return the SQL of a statement, and the engine's plan for it, a line a step, indented.

        Raises:
            DatabaseError: the engine refuses or fails.
        """
        plan = self._plans.plan(name, shape)
        word = "EXPLAIN QUERY PLAN" if self.dialect == "sqlite" else "EXPLAIN"
        with errors_of(self.url):
            cursor = self._raw.cursor()
            cursor.execute(f"{word} {plan.sql}", {**plan.constants, **values})
            rows = cursor.fetchall()
        if self.dialect == "postgresql":
            return plan.sql, [row[0] for row in rows]
        depth: dict[int, int] = {0: -1}
        for number, above, _, _ in rows:
            depth[number] = depth[above] + 1
        return plan.sql, ["  " * depth[number] + text for number, _, _, text in rows]

    def run(self, sql: str, values: Mapping[str, object] = _NONE) -> list[Row]:
        """Return the rows of the fixed text `sql`, with `values` for its parameters, written :name.

        Raises:
            DatabaseError: the engine refuses or fails.
        """
        if values and self.dialect == "postgresql":
            sql = re.sub(r":(\w+)", r"%(\1)s", sql)
        with errors_of(self.url):
            cursor = self._raw.cursor()
            cursor.execute(sql, values) if values else cursor.execute(sql)
            return list(cursor.fetchall())

    def close(self) -> None:
        """End the transaction and close the connection."""
        self._raw.close()


@contextmanager
def errors_of(url: str) -> Iterator[None]:
    """Turn the errors of the drivers and of SQLAlchemy into DatabaseError, in one line."""
    try:
        yield
    except DatabaseError:
        raise
    except Exception as error:
        if not _is_database_error(error):
            raise
        original = getattr(error, "orig", None) or error
        if str(original) == "interrupted" or type(original).__name__ in ("QueryCanceled", "InterruptException"):
            raise TookTooLong from error
        lines = str(original).strip().splitlines() or [type(original).__name__]
        hint = "name another one with --db or DATELINE_DB" if "not a database" in lines[0] else None
        raise DatabaseError(f"{shown(url)}: {lines[0]}", hint) from error


def _is_database_error(error: Exception) -> bool:
    modules = {base.__module__.partition(".")[0] for base in type(error).__mro__}
    return bool(modules & {"sqlite3", "psycopg", "sqlalchemy", "alembic", "duckdb", "_duckdb", "pyspark", "grpc"})


@contextmanager
def reading(url: str) -> Iterator[Connection]:
    """Open the database at the normal URL `url` for reading, checked to be dateline's and of this schema.

    Raises:
        DatabaseError: it is missing, not a database, not dateline's, or older or newer than this program.
    """
    dialect = dialect_of(url)
    if dialect in LAKES:
        with _reading_lake(url, dialect) as lake:
            yield lake
        return
    connection = Connection(_open_sqlite(url) if dialect == "sqlite" else _open_postgresql(url), dialect, url)
    try:
        check_schema(connection)
        yield connection
    finally:
        connection.close()


def _reading_lake(url: str, dialect: Dialect) -> AbstractContextManager[Connection]:
    with errors_of(url):
        if dialect == "duckdb":
            from dateline.storage.lake.duck import reading_lake

            return reading_lake(url)
        from dateline.storage.lake.spark import reading_spark

        return reading_spark(url)


def _open_sqlite(url: str) -> sqlite3.Connection:
    path = sqlite_file(url)
    if not os.path.exists(path):
        raise DatabaseError(f"no database at {path}", "make one with: dateline load union-state")
    if os.path.isdir(path):
        raise DatabaseError(f"{path} is a folder", "name a file in it")
    with errors_of(url):
        try:
            return _begun(path)
        except sqlite3.OperationalError as error:
            if not getattr(error, "sqlite_errorname", "").startswith(("SQLITE_IOERR", "SQLITE_FULL")):
                raise
        return _begun(path, "EXCLUSIVE")  # a full disk: then SQLite needs no file beside the database


def _begun(path: str, locking: str = "NORMAL") -> sqlite3.Connection:
    connection = sqlite3.connect(_reading_uri(path), uri=True, timeout=_PATIENCE)
    try:
        connection.execute(f"PRAGMA locking_mode = {locking}")
        connection.execute("PRAGMA query_only = ON")
        connection.execute(f"PRAGMA cache_size = -{_READING_CACHE}")
        connection.execute("BEGIN")
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _reading_uri(path: str) -> str:
    """Return the URI by which SQLite opens the file `path` for reading.

    A writer that was killed leaves a journal or a log, and SQLite must be allowed to undo or redo what was half done;
    it also makes files beside the database, and clears them away. `query_only` keeps it from all else. Where no file
    can be made nobody writes either, and the database is taken as it is.
    """
    real = os.path.realpath(path)
    alone = not os.access(os.path.dirname(real), os.W_OK) and not os.path.exists(f"{real}-wal")
    mode = "ro&immutable=1" if alone else "rw"
    for special in "%?#":  # in this order: the sign of the escapes comes first
        path = path.replace(special, f"%{ord(special):02x}")
    return f"file:{'//' if path.startswith('/') else ''}{path}?mode={mode}"


def _open_postgresql(url: str) -> Any:
    psycopg = import_psycopg()
    with errors_of(url):
        connection = psycopg.connect(url, autocommit=False)
        connection.read_only = True
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        return connection


def import_psycopg() -> Any:
    """Return the module psycopg.

    Raises:
        DatabaseError: it is not installed.
    """
    try:
        import psycopg
    except ImportError as error:
        raise DatabaseError("PostgreSQL needs psycopg 3", "pip install 'dateline[postgresql]'") from error
    return psycopg


def check_schema(connection: Connection) -> None:
    """Make sure that the database is dateline's and of the schema SCHEMA.

    Raises:
        DatabaseError: it is foreign, empty, older or newer.
    """
    version = schema_version(connection)
    where = shown(connection.url)
    if version is None:
        raise DatabaseError(f"{where} is not a dateline database", "name another one with --db or DATELINE_DB")
    if version > SCHEMA:
        raise DatabaseError(f"{where} has schema {version}, newer than this program's {SCHEMA}", "update dateline")
    if version < SCHEMA:
        raise DatabaseError(f"{where} has schema {version}, this program needs {SCHEMA}", "run: dateline db upgrade")


def schema_version(connection: Connection) -> str | None:
    """Return the schema revision of the database, or None when it is not dateline's."""
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
        "postgresql": "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()",
    }
    names = {name for (name,) in connection.run(catalogue[connection.dialect])}
    if VERSION_TABLE not in names:
        return None
    rows = connection.run(f"SELECT version_num FROM {VERSION_TABLE}")
    return str(rows[0][0]) if rows else None


def alongside(connection: sa.Connection, url: str) -> Connection:
    """Return a connection that reads within the transaction of SQLAlchemy's `connection`; it is not to be closed."""
    found = Connection(connection.connection.driver_connection, dialect_of(url), url)
    found.alone = True
    return found


def take_turn(connection: sa.Connection) -> None:
    """Wait until no other writer is at work; it lasts until the transaction ends.

    So batches of the history follow one another, two writers cannot block each other, and what was read for a check is
    still so when it is written. Readers do not wait.
    """
    if connection.dialect.name == "sqlite":
        # Python's driver would begin only at the first write, and two writers could then deadlock.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")


def writing_engine(url: str, *, bulk: bool = False) -> Engine:
    """Return a SQLAlchemy engine for the normal URL `url`, with foreign keys enforced on SQLite.

    SQLite writes to a log (WAL), so that readers and a writer never wait for each other; writers wait for one another.
    An empty database is filled without the log, in which all would be written twice.
    In `bulk` it gets more memory and leaves foreign keys to the writer, who makes what it names: looking each of
    them up once more costs as much as writing the row.
    """
    check_no_lake(url)
    import sqlalchemy as sa

    if dialect_of(url) == "postgresql":
        import_psycopg()
        return sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:", 1), poolclass=sa.NullPool)
    os.makedirs(os.path.dirname(os.path.abspath(sqlite_file(url))), exist_ok=True)
    engine = sa.create_engine(url, poolclass=sa.NullPool, connect_args={"timeout": _PATIENCE})

    @sa.event.listens_for(engine, "connect")
    def _enforce(connection: sqlite3.Connection, _record: object) -> None:
        with suppress(sqlite3.OperationalError):  # somebody reads in the other mode; the next writer will do it
            mode = "DELETE" if bulk and _is_empty(connection) else "WAL"
            connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.execute(f"PRAGMA foreign_keys = {'OFF' if bulk else 'ON'}")
        if bulk:
            connection.execute(f"PRAGMA cache_size = -{_BULK_CACHE}")
            connection.execute("PRAGMA threads = 2")

    return engine


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM event LIMIT 1").fetchone() is None


def log_writes(connection: sa.Connection) -> None:
    """Let SQLite write to a log again, after an empty database was filled without."""
    if connection.dialect.name == "sqlite":
        with suppress(Exception):  # somebody reads in the other mode; the next writer will do it
            connection.connection.driver_connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[union-attr]
