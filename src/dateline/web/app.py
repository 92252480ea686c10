"""The application: all routes of the server behind its guard."""

from __future__ import annotations

from collections.abc import Callable, Collection
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from dateline.dates.conventions import USUAL, Conventions
from dateline.errors import DatelineError

# Read at start, for its import takes as long as a request may.
from dateline.storage.statements import registry  # noqa: F401
from dateline.web import (
    about,
    assets,
    board,
    charts_page,
    deadline_page,
    exports,
    lists,
    map_page,
    programme_page,
    record_pages,
    timeline_page,
)
from dateline.web.acting import page as acting
from dateline.web.addressed.links import OfThePast
from dateline.web.api import answers
from dateline.web.asker import WhileConnected
from dateline.web.comparing import page as comparing
from dateline.web.drawings import files as drawings
from dateline.web.faults import broken, failed, unfound
from dateline.web.guard import LOOPBACK, METHODS, Guard
from dateline.web.questions import pages as questions
from dateline.web.recorded import changes
from dateline.web.request_thread import PATIENCE, Site
from dateline.web.searching import offers
from dateline.web.searching import page as searching
from dateline.web.sending.compression import compressing
from dateline.web.site import publishing
from dateline.web.site.publishing import Published
from dateline.web.viewing import narrowing

_PARTS = (
    timeline_page,
    narrowing,
    map_page,
    exports,
    record_pages,
    lists,
    board,
    deadline_page,
    programme_page,
    charts_page,
    questions,
    comparing,
    acting,
    drawings,
    changes,
    answers,
    assets,
    about,
)
"""The modules with ROUTES."""
_ASKED_WITH = ("Authorization", "If-None-Match")
_TOLD = ("ETag", "Link", "Content-Disposition")
"""Headers that pages of other origins may send, and read."""


class _Guarded(Starlette):
    """An application whose guard stands before everything, even before the answer to a fault."""

    hosts: Collection[str] = ()
    token: str | None = None
    origins: Collection[str] = ()

    def build_middleware_stack(self) -> ASGIApp:
        inner: ASGIApp = WhileConnected(compressing(OfThePast(super().build_middleware_stack())))
        if self.origins:
            inner = CORSMiddleware(
                inner, self.origins, allow_methods=METHODS, allow_headers=_ASKED_WITH, expose_headers=_TOLD
            )
        return Guard(inner, self.hosts, self.token, shared=bool(self.origins))


def _without_slash(request: Request) -> Response:
    """Answer with the way to the same address without its slash at the end."""
    path = "/" + request.scope["path"].strip("/\\")  # //elsewhere would lead away
    query = request.url.query
    return RedirectResponse(quote(path) + (f"?{query}" if query else ""), 308)


def application(
    url: str,
    *,
    today: Callable[[], str],
    token: str | None = None,
    hosts: Collection[str] = LOOPBACK,
    origins: Collection[str] = (),
    conventions: Conventions = USUAL,
    patience: float = PATIENCE,
    published: Published | None = None,
) -> Starlette:
    """Return the server of the database at the normal URL `url`, as an ASGI application.

    `today` gives the current day as YYYY-MM-DD. Requests must name one of `hosts` (without port) and, where there is
    one, know the `token`. Pages of `origins` may read the answers too; "*" stands for every page. A request may take
    `patience` seconds. With `published` it has the pages of a site to publish.
    """
    routes: list[BaseRoute] = [Route("/{path:path}/", _without_slash)]
    routes += [route for part in _PARTS for route in part.ROUTES]
    routes += publishing.routes() if published else (*searching.ROUTES, *offers.ROUTES)
    handlers = {DatelineError: failed, HTTPException: unfound, Exception: broken}
    app = _Guarded(routes=routes, exception_handlers=handlers)
    app.router.redirect_slashes = False  # it would add one, for `_without_slash` to take away
    app.hosts, app.token, app.origins = hosts, token, origins
    app.state.site = Site(url, today, conventions, patience, published)
    return app
