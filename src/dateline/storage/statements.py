"""The statements for reading, built once per shape by SQLAlchemy Core and kept by `dateline.storage.plans`.

A statement is a public function that takes the members of its shape and returns a SELECT whose every value is a
bound parameter. What comes back are plain numbers and texts, the same from every engine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import sqlalchemy as sa

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.storage import event_statements as of_events
from dateline.storage import single_statements as of_one
from dateline.storage.filters import number, text
from dateline.storage.shapes import Shape
from dateline.storage.states import judgements
from dateline.storage.tables import (
    actor,
    actor_name,
    citation,
    collection,
    counted,
    deadline,
    deadline_theme,
    dependency,
    due_assertion,
    event,
    event_actor,
    event_citation,
    event_theme,
    horizon,
    horizon_date,
    membership,
    party,
    programme,
    source,
    status_report,
    theme,
    theme_name,
    waiver,
)

Statement = sa.Select[tuple[object, ...]]


def compiled(name: str, shape: Shape, dialect: str) -> tuple[str, Mapping[str, object]]:
    """Return the SQL text of statement `name` for `dialect` and the values that stand in the shape itself."""
    builder: Callable[..., Statement] = STATEMENTS[name]
    result = builder(*shape).compile(dialect=_dialect(dialect))
    return str(result), {key: value for key, value in result.params.items() if value is not None}


def _dialect(name: str) -> sa.Dialect:
    """Return the dialect of an engine, with parameters by name as its driver takes them."""
    if name == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.dialect(paramstyle="named")
    if name in ("duckdb", "spark"):
        from dateline.storage.lake.dialects import DuckDB, Spark

        return DuckDB() if name == "duckdb" else Spark()
    from sqlalchemy.dialects.postgresql import psycopg

    return psycopg.dialect()  # type: ignore[no-untyped-call]


def actors_named() -> Statement:
    """Select (num, id, name) of the actors that bear the folded name `folded`."""
    rows = sa.select(actor.c.num, actor.c.id, actor.c.name)
    rows = rows.join_from(actor_name, actor, actor.c.num == actor_name.c.actor)
    return rows.where(actor_name.c.folded == text("folded"))


def actor_with_id() -> Statement:
    """Select (num, id, name) of the actor with parameter `id`."""
    return sa.select(actor.c.num, actor.c.id, actor.c.name).where(actor.c.id == text("id"))


def actor_ids() -> Statement:
    """Select (num, id) of every actor."""
    return sa.select(actor.c.num, actor.c.id)


def actor_names() -> Statement:
    """Select every name of every actor."""
    return sa.select(actor_name.c.name)


def themes_named() -> Statement:
    """Select (num, last, depth, id, title) of the themes that bear the folded name `folded`."""
    rows = sa.select(theme.c.num, theme.c.last, theme.c.depth, theme.c.id, theme.c.title)
    rows = rows.join_from(theme_name, theme, theme.c.id == theme_name.c.theme)
    return rows.where(theme_name.c.folded == text("folded"))


def theme_with_id() -> Statement:
    """Select (num, last, depth, id, title) of the theme with parameter `id`."""
    of = theme.c
    return sa.select(of.num, of.last, of.depth, of.id, of.title).where(of.id == text("id"))


def theme_names() -> Statement:
    """Select every name of every theme."""
    return sa.select(theme_name.c.name)


_TITLES = {
    "actor": actor.c.name, "theme": theme.c.title, "source": source.c.title, "programme": programme.c.title,
    "deadline": deadline.c.title, "event": event.c.title,
}  # fmt: skip
"""What to call the records of each kind that has ids."""


def ids_beginning(kind: str, collation: str) -> Statement:
    """Select (id, title) of up to `limit` records of a kind, whose ids lie from `first` to before `beyond`."""
    title = _TITLES[kind]
    identity: sa.Column[str] = title.table.c.id
    return _beginning(sa.select(identity, title), identity, collation)


def names_beginning(kind: str, collation: str) -> Statement:
    """Select (folded, name, id) of up to `limit` names of actors or themes, folded from `first` to before `beyond`."""
    if kind == "theme":
        of = theme_name.c
        return _beginning(sa.select(of.folded, of.name, of.theme), of.folded, collation)
    rows = sa.select(actor_name.c.folded, actor_name.c.name, actor.c.id)
    rows = rows.join_from(actor_name, actor, actor.c.num == actor_name.c.actor)
    return _beginning(rows, actor_name.c.folded, collation)


def _beginning(rows: Statement, column: sa.Column[str], collation: str) -> Statement:
    """Return `rows` in a range of `column`, in the order of code points, which no language of a database changes."""
    ordered = sa.collate(column, collation)
    rows = rows.where(ordered >= text("first"), ordered < text("beyond"))
    return rows.order_by(ordered).limit(number("limit"))


def source_ids() -> Statement:
    """Select (id, title) of all sources."""
    return sa.select(source.c.id, source.c.title)


def programme_ids() -> Statement:
    """Select (id, title) of all programmes."""
    return sa.select(programme.c.id, programme.c.title)


def actors() -> Statement:
    """Select (num, id, name, kind, description, date, number of events) of all actors."""
    taken = sa.select(sa.func.count()).where(event_actor.c.actor == actor.c.num)  # an event stands there once
    of = actor.c
    return sa.select(of.num, of.id, of.name, of.kind, of.description, of.date, taken.scalar_subquery())


def actors_alone() -> Statement:
    """Select (num, id, name, kind, description, date, 0) of all actors: their events are not counted."""
    of = actor.c
    return sa.select(of.num, of.id, of.name, of.kind, of.description, of.date, sa.literal_column("0"))


def aliases() -> Statement:
    """Select (actor, name) of every alias, in order; an actor's id and name are no aliases."""
    rows = sa.select(actor_name.c.actor, actor_name.c.name).where(actor_name.c.seq > sa.literal_column("1"))
    return rows.order_by(actor_name.c.actor, actor_name.c.seq)


