"""Requests are answered in a thread, with a connection for reading and a time limit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, NamedTuple

import anyio
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response

from dateline.dates.conventions import USUAL, Conventions
from dateline.errors import TookTooLong
from dateline.storage.engines import moments
from dateline.storage.engines.connection import Connection
from dateline.storage.opening import reading
from dateline.web.freshness import is_held, tag_of, tagged, unchanged

PATIENCE = 1.8
"""Seconds that the database may take for one request."""
_GRACE = 0.2
"""Seconds for what is done without it, before the answer is given up."""


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


def reads(answer: Answer) -> Endpoint:
    """Return the endpoint that lets `answer` read the database, and gives up when that takes too long.

    An answer that the client has already is not made again.

    Raises (from the endpoint):
        TookTooLong: the time is over.
        DatelineError: what `answer` raises.
    """

    @wraps(answer)
    async def endpoint(request: Request) -> Response:
        site = site_of(request)

        def work() -> Response:
            files = moments.of_files(site.url)
            with reading(site.url) as connection:
                connection.hurry(site.patience)
                tag = tag_of(request, files, connection, site.today(), site.conventions)
                if is_held(request, tag):
                    return unchanged(str(tag))
                return tagged(answer(request, connection), tag)

        with anyio.move_on_after(site.patience + _GRACE):
            return await run_sync(work, abandon_on_cancel=True)
        raise TookTooLong

    return endpoint
