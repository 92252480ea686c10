"""The statements about actors, themes, sources and programmes, and the totals of a database.

A statement is a public function that takes the members of its shape and returns a SELECT whose every value is a
bound parameter. What comes back are plain numbers and texts, the same from every engine.
"""

from __future__ import annotations

import sqlalchemy as sa

from dateline.storage.schema.tables import (
    actor,
    actor_name,
    citation,
    collection,
    counted,
    deadline,
    due_assertion,
    event,
    event_actor,
    event_citation,
    event_theme,
    horizon,
    link,
    membership,
    programme,
    source,
    status_report,
    theme,
    theme_name,
)
from dateline.storage.statements.event_conditions import number, text

Statement = sa.Select[tuple[object, ...]]


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
    "horizon": horizon.c.title, "link": link.c.type, "collection": collection.c.title,
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
    """Select (id, title, date, description, observed_through, tz) of all programmes."""
    of = programme.c
    return sa.select(of.id, of.title, of.date, of.description, of.observed_through, of.tz)


def citations() -> Statement:
    """Select (part, owner, item, source, locator, quote) of all records but events, in order."""
    of = citation.c
    rows = sa.select(of.part, of.owner, of.item, of.source, of.locator, of.quote)
    return rows.order_by(of.part, of.owner, of.item, of.seq)


def collections() -> Statement:
    """Select (id, title, description) of all collections."""
    return sa.select(collection.c.id, collection.c.title, collection.c.description)


def totals() -> Statement:
    """Select one row: the numbers of records of each kind, and of due assertions and status reports."""
    tables = (event, actor, theme, source, programme, horizon, deadline, due_assertion, status_report)
    return sa.select(*(sa.select(sa.func.count()).select_from(t).scalar_subquery() for t in tables))


def span() -> Statement:
    """Select (first earliest, last latest) day of all events; None for both when there are none."""
    return sa.select(sa.func.min(event.c.start_earliest), sa.func.max(event.c.end_latest))


def confidences() -> Statement:
    """Select (confidence, events)."""
    return sa.select(event.c.confidence, sa.func.count()).group_by(event.c.confidence)