def memberships() -> Statement:
    """Select (member, seq, id and name of the whole, role, date) of all memberships, in order."""
    table = membership.c
    rows = sa.select(table.member, table.seq, actor.c.id, actor.c.name, table.role, table.date)
    rows = rows.join_from(membership, actor, actor.c.num == table.whole)
    return rows.order_by(table.member, table.seq)


def themes() -> Statement:
    """Select (num, last, id, title, description) of all themes in the order of the tree."""
    of = theme.c
    return sa.select(of.num, of.last, of.id, of.title, of.description).order_by(of.num)


def theme_aliases() -> Statement:
    """Select (theme id, name) of every alias of a theme, in order."""
    rows = sa.select(theme_name.c.theme, theme_name.c.name).where(theme_name.c.seq > sa.literal_column("1"))
    return rows.order_by(theme_name.c.theme, theme_name.c.seq)


def theme_counts() -> Statement:
    """Select (theme, events) for each theme, of events that bear it or one of its subtree."""
    below = theme.alias("below")
    rows = sa.select(theme.c.num, sa.func.count())
    rows = rows.join_from(theme, below, below.c.num.between(theme.c.num, theme.c.last))
    once = sa.and_(event_theme.c.theme == below.c.num, event_theme.c.shared < theme.c.depth)
    return rows.join(event_theme, once).group_by(theme.c.num)


def is_counted() -> Statement:
    """Select a row when the single days of the `subject` of the `kind`, an actor or a theme, are counted."""
    of = counted.c
    return sa.select(of.subject).where(of.kind == text("kind"), of.subject == number("subject"))


def sources() -> Statement:
    """Select the columns of all sources."""
    of = source.c
    return sa.select(of.id, of.title, of.author, of.publisher, of.date, of.url, of.language, of.note)


def source_uses() -> Statement:
    """Select (source, citations) counted over events and the other records."""
    cited = sa.union_all(sa.select(event_citation.c.source), sa.select(citation.c.source)).subquery()
    return sa.select(cited.c.source, sa.func.count()).group_by(cited.c.source)


def programmes() -> Statement:
    """Select (id, title, date, description, observed_through) of all programmes."""
    of = programme.c
    return sa.select(of.id, of.title, of.date, of.description, of.observed_through)


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
    """Select every due assertion, in order of entry."""
    of = due_assertion.c
    return sa.select(
        of.deadline, of.seq, of.kind, of.cutoff_from, of.cutoff_to, of.due, of.text, of.rule, of.effective_from,
        of.effective_to, of.known_from, of.known_to, of.standing, of.reinstates, of.note, of.awaits_months,
        of.awaits_days, of.of,
    ).order_by(of.deadline, of.seq)  # fmt: skip


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
    """Select every status report, in order of entry."""
    of = status_report.c
    return sa.select(
        of.deadline, of.seq, of.level_from, of.level_to, of.when_from, of.when_to, of.date, of.known_from,
        of.known_to, of.standing, of.event, of.note,
    ).order_by(of.deadline, of.seq)  # fmt: skip


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
    """Select every statement of a horizon's day, in order of entry."""
    of = horizon_date.c
    return sa.select(
        of.horizon, of.seq, of.when_from, of.when_to, of.date, of.known_from, of.known_to, of.standing, of.note
    ).order_by(of.horizon, of.seq)


