"""The number of single-day events of each common actor, and of the subtree of each common theme, on each day.

Counting a million rows takes long even in an index; adding up some thousand days does not. Only those are counted who
have so many events that it pays: `counted` names them, and everyone else is counted when asked.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any

import sqlalchemy as sa

LEAST = 100_000
"""So many single days are worth being counted."""

_OF_ACTORS = """
SELECT 'actor' AS kind, p.actor AS subject, e.start_earliest AS day, count(DISTINCT e.num) AS number
FROM event e JOIN participant p ON p.event = e.num
WHERE e.length_class = 0 AND {which} AND p.actor IN (SELECT subject FROM counted WHERE kind = 'actor')
GROUP BY p.actor, e.start_earliest
"""
_OF_THEMES = """
WITH bearing AS MATERIALIZED (
    SELECT m.theme_set, t.num AS subject FROM counted c JOIN theme t ON t.num = c.subject
    JOIN theme_set_member m ON m.theme BETWEEN t.num AND t.last AND m.shared < t.depth WHERE c.kind = 'theme'
)
SELECT 'theme' AS kind, b.subject AS subject, e.start_earliest AS day, count(*) AS number
FROM event e JOIN bearing b ON b.theme_set = e.theme_set
WHERE e.length_class = 0 AND {which} GROUP BY b.subject, e.start_earliest
"""
_MORE = """
INSERT INTO day_count (kind, subject, day, number) {select}
ON CONFLICT (kind, subject, day) DO UPDATE SET number = day_count.number + excluded.number
"""
_OF_ACTOR = """
SELECT 'actor', CAST(:num AS BIGINT), earliest, count(*) FROM event_actor WHERE actor = :num AND length_class = 0
GROUP BY earliest
"""
_OF_SUBTREE = "FROM event_theme WHERE theme BETWEEN :num AND :last AND shared < :depth AND length_class = 0"
_OF_THEME = f"SELECT 'theme', CAST(:num AS BIGINT), earliest, count(*) {_OF_SUBTREE} GROUP BY earliest"
_IN_THEME = f"SELECT count(*) {_OF_SUBTREE}"
_COUNT = "INSERT INTO day_count (kind, subject, day, number)"


def add(connection: sa.Connection, which: str, values: Mapping[str, Any]) -> None:
    """Add events to the counts of their actors and themes: those of the condition `which` on `e.num`."""
    if _any(connection):
        for select in (_OF_ACTORS, _OF_THEMES):
            connection.execute(sa.text(_MORE.format(select=select.format(which=which))), values)


def take_away(connection: sa.Connection, which: str, values: Mapping[str, Any]) -> None:
    """Take events, which are there still, away from the counts, as `add` adds them."""
    if not _any(connection):
        return
    here = "kind = :kind AND subject = :subject AND day = :day"
    for select in (_OF_ACTORS, _OF_THEMES):
        found = connection.execute(sa.text(select.format(which=which)), values).mappings().all()
        if rows := [dict(row) for row in found]:
            connection.execute(sa.text(f"UPDATE day_count SET number = number - :number WHERE {here}"), rows)
            connection.execute(sa.text(f"DELETE FROM day_count WHERE {here} AND number = 0"), rows)


def _any(connection: sa.Connection) -> bool:
    return connection.execute(sa.text("SELECT 1 FROM counted LIMIT 1")).first() is not None


def count_common(connection: sa.Connection) -> None:
    """Count those who have become common and are not counted yet."""
    known = {(kind, num) for kind, num in connection.execute(sa.text("SELECT kind, subject FROM counted"))}
    actors = sa.text("SELECT actor FROM event_actor WHERE length_class = 0 GROUP BY actor HAVING count(*) >= :least")
    for num in connection.execute(actors, {"least": LEAST}).scalars().all():
        if ("actor", num) not in known:
            _count(connection, "actor", _OF_ACTOR, {"num": num})
    for subtree in _great_subtrees(connection):
        if ("theme", subtree["num"]) not in known:
            _count(connection, "theme", _OF_THEME, subtree)


def _count(connection: sa.Connection, kind: str, sql: str, values: Mapping[str, int]) -> None:
    row = {"kind": kind, "subject": values["num"]}
    connection.execute(sa.text("INSERT INTO counted (kind, subject) VALUES (:kind, :subject)"), row)
    connection.execute(sa.text(f"{_COUNT} {sql}"), values)


def _great_subtrees(connection: sa.Connection) -> Iterator[dict[str, int]]:
    """Yield (num, last, depth) of each theme whose subtree has so many events on single days.

    The events of its themes, where one may bear several, tell which subtrees have to be counted.
    """
    rows = "SELECT theme, count(*) FROM event_theme WHERE length_class = 0 GROUP BY theme ORDER BY theme"
    borne = connection.execute(sa.text(rows)).all()
    nums, sums = [num for num, _ in borne], [0, *accumulate(number for _, number in borne)]
    themes = connection.execute(sa.text("SELECT num, last, depth FROM theme ORDER BY num")).mappings().all()
    for theme in map(dict, themes):
        at_most = sums[bisect_right(nums, theme["last"])] - sums[bisect_left(nums, theme["num"])]
        if at_most >= LEAST and connection.execute(sa.text(_IN_THEME), theme).scalar_one() >= LEAST:
            yield theme


def make_anew(connection: sa.Connection) -> None:
    """Count all who are common anew."""
    connection.execute(sa.text("DELETE FROM day_count"))
    connection.execute(sa.text("DELETE FROM counted"))
    count_common(connection)
