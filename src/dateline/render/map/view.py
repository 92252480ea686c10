"""The piece of the earth that a map shows, and where on the picture a place lies.

Degrees are drawn alike everywhere (an equirectangular projection), longitudes shortened as in the middle of the map,
so that shapes are true there and a box of degrees is a box of the picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians
from typing import NamedTuple

from dateline.areas import Box

LEAST = 4.0
"""Degrees of longitude that a map shows at least, so that an outline of a country is seen."""
_MARGIN = 0.08
"""The part of the extent that is left around the outermost events."""
_SHORTEST = 0.25
"""Of a degree of longitude: near the poles a map would else be a strip."""
_RATIOS = (0.45, 0.8)
"""Of the height to the width."""


class Extent(NamedTuple):
    """The bounds of some places, in degrees."""

    south: float
    north: float
    west: float
    east: float


class View(NamedTuple):
    """What is shown: `west` from -180 to 180, `east` east of it, perhaps beyond 180; a picture of these pixels."""

    west: float
    south: float
    east: float
    north: float
    width: int
    height: int

    @property
    def scale(self) -> float:
        """Pixels of a degree of longitude."""
        return self.width / (self.east - self.west)

    @property
    def rise(self) -> float:
        """Pixels of a degree of latitude."""
        return self.height / (self.north - self.south)

    def x(self, longitude: float) -> float:
        """Return how many pixels from the left a longitude lies, the first time that it comes."""
        return (longitude + (360 if longitude < self.west else 0) - self.west) * self.scale

    def y(self, latitude: float) -> float:
        """Return how many pixels from the top a latitude lies."""
        return (self.north - latitude) * self.rise


def meridians(extents: Iterable[Extent]) -> tuple[float, float]:
    """Return the shortest (west, east) with all places, east perhaps beyond 180: the widest gap is left out."""
    spans = sorted((each.west, each.east) for each in extents)
    ends = [(west, spans[i - 1][1] - (0 if i else 360)) for i, (west, _) in enumerate(spans)]
    west, _ = max(ends, key=lambda pair: pair[0] - pair[1])
    east = max(b + (360 if b < west else 0) for _, b in spans)
    return west, east


def around(extents: Iterable[Extent], width: int, box: Box | None = None) -> View:
    """Return the view of all places, or of a box that was asked for, as a picture of this width."""
    found = list(extents)
    if box is not None:
        west, east = box.west, box.east + (360 if box.crosses else 0)
        return _fitted(west, east, box.south, box.north, width)
    if not found:
        return _fitted(-180, 180, -60, 85, width)
    west, east = meridians(found)
    south, north = min(each.south for each in found), max(each.north for each in found)
    across, up = (east - west) * _MARGIN, (north - south) * _MARGIN
    return _fitted(west - across, east + across, south - up, north + up, width)


def _fitted(west: float, east: float, south: float, north: float, width: int) -> View:
    """Return the view that holds these bounds, widened until the picture is neither a strip nor a tower."""
    middle, centre = (west + east) / 2, (south + north) / 2
    short = max(_SHORTEST, cos(radians(min(89, max(-89, centre)))))
    across, up = max(LEAST, east - west), max(LEAST * short * _RATIOS[0], north - south)
    ratio = min(_RATIOS[1], max(_RATIOS[0], up / (across * short)))
    across = min(360.0, max(across, up / ratio / short))
    up = min(180.0, across * short * ratio)
    centre = min(90 - up / 2, max(-90 + up / 2, centre))
    left = middle - across / 2
    left = (left + 180) % 360 - 180
    height = round(width * up / across / short)
    return View(left, centre - up / 2, left + across, centre + up / 2, width, height)
