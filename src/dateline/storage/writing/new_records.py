"""Rows of records of which it is known that none is there, written all together."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from dateline.belonging import ALWAYS
from dateline.model import Actor, Citation, Source, Theme
from dateline.storage.engines.writing import append
from dateline.storage.writing.fingerprints import fingerprint
from dateline.storage.writing.new_actors import COLUMNS, MEMBERSHIP_COLUMNS, NAME_COLUMNS, names_of

LINK = ("id", "type", "origin_kind", "origin", "target_kind", "target", "note")
SOURCE = tuple(field.name for field in dataclasses.fields(Source))
_THEME = ("num", "last", "depth", "id", "collection", "fingerprint", "above", "title", "description")


def append_sources(connection: sa.Connection, collection: str, sources: Iterable[Source]) -> None:
    """Write new sources."""
    rows = []
    for source in sources:
        said = {name: getattr(source, name) for name in SOURCE}
        said["date"] = source.date.edtf if source.date else None
        rows.append((*said.values(), collection, fingerprint(source)))
    append(connection, "source", (*SOURCE, "collection", "fingerprint"), rows)


def append_themes(connection: sa.Connection, collection: str, themes: list[Theme], first: int) -> None:
    """Write new themes, numbered from `first` on until they get their places in the tree with all others."""
    rows = [
        (num, num, 0, theme.id, collection, fingerprint(theme), theme.parent, theme.title, theme.description)
        for num, theme in enumerate(themes, first)
    ]
    append(connection, "theme", _THEME, rows)
    names = [row for theme in themes for row in names_of(theme.id, theme.id, theme.title, *theme.aliases)]
    append(connection, "theme_name", ("folded", "theme", "seq", "name"), names)


def append_actors(
    connection: sa.Connection, collection: str, actors: Iterable[Actor], numbers: Mapping[str, int], *, whole: bool
) -> None:
    """Write new actors by their numbers; without `whole` only that they are there, so that others can name them.

    What imports make cites nothing, and its memberships have no dates.
    """
    rows, names, memberships = [], [], []
    for actor in actors:
        num, date = numbers[actor.id], actor.date.edtf if actor.date else None
        print_ = fingerprint(actor) if whole else ""
        rows.append((num, actor.id, collection, print_, actor.name, actor.kind, actor.description, date))
        if whole:
            names += names_of(num, actor.id, actor.name, *actor.aliases)
            held = ((num, seq, numbers[each.actor], each.role) for seq, each in enumerate(actor.member_of))
            memberships += [(*each, None, *ALWAYS) for each in held]
    append(connection, "actor", COLUMNS, rows)
    append(connection, "actor_name", NAME_COLUMNS, names)
    append(connection, "membership", MEMBERSHIP_COLUMNS, memberships)


def citation_rows(citations: Iterable[Citation]) -> list[dict[str, object]]:
    """Return the rows of citations, in order, without what they belong to."""
    return [{"seq": seq, "source": c.source, "locator": c.locator, "quote": c.quote} for seq, c in enumerate(citations)]


def next_number(connection: sa.Connection, table: sa.Table) -> int:
    """Return the number after the greatest of a table's records."""
    return (connection.execute(sa.select(sa.func.max(table.c.num))).scalar() or 0) + 1


def number_of(connection: sa.Connection, table: sa.Table, identity: str) -> int:
    """Return the number of a record that is there."""
    return int(connection.execute(sa.select(table.c.num).where(table.c.id == identity)).scalar_one())
