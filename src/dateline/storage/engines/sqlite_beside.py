"""SQLite: the past as an empty database in memory with the one of now beside it, or as it was kept from last time.

Nothing here imports SQLAlchemy unless the past is made anew.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from dateline import __version__
from dateline.platforms import user_folder
from dateline.storage.engines.beside import Beside, Kept, Private, Words, in_parts
from dateline.storage.engines.turns import PATIENCE
from dateline.storage.schema.version import SCHEMA

if TYPE_CHECKING:
    import sqlalchemy as sa

_TABLES = "event|participant|event_citation|event_measure|event_actor|event_theme"
_LEFT, _OWN = in_parts(_TABLES, "main.{table}")
_ASKED = re.compile(r"SELECT rowid FROM event_text WHERE event_text MATCH (:\w+)")
_LAST = "SELECT num, seal FROM now.batch ORDER BY num DESC LIMIT 1"
_GONE = "CREATE TABLE gone (num INTEGER PRIMARY KEY)"
_FULL_TEXT = "event_text"
_MOST, _LARGEST = 16, 64_000_000
"""How many pasts are kept, and of how many bytes each."""


def _whole(sql: str) -> str:
    """Let a statement ask both full texts: that of now for what is as it was, and the private one."""
    return _ASKED.sub(
        r"SELECT rowid FROM now.event_text WHERE event_text MATCH \1 AND rowid NOT IN (SELECT num FROM gone) "
        r"UNION ALL SELECT rowid FROM main.event_text WHERE event_text MATCH \1",
        sql,
    )


def _left(sql: str) -> str:
    return _ASKED.sub(r"SELECT rowid FROM now.event_text WHERE event_text MATCH \1", _LEFT(sql))


WORDS = Words(_whole, _left, _OWN)


@contextmanager
def private(uri: str, tables: Sequence[str], more: Sequence[str], kept: str) -> Iterator[Beside]:
    """Open an empty database in memory with tables like some of those at `uri`, which is beside it and only read.

    `more` are statements that make other tables; `kept` is the file in which all of it may be kept.
    """
    with _engine(uri).connect() as connection:
        connection.exec_driver_sql("BEGIN")
        made = connection.exec_driver_sql("SELECT name, sql FROM now.sqlite_master WHERE type = 'table'").all()
        by_name = {str(name): str(sql) for name, sql in made}
        for sql in (*(by_name[name] for name in tables), *more):
            connection.exec_driver_sql(sql)
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        yield Beside(connection, "now", "main.{table}", _GONE, words=WORDS, keep=_keeping(raw, kept))


@contextmanager
def few(uri: str, full_text: Sequence[str], kept: str) -> Iterator[Private]:
    """Open an empty database in memory as `private` does, with the full text alone."""
    with closing(_beside("file::memory:", uri)) as raw:
        raw.execute("BEGIN")
        for sql in full_text:
            raw.execute(sql)

        def make(tables: Sequence[str]) -> None:
            made = dict(raw.execute("SELECT name, sql FROM now.sqlite_master WHERE type = 'table'"))
            for name in tables:
                if name != _FULL_TEXT:
                    raw.execute(made[name])

        yield Private(raw, "now", "main.{table}", _GONE, make, words=WORDS, keep=_keeping(raw, kept))


def _engine(uri: str) -> sa.Engine:
    import sqlalchemy as sa

    from dateline.storage.engines.compiled_once import compiling_once

    def connect() -> sqlite3.Connection:
        connection = _beside("file::memory:", uri)
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    return compiling_once(sa.create_engine("sqlite://", poolclass=sa.NullPool, creator=connect), "sqlite")


def _beside(own: str, uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(own, uri=True, timeout=PATIENCE)
    try:
        connection.execute("ATTACH ? AS now", (uri,))
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def place(path: str, batch: int) -> str:
    """Return the file in which the past of a database after a batch is kept."""
    real = os.path.realpath(path)
    key = repr((real, os.stat(real).st_ino, batch, SCHEMA, __version__))
    return os.path.join(user_folder("CACHE"), "past", f"{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()}.db")


def kept(uri: str, file: str) -> Kept | None:
    """Return the past that was kept in a file beside the database at `uri`; None if something was written since."""
    if not os.path.exists(file):
        return None
    raw = None
    try:
        raw = _beside(f"file:{file}?mode=ro&immutable=1", uri)
        raw.execute("BEGIN")
        told = dict(raw.execute("SELECT what, text FROM laid WHERE what <> 'view'"))
        if told["last"] == repr(raw.execute(_LAST).fetchone()):
            for (view,) in raw.execute("SELECT text FROM laid WHERE what = 'view'").fetchall():
                raw.execute(view)
            return Kept(raw, told["own"] == "1", WORDS)
    except (sqlite3.Error, KeyError):  # damaged: it is made anew
        pass
    if raw:
        raw.close()
    return None


def _keeping(raw: sqlite3.Connection, file: str) -> Callable[[Sequence[str], bool], None]:
    def keep(views: Sequence[str], own: bool) -> None:
        with suppress(OSError, sqlite3.Error, AttributeError):  # a build of SQLite may be without it
            _write(raw, file, views, own)

    return keep


def _write(raw: sqlite3.Connection, file: str, views: Sequence[str], own: bool) -> None:
    last = repr(raw.execute(_LAST).fetchone())
    raw.execute("CREATE TABLE main.laid (what TEXT, text TEXT)")
    rows = [("last", last), ("own", str(int(own))), *(("view", view) for view in views)]
    raw.executemany("INSERT INTO main.laid VALUES (?, ?)", rows)
    content = raw.serialize()  # also within its transaction, which `backup` would wait for
    if len(content) > _LARGEST:
        return
    folder = os.path.dirname(file)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    draft = f"{file}.{os.urandom(8).hex()}"
    try:
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
        with open(os.open(draft, flags, 0o600), "wb") as stream:  # what the database says is not for others
            stream.write(content)
        os.replace(draft, file)
    finally:
        with suppress(OSError):
            os.unlink(draft)
    _forget_oldest(folder)


def _forget_oldest(folder: str) -> None:
    found = sorted((each.stat().st_mtime_ns, each.path) for each in os.scandir(folder))
    for _, path in found[:-_MOST]:
        with suppress(OSError):
            os.unlink(path)
