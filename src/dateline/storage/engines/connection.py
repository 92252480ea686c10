"""An open connection for reading, and the schema that the database must have.

Reading uses the engine's own driver and ready-made plans; SQLAlchemy is imported only to write, to migrate and to
compile a statement that was never asked before.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING, Any

from dateline.errors import DatabaseError, TookTooLong
from dateline.storage.engines.engine import Engine, Store
from dateline.storage.engines.urls import file_of, shown
from dateline.storage.schema.version import SCHEMA, VERSION_TABLE
from dateline.storage.statements.plans import Plans
from dateline.storage.statements.shapes import Shape

if TYPE_CHECKING:
    from dateline.storage.engines.arrow import Tables

_NONE: Mapping[str, object] = {}
Row = tuple[Any, ...]


class Connection:
    """An open connection for reading: runs statements by name and shape, all of one transaction.

    So all of them see the database as it was at the first, whatever others write meanwhile. `together` is how many
    events are best fetched at a time, `lines_together` how many where lines are made of them: so few that they stay in
    the cache of the processor.
    """

    together = 256
    lines_together = 100

    def __init__(self, raw: Any, engine: Engine, url: str) -> None:
        self._raw = raw
        self.engine = engine
        self.url = url
        self.part = ""
        """What its cursors are called by, where others read over the same connection of the driver."""
        self.alone = False
        """Whether it sees what no other connection can see."""
        self._plans = Plans(engine.name)
        self._until: float | None = None
        self._stopped = False
        self._cursors: list[Any] = []
        self.processes: list[Any] = []
        """Those that read for it, kept for the next time."""

    def reword(self, change: Callable[[str], str] | None) -> None:
        """Change the text of every statement before it is run."""
        self._plans.change = change

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
        if self.engine.end_at:
            with errors_of(self.url):
                self.engine.end_at(self._raw, until)

    def stop(self) -> None:
        """Let this statement and all later ones fail with TookTooLong; any thread may ask for it."""
        self._stopped = True
        if self.engine.interrupt:
            self.engine.interrupt(self._raw)

    def be_modest(self) -> None:
        """Take less memory than one that is alone would."""
        if self.engine.modest:
            self.engine.modest(self._raw)

    def _check_time(self) -> None:
        """Raise TookTooLong when the time is over, or nobody waits any more."""
        if self._stopped or (self._until is not None and time.monotonic() > self._until):
            raise TookTooLong

    def learn_mathematics(self) -> None:
        """Make sure that statements may use sin, cos and floor."""
        if self.engine.mathematics:
            self.engine.mathematics(self._raw)

    def recover(self) -> None:
        """Let statements run again after one that failed or took too long; another state of the database is seen."""
        self._raw.rollback()

    def renew(self) -> None:
        """End the transaction with every statement that was broken off, and begin one that sees what is there now.

        Raises:
            DatabaseError: the engine fails.
        """
        self.end_statements()
        if self.engine.begin:
            with errors_of(self.url):
                self._raw.execute(self.engine.begin)

    def rows(
        self, name: str, shape: Shape = (), values: Mapping[str, object] = _NONE, *, many: bool = False
    ) -> Iterator[Row]:
        """Yield the rows of statement `name` in `shape`, with `values` for its parameters.

        PostgreSQL sends all of them at once, unless `many` are expected; SQLite never does.

        Raises:
            DatabaseError: the engine refuses or fails.
        """
        sql, constants, _ = self._plans.plan(name, shape)
        cursor = self._cursor(name if many else "")
        try:  # errors_of takes longer than a small query
            # `yield from` would close a cursor whose connection may be closed by then.
            found = cursor.execute(sql, {**constants, **values} if constants else values)
            for row in found if self._until is None else self._in_time(found):  # noqa: UP028
                yield row
        except Exception:
            with errors_of(self.url):
                raise
        finally:
            self._let_go(cursor)

    def _cursor(self, name: str = "") -> Any:
        """Return a new cursor; what it holds is let go with it, or at the latest with the connection."""
        if self._stopped:
            raise TookTooLong
        cursor = self.engine.cursor(self._raw, name and f"{name}{self.part}")
        self._cursors.append(cursor)
        return cursor

    def _let_go(self, cursor: Any) -> None:
        """Close a cursor, unless the connection was closed before, with all of them."""
        if cursor in self._cursors:
            self._cursors.remove(cursor)
            with suppress(Exception):  # its connection may be closed, where it is that of a writer
                cursor.close()

    def _in_time(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self._check_time()
            yield row

    def bound(self, ids: Sequence[str] | Sequence[int]) -> object:
        """Return a list as one parameter of a statement."""
        assert self.engine.store is not None  # no statement over files asks for one
        return self.engine.store.bound(ids)

    def fetched(self, name: str, shape: Shape = (), values: Mapping[str, object] = _NONE) -> list[Row]:
        """Return the few rows of a statement at once, without the cost of passing on one by one.

        Raises:
            DatabaseError: the engine refuses or fails.
        """
        sql, constants, _ = self._plans.plan(name, shape)
        self._check_time()
        cursor = self._cursor()
        try:
            with errors_of(self.url):
                found = cursor.execute(sql, {**constants, **values} if constants else values)
                return list(found.fetchall())
        finally:
            self._let_go(cursor)

    def batches(
        self, name: str, shape: Shape, values: Mapping[str, object], size: int, *, many: bool = True
    ) -> Iterator[list[Row]]:
        """Yield the rows of a statement as `rows` does, `size` at a time.

        Raises:
            DatabaseError: the engine refuses or fails.
        """
        sql, constants, _ = self._plans.plan(name, shape)
        cursor = self._cursor(name if many else "")
        try:
            with errors_of(self.url):
                cursor.execute(sql, {**constants, **values})
                while batch := cursor.fetchmany(size):
                    self._check_time()
                    yield batch
        finally:
            self._let_go(cursor)

    def planned(self, name: str, shape: Shape, values: Mapping[str, object]) -> tuple[str, Mapping[str, object]]:
        """Return the SQL of a statement, and the values of its parameters."""
        plan = self._plans.plan(name, shape)
        return plan.sql, {**plan.constants, **values}

    def tables(self) -> AbstractContextManager[Tables | None]:
        """Give what reads statements as tables of Arrow, of one state: that which is seen from now on here.

        None where there is no such thing.
        """
        return nullcontext() if self.alone or self.engine.tables is None else self.engine.tables(self)

    def explain(self, name: str, shape: Shape, values: Mapping[str, object]) -> tuple[str, list[str]]:
        """Return the SQL of a statement, and the engine's plan for it, a line a step, indented.

        Raises:
            DatabaseError: the engine refuses or fails.
        """
        plan = self._plans.plan(name, shape)
        with errors_of(self.url):
            cursor = self._cursor()
            try:
                cursor.execute(f"{self.engine.explain} {plan.sql}", {**plan.constants, **values})
                return plan.sql, self.engine.steps(cursor.fetchall())
            finally:
                self._let_go(cursor)

    def run(self, sql: str, values: Mapping[str, object] = _NONE) -> list[Row]:
        """Return the rows of the fixed text `sql`, with `values` for its parameters, written :name.

        Raises:
            DatabaseError: the engine refuses or fails.
        """
        with errors_of(self.url):
            cursor = self._cursor()
            try:
                cursor.execute(self._fixed(sql), values) if values else cursor.execute(sql)
                return list(cursor.fetchall())
            finally:
                self._let_go(cursor)

    def run_only(self, sql: str, values: Mapping[str, object] = _NONE) -> None:
        """Run the fixed text `sql`, which has no rows, as `run` does.

        Raises:
            DatabaseError: the engine refuses or fails.
        """
        with errors_of(self.url):
            cursor = self._raw.cursor()
            cursor.execute(self._fixed(sql), values) if values else cursor.execute(sql)
            cursor.close()

    def _fixed(self, sql: str) -> str:
        """Return a fixed text with its parameters as the engine takes them."""
        return re.sub(r":(\w+)", self.engine.parameter, sql) if self.engine.parameter else sql

    def close(self) -> None:
        """End the transaction and close the connection, with every statement that was broken off.

        What holds one of them, such as the trace of an error, would keep SQLite's files open and its log from ending.
        """
        try:
            self.end_statements()
            self.end_processes()
        finally:
            self._raw.close()

    def end_processes(self) -> None:
        """End those that read for it."""
        while self.processes:
            self.processes.pop().close()

    def end_statements(self) -> None:
        """End the transaction with every statement that was broken off."""
        while self._cursors:
            with suppress(Exception):  # a connection that is broken; it is closed in any case
                self._cursors.pop().close()
        with suppress(Exception):
            self._raw.rollback()


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
        raise DatabaseError(f"{shown(url)}: {lines[0]}", _hint(url, lines[0])) from error


def _hint(url: str, message: str) -> str | None:
    if "not a database" in message:
        return "choose another with --db or DATELINE_DB"
    if "database is locked" not in message and "lock timeout" not in message:
        return None
    from dateline.storage.engines.turns import holder, holder_on_server

    file = file_of(url)
    who = holder(file) if file else holder_on_server(url)
    return f"it is written to by {who}" if who else "another command writes to it: try again when it has ended"


def _is_database_error(error: Exception) -> bool:
    modules = {base.__module__.partition(".")[0] for base in type(error).__mro__}
    return bool(modules & {"sqlite3", "psycopg", "sqlalchemy", "alembic", "duckdb", "_duckdb", "pyspark", "grpc"})


def check_schema(connection: Connection, store: Store) -> None:
    """Make sure that the database is dateline's and of the schema SCHEMA.

    Raises:
        DatabaseError: it is foreign, empty, older or newer.
    """
    where = shown(connection.url)
    tables = connection.run(store.tables)
    rows = connection.run(f"SELECT version_num FROM {VERSION_TABLE}") if (VERSION_TABLE,) in tables else []
    if not rows:
        raise DatabaseError(f"{where} is not a dateline database", "choose another with --db or DATELINE_DB")
    version = str(rows[0][0])
    if version > SCHEMA:
        raise DatabaseError(f"{where} has schema {version}, newer than this program's {SCHEMA}", "update dateline")
    if version < SCHEMA:
        raise DatabaseError(f"{where} has schema {version}, this program needs {SCHEMA}", "run: dateline db upgrade")
