"""The past beside the present: private tables hold what was different then, and views lay them over what is there now.

Records that stay few are copied and put back. Of events only those that were changed since are copied; the others, a
million of them, are read where they are. Whoever reads asks for the same tables by the same names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from dateline.storage.derived import text_index
from dateline.storage.derived.theme_tree import number_again
from dateline.storage.engines import engine_of, store_of
from dateline.storage.engines.beside import Beside
from dateline.storage.engines.connection import Connection
from dateline.storage.history.moments import asking
from dateline.storage.history.states import Numbers, States, added_since, states_at
from dateline.storage.past.gone import COUNTS, OF_EVENTS, Gone, joined
from dateline.storage.past.parts import InParts
from dateline.storage.schema import tables as t
from dateline.storage.writing.rewinding import Past

_AS_NOW = ("batch", "revision", "checkpoint", "source_text")
"""What nobody rewinds."""
_PLACED = """
SELECT p.num, n.num, n.last, n.depth FROM theme AS p
LEFT JOIN {now}.theme AS n ON n.id = p.id AND (n.above = p.above OR (n.above IS NULL AND p.above IS NULL))
ORDER BY p.num
"""
_TWICE = """
SELECT 1 FROM {own} AS p JOIN {now}.event AS n ON n.num = p.num OR n.id = p.id WHERE {left} LIMIT 1
"""


class CannotLayOver(Exception):
    """What was different then changes all events, or their numbers: only a copy tells it."""


@contextmanager
def laid_over(url: str, batch: int) -> Iterator[Connection]:
    """Open the database as it stood after a batch; rows are of that moment alone, however slowly they are taken.

    Raises:
        CannotLayOver: see there.
        DatabaseError: the engine fails.
    """
    store = store_of(url)
    with store.beside(url, [table.name for table in private_tables()], batch) as beside:
        connection = beside.connection
        states, gone = states_at(asking(connection), batch), added_since(asking(connection), batch)
        _check_spread(beside, states)
        left = _fill(beside, states, gone)
        if states or gone:
            Past(connection, url).put_back(states, [], batch)
            _place_themes(beside)
        views, own = _covering(beside, left)
        for sql in views:
            connection.exec_driver_sql(sql)
        _check_once(beside, left, own=own)
        if beside.keep:
            beside.keep(views, own)
        yield InParts(connection.connection.driver_connection, engine_of(url), url, beside.words, own=own)


def _check_spread(beside: Beside, states: States) -> None:
    """Refuse if dates of a whole collection spread otherwise now."""
    chosen = sa.text(f"SELECT circa FROM {beside.now}.collection WHERE id = :id")
    for (kind, identity), state in states.items():
        if kind == "collection" and state is not None:
            now = beside.connection.execute(chosen, {"id": identity}).first()
            if now is not None and now[0] != state.record.circa:
                raise CannotLayOver


def _fill(beside: Beside, states: States, added: Iterable[Numbers]) -> Gone:
    """Fill the private tables with what may have been different."""
    connection, now = beside.connection, beside.now
    ranges = joined(added, lambda last, first: _parted(beside, last, first))
    ids = [{"id": identity} for kind, identity in states if kind == "event"]
    connection.exec_driver_sql(beside.make_gone)
    if ids:
        chosen = f"SELECT num FROM {now}.event WHERE id = :id AND {Gone(ranges, []).left('num')}"
        connection.execute(sa.text(f"INSERT INTO gone (num) {chosen}"), ids)
    gone = Gone(ranges, list(connection.execute(sa.text("SELECT num FROM gone")).scalars()))
    for table in private_tables():
        column = OF_EVENTS.get(table.name)
        if column and gone.numbers:
            which = f" WHERE {column} IN (SELECT num FROM gone)"
        elif column or table.name in COUNTS:
            continue
        else:
            which = ""
        connection.exec_driver_sql(f"INSERT INTO {table} SELECT * FROM {now}.{table}{which}")
    if gone.numbers:
        text_index.rebuild(connection)
    return gone


def private_tables() -> Collection[sa.Table]:
    """Return the tables of which the past has its own."""
    return [table for table in t.metadata.sorted_tables if table.name not in _AS_NOW]


def _parted(beside: Beside, last: int, first: int) -> bool:
    between = sa.text(f"SELECT 1 FROM {beside.now}.event WHERE num > :last AND num < :first LIMIT 1")
    return beside.connection.execute(between, {"last": last, "first": first}).first() is not None


def _place_themes(beside: Beside) -> None:
    """Give themes the numbers that they have now, by which the events of now name them."""
    connection = beside.connection
    rows = connection.exec_driver_sql(_PLACED.format(now=beside.now)).all()
    numbers = [row[1] for row in rows]
    if None in numbers or numbers != sorted(numbers):
        raise CannotLayOver
    number_again(connection, {num: (new, last, depth) for num, new, last, depth in rows})


def _covering(beside: Beside, gone: Gone) -> tuple[list[str], bool]:
    """Return the statements that let the names of the tables of events stand for what was there, and if it has events.

    The tables of what is counted already are taken away where nothing of it is otherwise.
    """
    connection = beside.connection
    own = connection.execute(sa.text("SELECT 1 FROM event LIMIT 1")).first() is not None
    if not (gone.ranges or gone.numbers or own):
        for table in COUNTS:
            connection.exec_driver_sql(f"DROP TABLE {table}")
    views = []
    for table, column in (*OF_EVENTS.items(), *beside.full_text.items()):
        if beside.aside:
            connection.exec_driver_sql(beside.aside.format(table=table))
        left = f"SELECT * FROM {beside.now}.{table} WHERE {gone.left(column)}"
        both = [left, f"SELECT * FROM {beside.own.format(table=table)}"] if own else [left]
        views.append(f"CREATE TEMPORARY VIEW {table} AS {' UNION ALL '.join(both)}")
        if own and beside.divided:
            views.append(f"CREATE TEMPORARY VIEW left_{table} AS {left}")
    return views, own


def _check_once(beside: Beside, gone: Gone, *, own: bool) -> None:
    """Refuse if an event of the past has the number of another that is as it is now."""
    table, left = beside.own.format(table="event"), gone.left("n.num")
    if own and beside.connection.exec_driver_sql(_TWICE.format(own=table, now=beside.now, left=left)).first():
        raise CannotLayOver
