"""The statements about one record and what hangs on it (see `dateline.storage.statements.lists`)."""

from __future__ import annotations

import sqlalchemy as sa

from dateline.storage.schema.tables import (
    actor,
    actor_name,
    citation,
    event_citation,
    membership,
    redirect,
    source,
    theme,
    theme_name,
)
from dateline.storage.statements import lists
from dateline.storage.statements.event_conditions import number, text

Statement = sa.Select[tuple[object, ...]]


def actor_record() -> Statement:
    """Select the columns of `actors_alone` of the actor `id`."""
    return lists.actors_alone().where(actor.c.id == text("id"))


def aliases_of() -> Statement:
    """Select the columns of `aliases` of the actor `num`, in order."""
    return lists.aliases().where(actor_name.c.actor == number("num"))


def memberships_of() -> Statement:
    """Select the columns of `memberships` of the actor `num`, in order."""
    return lists.memberships().where(membership.c.member == number("num"))


def members_of() -> Statement:
    """Select (id and name of the member, role, date) of who belonged to the actor `num`, by name."""
    of = membership.c
    rows = sa.select(actor.c.id, actor.c.name, of.role, of.date)
    rows = rows.join_from(membership, actor, actor.c.num == of.member)
    return rows.where(of.whole == number("num")).order_by(actor.c.name, of.seq)


def citations_for() -> Statement:
    """Select (item, source, locator, quote) of the record `owner` of the kind `part`, in order."""
    of = citation.c
    rows = sa.select(of.item, of.source, of.locator, of.quote)
    return rows.where(of.part == text("part"), of.owner == text("owner")).order_by(of.item, of.seq)


def source_record() -> Statement:
    """Select the columns of `sources` of the source `id`, and the number of its citations."""
    of = source.c
    counts = (
        sa.select(sa.func.count()).select_from(table).where(table.c.source == of.id).scalar_subquery()
        for table in (event_citation, citation)
    )
    uses = next(counts) + next(counts)
    return lists.sources().add_columns(uses).where(of.id == text("id"))


def citing() -> Statement:
    """Select (part, owner) of the records but events that cite the source `id`, each once."""
    of = citation.c
    return sa.select(of.part, of.owner).where(of.source == text("id")).distinct().order_by(of.part, of.owner)


def source_titles(size: int) -> Statement:
    """Select (id, title) of up to `size` sources."""
    return sa.select(source.c.id, source.c.title).where(source.c.id.in_([text(f"source{i}") for i in range(size)]))


def theme_record() -> Statement:
    """Select the columns of `themes` of the theme `id`, its depth and the theme above it."""
    of = theme.c
    return lists.themes().add_columns(of.depth, of.above).where(of.id == text("id"))


def redirect_of() -> Statement:
    """Select the id of the record that the one with the `kind` and `id` was merged into."""
    of = redirect.c
    return sa.select(of.target).where(of.kind == text("kind"), of.id == text("id"))


def theme_aliases_of() -> Statement:
    """Select the columns of `theme_aliases` of the theme `id`, in order."""
    return lists.theme_aliases().where(theme_name.c.theme == text("id"))


def themes_below() -> Statement:
    """Select (id, title) of the themes right below the theme `id`, in the order of the tree."""
    of = theme.c
    return sa.select(of.id, of.title).where(of.above == text("id")).order_by(of.num)
