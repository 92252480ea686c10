"""Where the events of a query lie: their bounds, and gathered in cells of a map."""

from __future__ import annotations

from collections import defaultdict
from math import floor
from typing import NamedTuple

from dateline.query import Query
from dateline.render.map.clusters import CELL, Cluster, Piece, cluster
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
    cells: dict[tuple[int, int], list[Piece]] = defaultdict(list)

    def place(piece: Piece) -> None:
        south, _, west, _ = piece.extent
        cells[floor((south + 90) / height), floor((west - view.west) / width)].append(piece)

    sets = list({row[0] for row in rows})
    borne = dict(zip(sets, map(tuple, reader.themes_of_sets(sets)), strict=True))
    for themes, match, number, latitudes, longitudes, *bounds in rows:
        place(Piece(borne[themes], match, number, latitudes, longitudes, Extent(*bounds)))
    for record in filter(_has_place, gapped):
        south, north, west, east = _point(record)
        beyond = 360 if west < view.west else 0
        extent = Extent(south, north, west + beyond, east + beyond)
        place(Piece(tuple(record["themes"]), record["match"], 1, south, west + beyond, extent))
    return [cluster(pieces) for _, pieces in sorted(cells.items(), key=lambda item: (-item[0][0], item[0][1]))]


def _has_place(record: Record) -> bool:
    return record["latitude"] is not None and record["longitude"] is not None


def _point(record: Record) -> Extent:
    return Extent(record["latitude"], record["latitude"], record["longitude"], record["longitude"])
