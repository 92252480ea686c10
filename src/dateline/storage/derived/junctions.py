"""The junctions of events with actors and themes: filled, rebuilt, and cleared of an event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

import sqlalchemy as sa

from dateline.prepared_events import words_of
from dateline.storage.derived import day_counts, text_index
from dateline.storage.derived.junction_rows import ACTORS, ACTORS_WITHOUT_KEY, THEMES
from dateline.storage.engines import store_behind

_TOGETHER = 2_000
"""So many events are deleted, and get their junctions, by one statement for each table."""
_LISTS = ("participant", "event_citation", "event_measure", "event_claims", "claimed_actor")


def fill(connection: sa.Connection, first: int, changed: Iterable[int] = (), *, keyed: bool = True) -> None:
    """Write the junctions of the events numbered from `first` on, and of those `changed`, and count their days.

    Without `keyed` they are empty, and their keys are yet to be made.

    Themes must have their numbers. The rows go in sorted: a tree that is filled in its own order is several times
    faster and smaller.
    """
    _fill(connection, "e.num >= :num", {"num": first}, ACTORS if keyed else ACTORS_WITHOUT_KEY)
    store, numbers = store_behind(connection), iter(changed)
    while some := list(islice(numbers, _TOGETHER)):
        _fill(connection, f"e.num {store.among}", {"ids": store.bound(some)}, ACTORS)


def _fill(connection: sa.Connection, which: str, values: Mapping[str, Any], actors: str) -> None:
    day_counts.add(connection, which, values)
    for sql in (actors, THEMES):
        connection.execute(sa.text(sql.format(which=which)), values)


def make_anew(connection: sa.Connection) -> None:
    """Make both junctions anew from the events, and count their days."""
    for table in ("event_actor", "event_theme"):
        connection.execute(sa.text(f"DELETE FROM {table}"))
    for sql in (ACTORS, THEMES):
        connection.execute(sa.text(sql.format(which="true")))
    day_counts.make_anew(connection)


_EVENTS = "SELECT num, title, description, place FROM event WHERE num "
_FORGET = """
DELETE FROM event_{column} WHERE ({column}, length_class, earliest, event) IN (
    SELECT l.{column}, e.length_class, e.start_earliest, e.num FROM event e JOIN {lists} WHERE e.num {among}
)
"""
_LISTS_OF = {"actor": "participant l ON l.event = e.num", "theme": "theme_set_member l ON l.theme_set = e.theme_set"}


def forget(connection: sa.Connection, num: int, *, counted: bool = True) -> None:
    """Delete the event `num`, which is written already, with all that hangs on it; `counted` if its day is."""
    forget_all(connection, [num], counted=counted)


def forget_all(connection: sa.Connection, nums: Iterable[int], *, counted: bool = True) -> None:
    """Delete events as `forget` does one, some thousand by each statement."""
    rest = iter(nums)
    while some := list(islice(rest, _TOGETHER)):
        _forget_some(connection, some, counted)


def _forget_some(connection: sa.Connection, nums: list[int], counted: bool) -> None:
    store = store_behind(connection)
    these = {"ids": store.bound(nums)}
    events = connection.execute(sa.text(_EVENTS + store.among), these).all()
    text_index.forget_all(connection, [(num, *words_of(*said)) for num, *said in events])
    if counted:
        day_counts.take_away(connection, f"e.num {store.among}", these)
    for column, lists in _LISTS_OF.items():
        connection.execute(sa.text(_FORGET.format(column=column, lists=lists, among=store.among)), these)
    for table, column in (*((name, "event") for name in _LISTS), ("event", "num")):
        connection.execute(sa.text(f"DELETE FROM {table} WHERE {column} {store.among}"), these)
