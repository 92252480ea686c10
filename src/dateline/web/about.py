"""The page about the database and the server: its contents, and how programs use it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.formats import names
from dateline.operations.records import totals
from dateline.storage.engines.connection import Connection
from dateline.web.api.options import OPTIONS
from dateline.web.pages import render
from dateline.web.request_thread import reads

_KINDS = ("events", "actors", "themes", "sources", "programmes", "deadlines")

_ASKING = ("compare", "search")
"""What answers nothing without parameters, so that no link leads to it."""


def about_page(request: Request, connection: Connection) -> Response:
    """Answer with what the database holds."""
    held = totals(connection)
    context: dict[str, Any] = {
        "totals": {kind: held[kind] for kind in _KINDS},
        "collections": sorted(connection.rows("collections")),
        "paths": OPTIONS,
        "asking": _ASKING,
        "formats": names(),
    }
    return render(request, "about.html", title="About", **context)


ROUTES = (Route("/about", reads(about_page)),)
