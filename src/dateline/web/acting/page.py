"""The page of who acts with whom: a matrix of the actors that share events, by the filters of the timeline."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.errors import DatabaseError, DatelineError
from dateline.storage.engines.connection import Connection
from dateline.web.acting.figures import ACTING, together_figures
from dateline.web.figures.figure import with_files
from dateline.web.pages import names_of, render
from dateline.web.parameters import Asked, asked
from dateline.web.request_thread import reads
from dateline.web.timeline_page import title_of


def together_page(request: Request, connection: Connection) -> Response:
    """Answer with the matrix; what cannot be asked is told above the filters."""
    raw = tuple((name, text) for name, text in request.query_params.multi_items() if text.strip())
    form = {"asked": Asked({}, raw), "page": "/together"}
    context: dict[str, Any] = {"title": "Who acts with whom", "form": form, "fault": None}
    try:
        found = asked(request, ACTING)
        figures = together_figures(request, connection, found)
    except DatabaseError:
        raise
    except DatelineError as fault:
        return render(request, "together.html", status=400, **context | {"fault": fault})
    context["title"] = title_of(found, names_of(request).of).replace("Timeline", "Who acts with whom", 1)
    offered = [with_files(request, connection, each, found, None) for each in figures]
    return render(request, "together.html", figures=offered, timeline=found.link("/timeline"), **context)


ROUTES = (Route("/together", reads(together_page)),)
