"""Circles of a map that would lie on each other, gathered until none does and every number can be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from math import hypot, log10
from typing import NamedTuple

from dateline.render.map.clusters import Cluster, merged
from dateline.render.map.view import View

ALONE, LARGEST = 5.0, 17.0
"""Pixels of the radius of one event, and of very many."""
_SMALLEST = 8.0
_TOUCHING = 1.0
"""Pixels that two circles may share."""
_SQUARE = int(2 * LARGEST)
"""Pixels of a side of the squares in which neighbours are looked for: further away none touches."""


class Circle(NamedTuple):
    """Where a cluster is drawn, in pixels."""

    x: float
    y: float
    radius: float


def circle_of(view: View, each: Cluster) -> Circle:
    """Return the circle of a cluster: at the border of the picture it is moved inside, so that it is seen whole."""
    radius = ALONE if each.total == 1 else min(LARGEST, _SMALLEST + 3 * log10(each.total))
    x, y = view.x(each.longitude), view.y(each.latitude)
    return Circle(_held(x, radius, view.width), _held(y, radius, view.height), radius)


def _held(place: float, radius: float, end: float) -> float:
    return min(max(place, radius + 1), end - radius - 1)


def apart(found: Iterable[Cluster], view: View) -> list[Cluster]:
    """Return clusters whose circles do not lie on each other: those that share most are gathered first."""
    kept = _Kept(view)
    for each in found:
        kept.add(each)
    return kept.gathered()


class _Kept:
    """Clusters by numbers, the squares in which they lie, and the pairs that share pixels, most pixels first."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._clusters: dict[int, tuple[Cluster, Circle]] = {}
        self._squares: dict[tuple[int, int], set[int]] = defaultdict(set)
        self._pairs: list[tuple[float, int, int]] = []
        self._next = 0

    def add(self, each: Cluster) -> None:
        circle, number = circle_of(self._view, each), self._next
        for other in self._near(circle):
            if (shared := _shared(circle, self._clusters[other][1])) > _TOUCHING:
                heappush(self._pairs, (-shared, other, number))
        self._clusters[number] = each, circle
        self._squares[_square(circle)].add(number)
        self._next += 1

    def gathered(self) -> list[Cluster]:
        while self._pairs:
            _, *pair = heappop(self._pairs)
            if all(number in self._clusters for number in pair):
                self.add(merged([self._taken(number) for number in pair]))
        return [each for each, _ in self._clusters.values()]

    def _taken(self, number: int) -> Cluster:
        each, circle = self._clusters.pop(number)
        self._squares[_square(circle)].remove(number)
        return each

    def _near(self, circle: Circle) -> Iterator[int]:
        column, row = _square(circle)
        for across in (column - 1, column, column + 1):
            for down in (row - 1, row, row + 1):
                yield from self._squares.get((across, down), ())


def _square(circle: Circle) -> tuple[int, int]:
    return int(circle.x // _SQUARE), int(circle.y // _SQUARE)


def _shared(one: Circle, other: Circle) -> float:
    """Return how many pixels two circles share on the line between their middles, below zero if they are apart."""
    return one.radius + other.radius - hypot(one.x - other.x, one.y - other.y)
