"""The statement about all that may be checked of citations."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from dateline.storage.schema.tables import citation, event, event_citation, source_text
from dateline.storage.statements.dialects import codepoints
from dateline.storage.statements.event_conditions import text

Statement = sa.Select[Any]


def citations_to_check(one_source: bool = False) -> Statement:
    """Select (part, owner, source, locator, quote, date of the event) of the citations that may be checked.

    Those of one source follow each other: first of records, then of events by date. With `one_source` only those of the
    parameter `source`. Of events without a quote there is nothing to check unless the text of the source is kept.
    """
    of, by = citation.c, event_citation.c
    records = sa.select(
        of.part, of.owner, of.source, of.locator, of.quote, sa.null().label("date"), sa.literal(0).label("rank"),
        sa.cast(sa.null(), sa.Integer).label("day"), of.item, of.seq,
    )  # fmt: skip
    events: Any = sa.select(
        sa.literal("event"), event.c.id, by.source, by.locator, by.quote, event.c.date, sa.literal(1),
        event.c.start_earliest, by.event, by.seq,
    ).join_from(event_citation, event, event.c.num == by.event)  # fmt: skip
    if one_source:
        records, events = (each.where(each.selected_columns.source == text("source")) for each in (records, events))
    events = events.where(by.source.in_(sa.select(source_text.c.source)) | by.quote.is_not(None))
    each = sa.union_all(records, events).subquery("cited").c
    return sa.select(each.part, each.owner, each.source, each.locator, each.quote, each.date).order_by(
        codepoints(each.source), each.rank, each.day, each.part, each.item, each.owner, each.seq
    )
