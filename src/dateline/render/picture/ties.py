"""Links between the marks of a picture: thin lines with an arrow, below everything else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import product
from typing import NamedTuple

from dateline.counted import counted
from dateline.render.picture.look import Tie
from dateline.render.picture.shapes import number, written

_CLEAR = 7.0
"""Pixels above or below the middle of a mark at which a line begins or ends."""
_ARC, _HEAD, _INSET = 9, 4, 4
SIGN = '<path class="t" d="M2 0H22M18 -3L22 0L18 3"/>'
"""A link in the legend."""


class Spot(NamedTuple):
    """Where a mark stands: between two pixels, its middle at the height `y`."""

    left: float
    right: float
    y: float


class Spots:
    """The places of marks by kind and id; an event may stand in several lanes."""

    def __init__(self) -> None:
        self._spots: dict[tuple[str, str], list[Spot]] = defaultdict(list)

    def add(self, kind: str, identity: str, spot: Spot) -> None:
        """Note where a mark stands."""
        self._spots[kind, identity].append(spot)

    def ends(self, tie: Tie) -> tuple[Spot, Spot] | None:
        """Return where a link begins and ends, in the lanes nearest to each other; None if an end is not drawn."""
        origins = self._spots.get((tie.origin_kind, tie.origin), [])
        targets = self._spots.get((tie.target_kind, tie.target), [])
        return min(product(origins, targets), key=lambda two: abs(two[0].y - two[1].y), default=None)

    def has(self, kind: str, identity: str) -> bool:
        """Tell whether a mark is drawn."""
        return (kind, identity) in self._spots


class Tied(NamedTuple):
    """The links of a picture as shapes, and what its legend says of them."""

    shapes: str
    words: tuple[str, ...]


def tied(wanted: Iterable[Tie], spots: Spots, titles: Mapping[str, str]) -> Tied:
    """Return the links of which both ends are drawn; those of which only one is are counted in words."""
    made, types, beyond = [], set(), 0
    for tie in wanted:
        ends = spots.ends(tie)
        if ends is not None:
            made.append(_line(tie, *ends, titles))
            types.add(tie.type)
        elif spots.has(tie.origin_kind, tie.origin) or spots.has(tie.target_kind, tie.target):
            beyond += 1
    words = [f"a link: {', '.join(sorted(types))}"] if types else []
    words += [f"{counted(beyond, 'link')} to what is not in the picture"] if beyond else []
    return Tied(f'<g class="ties">{"".join(made)}</g>' if made else "", tuple(words))


def _line(tie: Tie, origin: Spot, target: Spot, titles: Mapping[str, str]) -> str:
    words = f"{titles.get(tie.origin, tie.origin)} – {tie.type} – {titles.get(tie.target, tie.target)}"
    start, end = written(f"{tie.origin_kind} {tie.origin}"), written(f"{tie.target_kind} {tie.target}")
    ends = f'data-from="{start}" data-to="{end}"'
    return f'<path class="t" {ends} d="{path(origin, target)}"><title>{written(words)}</title></path>'


def path(origin: Spot, target: Spot) -> str:
    """Return the way from one mark to another with an arrow at its end; ties.js draws the same.

    It leaves and arrives upright, and goes above marks of one row.
    """
    down = (target.y > origin.y) - (target.y < origin.y)
    start, end = origin.y + _CLEAR * (down or -1), target.y - _CLEAR * (down or 1)
    to = _within(target, origin)
    bend = (start + end) / 2 if down else start - _ARC
    back = end - _HEAD * (down or 1)
    x, tip, knee = number(_within(origin, target)), f"{number(to)} {number(end)}", number(bend)
    curve = f"M{x} {number(start)}C{x} {knee} {number(to)} {knee} {tip}"
    return f"{curve}M{number(to - 3)} {number(back)}L{tip}L{number(to + 3)} {number(back)}"


def _within(mark: Spot, other: Spot) -> float:
    """Return where a line touches a mark: as near to the middle of the other one as the mark reaches."""
    inset = min(_INSET, (mark.right - mark.left) / 2)
    return min(max((other.left + other.right) / 2, mark.left + inset), mark.right - inset)
