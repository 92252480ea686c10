"""SQLite: one file, opened for reading also beside a writer that was killed."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from itertools import chain
from math import cos, floor, sin
from typing import TYPE_CHECKING, Any

from dateline.errors import DatabaseError
from dateline.storage.engines.connection import Connection, errors_of
from dateline.storage.engines.engine import Column, Engine, FullText, Rows, Store
from dateline.storage.engines.turns import PATIENCE
from dateline.storage.engines.urls import sqlite_file

if TYPE_CHECKING:
    import sqlalchemy as sa

    from dateline.storage.engines.arrow import Asked, Kinds, Table, Tables
    from dateline.storage.engines.beside import Beside, Kept, Private
    from dateline.storage.engines.sqlite_process import SqliteProcess

_READING_CACHE = 32_768
"""The most memory of SQLite in a query, in KiB; what is not needed is not taken."""
_MODEST_CACHE = 4_096
"""The same where many read at a time."""
_BULK_CACHE = 16_384
"""The memory of SQLite in an import, in KiB."""
_SORTING_CACHE = 2_048
"""The same while indexes are made: what it sorts at a time stays in the caches of the processor."""
_STEPS = 10_000
"""The steps of SQLite's machine between two looks at the clock; they take about a millisecond."""
_NO_ROOM = ("SQLITE_IOERR", "SQLITE_FULL", "SQLITE_CANTOPEN")
"""What is said where no file can be made beside the database: no bytes are left, or no inodes."""
_LOOK = "SELECT 1 FROM sqlite_master LIMIT 1"
"""The first look into a database, with which a transaction that reads begins."""
_TRIES = 3
"""So often transactions are begun that are to see one state, while others write."""
_VIRTUAL = ("event_text",)
_WIDE = 10
"""Rows of more columns than this, and those of virtual tables, go in faster one by one than many together."""
_VALUES = 1_024
"""Values of one INSERT; more gain nothing."""


def _opened(url: str) -> Connection:
    path = sqlite_file(url)
    if not os.path.exists(path):
        raise DatabaseError(f"no database at {path}", "create one with: dateline load union-state")
    if os.path.isdir(path):
        is_lake = os.path.exists(os.path.join(path, "manifest.json"))
        hint = f"it seems to be a lake: --db lake:{path}" if is_lake else "give a file in that folder"
        raise DatabaseError(f"{path} is a folder", hint)
    with errors_of(url):
        try:
            return Connection(_begun(path), ENGINE, url)
        except sqlite3.OperationalError as error:
            if not getattr(error, "sqlite_errorname", "").startswith(_NO_ROOM):
                raise
        return Connection(_begun(path, "EXCLUSIVE"), ENGINE, url)  # a full disk: then it needs no file beside


def _begun(path: str, locking: str = "NORMAL") -> sqlite3.Connection:
    connection = sqlite3.connect(_reading_uri(path), uri=True, timeout=PATIENCE)
    try:
        connection.execute(f"PRAGMA locking_mode = {locking}")
        connection.execute("PRAGMA query_only = ON")
        connection.execute(f"PRAGMA cache_size = -{_READING_CACHE}")
        connection.execute("BEGIN")
        connection.execute(_LOOK).fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _reading_uri(path: str, mode: str = "rw") -> str:
    """Return the URI by which SQLite opens the file `path` for reading.

    A writer that was killed leaves a journal or a log, and SQLite must be allowed to undo or redo what was half done;
    it also makes files beside the database, and clears them away. `query_only` keeps it from all else. Where no file
    can be made nobody writes either, and the database is taken as it is.
    """
    real = os.path.realpath(path)
    alone = not os.access(os.path.dirname(real), os.W_OK) and not os.path.exists(f"{real}-wal")
    mode = "ro&immutable=1" if alone else mode
    for special in "%?#":  # in this order: the sign of the escapes comes first
        path = path.replace(special, f"%{ord(special):02x}")
    return f"file:{'//' if path.startswith('/') else ''}{path}?mode={mode}"


def _end_at(raw: Any, until: float) -> None:
    raw.set_progress_handler(lambda: time.monotonic() > until, _STEPS)


def _interrupt(raw: sqlite3.Connection) -> None:
    raw.interrupt()


def _modest(raw: sqlite3.Connection) -> None:
    raw.execute(f"PRAGMA cache_size = -{_MODEST_CACHE}")


def _files(url: str) -> tuple[str, ...]:
    """Return the database and its log; the log takes every change first."""
    path = sqlite_file(url)
    return path, f"{path}-wal"


def _mathematics(raw: sqlite3.Connection) -> None:
    """Add the functions that SQLite is often built without."""
    try:
        raw.execute("SELECT sin(0), cos(0), floor(0)").fetchone()
    except sqlite3.OperationalError:
        for name, function in (("sin", sin), ("cos", cos), ("floor", floor)):
            raw.create_function(name, 1, lambda x, of=function: None if x is None else of(x), deterministic=True)


