"""Areas as SQL conditions on the coordinates of events; an event without coordinates is in none.

The parameters are `west`, `south`, `east`, `north`, and those of `reading.query_values.circle_values`.
"""

from __future__ import annotations

from math import pi
from typing import Any

import sqlalchemy as sa

from dateline.storage.schema.tables import event

_RADIAN = pi / 180


def within(area: str, num: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    """Return whether the event `num` lies in an area: box, crossing (a box over the 180th meridian) or circle."""
    of = event.alias(f"placed_in_{area}").c
    conditions = {"box": _box, "crossing": _crossing, "circle": _circle}[area](of)
    return sa.exists().where(of.num == num, *conditions)


def _degree(name: str) -> sa.BindParameter[float]:
    return sa.bindparam(name, type_=sa.Double)


def _box(of: Any) -> list[sa.ColumnElement[bool]]:
    return [
        of.latitude.between(_degree("south"), _degree("north")),
        of.longitude.between(_degree("west"), _degree("east")),
    ]


def _crossing(of: Any) -> list[sa.ColumnElement[bool]]:
    beyond = sa.or_(of.longitude >= _degree("west"), of.longitude <= _degree("east"))
    return [of.latitude.between(_degree("south"), _degree("north")), beyond]


def _circle(of: Any) -> list[sa.ColumnElement[bool]]:
    """Return that the square of the half chord is short enough (haversine), after a look at the latitude alone."""
    north, east = of.latitude, of.longitude
    half_north = sa.func.sin((north - _degree("centre_latitude")) * _RADIAN / 2)
    half_east = sa.func.sin((east - _degree("centre_longitude")) * _RADIAN / 2)
    across = _degree("centre_cosine") * sa.func.cos(north * _RADIAN) * half_east * half_east
    return [
        north.between(_degree("lowest"), _degree("highest")),
        east.is_not(None),
        half_north * half_north + across <= _degree("reach_of_chord"),
    ]
