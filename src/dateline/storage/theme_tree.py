"""The numbers of themes: pre-order, so that a subtree is one range of numbers."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from dateline.storage import tables as t


def number_themes(connection: sa.Connection) -> None:
    """Number the whole tree in pre-order, children by id, and let the junction follow.

    Old numbers pass through negatives, so that no two themes bear one number on the way.
    """
    of, junction = t.theme.c, t.event_theme.c
    rows = connection.execute(sa.select(of.id, of.above, of.num, of.last).order_by(of.id)).all()
    children: dict[str | None, list[str]] = {}
    for row in rows:
        children.setdefault(row.above, []).append(row.id)
    wanted = _preordered(children)
    for identity, _, old, last in rows:
        new = wanted[identity]
        if (old, last) != new:
            connection.execute(sa.update(t.theme).where(of.id == identity).values(num=-new[0], last=new[1]))
            connection.execute(sa.update(t.event_theme).where(junction.theme == old).values(theme=-new[0]))
    for table, column in ((t.theme, of.num), (t.event_theme, junction.theme)):
        connection.execute(sa.update(table).where(column < 0).values({column: -column}))


def _preordered(children: Mapping[str | None, list[str]]) -> dict[str, tuple[int, int]]:
    """Return the number, and the last number below, of each id of a tree given by its children, roots under None."""
    order: list[str] = []
    ahead = children.get(None, [])[::-1]
    while ahead:  # no function that calls itself: a file may name a theme of any depth
        order.append(ahead.pop())
        ahead += children.get(order[-1], [])[::-1]
    numbers = {identity: number for number, identity in enumerate(order, 1)}
    last: dict[str, int] = {}
    for identity in reversed(order):
        below = children.get(identity)
        last[identity] = last[below[-1]] if below else numbers[identity]
    return {identity: (number, last[identity]) for identity, number in numbers.items()}
