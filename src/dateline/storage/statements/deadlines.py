"""The statements about deadlines and what is recorded of them."""

from __future__ import annotations

import sqlalchemy as sa

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.storage.schema.tables import (
    actor,
    collection,
    deadline,
    deadline_theme,
    dependency,
    due_assertion,
    horizon,
    horizon_date,
    party,
    status_report,
    waiver,
)
from dateline.storage.statements.dialects import among_ids
from dateline.storage.statements.event_conditions import text

Statement = sa.Select[tuple[object, ...]]


def deadlines() -> Statement:
    """Select the columns of all deadlines."""
    of = deadline.c
    return sa.select(
        of.id, of.programme, of.title, of.force, of.kind, of.item, of.confidence, of.note, of.lead_from, of.lead_to
    )  # fmt: skip


def deadline_themes() -> Statement:
    """Select (deadline, theme) in order."""
    of = deadline_theme.c
    return sa.select(of.deadline, of.theme).order_by(of.deadline, of.seq)


def dues() -> Statement:
    """Select every due assertion with the spread of its collection, in order of entry."""
    of = due_assertion.c
    rows = sa.select(
        of.deadline, of.seq, of.kind, of.cutoff_from, of.cutoff_to, of.due, of.text, of.rule, of.effective_from,
        of.effective_to, of.known_from, of.known_to, of.standing, of.reinstates, of.note, of.awaits_months,
        of.awaits_days, of.of, of.counting, collection.c.circa,
    )  # fmt: skip
    return _in_collections(rows, deadline, of.deadline).order_by(of.deadline, of.seq)


def _in_collections(rows: Statement, owner: sa.Table, column: sa.Column[str]) -> Statement:
    """Join parts of records to their records, and to the collections of these, which may have no row."""
    joined = rows.join_from(column.table, owner, column == owner.c.id)
    return joined.outerjoin(collection, collection.c.id == owner.c.collection)


def due_spans() -> Statement:
    """Select (programme, force), two first and three last days that due dates name or became known on, if any."""
    of = due_assertion.c
    firsts = sa.func.min(_bounded(of.cutoff_from)), sa.func.min(_bounded(of.known_from))
    lasts = (sa.func.max(_bounded(day)) for day in (of.cutoff_to, of.cutoff_from, of.known_to))
    return (
        sa.select(deadline.c.programme, deadline.c.force, *firsts, *lasts)
        .join(due_assertion, of.deadline == deadline.c.id)
        .group_by(deadline.c.programme, deadline.c.force)
        .order_by(deadline.c.programme, deadline.c.force)
    )


def _bounded(day: sa.Column[int]) -> sa.ColumnElement[int | None]:
    return sa.case((day.between(FAR_PAST + 1, FAR_FUTURE - 1), day))


def reports() -> Statement:
    """Select every status report with the spread of its collection, in order of entry."""
    of = status_report.c
    rows = sa.select(
        of.deadline, of.seq, of.level_from, of.level_to, of.when_from, of.when_to, of.date, of.known_from,
        of.known_to, of.standing, of.event, of.note, collection.c.circa,
    )  # fmt: skip
    return _in_collections(rows, deadline, of.deadline).order_by(of.deadline, of.seq)


def waivers() -> Statement:
    """Select every waiver, in order of entry."""
    of = waiver.c
    return sa.select(
        of.deadline, of.seq, of.effective_from, of.effective_to, of.known_from, of.known_to, of.standing, of.basis,
        of.note,
    ).order_by(of.deadline, of.seq)  # fmt: skip


def dependencies() -> Statement:
    """Select every dependency, in order of entry."""
    of = dependency.c
    return sa.select(
        of.deadline, of.seq, of.predecessor, of.lag_from, of.lag_to, of.known_from, of.known_to, of.standing, of.note
    ).order_by(of.deadline, of.seq)


def horizons() -> Statement:
    """Select (id, title, description) of all horizons, by id."""
    return sa.select(horizon.c.id, horizon.c.title, horizon.c.description).order_by(horizon.c.id)


def horizon_dates() -> Statement:
    """Select every statement of a horizon's day with the spread of its collection, in order of entry."""
    of = horizon_date.c
    rows = sa.select(
        of.horizon, of.seq, of.when_from, of.when_to, of.date, of.known_from, of.known_to, of.standing, of.note,
        collection.c.circa,
    )  # fmt: skip
    return _in_collections(rows, horizon, of.horizon).order_by(of.horizon, of.seq)


def parties() -> Statement:
    """Select (part, owner, actor id, name, role) of programmes and deadlines, in order."""
    rows = sa.select(party.c.part, party.c.owner, actor.c.id, actor.c.name, party.c.role)
    rows = rows.join_from(party, actor, actor.c.num == party.c.actor)
    return rows.order_by(party.c.part, party.c.owner, party.c.seq)


def _among_deadlines(column: sa.Column[str]) -> sa.ColumnElement[bool]:
    return among_ids(column, text("deadlines"))


def parties_of() -> Statement:
    """Select (deadline, actor id, name, role) of the deadlines in the list `deadlines`, in order."""
    rows = sa.select(party.c.owner, actor.c.id, actor.c.name, party.c.role)
    rows = rows.join_from(party, actor, actor.c.num == party.c.actor).order_by(party.c.owner, party.c.seq)
    return rows.where(party.c.part == sa.literal_column("'deadline'"), _among_deadlines(party.c.owner))


def deadline_themes_of() -> Statement:
    """Select (deadline, theme) of the deadlines in the list `deadlines`, in order."""
    return deadline_themes().where(_among_deadlines(deadline_theme.c.deadline))


def dues_of() -> Statement:
    """Select the columns of `dues` of the deadlines in the list `deadlines`, in order of entry."""
    return dues().where(_among_deadlines(due_assertion.c.deadline))


def reports_of() -> Statement:
    """Select the columns of `reports` of the deadlines in the list `deadlines`, in order of entry."""
    return reports().where(_among_deadlines(status_report.c.deadline))


def waivers_of() -> Statement:
    """Select the columns of `waivers` of the deadlines in the list `deadlines`, in order of entry."""
    return waivers().where(_among_deadlines(waiver.c.deadline))
