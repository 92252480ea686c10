"""The statements about what the sources of events say."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from dateline.storage.schema.tables import actor, belonging, event_claims
from dateline.storage.statements.dialects import among
from dateline.storage.statements.filters import text

Statement = sa.Select[tuple[object, ...]]


def number_of_claims() -> sa.Select[Any]:
    """Select the number of events with a verdict or claims."""
    return sa.select(sa.func.count()).select_from(event_claims)


def claimed_events() -> sa.Select[Any]:
    """Select the numbers of the events with a verdict or claims, in order."""
    return sa.select(event_claims.c.event).order_by(event_claims.c.event)


def belonging_actors() -> Statement:
    """Select (whole, member), the ids of two actors of which one belongs to the other at some time."""
    whole, member, of = actor.alias("whole"), actor.alias("member"), belonging.c
    rows = sa.select(whole.c.id, member.c.id).distinct().join_from(belonging, whole, whole.c.num == of.whole)
    return rows.join(member, member.c.num == of.member)


def claims_of() -> Statement:
    """Select (event, verdict, claims) of the events in the parameter `events` that have any."""
    of = event_claims.c
    return sa.select(of.event, of.verdict, of.claims).where(among(of.event, text("events")))
