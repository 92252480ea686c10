"""The junctions of events, filled from what was staged, in their own order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from dateline.storage import text_index
from dateline.storage.appending import append
from dateline.storage.tables import event_theme

_REBUILT_FROM = 100_000
"""So many new events are worth making an index anew, when they outnumber the old ones."""

_ACTORS = """
INSERT INTO event_actor (actor, length_class, earliest, event, latest)
SELECT DISTINCT p.actor, e.length_class, e.start_earliest, e.num, e.end_latest
FROM event e JOIN participant p ON p.event = e.num WHERE {which}
ORDER BY p.actor, e.length_class, e.start_earliest, e.num
"""
_THEMES = """
INSERT INTO event_theme (theme, length_class, earliest, event, latest)
SELECT k.num, e.length_class, e.start_earliest, e.num, e.end_latest
FROM staged_theme s JOIN staged_key k ON k.id = s.theme JOIN event e ON e.num = s.event
ORDER BY k.num, e.length_class, e.start_earliest, e.num
"""


class Staged:
    """The themes of events, kept in temporary tables until the tree has its numbers."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._keys: dict[str, int] = {}
        self._sets: dict[tuple[str, ...], tuple[int, ...]] = {}
        end = " ON COMMIT DROP" if connection.dialect.name == "postgresql" else ""
        for table in ("staged_theme (event BIGINT, theme INTEGER)", "staged_key (id INTEGER PRIMARY KEY, num BIGINT)"):
            if connection.dialect.name == "sqlite":  # the connection may have seen another file
                connection.execute(sa.text(f"DROP TABLE IF EXISTS temp.{table.partition(' ')[0]}"))
            connection.execute(sa.text(f"CREATE TEMPORARY TABLE {table}{end}"))

    def keys_of(self, themes: tuple[str, ...]) -> tuple[int, ...]:
        """Return the keys of the themes of an event, for rows (event, key) of `staged_theme`."""
        keys = self._sets.get(themes)
        if keys is None:
            found = {self._keys.setdefault(name, len(self._keys) + 1) for name in themes}
            keys = self._sets[themes] = tuple(sorted(found))
        return keys

    def forget(self, event: int) -> None:
        """Leave out what was staged of an event; nothing of it may be unwritten."""
        self._connection.execute(sa.text("DELETE FROM staged_theme WHERE event = :num"), {"num": event})

    def themes_with_parents(self) -> Iterator[str]:
        """Yield the ids of the staged themes, each after those above it in its path."""
        for name in self._keys:
            parts = name.split("/")
            yield from ("/".join(parts[:end]) for end in range(1, len(parts) + 1))

    def number(self) -> None:
        """Give the staged themes the numbers of the tree."""
        numbers: dict[str, int] = {r[0]: r[1] for r in self._connection.execute(sa.text("SELECT id, num FROM theme"))}
        append(self._connection, "staged_key", ("id", "num"), [(key, numbers[n]) for n, key in self._keys.items()])


def fill_junctions(
    connection: sa.Connection, staged: Staged, first: int, following: int, changed: Iterable[int]
) -> None:
    """Write the junctions of the events numbered from `first` to before `following`, and of `changed`."""
    staged.number()
    anew = following - first >= max(_REBUILT_FROM, first)
    index = next(each for each in event_theme.indexes)
    if anew:
        index.drop(connection)
    new = {"first": first}
    connection.execute(sa.text(_ACTORS.format(which="e.num >= :first")), new)
    for num in changed:
        connection.execute(sa.text(_ACTORS.format(which="e.num = :num")), {"num": num})
    connection.execute(sa.text(_THEMES))
    if anew:
        index.create(connection)


_FORGET_ACTORS = """
DELETE FROM event_actor WHERE (actor, length_class, earliest, event) IN
(SELECT p.actor, e.length_class, e.start_earliest, e.num FROM event e JOIN participant p ON p.event = e.num
 WHERE e.num = :num)
"""


def forget(connection: sa.Connection, num: int) -> None:
    """Delete the event `num` with all that hangs on it."""
    values: dict[str, Any] = {"num": num}
    text_index.forget(connection, num)
    connection.execute(sa.text(_FORGET_ACTORS), values)
    for table in ("participant", "event_theme", "event_citation"):
        connection.execute(sa.text(f"DELETE FROM {table} WHERE event = :num"), values)
    connection.execute(sa.text("DELETE FROM event WHERE num = :num"), values)
