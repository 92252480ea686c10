"""The statements about what the sources of events say, and about links."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from dateline.storage.schema.tables import actor, belonging, event, event_claims, link
from dateline.storage.statements.dialects import among
from dateline.storage.statements.event_conditions import text

Statement = sa.Select[tuple[object, ...]]


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


def links() -> Statement:
    """Select (id, type, origin, target, kinds of both, note) of all links, by id."""
    of = link.c
    rows = sa.select(of.id, of.type, of.origin, of.target, of.origin_kind, of.target_kind, of.note)
    return rows.order_by(of.id)


def links_of() -> Statement:
    """Select the columns of `links` that lead from or to the record `id` of the kind `kind`, by id."""
    of = link.c
    ends = ((of.origin, of.origin_kind), (of.target, of.target_kind))
    return links().where(sa.or_(*(sa.and_(end == text("id"), kind == text("kind")) for end, kind in ends)))


def events_linked() -> Statement:
    """Select the numbers of the events that a link connects with the record `id` of the kind `kind`."""
    of = link.c
    found = [
        sa.select(event.c.num).join_from(link, event, event.c.id == end).where(end_kind == sa.literal_column("'event'"))
        .where(other == text("id"), other_kind == text("kind"))
        for end, end_kind, other, other_kind in (
            (of.origin, of.origin_kind, of.target, of.target_kind),
            (of.target, of.target_kind, of.origin, of.origin_kind),
        )
    ]  # fmt: skip
    return sa.select(event.c.num).where(sa.or_(*(event.c.num.in_(each) for each in found)))


def link_ids() -> Statement:
    """Select (id, type) of all links."""
    return sa.select(link.c.id, link.c.type)
