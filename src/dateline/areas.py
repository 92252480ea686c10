"""Areas on the earth that a query asks for, as values; coordinates are degrees of WGS 84.

A box is written as in GeoJSON (RFC 7946, section 5): west, south, east, north. A point is written latitude first, as
people and maps write it.
"""

from __future__ import annotations

from math import asin, cos, isfinite, pi, radians, sin, sqrt

from dateline.errors import InvalidQuery
from dateline.light_classes import NamedTuple

EARTH = 6371.0088
"""The mean radius of the earth in kilometres (IUGG)."""
USUAL_KM = 50.0
"""How far `near` reaches where nobody says."""


class Box(NamedTuple):
    """From `west` to `east` and from `south` to `north`; where west is greater it crosses the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    @property
    def crosses(self) -> bool:
        """Whether the 180th meridian lies within."""
        return self.west > self.east


class Circle(NamedTuple):
    """All points that are at most `km` kilometres from one, on the surface of a sphere."""

    latitude: float
    longitude: float
    km: float

    @property
    def reach(self) -> float:
        """The square of the half chord, on a sphere of radius 1, up to which a point lies within."""
        return sin(min(self.km / (2 * EARTH), pi / 2)) ** 2

    @property
    def parallels(self) -> tuple[float, float]:
        """The latitudes between which the circle lies."""
        degrees = self.km / EARTH * 180 / pi + 1e-9
        return max(-90.0, self.latitude - degrees), min(90.0, self.latitude + degrees)


def apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the kilometres between two points (latitude, longitude), on a sphere (the haversine formula)."""
    (north, east), (other_north, other_east) = (map(radians, point) for point in (one, other))
    half = sin((other_north - north) / 2) ** 2 + cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, half)))


def areas_of(bbox: str | None, near: str | None, km: str | None) -> tuple[Box | None, Circle | None]:
    """Return the areas that texts say.

    Raises:
        InvalidQuery: they say none.
    """
    if km is not None and near is None:
        raise InvalidQuery("--km needs --near", "for example: --near 53.9,27.6 --km 100")
    return None if bbox is None else box_of(bbox), None if near is None else circle_of(near, km)


def box_of(text: str) -> Box:
    """Return the box that a text of four numbers says.

    Raises:
        InvalidQuery: it is none.
    """
    numbers = _numbers(text)
    hint = "write WEST,SOUTH,EAST,NORTH in degrees, for example 23.2,51.2,32.8,56.2"
    if numbers is None or len(numbers) != 4:
        raise InvalidQuery(f"--bbox {text!r} is not a box of four numbers", hint)
    found = Box(*numbers)
    if max(abs(found.south), abs(found.north)) > 90 or max(abs(found.west), abs(found.east)) > 180:
        raise InvalidQuery(f"--bbox {text!r}: a latitude is at most 90 and a longitude at most 180", hint)
    if found.south > found.north:
        raise InvalidQuery(f"--bbox {text!r}: the south lies above the north", hint)
    return found


def circle_of(text: str, km: str | None) -> Circle:
    """Return the circle of so many kilometres (`USUAL_KM` where None) around the point that a text of two numbers says.

    Raises:
        InvalidQuery: it is none.
    """
    numbers, reach = _numbers(text), [USUAL_KM] if km is None else _numbers(km)
    hint = "write LATITUDE,LONGITUDE in degrees, for example 53.9,27.6"
    if numbers is None or len(numbers) != 2:
        raise InvalidQuery(f"--near {text!r} is not a point of two numbers", hint)
    if abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        raise InvalidQuery(f"--near {text!r}: a latitude is at most 90 and a longitude at most 180", hint)
    if reach is None or len(reach) != 1 or reach[0] < 0:
        raise InvalidQuery(f"--km {km!r} is not a number of kilometres", "for example 100")
    return Circle(numbers[0], numbers[1], reach[0])


def _numbers(text: str) -> list[float] | None:
    """Return the numbers between commas, None where one is none."""
    try:
        found = [float(piece) for piece in text.split(",")]
    except ValueError:
        return None
    return found if all(map(isfinite, found)) else None
