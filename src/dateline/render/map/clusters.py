"""Events of a map that lie near one another, gathered with their counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dateline.render.map.view import Extent, View

CELL = 36
"""Pixels of a side of the cells in which events are gathered."""


_SAME = 1e-6
"""Degrees: places no further apart are one."""


class Cluster(NamedTuple):
    """The events of one cell: where their middle lies, how many there are, and how many of each theme at the root."""

    latitude: float
    longitude: float
    certain: int
    possible: int
    roots: Mapping[str, int]
    extent: Extent

    @property
    def total(self) -> int:
        """How many events these are."""
        return self.certain + self.possible

    @property
    def unit(self) -> float:
        """Return the unit in degrees to which the place of these events is given, 0 if they are in several places.

        54.5, 27 is given to a tenth of a degree: it lies somewhere within half a tenth of that.
        """
        if max(self.extent.north - self.extent.south, self.extent.east - self.extent.west) > _SAME:
            return 0.0
        return 10.0 ** -max(_decimals(self.extent.south), _decimals(self.extent.west))


def _decimals(degrees: float) -> int:
    """Return how many decimals a coordinate is written with."""
    return len(f"{degrees:.6f}".rstrip("0").partition(".")[2])


def coarser(found: Iterable[Cluster], view: View) -> list[Cluster]:
    """Return clusters gathered once more, in the cells of a `view` of fewer pixels."""
    cells: dict[tuple[int, int], list[Cluster]] = defaultdict(list)
    for each in found:
        cells[int(view.y(each.latitude) // CELL), int(view.x(each.longitude) // CELL)].append(each)
    return [merged(each) for _, each in sorted(cells.items())]


def merged(found: Sequence[Cluster]) -> Cluster:
    """Return the cluster of the events of several."""
    total = sum(each.total for each in found)
    north, east = (sum(getattr(each, of) * each.total for each in found) / total for of in ("latitude", "longitude"))
    roots: Counter[str] = Counter()
    for each in found:
        roots.update(each.roots)
    certain, possible = (sum(getattr(each, of) for each in found) for of in ("certain", "possible"))
    return Cluster(north, east, certain, possible, roots, around(each.extent for each in found))


def around(extents: Iterable[Extent]) -> Extent:
    """Return the bounds of several extents."""
    souths, norths, wests, easts = zip(*extents, strict=True)
    return Extent(min(souths), max(norths), min(wests), max(easts))


class Cell:
    """What is gathered in one cell of a map, row by row: there may be as many rows as events."""

    __slots__ = ("_bounds", "_certain", "_easts", "_norths", "_possible", "_roots")

    def __init__(self) -> None:
        self._certain = self._possible = 0
        self._norths = self._easts = 0.0
        self._bounds = (90.0, -90.0, 540.0, -180.0)
        self._roots: dict[frozenset[str], int] = {}

    def add(
        self, roots: frozenset[str], match: str, number: int, norths: float, easts: float, bounds: Sequence[float]
    ) -> None:
        """Add events with the same themes at the root and the same match: their number, the sums of their coordinates.

        `bounds` are south, north, west, east.
        """
        if match == "certain":
            self._certain += number
        else:
            self._possible += number
        self._norths += norths
        self._easts += easts
        south, north, west, east = self._bounds
        low, high, left, right = bounds
        if low < south or high > north or left < west or right > east:
            self._bounds = min(south, low), max(north, high), min(west, left), max(east, right)
        self._roots[roots] = self._roots.get(roots, 0) + number

    def cluster(self) -> Cluster:
        """Return the cluster that these events make."""
        roots: Counter[str] = Counter()
        for several, number in self._roots.items():
            roots.update(dict.fromkeys(several, number))
        total = self._certain + self._possible
        extent = Extent(*self._bounds)
        return Cluster(self._norths / total, self._easts / total, self._certain, self._possible, roots, extent)
