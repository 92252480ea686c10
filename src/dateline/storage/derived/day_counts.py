"""The number of single-day events of each common actor, and of the subtree of each common theme, on each day.

Counting a million rows takes long even in an index; adding up some thousand days does not. Only those are counted who
have so many events that it pays: `counted` names them, and everyone else is counted when asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

LEAST = 100_000
"""So many single days are worth being counted."""

_OF_ACTORS = """
INSERT INTO day_count (kind, subject, day, number)
SELECT 'actor', p.actor, e.start_earliest, count(DISTINCT e.num) FROM event e JOIN participant p ON p.event = e.num
WHERE e.length_class = 0 AND {which} AND p.actor IN (SELECT subject FROM counted WHERE kind = 'actor')
GROUP BY p.actor, e.start_earliest
ON CONFLICT (kind, subject, day) DO UPDATE SET number = day_count.number + excluded.number
"""
_OF_THEMES = """
INSERT INTO day_count (kind, subject, day, number)
WITH bearing AS MATERIALIZED (
    SELECT m.theme_set, t.num AS subject FROM counted c JOIN theme t ON t.num = c.subject
    JOIN theme_set_member m ON m.theme BETWEEN t.num AND t.last AND m.shared < t.depth WHERE c.kind = 'theme'
)
SELECT 'theme', b.subject, e.start_earliest, count(*) FROM event e JOIN bearing b ON b.theme_set = e.theme_set
WHERE e.length_class = 0 AND {which} GROUP BY b.subject, e.start_earliest
ON CONFLICT (kind, subject, day) DO UPDATE SET number = day_count.number + excluded.number
"""
_OF_ACTOR = """
SELECT 'actor', CAST(:num AS BIGINT), earliest, count(*) FROM event_actor WHERE actor = :num AND length_class = 0
GROUP BY earliest
"""
_OF_THEME = """
SELECT 'theme', CAST(:num AS BIGINT), earliest, count(*) FROM event_theme
WHERE theme BETWEEN :num AND :last AND shared < :depth AND length_class = 0 GROUP BY earliest
"""
_COUNT = "INSERT INTO day_count (kind, subject, day, number)"


def add(connection: sa.Connection, which: str, num: int) -> None:
    """Add events to the counts of their actors and themes: those of the condition `which` on `e.num` and `:num`."""
    if connection.execute(sa.text("SELECT 1 FROM counted LIMIT 1")).first():
        for sql in (_OF_ACTORS, _OF_THEMES):
            connection.execute(sa.text(sql.format(which=which)), {"num": num})


def take_away(connection: sa.Connection, day: int, actors: Iterable[int], themes: Iterable[int]) -> None:
    """Take an event of the day away from the counts of its actors and of its themes with all above them."""
    subjects = {("actor", actor) for actor in actors}
    above = sa.text("SELECT num FROM theme WHERE :theme BETWEEN num AND last")
    for theme in themes:
        subjects |= {("theme", num) for num in connection.execute(above, {"theme": theme}).scalars()}
    which = "kind = :kind AND subject = :subject AND day = :day"
    for kind, subject in sorted(subjects):
        values = {"kind": kind, "subject": subject, "day": day}
        if connection.execute(sa.text(f"UPDATE day_count SET number = number - 1 WHERE {which}"), values).rowcount:
            connection.execute(sa.text(f"DELETE FROM day_count WHERE {which} AND number = 0"), values)


def count_common(connection: sa.Connection) -> None:
    """Count those who have become common and are not counted yet."""
    known = {(kind, num) for kind, num in connection.execute(sa.text("SELECT kind, subject FROM counted"))}
    actors = sa.text("SELECT actor FROM event_actor WHERE length_class = 0 GROUP BY actor HAVING count(*) >= :least")
    for num in connection.execute(actors, {"least": LEAST}).scalars().all():
        if ("actor", num) not in known:
            _count(connection, "actor", _OF_ACTOR, {"num": num})
    for num, (last, depth, number) in _subtrees(connection).items():
        if number >= LEAST and ("theme", num) not in known:
            _count(connection, "theme", _OF_THEME, {"num": num, "last": last, "depth": depth})


def _count(connection: sa.Connection, kind: str, sql: str, values: Mapping[str, int]) -> None:
    row = {"kind": kind, "subject": values["num"]}
    connection.execute(sa.text("INSERT INTO counted (kind, subject) VALUES (:kind, :subject)"), row)
    connection.execute(sa.text(f"{_COUNT} {sql}"), values)


def _subtrees(connection: sa.Connection) -> dict[int, tuple[int, int, int]]:
    """Return (last number, depth, events of single days) of the subtree of each theme."""
    themes = connection.execute(sa.text("SELECT num, last, depth FROM theme ORDER BY num")).all()
    rows = "SELECT theme, shared, count(*) FROM event_theme WHERE length_class = 0 GROUP BY theme, shared"
    total: Counter[int] = Counter()
    open_: list[tuple[int, int, int]] = []
    found: dict[int, list[tuple[int, int]]] = {}
    for num, shared, number in connection.execute(sa.text(rows)):
        found.setdefault(num, []).append((shared, number))
    for num, last, depth in themes:
        while open_ and open_[-1][1] < num:
            open_.pop()
        open_.append((num, last, depth))
        for shared, number in found.get(num, ()):
            for above, _, level in open_:
                total[above] += number if shared < level else 0
    return {num: (last, depth, total[num]) for num, last, depth in themes}


def make_anew(connection: sa.Connection) -> None:
    """Count all who are common anew."""
    connection.execute(sa.text("DELETE FROM day_count"))
    connection.execute(sa.text("DELETE FROM counted"))
    count_common(connection)
