"""The statements of the search for everything but events (see `dateline.operations.searching`)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from dateline.storage.schema.tables import (
    actor,
    actor_name,
    deadline,
    due_assertion,
    programme,
    source,
    theme,
    theme_name,
)
from dateline.storage.statements.event_conditions import text

Statement = sa.Select[Any]


def actors_bearing(size: int) -> Statement:
    """Select (id, name, other name) of actors for each name in which so many parameters `word0`, ... begin words."""
    of = actor_name.c
    rows = sa.select(actor.c.id, actor.c.name, of.name).join_from(actor_name, actor, actor.c.num == of.actor)
    return rows.where(*_begin_words(of.folded, size))


def themes_bearing(size: int) -> Statement:
    """Select (id, title, other name) of themes, as `actors_bearing` does."""
    of = theme_name.c
    rows = sa.select(theme.c.id, theme.c.title, of.name).join_from(theme_name, theme, theme.c.id == of.theme)
    return rows.where(*_begin_words(of.folded, size))


def _begin_words(folded: sa.ColumnElement[str], size: int) -> list[sa.ColumnElement[bool]]:
    """Return the conditions that a folded name, which has letters, digits and blanks alone, has these words."""
    blank = sa.literal_column("' '", sa.Text)
    return [blank.concat(folded).like(text(f"word{i}")) for i in range(size)]


def searched_sources() -> Statement:
    """Select (id, title, author, publisher) of all sources."""
    of = source.c
    return sa.select(of.id, of.title, of.author, of.publisher)


def searched_programmes() -> Statement:
    """Select (id, title, description) of all programmes."""
    of = programme.c
    return sa.select(of.id, of.title, of.description)


def searched_deadlines() -> Statement:
    """Select (id, title, text) of each promise of each deadline; the text is empty where it has none."""
    of = due_assertion.c
    rows = sa.select(deadline.c.id, deadline.c.title, of.text)
    return rows.join_from(deadline, due_assertion, of.deadline == deadline.c.id, isouter=True)
