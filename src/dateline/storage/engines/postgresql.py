"""PostgreSQL."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from dateline.storage.engines.connection import Connection, errors_of
from dateline.storage.engines.engine import Column, Engine, FullText, Rows, Store, driver
from dateline.storage.engines.turns import PATIENCE, TURN, name_of_writer

if TYPE_CHECKING:
    from concurrent.futures import Future

    import sqlalchemy as sa

    from dateline.storage.engines.arrow import Asked, Table, Tables
    from dateline.storage.engines.beside import Beside, Private, Words

_TAKEN = f"""
SET LOCAL lock_timeout = '{PATIENCE}s'; SELECT pg_advisory_xact_lock({TURN}); SET LOCAL lock_timeout TO DEFAULT
"""
_NAMED = re.compile(r"%\((\w+)\)s")
_LONGEST = 500
"""Longer words are cut by the index, which takes 2,046 bytes; nobody looks for them."""


def _opened(url: str) -> Connection:
    psycopg = import_psycopg()
    with errors_of(url):
        connection = psycopg.connect(url, autocommit=False)
        connection.read_only = True
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        return Connection(connection, ENGINE, url)


def import_psycopg() -> Any:
    """Return the module psycopg; DatabaseError if it is not installed."""
    return driver("psycopg", "PostgreSQL needs psycopg 3", "postgresql")


def _cursor(raw: Any, name: str) -> Any:
    return raw.cursor(name=name)


def _end_at(raw: Any, until: float) -> None:
    left = max(1, int((until - time.monotonic()) * 1_000))
    raw.execute(f"SELECT set_config('statement_timeout', '{left}', false)")


def _interrupt(raw: Any) -> None:
    """Cancel what the server does; that takes a connection of its own, for which nobody waits."""

    def cancel() -> None:
        with suppress(Exception):  # it has ended
            raw.cancel()

    threading.Thread(target=cancel, daemon=True).start()


def _pattern(_: Column, phrases: Iterable[Sequence[str]], every: bool) -> str:
    def term(phrase: str) -> str:
        return " <-> ".join(f"'{word[:_LONGEST]}'" for word in phrase.split()) + ("" if phrase.endswith(" ") else ":*")

    each = (" | ".join(f"({term(form)})" for form in forms) for forms in phrases)
    return f" {'&' if every else '|'} ".join(f"({terms})" for terms in each)


_BETWEEN = [f"':{place} '" for place in range(1, 1001)]
"""What comes between a word and the next one, by the place of the first."""


def _vector(words: str) -> str:
    """Return words with their places; folded words hold no quotes."""
    found = words.split()
    number = len(found)
    if len(words) > _LONGEST and any(len(word) > _LONGEST for word in found):
        found = [word[:_LONGEST] for word in found]
    if number > len(_BETWEEN):
        return " ".join(f"'{word}':{place}" for place, word in enumerate(found, 1))
    parts = [""] * (2 * number)
    parts[::2], parts[1::2] = found, _BETWEEN[:number]
    return "'" + "".join(parts)[:-2] if found else ""


def _writing(url: str, _: bool) -> sa.Engine:
    import_psycopg()
    from urllib.parse import urlsplit

    import sqlalchemy as sa

    from dateline.storage.engines.compiled_once import compiling_once

    named = {"application_name": name_of_writer()}
    target = url.replace("postgresql:", "postgresql+psycopg:", 1)
    engine = sa.create_engine(target, poolclass=sa.NullPool, connect_args=named)
    return compiling_once(engine, urlsplit(url)._replace(path="").geturl())


@contextmanager
def _tables(beside: Connection) -> Iterator[Tables | None]:
    from dateline.storage.engines import arrow

    if not arrow.is_installed("postgresql"):
        yield None
        return
    from adbc_driver_postgresql import dbapi

    def read(cursor: Any, asked: Asked) -> Table:
        sql, values = beside.planned(asked.name, asked.shape, asked.values)
        names = list(dict.fromkeys(_NAMED.findall(sql)))
        numbered = _NAMED.sub(lambda found: f"${names.index(found[1]) + 1}", sql).replace("%%", "%")
        cursor.execute(numbered, [values[name] for name in names] or None)
        return cursor.fetch_arrow_table()

    snapshot = beside.run("SELECT pg_export_snapshot()")[0][0]
    with ExitStack() as stack:
        try:
            cursors = [_seeing(snapshot, dbapi.connect(beside.url), stack) for _ in range(arrow.TOGETHER)]
        except dbapi.Error:
            cursors = []
        yield arrow.Tables(read, cursors) if cursors else None


def _seeing(snapshot: str, connection: Any, stack: ExitStack) -> Any:
    """Return a cursor that sees what a snapshot does."""
    cursor = stack.enter_context(stack.enter_context(connection).cursor())
    cursor.execute(f"SET TRANSACTION ISOLATION LEVEL {_ISOLATION} READ ONLY")
    cursor.execute(f"SET TRANSACTION SNAPSHOT '{snapshot}'")
    return cursor


@contextmanager
def _beside(url: str, tables: Sequence[str], _: int) -> Iterator[Beside]:
    """Open a transaction with temporary tables, which are found before those of the schema."""
    from dateline.storage.engines.beside import Beside

    engine = _writing(url, False).execution_options(isolation_level=_ISOLATION)
    with errors_of(url), engine.connect() as connection:
        schema = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar()
        for sql in _PRIVATE:
            connection.exec_driver_sql("; ".join(sql.format(table=table) for table in (*tables, "event_text")))
        yield Beside(
            connection, str(schema), "own_{table}",
            _GONE, aside=_ASIDE, full_text={"event_text": "event"}, words=_words(),
        )  # fmt: skip


@contextmanager
def _private(url: str, _: int) -> Iterator[Private]:
    """Open a transaction that makes temporary tables and views, which are found before those of the schema."""
    from dateline.storage.engines.beside import Private

    psycopg = import_psycopg()
    with errors_of(url), closing(psycopg.connect(url, autocommit=False)) as raw:
        raw.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        schema = str(raw.execute("SELECT quote_ident(current_schema())").fetchone()[0])

        def make(tables: Sequence[str]) -> None:
            raw.execute("; ".join(sql.format(table=table) for table in tables for sql in _PRIVATE))

        yield Private(
            raw, schema, "own_{table}", _GONE, make, "TEMPORARY", _ASIDE, {"event_text": "event"},
            _words(),
        )  # fmt: skip


def _words() -> Words:
    from dateline.storage.engines.beside import Words, in_parts

    return Words(None, *in_parts(_TABLES, "own_{table}"))


def _append(raw: Any, table: str, names: tuple[str, ...], rows: Rows) -> None:
    with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _append_columns(raw: Any, tables: Mapping[str, Mapping[str, Any]]) -> None:
    """Append columns of Arrow; while rows of one table are on their way, those of the next are made."""
    from concurrent.futures import ThreadPoolExecutor

    from dateline.storage.engines.binary_rows import TYPES, rows

    with ThreadPoolExecutor(1) as pool:
        made = []
        for table, columns in tables.items():
            held = raw.execute(f"SELECT {', '.join(columns)} FROM {table} LIMIT 0").description
            kinds = [TYPES[each.type_code] for each in held]
            made.append((table, columns, kinds, pool.submit(rows, columns.values(), kinds)))
        for each in made:
            _copied(raw, *each)


def _copied(raw: Any, table: str, columns: Mapping[str, Any], kinds: list[str], found: Future[Any]) -> None:
    """Copy rows in the binary form; where a text is out of the common, they pass as text."""
    from dateline.storage.engines.binary_rows import END, HEAD, UnfitError

    try:
        parts = HEAD, found.result(), END
    except UnfitError:
        lists = (column.to_pylist() for column in columns.values())
        texts = (map(_vector, of) if kind == "vector" else of for of, kind in zip(lists, kinds, strict=True))
        _append(raw, table, tuple(columns), list(zip(*texts, strict=True)))
        return
    copying = f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT binary)"
    with raw.cursor() as cursor, cursor.copy(copying) as copy:
        for part in parts:
            copy.write(part)


_TABLES = "event|participant|event_citation|event_measure|event_actor|event_theme|event_text"
_KEYS = """SELECT quote_ident(t.relname), quote_ident(k.conname), pg_get_constraintdef(k.oid) FROM pg_constraint k
JOIN pg_class t ON t.oid = k.conrelid WHERE t.relnamespace = CAST(quote_ident(current_schema()) AS regnamespace)
AND t.relname = ANY(:tables) AND CAST(k.contype AS TEXT) = ANY(:kinds)
ORDER BY k.conname"""
_GONE = "CREATE TEMPORARY TABLE gone (num BIGINT PRIMARY KEY) ON COMMIT DROP"
_ASIDE = "ALTER TABLE {table} RENAME TO own_{table}"
_ISOLATION = "REPEATABLE READ"
_PRIVATE = (
    "CREATE TEMPORARY TABLE private_{table} (LIKE {table} INCLUDING ALL) ON COMMIT DROP",
    "ALTER TABLE private_{table} RENAME TO {table}",
)
_FULL_TEXT = FullText(
    create=(
        "CREATE TABLE event_text (event BIGINT NOT NULL CONSTRAINT event_text_key PRIMARY KEY, "
        "words TSVECTOR NOT NULL, place_words TSVECTOR NOT NULL)",
        "CREATE INDEX event_text_by_words ON event_text USING gin (words)",
        "CREATE INDEX event_text_by_place_words ON event_text USING gin (place_words)",
    ),
    number="event",
    forget="DELETE FROM event_text WHERE event = :num",
    empty="DELETE FROM event_text",
    differing="SELECT x.num FROM unnest(CAST(:nums AS BIGINT[]), CAST(:words AS TEXT[]), CAST(:places AS TEXT[])) "
    "AS x (num, words, places) JOIN event_text t ON t.event = x.num "
    "WHERE t.words <> CAST(x.words AS TSVECTOR) OR t.place_words <> CAST(x.places AS TSVECTOR)",
    written=_vector,
    # Sorting and the making of indexes in memory, to the end of the transaction.
    many=("SET LOCAL work_mem = '64MB'", "SET LOCAL maintenance_work_mem = '256MB'"),
    indexes=("event_text_by_words", "event_text_by_place_words"),
)
# The years 1 to 9999; the year 0; those before it, 10,000 years later; years alone beyond.
_DAY_TEXT = """CASE WHEN {0} BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST({0} - 1 AS INT), 'YYYY-MM-DD')
WHEN {0} BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST({0} + 146096 AS INT), '-MM-DD')
WHEN {0} BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST({0} + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST({0} + 3652424 AS INT), '-MM-DD')
WHEN {0} BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
({0} - 1 - mod(mod({0} - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod({0} - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END"""
# How the server writes a view down is its own business, and may change with its version: a comment has a hash of it.
_VIEWS = """SELECT c.relname, CASE WHEN split_part(d.description, ' ', 3) <> v.major
OR split_part(d.description, ' ', 2) = md5(pg_get_viewdef(c.oid)) THEN split_part(d.description, ' ', 1) END
FROM pg_class c LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = CAST('pg_class' AS regclass)
AND d.objsubid = 0 CROSS JOIN (SELECT split_part(current_setting('server_version'), '.', 1) AS major) v
WHERE c.relkind = 'v' AND c.relnamespace = CAST(quote_ident(current_schema()) AS regnamespace)"""
_NOTED = """DO $$ BEGIN EXECUTE 'COMMENT ON VIEW {name} IS ' || quote_literal(concat_ws(' ', '{said}',
md5(pg_get_viewdef(CAST('{name}' AS regclass))), split_part(current_setting('server_version'), '.', 1))); END $$"""


def _together(connection: sa.Connection, statements: Iterable[str]) -> None:
    """Run statements in one message: a new database has a hundred."""
    connection.exec_driver_sql(";\n".join(statements).replace("%", "%%"))


def _hashed(sql: str) -> str:
    return sha256(sql.encode()).hexdigest()


_STORE = Store(
    title="PostgreSQL",
    tables="SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()",
    version="SHOW server_version",
    size="SELECT pg_database_size(current_database())",
    open=_writing,
    turn=_TAKEN,
    append=_append,
    among="= ANY(:ids)",
    bound=list,
    full_text=_FULL_TEXT,
    beside=_beside,
    private=_private,
    whole={"isolation_level": _ISOLATION, "stream_results": True},
    run_all=_together,
    apart=(
        "CREATE TEMPORARY TABLE apart_{table} (LIKE {table} INCLUDING ALL) ON COMMIT DROP",
        "INSERT INTO apart_{table} SELECT * FROM {table}",
        "ALTER TABLE apart_{table} RENAME TO {table}",  # found before the table of this name in the schema
        "ANALYZE {table}",
    ),
    moment="SELECT txid_current_snapshot()::text",
    day_text=_DAY_TEXT,
    views=_VIEWS,
    view_said=_hashed,
    view_noted=_NOTED,
    late_keys=_KEYS,
    append_columns=_append_columns,
)
ENGINE = Engine(
    "postgresql", _opened, _pattern, collation="C", store=_STORE, numbers="{%s}", parameter=r"%(\1)s", cursor=_cursor,
    leaves_nothing=True,  # rows left unread may outlive a connection, which SQLite would not bear
    end_at=_end_at, interrupt=_interrupt, tables=_tables,
)  # fmt: skip
