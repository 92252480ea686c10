"""Maps of events: where they lie, gathered for a picture of some width."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dateline.query import Query
from dateline.render.map.apart import apart
from dateline.render.map.clusters import Cluster
from dateline.render.map.svg import drawn
from dateline.render.map.view import Extent, View, around
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.events import Reader
from dateline.storage.reading.places import clusters, extents

WIDTH = 1_000
"""Pixels of a map where nobody says."""


class Gathered(NamedTuple):
    """The events of a query on a map: the view of them, their clusters, how many have coordinates and how many none.

    `extents` are the bounds of the events and `themes` the titles of all themes by their ids.
    """

    query: Query
    view: View
    clusters: list[Cluster]
    located: int
    unlocated: int
    extents: list[Extent]
    themes: dict[str, str]

    def svg(self, link: Callable[[Cluster], str | None] = lambda _: None, label: str = "Map") -> str:
        """Return the map; `link` gives the address behind a cluster."""
        return drawn(self.view, self.clusters, link, self.themes, label)


def gathered(connection: Connection, query: Query, width: int = WIDTH) -> Gathered:
    """Return the events of `query`, all of them whatever its limit, for a map of this width in pixels.

    Raises:
        NotFound, Ambiguous, DatabaseError: as for `Reader.events`.
    """
    reader = Reader(connection)
    query = reader.resolve(query)._replace(limit=None)
    reach = extents(reader, query)
    view = around(reach.extents, width, query.box)
    found = apart(clusters(reader, query, view), view) if reach.located else []
    themes = {str(row[2]): str(row[3]) for row in connection.rows("themes")}
    return Gathered(query, view, found, reach.located, reach.unlocated, reach.extents, themes)
