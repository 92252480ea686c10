"""The numbers of themes: pre-order, so that a subtree is one range of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from dateline.storage.schema import tables as t

_NUMBERED = (
    (t.event_theme, t.event_theme.c.theme, None),
    (t.theme_set_member, t.theme_set_member.c.theme, None),
    (t.counted, t.counted.c.subject, t.counted.c.kind == "theme"),
    (t.day_count, t.day_count.c.subject, t.day_count.c.kind == "theme"),
)
"""What names a theme by its number: the table, the column, and which of its rows."""


def number_themes(connection: sa.Connection) -> bool:
    """Give the whole tree its numbers in pre-order, children by id, and let all that names a number follow.

    Returns whether a theme that had a number stands elsewhere in the tree now, so that subtrees hold other themes.
    """
    of = t.theme.c
    rows = connection.execute(sa.select(of.id, of.above, of.num, of.last, of.depth).order_by(of.num)).all()
    children: dict[str | None, list[str]] = {}
    for row in sorted(rows, key=lambda row: row.id):
        children.setdefault(row.above, []).append(row.id)
    wanted = {identity: (num, last, depth) for identity, num, last, depth in _preordered(children)}
    changed = {row.num: wanted[row.id] for row in rows if (row.num, row.last, row.depth) != wanted[row.id]}
    _renumber(connection, changed, {row.num for row in rows if row.depth})  # a new one is named by nothing yet
    return _moved(rows)


def number_again(connection: sa.Connection, wanted: Mapping[int, tuple[int, int, int]]) -> None:
    """Give themes, by their numbers, other ones in the same order: (number, last number below, depth)."""
    _renumber(connection, wanted, set(wanted))


def _renumber(connection: sa.Connection, changed: Mapping[int, tuple[int, int, int]], named: set[int]) -> None:
    """Give themes their (number, last, depth), and all that is `named` by an old number its new one.

    Numbers pass through negatives, so that no two themes bear one on the way.
    """
    of = t.theme.c
    if not changed:
        return
    names = ("is", "becomes", "until", "deep")
    old, num, last, depth = (sa.bindparam(name, type_=sa.BigInteger) for name in names)
    rows = [{"is": each, "becomes": -new, "until": end, "deep": level} for each, (new, end, level) in changed.items()]
    connection.execute(sa.update(t.theme).where(of.num == old).values(num=num, last=last, depth=depth), rows)
    told = [
        {"is": row["is"], "becomes": row["becomes"]}
        for row in rows
        if row["is"] in named and row["is"] + row["becomes"]
    ]
    for table, column, which in _NUMBERED:
        some = column > 0 if which is None else which
        if told:
            connection.execute(sa.update(table).where(some, column == old).values({column: num}), told)
        connection.execute(sa.update(table).where(column < 0).values({column: -column}))
    connection.execute(sa.update(t.theme).where(of.num < 0).values(num=-of.num))


def _moved(rows: Sequence[Any]) -> bool:
    """Tell whether a theme that had its place in the tree, at a depth above 0, is now below another one."""
    open_: list[tuple[str, int]] = []
    for row in rows:
        if not row.depth:
            continue
        while open_ and open_[-1][1] < row.num:
            open_.pop()
        if (open_[-1][0] if open_ else None) != row.above:
            return True
        open_.append((row.id, row.last))
    return False


def _preordered(children: Mapping[str | None, list[str]]) -> Iterator[tuple[str, int, int, int]]:
    """Yield (id, number, last number below, depth) of a tree given by its children, roots under None."""
    order: list[tuple[str, int]] = []
    ahead = [(root, 1) for root in reversed(children.get(None, ()))]
    while ahead:  # no function that calls itself: a file may name a theme of any depth
        identity, depth = ahead.pop()
        order.append((identity, depth))
        ahead += ((child, depth + 1) for child in reversed(children.get(identity, ())))
    last: dict[str, int] = {}
    for number, (identity, depth) in reversed(list(enumerate(order, 1))):
        below = children.get(identity)
        last[identity] = last[below[-1]] if below else number
        yield identity, number, last[identity], depth


def paths(connection: sa.Connection) -> dict[str, tuple[int, ...]]:
    """Return the numbers of the themes from the top down to each, by its id."""
    of = t.theme.c
    found: dict[str, tuple[int, ...]] = {}
    open_: list[tuple[int, int]] = []
    for identity, num, last in connection.execute(sa.select(of.id, of.num, of.last).order_by(of.num)):
        while open_ and open_[-1][1] < num:
            open_.pop()
        open_.append((num, last))
        found[identity] = tuple(number for number, _ in open_)
    return found
