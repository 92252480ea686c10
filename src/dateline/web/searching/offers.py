"""Names of actors, themes and sources to choose from in a form, for a field that is entered."""

from __future__ import annotations

from itertools import islice

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.storage.engines.connection import Connection
from dateline.storage.reading.completions import beginning
from dateline.web.pages import render
from dateline.web.request_thread import reads

KINDS = {"actors": "actor", "themes": "theme", "sources": "source"}
"""What is offered, by the last word of the address."""
_MOST = 300


def offers(request: Request, connection: Connection) -> Response:
    """Answer with a list of names for a field of a form, the first few hundred."""
    kind = KINDS[request.url.path.rpartition("/")[2]]
    pairs = list(islice(beginning(connection, kind, "", _MOST), _MOST))
    return render(request, "offers.html", pairs=pairs)


ROUTES = tuple(Route(f"/offers/{kind}", reads(offers)) for kind in KINDS)
