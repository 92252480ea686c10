"""Where the events of a query lie: their bounds, and gathered in cells of a map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import floor
from typing import NamedTuple

from dateline.query import Query
from dateline.render.map.clusters import CELL, Cell, Cluster
from dateline.render.map.view import Extent, View
from dateline.storage.reading.events import Reader
from dateline.wire_fields import Record


class Found(NamedTuple):
    """The bounds of the events of a query, stripe by stripe, and how many have coordinates, and how many have none."""

    extents: list[Extent]
    located: int
    unlocated: int


def extents(reader: Reader, query: Query) -> Found:
    """Return how far the events of `query` reach.

    Raises:
        NotFound, Ambiguous, DatabaseError: as for `Reader.events`.
    """
    rows, gapped = reader.parted("placed_in_stripes", query)
    found = [Extent(*bounds) for stripe, _, *bounds in rows if stripe is not None]
    located = sum(int(row[1]) for row in rows if row[0] is not None)
    unlocated = sum(int(row[1]) for row in rows if row[0] is None)
    for record in gapped:
        if _has_place(record):
            found.append(_point(record))
        located, unlocated = located + _has_place(record), unlocated + (not _has_place(record))
    return Found(found, located, unlocated)


def clusters(reader: Reader, query: Query, view: View) -> list[Cluster]:
    """Return the events of `query`, gathered in cells of `view`, from west to east and north to south.

    Raises:
        NotFound, Ambiguous, DatabaseError: as for `Reader.events`.
    """
    height, width = CELL / view.rise, CELL / view.scale
    rows, gapped = reader.parted("placed_in_cells", query, cell_height=height, cell_width=width, cell_west=view.west)
    cells: dict[tuple[int, int], Cell] = defaultdict(Cell)

    def cell(south: float, west: float) -> Cell:
        return cells[floor((south + 90) / height), floor((west - view.west) / width)]

    roots = _roots_of_sets(reader, {row[0] for row in rows})
    for themes, match, number, latitudes, longitudes, *bounds in rows:
        cell(bounds[0], bounds[2]).add(roots[themes], match, number, latitudes, longitudes, bounds)
    for record in filter(_has_place, gapped):
        south, north, west, _ = _point(record)
        west += 360 if west < view.west else 0
        cell(south, west).add(_roots(record["themes"]), record["match"], 1, south, west, (south, north, west, west))
    return [each.cluster() for _, each in sorted(cells.items(), key=lambda item: (-item[0][0], item[0][1]))]


def _roots_of_sets(reader: Reader, sets: Iterable[int | None]) -> dict[int | None, frozenset[str]]:
    """Return the themes at the root of each set of themes; the same ones are one value."""
    numbers, known = list(sets), dict[frozenset[str], frozenset[str]]()
    found = map(_roots, reader.themes_of_sets(numbers))
    return {number: known.setdefault(roots, roots) for number, roots in zip(numbers, found, strict=True)}


def _roots(themes: Iterable[str]) -> frozenset[str]:
    return frozenset(theme.partition("/")[0] for theme in themes)


def _has_place(record: Record) -> bool:
    return record["latitude"] is not None and record["longitude"] is not None


def _point(record: Record) -> Extent:
    return Extent(record["latitude"], record["latitude"], record["longitude"], record["longitude"])
