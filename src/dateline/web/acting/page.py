"""The page of who acts with whom: a matrix of the actors that share events, by the filters of the timeline."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.storage.engines.connection import Connection
from dateline.web.acting.figures import ACTING, together_figures
from dateline.web.figures.figure import with_files
from dateline.web.pages import names_of
from dateline.web.parameters import asked, filtered
from dateline.web.request_thread import reads
from dateline.web.viewing.view import title_of

_TITLE = "Who acts with whom"


def together_page(request: Request, connection: Connection) -> Response:
    """Answer with the matrix; what cannot be asked is told above the filters."""

    def context() -> dict[str, Any]:
        found = asked(request, ACTING)
        figures = together_figures(request, connection, found)
        title = title_of(found, names_of(request).of).replace("Timeline", _TITLE, 1)
        offered = [with_files(request, connection, each, found, None) for each in figures]
        return {"title": title, "figures": offered, "timeline": found.link("/timeline")}

    return filtered(request, "together.html", "/together", _TITLE, context)


ROUTES = (Route("/together", reads(together_page)),)
