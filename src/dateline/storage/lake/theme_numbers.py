"""Numbers of the themes of a lake: pre-order as in a database, but with gaps, so that a new theme changes no other.

Files name themes by their numbers, and are never changed for the sake of a theme.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from dateline.errors import DatelineError

_GAP = 1 << 40
"""So far apart are the first themes: forty can come one before the other before there is no room left."""


def above(identity: str) -> str | None:
    """Return the id of the theme above one, None at the top."""
    return identity.rpartition("/")[0] or None


def numbered(known: Mapping[str, int], new: Iterable[str]) -> dict[str, int]:
    """Return the numbers of `new` themes, in pre-order among those `known`, siblings by id; all above them are there.

    Raises:
        DatelineError: there is no room between two numbers.

    >>> numbered({"a": 10, "c": 20}, ["a/b", "a/b/c", "d"]) == {"a/b": 13, "a/b/c": 16, "d": 20 + (1 << 40)}
    True
    """
    order = sorted({*known, *new}, key=lambda identity: identity.split("/"))
    found: dict[str, int] = {}
    before = 0
    runs = [(there, list(run)) for there, run in groupby(order, known.__contains__)]
    for place, (there, run) in enumerate(runs):
        if there:
            before = known[run[-1]]
            continue
        after = known[runs[place + 1][1][0]] if place + 1 < len(runs) else before + _GAP * (len(run) + 1)
        step = (after - before) // (len(run) + 1)
        if not step:
            raise DatelineError("there is no room for more themes", "create the lake again from its source files")
        found |= {identity: before + step * each for each, identity in enumerate(run, 1)}
    return found


def lasts(numbers: Mapping[str, int]) -> dict[str, int]:
    """Return the greatest number in the subtree of each theme."""
    found = dict(numbers)
    for identity, number in numbers.items():
        parts = identity.split("/")
        for end in range(1, len(parts)):
            top = "/".join(parts[:end])
            found[top] = max(found[top], number)
    return found


def path(identity: str, numbers: Mapping[str, int]) -> tuple[int, ...]:
    """Return the numbers from the top of the tree down to a theme."""
    parts = identity.split("/")
    return tuple(numbers["/".join(parts[:end])] for end in range(1, len(parts) + 1))
