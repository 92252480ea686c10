"""The statements about measures of events: their names, those of some events, and sums of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from dateline.storage.schema.tables import actor, event, event_measure, measure, participant, theme, theme_set_member
from dateline.storage.statements.dialects import among
from dateline.storage.statements.event_conditions import number, text
from dateline.storage.statements.filters import (
    BOUNDS,
    candidates,
    classes_of,
    conditions,
    match_label,
    surely_meant,
)
from dateline.storage.statements.shapes import EventShape

Statement = sa.Select[tuple[object, ...]]
_ONE, _NONE = (sa.literal_column(each, sa.BigInteger) for each in "10")
_ZERO = sa.literal_column("0.0", sa.Double)


def measure_names() -> Statement:
    """Select (num, name, unit) of every measure; the unit is empty where there is none."""
    return sa.select(measure.c.num, measure.c.name, measure.c.unit)


def measures_of() -> Statement:
    """Select (event, measure, value, low, high) of the events in the parameter `events`, in order of events."""
    of = event_measure.c
    rows = sa.select(of.event, of.measure, of.value, of.low, of.high)
    return rows.where(among(of.event, text("events"))).order_by(of.event, of.measure)


def measured_days(*shape: object) -> Statement:
    """Select (the four bounds, 1 where they are certainly meant, number) of the events of a query.

    If the shape is `measured`, the columns of `_amounts` of the measure `summed` follow.
    """
    of = EventShape(*shape)  # type: ignore[arg-type]
    found = candidates(of, classes_of(of), bounds=True)
    columns = [found.c[name] for name in BOUNDS]
    met = surely_meant(of, found.c, found.c.event)
    surely = (sa.case((sa.and_(*met), _ONE), else_=_NONE) if met else _ONE).label("surely")
    each = sa.select(found.c.event, *columns, surely).where(*conditions(of, found.c, found.c.event)).subquery("each")
    groups = [each.c[name] for name in (*BOUNDS, "surely")]
    return _summed(of, each, groups)


def sum_all(*shape: object) -> Statement:
    """Select (match, number, the columns of `_amounts`) of the events of a query."""
    matched = _matched(*shape)
    return _summed(EventShape(*shape), matched, [matched.c.match])  # type: ignore[arg-type]


def sum_actors(*shape: object) -> Statement:
    """Select (actor id, match, number, the columns of `_amounts`) of the events of a query."""
    matched = _matched(*shape)
    taking = sa.select(participant.c.actor, matched.c.event, matched.c.match).distinct()  # somebody may take part twice
    taking_part = taking.join_from(matched, participant, participant.c.event == matched.c.event).subquery("taking")
    named = sa.select(actor.c.id, taking_part.c.event, taking_part.c.match)
    each = named.join_from(taking_part, actor, actor.c.num == taking_part.c.actor).subquery("each")
    return _summed(EventShape(*shape), each, [each.c.id, each.c.match])  # type: ignore[arg-type]


def sum_themes(*shape: object) -> Statement:
    """Select (theme id, match, number, the columns of `_amounts`) of the events of a query."""
    matched, member = _matched(*shape), theme_set_member.c
    rows = sa.select(theme.c.id, matched.c.event, matched.c.match)
    rows = rows.join_from(matched, event, event.c.num == matched.c.event)
    rows = rows.join(theme_set_member, member.theme_set == event.c.theme_set)
    each = rows.join(theme, theme.c.num == member.theme).subquery("each")
    return _summed(EventShape(*shape), each, [each.c.id, each.c.match])  # type: ignore[arg-type]


def _matched(*shape: object) -> sa.Subquery:
    of = EventShape(*shape)  # type: ignore[arg-type]
    found = candidates(of, classes_of(of), bounds=True)
    selected = sa.select(found.c.event, match_label(of, found.c, found.c.event))
    return selected.where(*conditions(of, found.c, found.c.event)).subquery("matched")


def _summed(of: EventShape, each: sa.Subquery, groups: Sequence[sa.ColumnElement[Any]]) -> Statement:
    """Select the groups of rows with an `event`, how many each has, and what its measures come to if that is asked."""
    counted = sa.func.count().label("number")
    if not of.measured:
        return sa.select(*groups, counted).group_by(*groups)
    rows = sa.select(*groups, counted, *_amounts()).select_from(each)
    summed = sa.and_(event_measure.c.event == each.c.event, event_measure.c.measure == number("summed"))
    return rows.outerjoin(event_measure, summed).group_by(*groups)


def _amounts() -> tuple[sa.ColumnElement[Any], ...]:
    """Return the columns of `dateline.measures.sums.Amounts` behind the first."""
    of = event_measure.c
    exact = sa.and_(of.low.is_(None), of.high.is_(None))
    low, high = (sa.case((exact, of.value), else_=side) for side in (of.low, of.high))
    columns = (
        sa.func.count(of.event), sa.func.count(of.value), sa.func.sum(of.value),
        sa.func.count(low), sa.func.sum(low), sa.func.sum(sa.case((low < _ZERO, low), else_=_ZERO)),
        sa.func.count(high), sa.func.sum(high), sa.func.sum(sa.case((high > _ZERO, high), else_=_ZERO)),
    )  # fmt: skip
    return tuple(column.label(f"amount{place}") for place, column in enumerate(columns))