def parties() -> Statement:
    """Select (part, owner, actor id, name, role) of programmes and deadlines, in order."""
    rows = sa.select(party.c.part, party.c.owner, actor.c.id, actor.c.name, party.c.role)
    rows = rows.join_from(party, actor, actor.c.num == party.c.actor)
    return rows.order_by(party.c.part, party.c.owner, party.c.seq)


def _among_deadlines(column: sa.Column[str], size: int) -> sa.ColumnElement[bool]:
    return column.in_([text(f"deadline{i}") for i in range(size)])


def parties_of(size: int) -> Statement:
    """Select (deadline, actor id, name, role) of `size` deadlines, in order."""
    rows = sa.select(party.c.owner, actor.c.id, actor.c.name, party.c.role)
    rows = rows.join_from(party, actor, actor.c.num == party.c.actor).order_by(party.c.owner, party.c.seq)
    return rows.where(party.c.part == sa.literal_column("'deadline'"), _among_deadlines(party.c.owner, size))


def deadline_themes_of(size: int) -> Statement:
    """Select (deadline, theme) of `size` deadlines, in order."""
    return deadline_themes().where(_among_deadlines(deadline_theme.c.deadline, size))


def dues_of(size: int) -> Statement:
    """Select the columns of `dues` of `size` deadlines, in order of entry."""
    return dues().where(_among_deadlines(due_assertion.c.deadline, size))


def reports_of(size: int) -> Statement:
    """Select the columns of `reports` of `size` deadlines, in order of entry."""
    return reports().where(_among_deadlines(status_report.c.deadline, size))


def waivers_of(size: int) -> Statement:
    """Select the columns of `waivers` of `size` deadlines, in order of entry."""
    return waivers().where(_among_deadlines(waiver.c.deadline, size))


def citations() -> Statement:
    """Select (part, owner, item, source, locator, quote) of all records but events, in order."""
    of = citation.c
    rows = sa.select(of.part, of.owner, of.item, of.source, of.locator, of.quote)
    return rows.order_by(of.part, of.owner, of.item, of.seq)


def collections() -> Statement:
    """Select (id, title, description) of all collections."""
    return sa.select(collection.c.id, collection.c.title, collection.c.description)


def totals() -> Statement:
    """Select one row: the numbers of events, actors, themes, sources, citations, programmes and deadlines."""
    tables = (event, actor, theme, source, programme, deadline, due_assertion, status_report)
    return sa.select(*(sa.select(sa.func.count()).select_from(t).scalar_subquery() for t in tables))


def span() -> Statement:
    """Select (first earliest, last latest) day of all events; None for both when there are none."""
    return sa.select(sa.func.min(event.c.start_earliest), sa.func.max(event.c.end_latest))


def confidences() -> Statement:
    """Select (confidence, events)."""
    return sa.select(event.c.confidence, sa.func.count()).group_by(event.c.confidence)


STATEMENTS: dict[str, Callable[..., Statement]] = {
    builder.__name__: builder
    for builder in (
        of_events.events, of_events.count, of_events.facet_days, of_events.facet_actors, of_events.facet_themes,
        of_events.event_cells, of_events.event_with_id, of_events.events_citing, of_events.event_ids,
        of_events.events_numbered,
        of_events.sampled_days, of_events.participants_of, of_events.themes_of_sets, of_events.citations_of,
        ids_beginning, names_beginning, actor_ids, actors_named, actor_with_id,
        actor_names, themes_named, theme_with_id, theme_names, source_ids, programme_ids, actors, actors_alone,
        aliases,
        memberships, themes, theme_aliases, theme_counts, is_counted, sources, source_uses, programmes, deadlines,
        deadline_themes, dues, due_spans, reports, waivers, parties, citations, collections, totals, span, confidences,
        judgements, parties_of, deadline_themes_of, dues_of, reports_of, waivers_of, dependencies, horizons,
        horizon_dates, of_one.actor_record, of_one.aliases_of, of_one.memberships_of, of_one.members_of,
        of_one.citations_for, of_one.source_record, of_one.citing, of_one.source_titles, of_one.theme_record,
        of_one.theme_aliases_of, of_one.themes_below,
        of_one.redirect_of,
    )
}  # fmt: skip
