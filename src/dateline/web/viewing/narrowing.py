"""The page of all themes, actors ... by which a view of events can be narrowed."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.errors import InvalidQuery
from dateline.names import nearest
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.events import Reader
from dateline.web.faults import NoPage
from dateline.web.pages import names_of, pager, render
from dateline.web.parameters import asked
from dateline.web.request_thread import reads
from dateline.web.viewing.choices import NARROWED, ranked, titled
from dateline.web.viewing.view import VIEW, query_in, title_of

ROWS = 200
"""Choices on a page."""
_HEADINGS = {kind: heading for kind, heading, _ in NARROWED}


def narrowing_page(request: Request, connection: Connection) -> Response:
    """Answer with all of a kind that the events of an address have, each leading to its part of the view."""
    kind = request.path_params["kind"]
    if kind not in _HEADINGS:
        near = nearest(kind, _HEADINGS, 1)
        raise NoPage(f"there is no list of {kind!r}", f"did you mean {near[0]}?" if near else ", ".join(_HEADINGS))
    found = asked(request, VIEW)
    rows = ranked(connection, Reader(connection).resolve(query_in(found)), kind)
    number, last = int(found.values["page"]), max(1, -(-len(rows) // ROWS))
    if not 1 <= number <= last:
        raise InvalidQuery(f"page: there are pages 1 to {last:,}")
    return render(
        request, "narrowing.html", title=f"{_HEADINGS[kind]} of the events", total=len(rows),
        view=(title_of(found, names_of(request).of), found.link("/timeline", page=None)),
        rows=titled(connection, kind, rows[(number - 1) * ROWS : number * ROWS], found),
        pages=pager(number, last, lambda page: found.link(request.url.path, page=page)),
    )  # fmt: skip


ROUTES = (Route("/narrow/{kind}", reads(narrowing_page)),)
