"""What an import made for its events to name, and nothing names when it is undone."""

from __future__ import annotations

import sqlalchemy as sa

from dateline.storage.history.noted import MADE
from dateline.storage.history.states import KINDS
from dateline.storage.schema import tables as t
from dateline.storage.writing.by_hand import marked
from dateline.storage.writing.rewinding import Past

_NAMED = {
    "source": ("citation.source", "event_citation.source", "source_text.source"),
    "actor": ("participant.actor", "party.actor", "membership.whole", "claimed_actor.actor"),
}
"""The columns that name records which imports make for their events: sources by id, actors by number."""
_UNUSED_THEMES = """
SELECT id FROM theme t WHERE collection = :collection AND NOT EXISTS (
    SELECT 1 FROM theme b WHERE b.num BETWEEN t.num AND t.last AND (
        b.collection <> t.collection OR EXISTS (SELECT 1 FROM deadline_theme d WHERE d.theme = b.id)
        OR EXISTS (SELECT 1 FROM event_theme e WHERE e.theme = b.num)
    )
) ORDER BY num DESC
"""
"""Themes below which nothing bears any, the lowest first."""


def remove_orphans(connection: sa.Connection, past: Past, collection: str, in_force: set[int]) -> None:
    """Remove the sources, actors and themes of an import's collection that nothing names.

    Those stay that were changed by hand, and those that an import made which still holds, one of `in_force`: the events
    that named them may come back.
    """
    for kind, columns in _NAMED.items():
        key = "id" if kind == "source" else "num"
        unnamed = " AND ".join(
            f"NOT EXISTS (SELECT 1 FROM {table} n WHERE n.{column} = r.{key})"
            for table, column in (name.split(".") for name in columns)
        )
        sql = sa.text(f"SELECT id FROM {kind} r WHERE collection = :collection AND {unnamed} ORDER BY id")
        kept = _kept(connection, kind, collection, in_force)
        while unused := [
            each for each in connection.execute(sql, {"collection": collection}).scalars() if each not in kept
        ]:
            past.remove(kind, unused)  # and then those to whom only these belonged
    kept = _kept(connection, "theme", collection, in_force)
    themes = connection.execute(sa.text(_UNUSED_THEMES), {"collection": collection}).scalars()
    above = {name[:end] for name in kept for end in (*(i for i, letter in enumerate(name) if letter == "/"), len(name))}
    past.remove("theme", [each for each in themes if each not in above])
    past.follow()


def _kept(connection: sa.Connection, kind: str, collection: str, in_force: set[int]) -> set[str]:
    """Return the records of a kind that stay though nothing names them, when an import of the collection is undone."""
    of = t.revision.c
    made = sa.select(of.batch, of.id).where(of.kind == kind, of.collection == collection, of.action == MADE)
    return marked(connection, kind, collection) | {
        identity for number, identity in connection.execute(made) if number in in_force
    }


def forget_empty(connection: sa.Connection, past: Past, collection: str, in_force: set[int]) -> None:
    """Remove the collection of an import without records and marks, unless a batch `in_force` made it or has events."""
    of, by = t.collection.c, t.batch.c
    if connection.execute(sa.select(of.curated).where(of.id == collection)).scalar() != 0:
        return
    held = (t.metadata.tables[kind].c for kind in (*KINDS, "by_hand"))
    if any(
        connection.execute(sa.select(each.id).where(each.collection == collection).limit(1)).first() for each in held
    ):
        return
    told = t.revision.c
    named = sa.exists().where(told.batch == by.num, told.kind == "collection", told.id == collection)
    chosen = sa.select(by.num).where((by.collection == collection) & by.first_event.is_not(None) | named)
    if not in_force.intersection(connection.execute(chosen).scalars()):
        past.entitle(collection, None)
