"""The map page: the events of the filters that have coordinates, on outlines of countries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.operations.maps import WIDTH, Gathered, gathered
from dateline.query import Query
from dateline.question_options import FILTERS
from dateline.render.map.apart import LARGEST, apart
from dateline.render.map.clusters import Cluster, coarser
from dateline.render.map.style import standalone
from dateline.render.map.svg import label_of, legend
from dateline.render.map.view import LEAST, Extent, around
from dateline.storage.engines.connection import Connection
from dateline.web.figures.figure import taken
from dateline.web.pages import names_of
from dateline.web.parameters import Asked, asked, filtered
from dateline.web.request_thread import reads
from dateline.web.viewing.view import query_in, title_of
from dateline.wire_fields import Record

SMALLER = (("middle", 704), ("narrow", 340))
"""Pixels of the map for a window that is not wide, and for a phone: nobody could read a wide one scaled down."""
_EXPORTS = (("events as GeoJSON", "/export.geojson"), ("events as CSV", "/export.csv"))
COLUMNS = ("place", "south", "north", "west", "east", "certain", "possible")
"""The figures of a map: what each circle stands for."""
MAPPED = tuple(option for option in FILTERS if option.name not in ("limit", "sort"))
"""The filters of a map, which shows all events and in no order."""


def map_page(request: Request, connection: Connection) -> Response:
    """Answer with the map; what cannot be asked is told above the filters."""

    def context() -> dict[str, Any]:
        found = asked(request, MAPPED)
        return {"title": map_title(found, names_of(request).of), **_found(request, found, connection)}

    return filtered(request, "map.html", "/map", "Map", context)


def _found(request: Request, found: Asked, connection: Connection) -> dict[str, Any]:
    events = gathered(connection, wanted(found))
    query = events.query

    def link(each: Cluster) -> str:
        return address_of(found, each)

    by_size = sorted(events.clusters, key=lambda each: -each.total)
    return {
        "asked": found,
        "pictures": [
            ("wide", Markup(events.svg(link))),
            *((name, _smaller(found, events, width)) for name, width in SMALLER),
        ],
        "events": events,
        "legend": legend(events.clusters, events.themes),
        "rows": [(label_of(each), each, link(each)) for each in by_size],
        "wider": found.link("/map", bbox=None, near=None, km=None) if query.box or query.circle else None,
        "timeline": found.link("/timeline"),
        "taken": taken(request, connection, "map", map_title(found), found, None),
        "exports": [(name, found.link(address)) for name, address in _EXPORTS],
    }


def _smaller(found: Asked, events: Gathered, width: int) -> Markup:
    """Return the map once more, for a picture of fewer pixels: its cells are gathered again."""
    view = around(events.extents, width, events.query.box)
    gathered_again = events._replace(view=view, clusters=apart(coarser(events.clusters, view), view))
    return Markup(gathered_again.svg(lambda each: address_of(found, each, width)))


def wanted(found: Asked) -> Query:
    """Return the query for the events of a map."""
    return query_in(Asked({**found.values, "limit": None, "sort": "date"}, found.given))


def map_file(request: Request, connection: Connection) -> Response:
    """Answer with the map as a file in SVG."""
    found = asked(request, MAPPED)
    text = standalone(gathered(connection, wanted(found)).svg(label=map_title(found)))
    return Response(text, media_type="image/svg+xml", headers={"Content-Disposition": 'attachment; filename="map.svg"'})


def table(events: Gathered) -> list[Record]:
    """Return the circles of a map as rows of COLUMNS, the largest first."""
    by_size = sorted(events.clusters, key=lambda each: -each.total)
    return [
        dict(zip(COLUMNS, (label_of(each), *each.extent, each.certain, each.possible), strict=True)) for each in by_size
    ]


def map_title(found: Asked, name: Callable[[str, str], str] = lambda _, identity: identity) -> str:
    """Return what a map shows, in a few words; `name` gives the titles of kinds and ids."""
    return title_of(found, name).replace("Timeline", "Map", 1)


def address_of(found: Asked, each: Cluster, width: int = WIDTH) -> str:
    """Return the address behind a cluster: a map of its box, or the timeline of events that no map shows apart."""
    south, north, west, east = each.extent
    close = max(north - south, east - west) * width / LEAST < 2 * LARGEST
    return found.link("/timeline" if close else "/map", bbox=_box(each.extent))


def _box(extent: Extent) -> str:
    """Return the box around places as an address has it, rounded to the outside."""
    south, north, west, east = extent
    low, left = south - 5e-5, west - 5e-5
    high, right = north + 5e-5, east + 5e-5
    left, right = (side - 360 if side > 180 else side for side in (left, right))
    kept = max(-180.0, left), max(-90.0, low), min(180.0, right), min(90.0, high)
    return ",".join(f"{side:.4f}" for side in kept)


ROUTES = (Route("/map", reads(map_page)), Route("/map.svg", reads(map_file)))
