"""Requests are answered in threads, with a connection for reading and a time limit."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from typing import Any, NamedTuple

import anyio
from starlette.requests import Request
from starlette.responses import Response

from dateline.dates.conventions import USUAL, Conventions
from dateline.errors import TookTooLong
from dateline.question_options import date_of
from dateline.storage.engines import moments
from dateline.storage.engines.connection import Connection
from dateline.storage.history.moments import Moment
from dateline.web.addressed.empty import without_empty
from dateline.web.addressed.moment import moment_of, text_of
from dateline.web.asker import Asker
from dateline.web.freshness import is_held, tag_of, tagged, unchanged
from dateline.web.pages import CONNECTION

PATIENCE = 1.8
"""Seconds that the database may take for one request."""
_GRACE = 0.2
"""Seconds for what is done without it, before the answer is given up."""
_threads = ThreadPoolExecutor(8, "question")
"""More at a time would answer no faster, and each has memory of its own; a question that is given up keeps its thread
until it has ended, and one that has not begun is left out."""


class Site(NamedTuple):
    """What every request shares: the database, who knows what day it is, and what the seasons mean.

    `published` is the site for which pages are made (`dateline.web.site`), None where they are served.
    """

    url: str
    today: Callable[[], str]
    conventions: Conventions = USUAL
    patience: float = PATIENCE
    published: Any = None


Answer = Callable[[Request, Connection], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def site_of(request: Request) -> Site:
    """Return the site that a request came to."""
    site: Site = request.app.state.site
    return site


def recorded_at(request: Request) -> Moment | None:
    """Return the moment as of which a request wants the database, None for now.

    Raises:
        InvalidQuery: it is no moment.
    """
    site = site_of(request)
    return moment_of(request, site.url, lambda text: date_of(text, site.today(), site.conventions))


def state_tag(request: Request, files: str, connection: Connection) -> str | None:
    """Return the tag of an answer (see `tag_of`); what is of the past has none, for its connection is not the state."""
    site = site_of(request)
    return None if text_of(request) else tag_of(request, files, connection, site.today(), site.conventions)


def reads(answer: Answer) -> Endpoint:
    """Return the endpoint that lets `answer` read the database, and gives up when that takes too long.

    An answer that the client has already is not made again.

    Raises (from the endpoint):
        TookTooLong: the time is over.
        DatelineError: what `answer` raises.
    """

    @wraps(answer)
    async def endpoint(request: Request) -> Response:
        if shorter := without_empty(request):
            return shorter
        site, asker = site_of(request), Asker()
        moment = recorded_at(request)

        def work() -> Response:
            files = moments.of_files(site.url)
            with asker.reading(site.url, site.patience, moment) as connection:
                tag = state_tag(request, files, connection)
                if is_held(request, tag):
                    return unchanged(str(tag))
                request.scope[CONNECTION] = connection
                return tagged(answer(request, connection), tag)

        try:
            with anyio.move_on_after(site.patience + _GRACE):
                return await asyncio.get_running_loop().run_in_executor(_threads, work)
            raise TookTooLong
        finally:
            asker.leave()

    return endpoint
