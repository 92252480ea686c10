"""The list cells of CSV, built by the engine, which is faster than fetching their parts.

They are written as `dateline.wire` and `dateline.formats.delimited.event_cells` write them; a test holds both together.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from dateline.storage.schema.tables import event, event_citation, participant
from dateline.storage.statements.dialects import joined, special

_Text = sa.ColumnElement[Any]


def list_cells() -> tuple[sa.ColumnElement[Any], ...]:
    """Return the cells `actors` and `citations` of an event; NULL for an empty list.

    Actors bear their numbers where their ids belong: `ActorCells` puts these in, sooner than a join would.
    """
    taken, cited = participant.c, event_citation.c
    actors = joined(sa.cast(taken.actor, sa.Text) + _bracketed(" (", taken.role, ")"), taken.seq)
    citation = _escaped(cited.source) + _bracketed(" (", cited.locator, ")") + _bracketed(' "', cited.quote, '"')
    parts = (
        ("actor_cell", sa.select(actors).where(taken.event == event.c.num)),
        ("citation_cell", sa.select(joined(citation, cited.seq)).where(cited.event == event.c.num)),
    )
    return tuple(found.correlate(event).scalar_subquery().label(name) for name, found in parts)


def _literal(text: str) -> sa.ColumnElement[str]:
    return sa.literal_column(f"'{text}'", sa.Text)


def _escaped(column: _Text) -> _Text:
    """Return the text with a backslash before backslashes and what is special, as `dateline.wire.escaped` writes it."""
    text = column
    for letter in '\\;()"':
        text = sa.func.replace(text, _literal(letter), _literal("\\" + letter), type_=sa.Text)
    return sa.case((special(column), text), else_=column)


def _bracketed(before: str, column: _Text, after: str) -> _Text:
    text = _literal(before) + _escaped(column) + _literal(after)
    return sa.func.coalesce(text, _literal(""), type_=sa.Text)