def _steps(rows: Iterable[Sequence[Any]]) -> list[str]:
    """Return the steps of a query plan, each indented below the one above it."""
    depth: dict[int, int] = {0: -1}
    lines = []
    for number, above, _, text in rows:
        depth[number] = depth[above] + 1
        lines.append("  " * depth[number] + text)
    return lines


def _pattern(column: Column, phrases: Iterable[Sequence[str]], every: bool) -> str:
    def term(phrase: str) -> str:
        return f'({column} : "{phrase}"{"" if phrase.endswith(" ") else " *"})'

    each = (term(forms[0]) if len(forms) == 1 else f"({' OR '.join(map(term, forms))})" for forms in phrases)
    return f" {'AND' if every else 'OR'} ".join(each)


def _writing(url: str, bulk: bool) -> sa.Engine:
    """Return the engine of SQLAlchemy, with foreign keys enforced.

    It writes to a log (WAL), so that readers and a writer never wait for each other; writers wait for one another. An
    empty database is filled without the log, in which all would be written twice.
    """
    import sqlalchemy as sa

    from dateline.storage.engines.compiled_once import compiling_once

    os.makedirs(os.path.dirname(os.path.abspath(sqlite_file(url))), exist_ok=True)
    path = os.path.abspath(sqlite_file(url))  # given as it is: in a URL some letters would be signs

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(path, timeout=PATIENCE)

    engine = sa.create_engine("sqlite://", poolclass=sa.NullPool, creator=connect)

    @sa.event.listens_for(engine, "connect")
    def _enforce(connection: sqlite3.Connection, _record: object) -> None:
        with suppress(sqlite3.OperationalError):  # somebody reads in the other mode; the next writer will do it
            mode = "DELETE" if bulk and _is_empty(connection) else "WAL"
            connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.execute(f"PRAGMA foreign_keys = {'OFF' if bulk else 'ON'}")
        if bulk:
            connection.execute(f"PRAGMA cache_size = -{_BULK_CACHE}")
            connection.execute("PRAGMA threads = 2")

    return compiling_once(engine, "sqlite")


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM event LIMIT 1").fetchone() is None


@contextmanager
def _beside(url: str, tables: Sequence[str], batch: int) -> Iterator[Beside]:
    from dateline.storage.engines import sqlite_beside

    with errors_of(url), closing(_opened(url)):  # it redoes what a killed writer left, and keeps the files there
        path = sqlite_file(url)
        file = sqlite_beside.place(path, batch)
        with sqlite_beside.private(_reading_uri(path, "ro"), tables, _FULL_TEXT.create, file) as beside:
            yield beside


@contextmanager
def _private(url: str, batch: int) -> Iterator[Private]:
    from dateline.storage.engines import sqlite_beside

    with errors_of(url), closing(_opened(url)):
        path = sqlite_file(url)
        file = sqlite_beside.place(path, batch)
        with sqlite_beside.few(_reading_uri(path, "ro"), _FULL_TEXT.create, file) as private:
            yield private


@contextmanager
def _kept(url: str, batch: int) -> Iterator[Kept | None]:
    from dateline.storage.engines import sqlite_beside

    with errors_of(url), closing(_opened(url)):
        path = sqlite_file(url)
        yield sqlite_beside.kept(_reading_uri(path, "ro"), sqlite_beside.place(path, batch))


@contextmanager
def _tables(beside: Connection) -> Iterator[Tables | None]:
    from dateline.storage.engines import arrow
    from dateline.storage.engines.sqlite_process import started

    if not arrow.is_installed("sqlite"):
        yield None
        return
    if not beside.processes:
        uri = _reading_uri(sqlite_file(beside.url))
        beside.processes = [started(uri) for _ in range(arrow.TOGETHER)]
    processes: list[SqliteProcess] = beside.processes

    def read(process: SqliteProcess, asked: Asked) -> Table:
        plan, values = beside.planned(asked.name, asked.shape, asked.values)
        names = dict.fromkeys(re.findall(r":(\w+)", plan))
        return process.ask(_with_kinds(plan, asked.kinds), [values[name] for name in names])[1:]

    done = False
    try:
        yield arrow.Tables(read, processes) if _see_the_same(beside, processes) else None
        done = all(process.tell("ROLLBACK") for process in processes)
    finally:
        if not done:  # one has ended, or was broken off and has more to say
            beside.end_processes()


def _see_the_same(beside: Connection, processes: Sequence[SqliteProcess]) -> bool:
    """Begin transactions between which nobody wrote: the files are as they were before."""
    from dateline.storage.engines import moments

    settings = (
        "PRAGMA busy_timeout = 1000",
        "PRAGMA query_only = ON",
        f"PRAGMA cache_size = -{_READING_CACHE}",
    )
    for turn in range(_TRIES):
        before = moments.of_files(beside.url)
        beside.renew()
        beside.run(_LOOK)
        begun = [process.tell(*("ROLLBACK",) if turn else settings, "BEGIN", _LOOK) for process in processes]
        if not all(begun):
            return False
        if moments.of_files(beside.url) == before:
            return True
    return False


