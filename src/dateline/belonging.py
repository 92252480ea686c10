"""Who belonged to whom and when, through any number of steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dateline.dates import FAR_FUTURE, FAR_PAST, Bounds

ALWAYS = Bounds(FAR_PAST, FAR_PAST, FAR_FUTURE, FAR_FUTURE)
"""The bounds of a membership without a date."""


class Belonging(NamedTuple):
    """That `member` belonged to `whole` within `bounds`; both are numbers or ids of actors."""

    whole: int
    member: int
    bounds: Bounds


def closure(memberships: Iterable[tuple[int, int, Bounds]]) -> Iterator[Belonging]:
    """Yield every belonging that follows from `memberships` of (member, whole, bounds), those of a member together.

    A minister of a government of a state belonged to the state while both memberships held: later of the starts,
    earlier of the ends, on both bounds of each. Pieces that cannot have held at all are left out. The memberships
    must not run in a circle; their chains may be of any length.
    """
    above: dict[int, list[tuple[int, Bounds]]] = {}
    for member, whole, bounds in memberships:
        above.setdefault(member, []).append((whole, bounds))
    for member in sorted(above):
        yield from sorted(_climbed(member, above))


def _climbed(member: int, above: Mapping[int, list[tuple[int, Bounds]]]) -> set[Belonging]:
    found: set[Belonging] = set()
    open_ = [(member, ALWAYS)]
    while open_:
        current, held = open_.pop()
        for whole, bounds in above.get(current, ()):
            both = _both(held, bounds)
            step = Belonging(whole, member, both)
            if both.start_earliest <= both.end_latest and step not in found:
                found.add(step)
                open_.append((whole, both))
    return found


def _both(a: Bounds, b: Bounds) -> Bounds:
    return Bounds(*(max(pair) for pair in zip(a[:2], b[:2], strict=True)), *map(min, a[2:], b[2:]))
