"""Who belonged to whom and when, through any number of steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dateline.dates import FAR_FUTURE, FAR_PAST, Bounds

ALWAYS = Bounds(FAR_PAST, FAR_PAST, FAR_FUTURE, FAR_FUTURE)
"""The bounds of a membership without a date."""


class Belonging(NamedTuple):
    """That `member` belonged to `whole` within `bounds`; both are numbers or ids of actors."""

    whole: int
    member: int
    bounds: Bounds


def closure(memberships: Iterable[tuple[int, int, Bounds]]) -> set[Belonging]:
    """Return every belonging that follows from `memberships` of (member, whole, bounds).

    A minister of a government of a state belonged to the state while both memberships held: later of the starts,
    earlier of the ends, on both bounds of each. Pieces that cannot have held at all are left out. The memberships
    must not run in a circle.
    """
    above: dict[int, list[tuple[int, Bounds]]] = {}
    for member, whole, bounds in memberships:
        above.setdefault(member, []).append((whole, bounds))
    found: set[Belonging] = set()
    for member in above:
        _climb(member, member, ALWAYS, above, found)
    return found


def _climb(
    member: int,
    current: int,
    held: Bounds,
    above: Mapping[int, list[tuple[int, Bounds]]],
    found: set[Belonging],
) -> None:
    for whole, bounds in above.get(current, ()):
        both = _both(held, bounds)
        step = Belonging(whole, member, both)
        if both.start_earliest <= both.end_latest and step not in found:
            found.add(step)
            _climb(member, whole, both, above, found)


def _both(a: Bounds, b: Bounds) -> Bounds:
    return Bounds(*(max(pair) for pair in zip(a[:2], b[:2], strict=True)), *map(min, a[2:], b[2:]))
