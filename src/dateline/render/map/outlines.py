"""The outlines of countries that a map shows: Natural Earth 1:110m, which is in the public domain."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise

Ring = list[tuple[float, float]]
"""Points (longitude, latitude) in degrees, the last is the first; a ring over the 180th meridian goes on beyond it."""


@cache
def countries() -> dict[str, list[Ring]]:
    """Return the rings of each country by its short English name."""
    found = json.loads(files("dateline.render.map").joinpath("outlines.json").read_text("utf-8"))
    arcs = [_points(steps, found["grid"]) for steps in found["arcs"]]
    return {name: [_joined(ring, arcs) for ring in rings] for name, rings in found["countries"]}


@cache
def middles() -> dict[str, tuple[float, float, float]]:
    """Return the centre of the greatest ring of each country and how many degrees it is wide, for its name."""
    return {name: _middle(max(rings, key=lambda ring: abs(_area(ring)))) for name, rings in countries().items()}


def _area(ring: Ring) -> float:
    return sum(a * d - c * b for (a, b), (c, d) in pairwise(ring)) / 2


def _middle(ring: Ring) -> tuple[float, float, float]:
    """Return the centroid of a ring (shoelace formula) and its width."""
    crossed = [(a, b, c, d, a * d - c * b) for (a, b), (c, d) in pairwise(ring)]
    six = 6 * _area(ring)
    east = sum((a + c) * cross for a, _, c, _, cross in crossed) / six
    north = sum((b + d) * cross for _, b, _, d, cross in crossed) / six
    return round(east, 2), round(north, 2), max(x for x, _ in ring) - min(x for x, _ in ring)


def _points(steps: list[int], grid: float) -> Ring:
    across, up = accumulate(steps[::2]), accumulate(steps[1::2])
    return [(round(x * grid - 180, 2), round(y * grid - 90, 2)) for x, y in zip(across, up, strict=True)]


def _joined(numbers: Iterable[int], arcs: list[Ring]) -> Ring:
    """Return the ring that arcs make; one with a number below zero, ~n, is arc n from its end (as in TopoJSON)."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return _continued(ring)


def _continued(ring: Ring) -> Ring:
    """Return a ring whose longitudes go on beyond 180 degrees; one around a pole is closed along its parallel."""
    turn, found = 0, ring[:1]
    for (before, _), (east, north) in pairwise(ring):
        turn += 360 if east - before < -180 else -360 if east - before > 180 else 0
        found.append((east + turn, north))
    if turn:
        pole = -90.0 if found[0][1] < 0 else 90.0
        found += [(found[-1][0], pole), (found[0][0], pole), found[0]]
    return found
