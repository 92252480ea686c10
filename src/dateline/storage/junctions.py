"""The junctions of events with actors and themes: filled from what was staged, made anew, and left by an event."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from dateline.entries import words_of
from dateline.storage import day_counts, text_index

_DATED = "length_class, earliest, event, latest, start_latest, end_earliest"
_ACTORS = f"""
INSERT INTO event_actor (actor, {_DATED}, theme_set)
SELECT actor, {_DATED}, theme_set FROM {{staged}} WHERE true
ORDER BY actor, length_class, earliest, event ON CONFLICT DO NOTHING
"""
_DAYS = """e.length_class, e.start_earliest AS earliest, e.num AS event, e.end_latest AS latest,
CASE WHEN e.length_class > 0 THEN e.start_latest END AS start_latest,
CASE WHEN e.length_class > 0 THEN e.end_earliest END AS end_earliest"""
_TAKING = f"(SELECT p.actor, {_DAYS}, e.theme_set FROM event e JOIN participant p ON p.event = e.num) AS taking"
_THEMES = f"""
INSERT INTO event_theme (theme, {_DATED}, shared)
SELECT m.theme, {_DAYS}, m.shared FROM event e CROSS JOIN theme_set_member m
WHERE m.theme_set = e.theme_set AND {{which}} ORDER BY m.theme, e.length_class, e.start_earliest, e.num
"""


def fill(connection: sa.Connection, first: int, changed: Iterable[int] = ()) -> None:
    """Write the junctions of the events that are staged: those numbered from `first` on, and those `changed`.

    Their days are counted as well. Themes must have their numbers.
    """
    for which, numbers in (("e.num >= :num", [first]), ("e.num = :num", changed)):
        for num in numbers:
            day_counts.add_themes(connection, which, num)
            connection.execute(sa.text(_THEMES.format(which=which)), {"num": num})
    day_counts.add_actors(connection)
    connection.execute(sa.text(_ACTORS.format(staged="staged")))


def make_anew(connection: sa.Connection) -> None:
    """Make both junctions anew from the events, and count their days."""
    for table in ("event_actor", "event_theme"):
        connection.execute(sa.text(f"DELETE FROM {table}"))
    connection.execute(sa.text(_ACTORS.format(staged=_TAKING)))
    connection.execute(sa.text(_THEMES.format(which="true")))
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
    for table, column in (("participant", "event"), ("event_citation", "event"), ("event", "num")):
        connection.execute(sa.text(f"DELETE FROM {table} WHERE {column} = :num"), values)
