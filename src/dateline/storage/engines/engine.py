"""What an engine is, as one value: `ENGINE` of `sqlite`, `postgresql`, `lakes.duck` and `lakes.spark`.

What differs between engines stands here, or in the dialects of SQLAlchemy (`dateline.storage.statements.dialects`)
where it is a part of a statement; nowhere else is an engine asked for by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from dateline.errors import DatabaseError
from dateline.storage.engines.urls import Dialect

if TYPE_CHECKING:
    import sqlalchemy as sa

    from dateline.storage.engines.arrow import Tables
    from dateline.storage.engines.beside import Beside, Kept, Private

Column = Literal["words", "place_words"]
Rows = Sequence[Sequence[Any]]


def _one_by_one(connection: sa.Connection, statements: Iterable[str]) -> None:
    for sql in statements:
        connection.exec_driver_sql(sql)


class FullText(NamedTuple):
    """The table `event_text` of folded words, in SQL: what makes it, and what takes rows out of it.

    `number` is its column of the numbers of events, and that of `rows`, a table with a row for each of its own.
    `forget` has the parameters `num`, `words` and `place`. `differing` is what `checks/full_text.py` asks, and
    `sizes` too once `spelled` has run, where there is no `written`, which gives the words as the table takes them.
    `many` and `few` are run before and after many events are added; without the `indexes`, which all but the first of
    `create` make, an empty table is filled faster.
    """

    create: tuple[str, ...]
    number: str
    forget: str
    empty: str
    differing: str
    rows: str = "event_text"
    written: Callable[[str], str] | None = None
    spelled: Callable[[Callable[[str], list[tuple[Any, ...]]]], None] | None = None
    sizes: str = ""
    many: tuple[str, ...] = ()
    few: tuple[str, ...] = ()
    indexes: tuple[str, ...] = ()


class Store(NamedTuple):
    """What only a database has: how it is written to, described and checked, with SQL texts of its own.

    `tables` selects the names of the tables, `version` and `size` (in bytes) are told by `dateline db info`. `faults`
    are the engine's own checks, each with the sentence that is made of a row. `open` makes the engine of SQLAlchemy for
    a URL, in bulk or not, and `turn` waits for other writers, once a transaction has begun. `among` is the condition of
    being in the list `ids`, which `bound` gives as a parameter. `whole` are options for reading all of one moment.
    `run_all` runs statements without parameters, one after the other. `copy` writes the database at a URL to a SQLite
    file as it is; without it rows are copied, and `apart` are statements that put a temporary copy of the {table}
    before it, for one transaction. `beside` opens a transaction in which each of some tables is private and empty, for
    the past after a batch (`engines/beside.py`); `private` opens one without SQLAlchemy, in which only what is asked
    for is private; `kept` gives that past if it was kept. `moment` selects a text that is another one after every
    change, for a database that has no `files`. `day_text` is the ISO text of a day {0}, None where there is no bound.
    `views` selects the names of all views, each with what `view_said` makes of the SQL that made it, or something
    else if it was changed since; `view_noted`, with {name} and {said}, is run when it was made. `takes_files` says that
    it reads files of SQLite beside its own (`writing/columns`), `late_keys` selects
    table, name and definition of the keys of some `tables`, of the `kinds` p (primary), u (unique) and f (foreign),
    if keys can be dropped and added; `before_indexes` is run before many rows are sorted into indexes.
    `append_columns` appends arrays of Arrow to the columns of tables by their names; words for the full text are given
    as they are folded.
    """

    title: str
    tables: str
    version: str
    size: str
    open: Callable[[str, bool], sa.Engine]
    turn: str
    append: Callable[[Any, str, tuple[str, ...], Rows], None]
    among: str
    bound: Callable[[Sequence[str] | Sequence[int]], object]
    full_text: FullText
    beside: Callable[[str, Sequence[str], int], AbstractContextManager[Beside]]
    private: Callable[[str, int], AbstractContextManager[Private]]
    analyse: tuple[str, ...] = ("ANALYZE",)
    after_bulk: str | None = None
    faults: Mapping[str, str] = {}
    whole: Mapping[str, Any] = {}
    run_all: Callable[[sa.Connection, Iterable[str]], None] = _one_by_one
    copy: Callable[[str, str], None] | None = None
    apart: tuple[str, ...] = ()
    kept: Callable[[str, int], AbstractContextManager[Kept | None]] | None = None
    moment: str | None = None
    day_text: str = ""
    views: str = ""
    view_said: Callable[[str], str] = str
    view_noted: str | None = None
    takes_files: bool = False
    late_keys: str | None = None
    before_indexes: str | None = None
    append_columns: Callable[[Any, Mapping[str, Mapping[str, Any]]], None] | None = None


def driver(module: str, needs: str, extra: str) -> Any:
    """Return a module that dateline is installed without.

    Raises:
        DatabaseError: it is not there.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise DatabaseError(needs, f"pip install 'dateline[{extra}]'") from error


def _plain_cursor(raw: Any, _: str) -> Any:
    return raw.cursor()


def _lines(rows: Iterable[Sequence[Any]]) -> list[str]:
    return [line for row in rows for line in str(row[-1]).splitlines()]


def _no_files(_: str) -> tuple[str, ...]:
    return ()


class Engine(NamedTuple):
    """An engine: how it is opened and asked; `store` None is one that reads lakes, and never writes.

    `open` returns a `Connection` to what a URL names, which sees one state of it and cannot write; DatabaseError if
    there is none, if it is damaged or of another version, or if the driver is not installed. `pattern(column, phrases,
    every)` is what is looked for in the full text: any, or every, of the folded phrases, each in one of its
    forms, whose
    last word is whole if a blank follows it (`names.wanted_words`). `collation` is the order by
    code points, in which all that begins alike stands together. `numbers` is a list of numbers as a parameter,
    `parameter` how one is written in fixed texts where it is not :name. `cursor(raw, name)` makes one that is read in
    steps if it has a name; with `leaves_nothing` it is closed behind the last row. `end_at` lets statements of a raw
    connection fail from a moment of the monotonic clock on. `explain` asks for the plan of a statement, `steps` makes
    lines of it. With `in_parts` several processes can write parts of an export, for all of them see what the first one
    sees. `files` are those at a URL of which one has another time or size after every change. `mathematics` gives
    a raw connection sin, cos and floor, if it may lack them. `begin` is the statement that begins a transaction, where
    that must be said. `interrupt` breaks off what a raw connection does, from any thread; `modest` bounds its memory
    where many read at a time. `tables` gives what reads the state of a connection as tables of Arrow, or None.
    """

    name: Dialect
    open: Callable[[str], Any]
    pattern: Callable[[Column, Iterable[Sequence[str]], bool], str]
    collation: str
    store: Store | None = None
    numbers: str = "[%s]"
    parameter: str | None = None
    cursor: Callable[[Any, str], Any] = _plain_cursor
    leaves_nothing: bool = False
    end_at: Callable[[Any, float], None] | None = None
    explain: str = "EXPLAIN"
    steps: Callable[[Iterable[Sequence[Any]]], list[str]] = _lines
    in_parts: bool = False
    files: Callable[[str], tuple[str, ...]] = _no_files
    mathematics: Callable[[Any], None] | None = None
    begin: str | None = None
    interrupt: Callable[[Any], None] | None = None
    modest: Callable[[Any], None] | None = None
    tables: Callable[[Any], AbstractContextManager[Tables | None]] | None = None
