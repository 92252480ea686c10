"""Answers that are written while they are sent: a thread writes, and waits for whoever reads."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from queue import Empty, Full, Queue
from typing import IO

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from dateline.errors import TookTooLong
from dateline.storage.connection import Connection, reading
from dateline.web.work import site_of

Writer = Callable[[Connection, IO[str]], None]
_PIECE = 65_536
_AHEAD = 4
"""Pieces that may wait for the reader."""
_LONGEST = 600.0
"""Seconds after which a reader who does not come to an end is left."""
_MOST = 4
_PAUSE = 0.2
_free = threading.BoundedSemaphore(_MOST)


class _Gone(Exception):
    """Nobody reads any more."""


class _Pipe(io.RawIOBase):
    """Where a thread writes what an answer sends; the time that the database has begins anew with each piece."""

    def __init__(self, renew: Callable[[], None]) -> None:
        super().__init__()
        self._renew = renew
        self._until = time.monotonic() + _LONGEST
        self.pieces: Queue[bytes | Exception | None] = Queue(_AHEAD)
        self.left = threading.Event()

    def writable(self) -> bool:
        """Tell that it may be written to."""
        return True

    def write(self, piece: bytes | bytearray | memoryview) -> int:  # type: ignore[override]
        """Pass a piece on as soon as there is room."""
        self.put(bytes(piece))
        self._renew()
        return len(piece)

    def put(self, piece: bytes | Exception | None) -> None:
        """Pass on a piece, the error that ended the writing, or None for the end."""
        while not self.left.is_set() and time.monotonic() < self._until:
            with suppress(Full):
                self.pieces.put(piece, timeout=_PAUSE)
                return
        raise _Gone


async def streamed(request: Request, write: Writer, headers: Mapping[str, str]) -> Response:
    """Return the answer that `write(connection, stream)` writes, begun when its first piece is there.

    Raises:
        TookTooLong: no piece came in time, or too many such answers are under way.
        DatelineError: what `write` raises before its first piece.
    """
    if request.method == "HEAD":
        return Response(headers=dict(headers))
    if not _free.acquire(blocking=False):
        raise TookTooLong
    site = site_of(request)
    pipe: _Pipe | None = None
    try:
        pipe = _started(site.url, site.patience, write)
    finally:
        if pipe is None:
            _free.release()
    first = await run_sync(_next, pipe, site.patience + 1)
    if isinstance(first, Exception):
        pipe.left.set()
        raise first
    return _Streamed(pipe, first, headers)


class _Streamed(StreamingResponse):
    """An answer that lets its writer go, however it ends."""

    def __init__(self, pipe: _Pipe, first: bytes | None, headers: Mapping[str, str]) -> None:
        super().__init__(_rest(pipe, first), headers=dict(headers))
        self._pipe = pipe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the pieces."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._pipe.left.set()


async def _rest(pipe: _Pipe, piece: bytes | None) -> AsyncIterator[bytes]:
    while piece is not None:
        yield piece
        found = await run_sync(_next, pipe, _LONGEST, abandon_on_cancel=True)
        if isinstance(found, Exception):  # too late for another status: the answer breaks off, which clients see
            raise found
        piece = found


def _next(pipe: _Pipe, patience: float) -> bytes | Exception | None:
    until = time.monotonic() + patience
    while not pipe.left.is_set() and time.monotonic() < until:
        with suppress(Empty):
            return pipe.pieces.get(timeout=_PAUSE)
    return TookTooLong()


def _started(url: str, patience: float, write: Writer) -> _Pipe:
    """Return the pipe that a thread of its own writes to."""
    connections: list[Connection] = []
    pipe = _Pipe(lambda: [connection.hurry(patience) for connection in connections] and None)

    def work() -> None:
        try:
            with suppress(_Gone):
                pipe.put(_written(url, patience, write, pipe, connections))
        finally:
            _free.release()

    threading.Thread(target=work, name="export", daemon=True).start()
    return pipe


def _written(url: str, patience: float, write: Writer, pipe: _Pipe, connections: list[Connection]) -> Exception | None:
    """Write everything; return the error that ended it, None at the end."""
    stream = io.TextIOWrapper(io.BufferedWriter(pipe, _PIECE), encoding="utf-8", newline="")
    try:
        with reading(url) as connection:
            connection.hurry(patience)
            connections.append(connection)
            write(connection, stream)
            connections.clear()
        stream.flush()
    except _Gone:
        raise
    except Exception as error:
        return error
    finally:
        connections.clear()
        pipe.left.is_set() or _abandon(stream)
    return None


def _abandon(stream: io.TextIOWrapper) -> None:
    """Let go of what was not sent: a wrapper that is collected would send it."""
    with suppress(Exception):
        stream.detach().detach()
