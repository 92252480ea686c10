"""By what a view of events can be narrowed: its themes, actors ..., each with the number of its events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dateline.errors import TookTooLong
from dateline.facets import Facets
from dateline.query import Query
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.completions import beginning
from dateline.storage.reading.events import Reader
from dateline.web.parameters import Asked

NARROWED = (
    ("theme", "Themes", 8), ("actor", "Actors", 8), ("kind", "Kinds", 6), ("source", "Sources", 6),
    ("confidence", "Confidence", 3),
)  # fmt: skip
"""By what a view can be narrowed: the parameter, the heading, and how many are offered, the most common first."""
_MOST_NARROWED, _FIRST_OFFERED = 50_000, 2
"""Of more events only the first of these are counted: the others would keep the page waiting."""
_OFFERING = 0.5
"""The part of the time in which all of these are counted."""
_NARROWING = 0.5
"""The part of that which each count may take; without it the page shows only what is asked for."""


class Choice(NamedTuple):
    """A theme, an actor ...: how many events certainly and only possibly match, and the address that asks for it."""

    title: str
    certain: int
    possible: int
    address: str


class Choices(NamedTuple):
    """What is offered of a kind, how many further ones there are, and the address of all of them."""

    heading: str
    some: list[Choice]
    further: int
    address: str


def offered(connection: Connection, query: Query, found: Asked, total: int) -> list[Choices]:
    """Return what is offered of each kind that the address does not choose yet.

    What cannot be counted in time is left out.
    """
    made = []
    with connection.hurrying(_OFFERING):
        for kind, heading, most in NARROWED[: len(NARROWED) if total <= _MOST_NARROWED else _FIRST_OFFERED]:
            if not found.all(kind) and (rows := _in_time(connection, query, kind)):
                some = titled(connection, kind, rows[:most], found)
                made.append(Choices(heading, some, len(rows) - len(some), found.link(f"/narrow/{kind}", page=None)))
    return made


def _in_time(connection: Connection, query: Query, kind: str) -> list[dict[str, object]]:
    with connection.hurrying(_NARROWING):
        try:
            return ranked(connection, query, kind)
        except TookTooLong:
            connection.recover()
            return []


def ranked(connection: Connection, query: Query, kind: str) -> list[dict[str, object]]:
    """Return all that the events of a query can be narrowed by, the most common first.

    Raises:
        TookTooLong: they cannot be counted in time.
    """
    return _by_subtree(connection, query) if kind == "theme" else Reader(connection).facets(query, kind)


def titled(connection: Connection, kind: str, rows: Iterable[dict[str, object]], found: Asked) -> list[Choice]:
    """Return the choices of counted rows, with their titles and addresses."""
    return [_choice(connection, kind, row, found) for row in rows]


def _by_subtree(connection: Connection, query: Query) -> list[dict[str, object]]:
    """Return the counts of each theme with all below it, as whoever asks for the theme gets them."""
    reader, facets = Reader(connection), Facets("theme", query.first, query.last)
    rows, gapped = reader.parted("facet_theme_sets", query)
    sets = list({row[0] for row in rows})
    borne = dict(zip(sets, map(_with_above, reader.themes_of_sets(sets)), strict=True))
    for theme_set, match, number in rows:
        for theme in borne[theme_set]:
            facets.add(theme, match, number)
    for record in gapped:
        for theme in _with_above(record["themes"]):
            facets.add(theme, record["match"])
    return facets.rows()


def _with_above(themes: Iterable[str]) -> set[str]:
    """Return themes with those above them, whose ids theirs begin with."""
    parts = (theme.split("/") for theme in themes)
    return {"/".join(names[:depth]) for names in parts for depth in range(1, len(names) + 1)}


def _choice(connection: Connection, kind: str, row: dict[str, object], found: Asked) -> Choice:
    identity = str(row[kind])
    titles = dict(beginning(connection, kind, identity, 1)) if kind in ("actor", "theme", "source") else {}
    title = titles.get(identity) or identity
    address = found.link("/timeline", page=None, **{kind: identity})
    return Choice(title, int(str(row["certain"])), int(str(row["possible"])), address)
