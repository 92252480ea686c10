"""The statements that read what the lists of many events are made of, as tables of columns."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from dateline.storage.schema.tables import actor, event_citation, event_measure, participant
from dateline.storage.statements.dialects import among
from dateline.storage.statements.event_conditions import number, text

Statement = sa.Select[tuple[object, ...]]


def table_participants(listed: bool = False) -> Statement:
    """Select (event, actor, role) of some events, in order: see `_some`."""
    of = participant.c
    return _some(sa.select(of.event, of.actor, of.role), of.event, listed).order_by(of.event, of.seq)


def table_citations(listed: bool = False) -> Statement:
    """Select (event, source, locator, quote) of some events, in order: see `_some`."""
    of = event_citation.c
    return _some(sa.select(of.event, of.source, of.locator, of.quote), of.event, listed).order_by(of.event, of.seq)


def table_measures(listed: bool = False) -> Statement:
    """Select (event, measure, value, low, high) of some events, in order of events: see `_some`."""
    of = event_measure.c
    return _some(sa.select(of.event, of.measure, of.value, of.low, of.high), of.event, listed).order_by(
        of.event, of.measure
    )


def table_actors() -> Statement:
    """Select (num, id, name) of all actors."""
    return sa.select(actor.c.num, actor.c.id, actor.c.name)


def _some(rows: sa.Select[Any], of_event: sa.ColumnElement[Any], listed: bool) -> sa.Select[Any]:
    """Keep the rows of the events with the numbers from `least` to `most`, or of those `listed` in `events`."""
    if listed:
        return rows.where(among(of_event, text("events")))
    return rows.where(of_event.between(number("least"), number("most")))
