"""Whoever waits for an answer: once nobody does, the work for it ends."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from starlette.types import ASGIApp, Receive, Scope, Send

from dateline.errors import TookTooLong
from dateline.storage.engines.connection import Connection
from dateline.storage.history.moments import Moment
from dateline.storage.opening import reading
from dateline.web.addressed.moment import past

_AGAIN = 0.05
"""Seconds after which what did not end is stopped again, twice as many each time."""


class Asker:
    """One who waits, and the connection that a thread reads for them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._gone = False

    @contextmanager
    def reading(self, url: str, seconds: float, moment: Moment | None = None) -> Iterator[Connection]:
        """Open the database at `url` as one of many readers; statements have so many `seconds`, and end with leave().

        With a `moment` it is the database as it was recorded then.

        Raises:
            TookTooLong: nobody waits any more.
            DatabaseError: as for `dateline.storage.opening.reading`.
        """
        if self._gone:
            raise TookTooLong
        with reading(url) if moment is None else past(url, moment) as connection:
            connection.be_modest()
            connection.hurry(seconds)
            self._follow(connection)
            try:
                yield connection
            finally:
                self._follow(None)

    def _follow(self, connection: Connection | None) -> None:
        with self._lock:
            self._connection = connection
        if self._gone:
            self._stop(_AGAIN)

    def leave(self) -> None:
        """Wait no longer."""
        self._gone = True
        self._stop(_AGAIN)

    def _stop(self, again: float) -> None:
        """Break off what the connection does, and look `again` so many seconds later.

        An engine breaks off nothing between two statements, so that one that was about to begin would run on.
        """
        with self._lock:  # what is closed must not be stopped
            if not self._connection:
                return
            self._connection.stop()
        clock = threading.Timer(again, self._stop, (again * 2,))
        clock.daemon = True
        clock.start()


class WhileConnected:
    """Lets `app` answer as long as the client is there, and cancels the work for one that has gone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, unless nobody waits any more."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answering = asyncio.ensure_future(self._app(scope, receive, send))
        leaving = asyncio.ensure_future(_left(receive))
        try:
            await asyncio.wait((answering, leaving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (answering, leaving):
                task.cancel()  # one that is done stays as it is
        with suppress(asyncio.CancelledError):
            await answering


async def _left(receive: Receive) -> None:
    """Wait until the client has gone; nothing that it sends besides is wanted."""
    while (await receive())["type"] != "http.disconnect":
        pass
