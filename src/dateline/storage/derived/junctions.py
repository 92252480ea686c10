"""The junctions of events with actors and themes: filled, rebuilt, and cleared of an event."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from dateline.prepared_events import words_of
from dateline.storage.derived import day_counts, text_index

_DAYS = """e.length_class, e.start_earliest, e.num, e.end_latest, CASE WHEN e.length_class > 0 THEN e.start_latest END,
CASE WHEN e.length_class > 0 THEN e.end_earliest END"""
_DATED = "length_class, earliest, event, latest, start_latest, end_earliest"
# An actor may take part twice. Reading goes from the events to their participants, whose key begins with the event.
_ACTORS = f"""
INSERT INTO event_actor (actor, {_DATED}, theme_set)
SELECT p.actor, {_DAYS}, e.theme_set FROM event e CROSS JOIN participant p WHERE p.event = e.num AND {{which}}
ORDER BY p.actor, e.length_class, e.start_earliest, e.num ON CONFLICT DO NOTHING
"""
_THEMES = f"""
INSERT INTO event_theme (theme, {_DATED}, shared)
SELECT m.theme, {_DAYS}, m.shared FROM event e CROSS JOIN theme_set_member m
WHERE m.theme_set = e.theme_set AND {{which}} ORDER BY m.theme, e.length_class, e.start_earliest, e.num
"""


def fill(connection: sa.Connection, first: int, changed: Iterable[int] = ()) -> None:
    """Write the junctions of the events numbered from `first` on, and of those `changed`, and count their days.

    Themes must have their numbers. The rows go in sorted: a tree that is filled in its own order is several times
    faster and smaller.
    """
    for which, numbers in (("e.num >= :num", [first]), ("e.num = :num", changed)):
        for num in numbers:
            day_counts.add(connection, which, num)
            for sql in (_ACTORS, _THEMES):
                connection.execute(sa.text(sql.format(which=which)), {"num": num})


def make_anew(connection: sa.Connection) -> None:
    """Make both junctions anew from the events, and count their days."""
    for table in ("event_actor", "event_theme"):
        connection.execute(sa.text(f"DELETE FROM {table}"))
    for sql in (_ACTORS, _THEMES):
        connection.execute(sa.text(sql.format(which="true")))
    day_counts.make_anew(connection)


_OF_EVENT = "SELECT length_class, start_earliest, theme_set, title, description, place FROM event WHERE num = :num"
_ACTORS_OF = "SELECT DISTINCT actor FROM participant WHERE event = :num"
_THEMES_OF = "SELECT theme FROM theme_set_member WHERE theme_set = :set"


def forget(connection: sa.Connection, num: int, *, counted: bool = True) -> None:
    """Delete the event `num`, which is written already, with all that hangs on it; `counted` if its day is."""
    values: dict[str, Any] = {"num": num}
    class_, earliest, set_, *said = connection.execute(sa.text(_OF_EVENT), values).one()
    text_index.forget(connection, (num, *words_of(*said)))
    actors = connection.execute(sa.text(_ACTORS_OF), values).scalars().all()
    themes = connection.execute(sa.text(_THEMES_OF), {"set": set_}).scalars().all()
    place = values | {"class": class_, "earliest": earliest}
    for column, subjects in (("actor", actors), ("theme", themes)):
        delete = sa.text(
            f"DELETE FROM event_{column} WHERE {column} = :subject AND length_class = :class "
            "AND earliest = :earliest AND event = :num"
        )
        for subject in subjects:
            connection.execute(delete, place | {"subject": subject})
    if class_ == 0 and counted:
        day_counts.take_away(connection, earliest, actors, themes)
    lists = ("participant", "event_citation", "event_measure", "event_claims", "claimed_actor")
    for table, column in (*((name, "event") for name in lists), ("event", "num")):
        connection.execute(sa.text(f"DELETE FROM {table} WHERE {column} = :num"), values)
