"""Lists of a record merged as sets in an order: what either side added or took away."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from dateline.formats.curated.three_way.blocks import said

Item = TypeVar("Item", bound=Hashable)
SETS = frozenset(
    ("actors", "themes", "citations", "measures", "aliases", "member_of", "due", "status", "waiver", "depends", "date")
)
"""The fields that are lists of things; other lists, such as `level`, are one value."""


def merged(name: str, base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]) -> list[Any] | None:
    """Return the merged list of a field, or None where both sides made something else of the same.

    An item that both sides took away, while one of them put another in its place, may have been changed by both.
    """
    sides = [[said(item) for item in side] for side in (base, ours, theirs)]
    if any(len(set(side)) < len(side) for side in sides):
        return None
    before, left, right = map(set, sides)
    if (before - left) & (before - right) and left - before != right - before:
        return None
    new = ([item for item in side if said(item) not in before] for side in (ours, theirs))
    mine, yours = ({_identity(name, item): said(item) for item in each} for each in new)
    if any(mine[key] != yours[key] for key in mine.keys() & yours.keys()):
        return None
    order = in_order(*sides)
    if order is None:
        return None
    items = {said(item): item for item in (*ours, *theirs)}
    return [items[key] for key in order]


def in_order(base: Sequence[Item], ours: Sequence[Item], theirs: Sequence[Item]) -> list[Item] | None:
    """Return what neither side took away and what either added; None where both put the rest into other orders.

    What the side that kept the order added comes behind what it stood behind there.
    """
    kept = set(base) & set(ours) & set(theirs)
    before, left, right = ([item for item in side if item in kept] for side in (base, ours, theirs))
    if left == before and right != before:
        first, second = theirs, ours
    elif right in (before, left):
        first, second = ours, theirs
    else:
        return None
    new = set(second) - set(base)
    found = [item for item in first if item in new or item in second or item not in base]
    added = set(first) - set(base)
    for place, item in enumerate(second):
        if item in new and item not in found:
            found.insert(_after(found, second[:place], lambda each: each in added), item)
    return found


def _after(found: list[Item], earlier: Sequence[Item], is_added: Callable[[Item], bool]) -> int:
    """Return the place behind the nearest of the earlier items, and behind what the other side added there."""
    place = next((found.index(item) + 1 for item in reversed(earlier) if item in found), 0)
    while place < len(found) and is_added(found[place]) and found[place] not in earlier:
        place += 1
    return place


def _identity(name: str, item: Any) -> Any:
    """Return what an item is about: two of it that say different things contradict each other."""
    if name == "actors" and isinstance(item, str):
        return item.split(" (")[0]
    if name == "measures" and isinstance(item, dict):
        return f"{item.get('name')}\0{item.get('unit')}"
    return said(item)
