"""The statements about where the events of a query lie, gathered by the engine."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from dateline.storage.schema.tables import event
from dateline.storage.statements.filters import candidates, classes_of, conditions, match_label
from dateline.storage.statements.shapes import EventShape

Statement = sa.Select[Any]
_STRIPE = 5
"""Degrees of longitude in a stripe."""


def placed_in_stripes(*shape: object) -> Statement:
    """Select (stripe, number, south, north, west, east) of the events of a query by stripes of five degrees.

    The stripe is empty for those without coordinates.
    """
    each = _placed(*shape)
    stripe: Any = sa.cast(sa.func.floor((each.c.longitude + 180) / _STRIPE), sa.Integer).label("stripe")
    return sa.select(stripe, sa.func.count().label("number"), *_bounds(each)).group_by(stripe)


def placed_in_cells(*shape: object) -> Statement:
    """Select (set of themes, match, number, sums of latitudes and longitudes, bounds) of the events in each cell.

    Cells are `cell_height` and `cell_width` degrees great; longitudes are counted from `cell_west` to the east.
    """
    each = _placed(*shape)
    height, width, west = (sa.bindparam(f"cell_{name}", type_=sa.Double) for name in ("height", "width", "west"))
    beyond = sa.case((each.c.longitude < west, each.c.longitude + 360), else_=each.c.longitude)
    row, column = sa.func.floor((each.c.latitude + 90) / height), sa.func.floor((beyond - west) / width)
    keys: list[Any] = [row.label("row"), column.label("column"), each.c.theme_set, each.c.match]
    amounts: list[Any] = [sa.func.count().label("number"), sa.func.sum(each.c.latitude), sa.func.sum(beyond)]
    chosen = sa.select(each.c.theme_set, each.c.match, *amounts, *_bounds(each, beyond))
    return chosen.where(each.c.latitude.is_not(None), each.c.longitude.is_not(None)).group_by(*keys)


def _bounds(each: Any, longitude: Any = None) -> list[Any]:
    east = each.c.longitude if longitude is None else longitude
    return [of(side) for side in (each.c.latitude, east) for of in (sa.func.min, sa.func.max)]


def _placed(*shape: object) -> sa.Subquery:
    of = EventShape(*shape)  # type: ignore[arg-type]
    found = candidates(of, classes_of(of), bounds=True)
    columns = [event.c.latitude, event.c.longitude, event.c.theme_set]
    selected = sa.select(*columns, match_label(of, found.c, found.c.event))
    placed = selected.join_from(found, event, event.c.num == found.c.event)
    return placed.where(*conditions(of, found.c, found.c.event)).subquery("placed")