def _with_kinds(sql: str, kinds: Kinds) -> str:
    """Put a row before all others that tells the kinds of the columns: the driver goes by the first rows alone."""
    values = {"string": "''", "int64": "0", "float64": "0.0"}
    row = ", ".join(f'{values[kind]} AS "{name}"' for name, kind in kinds.items())
    return f"SELECT {row} UNION ALL SELECT * FROM ({sql})"


def _append(raw: Any, table: str, names: tuple[str, ...], rows: Rows) -> None:
    if len(names) > _WIDE or table in _VIRTUAL:
        raw.executemany(_insert(table, names, 1), rows)
        return
    cursor, done = raw.cursor(), 0
    size = max(1, min(_VALUES, raw.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)) // len(names))
    while done < len(rows):  # of few sizes, for each is a statement to be compiled, which takes as long as its rows
        while size > len(rows) - done:
            size = max(1, size // 4)
        cursor.execute(_insert(table, names, size), tuple(chain.from_iterable(rows[done : done + size])))
        done += size


@lru_cache(64)
def _insert(table: str, names: tuple[str, ...], rows: int) -> str:
    row = f"({', '.join('?' * len(names))})"
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES " + ", ".join([row] * rows)


def _copy(url: str, target: str) -> None:
    """Copy all pages in one step, as of one moment: in several it would begin again after each change by others."""
    with (
        errors_of(url),
        closing(sqlite3.connect(_reading_uri(sqlite_file(url)), uri=True, timeout=PATIENCE)) as opened,
        closing(sqlite3.connect(os.path.abspath(target))) as copy,
    ):
        opened.execute("PRAGMA query_only = ON")
        opened.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, that can be read where nothing can be written


def _setting(name: str, value: int) -> str:
    return f"INSERT INTO event_text (event_text, rank) VALUES ('{name}', {value})"


def _spelled(run: Callable[[str], list[tuple[Any, ...]]]) -> None:
    """Make the temporary table of every word of the full text with its place, which a reader may not do otherwise."""
    ((only,),) = run("PRAGMA query_only")
    run("PRAGMA query_only = OFF")
    run("CREATE VIRTUAL TABLE IF NOT EXISTS temp.event_word USING fts5vocab(main, event_text, instance)")
    run(f"PRAGMA query_only = {only}")


_FULL_TEXT = FullText(
    create=("CREATE VIRTUAL TABLE event_text USING fts5(words, place_words, content='', tokenize='ascii')",),
    number="rowid",
    forget="INSERT INTO event_text (event_text, rowid, words, place_words) VALUES ('delete', :num, :words, :place)",
    empty="INSERT INTO event_text (event_text) VALUES ('delete-all')",
    differing="SELECT doc, col, offset, term FROM temp.event_word "
    "WHERE doc BETWEEN :first AND :last AND doc IN (SELECT value FROM json_each(:ids))",
    rows="event_text_docsize",
    spelled=_spelled,
    sizes="SELECT id, sz FROM event_text_docsize "
    "WHERE id BETWEEN :first AND :last AND id IN (SELECT value FROM json_each(:ids))",
    # Many events: more in memory, and its parts are left as they come; few: the settings of FTS5 itself.
    many=(_setting("automerge", 0), _setting("hashsize", 8 << 20)),
    few=(_setting("automerge", 4), _setting("hashsize", 1 << 20)),
)
# Days within the years that SQLite knows; those of 10,000 years are as many in any such span; years alone beyond.
_DAY_TEXT = """CASE WHEN {0} BETWEEN -365 AND 3652059 THEN date({0} + 1721424.5)
WHEN {0} BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', {0} + 5373849.5))
|| strftime('-%m-%d', {0} + 5373849.5)
WHEN {0} BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (({0} - 1 - (({0} - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', (({0} - 1) % 146097 + 146097) % 146097 + 1721425.5)) END"""
_STORE = Store(
    title="SQLite",
    tables="SELECT name FROM sqlite_master WHERE type = 'table'",
    version="SELECT sqlite_version()",
    size="SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
    open=_writing,
    turn="BEGIN IMMEDIATE",  # Python's driver would begin only at the first write, and two writers could deadlock
    append=_append,
    among="IN (SELECT value FROM json_each(:ids))",
    bound=json.dumps,
    full_text=_FULL_TEXT,
    beside=_beside,
    private=_private,
    kept=_kept,
    analyse=("PRAGMA analysis_limit = 1000", "ANALYZE"),
    after_bulk="PRAGMA journal_mode = WAL",
    before_indexes=f"PRAGMA cache_size = -{_SORTING_CACHE}",
    faults={"PRAGMA integrity_check": "{0}", "PRAGMA foreign_key_check": "row {1} of {0} refers to a missing {2}"},
    copy=_copy,
    day_text=_DAY_TEXT,
    views="SELECT name, sql FROM sqlite_master WHERE type = 'view'",
    takes_files=True,
)
ENGINE = Engine(
    "sqlite", _opened, _pattern, collation="BINARY", store=_STORE, end_at=_end_at, explain="EXPLAIN QUERY PLAN",
    steps=_steps, in_parts=True, files=_files, mathematics=_mathematics, begin="BEGIN", interrupt=_interrupt,
    modest=_modest, tables=_tables,
)  # fmt: skip
