"""Answers that are written while they are sent, by a thread that waits for the reader."""

from __future__ import annotations

import asyncio
import io
import threading
import time
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, Full, Queue
from typing import IO

import anyio
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from dateline.errors import TookTooLong
from dateline.storage.engines import moments
from dateline.storage.engines.connection import Connection
from dateline.web.asker import Asker
from dateline.web.freshness import is_held, tagged, unchanged
from dateline.web.request_thread import recorded_at, site_of, state_tag

Writer = Callable[[Connection, IO[str]], None]
_CHUNK = 65_536
_AHEAD = 4
"""Chunks that may wait for the reader."""
_LONGEST = 600.0
"""Seconds after which a reader who does not come to an end is left."""
_MOST = 4
"""Such answers at a time."""
_PAUSE = 0.2
_writers = ThreadPoolExecutor(_MOST, "export")
_free = threading.BoundedSemaphore(_MOST)
Chunk = bytes | Exception | None
"""What is sent next; the error that ended the writing, or None for its end."""


class _Gone(Exception):
    """Nobody reads any more."""


class _Pipe(io.RawIOBase):
    """What a thread writes and the loop of events reads. `renew` is called whenever a chunk is gone."""

    def __init__(self) -> None:
        super().__init__()
        self._chunks: Queue[Chunk] = Queue(_AHEAD)
        self._until = time.monotonic() + _LONGEST
        self._loop, self._news = asyncio.get_running_loop(), asyncio.Event()
        self.renew: Callable[[], None] = lambda: None
        self.asker = Asker()
        self.left = threading.Event()
        self.tag: str | None = None
        self.held = False
        """Whether the client has what would be written, so that nothing is."""

    def writable(self) -> bool:
        """Tell that it may be written to."""
        return True

    def write(self, chunk: bytes | bytearray | memoryview) -> int:  # type: ignore[override]
        """Pass a chunk on as soon as there is room; nothing once nobody reads."""
        if not self.left.is_set():
            self.put(bytes(chunk))
            self.renew()
        return len(chunk)

    def put(self, chunk: Chunk) -> None:
        """Pass something on as soon as there is room.

        Raises:
            _Gone: nobody reads any more.
        """
        while not self.left.is_set() and time.monotonic() < self._until:
            with suppress(Full):
                self._chunks.put(chunk, timeout=_PAUSE)
                self._tell()
                return
        self.leave()
        raise _Gone

    async def take(self, patience: float) -> Chunk:
        """Return what was passed on next; TookTooLong when nothing was for `patience` seconds, or nothing will be."""
        with anyio.move_on_after(patience):
            while True:
                self._news.clear()  # before the look: what comes behind it is told again
                over = self.left.is_set()
                with suppress(Empty):
                    return self._chunks.get_nowait()
                if over:
                    break
                await self._news.wait()
        return TookTooLong()

    def leave(self) -> None:
        """Read no more, and let the work for it end."""
        self.left.set()
        self.asker.leave()
        self._tell()

    def _tell(self) -> None:
        with suppress(RuntimeError):  # the loop has ended, and nobody reads
            self._loop.call_soon_threadsafe(self._news.set)


async def streamed(
    request: Request, write: Writer, headers: Mapping[str, str], *, patience: float | None = None
) -> Response:
    """Return the answer that `write(connection, stream)` writes, begun when its first chunk is there.

    The database has the patience of the site for each chunk, not for the whole. Where others do the work, `patience`
    says for how many seconds the first chunk is waited for.

    Raises:
        TookTooLong: no chunk came in time, or too many such answers are under way.
        DatelineError: what `write` raises before its first chunk.
    """
    if not _free.acquire(blocking=False):
        raise TookTooLong
    site, pipe = site_of(request), _Pipe()
    _writers.submit(_work, request, write, pipe)
    first: Chunk = TookTooLong()
    try:
        first = await pipe.take(patience or site.patience + 1)
    finally:
        if isinstance(first, Exception) or request.method == "HEAD":
            pipe.leave()
    if isinstance(first, Exception):
        raise first
    if pipe.held:
        return unchanged(str(pipe.tag))
    answer = Response(headers=dict(headers)) if request.method == "HEAD" else _Streamed(pipe, first, headers)
    return tagged(answer, pipe.tag)


def _work(request: Request, write: Writer, pipe: _Pipe) -> None:
    """Write everything into the pipe, then the error that ended it, or None; it is one less then."""
    with suppress(_Gone):
        try:
            pipe.put(_written(request, write, pipe))
        finally:
            _free.release()
    pipe.leave()  # what an error left in the stream goes nowhere


def _written(request: Request, write: Writer, pipe: _Pipe) -> Exception | None:
    """Write everything into the pipe, and return the error that ended it.

    Raises:
        _Gone: nobody reads any more.
    """
    ended: Exception | None = None
    site = site_of(request)
    stream = io.TextIOWrapper(io.BufferedWriter(pipe, _CHUNK), encoding="utf-8", newline="")  # type: ignore[type-var]
    try:
        files = moments.of_files(site.url)
        with pipe.asker.reading(site.url, site.patience, recorded_at(request)) as connection:
            pipe.renew = lambda: connection.hurry(site.patience)
            pipe.tag = state_tag(request, files, connection)
            pipe.held = is_held(request, pipe.tag)
            if not pipe.held:
                write(connection, stream)
                stream.flush()
    except _Gone:
        raise
    except Exception as error:
        ended = error
    finally:
        pipe.renew = lambda: None
    return ended


class _Streamed(StreamingResponse):
    """An answer that lets its writer go, however it ends."""

    def __init__(self, pipe: _Pipe, first: bytes | None, headers: Mapping[str, str]) -> None:
        super().__init__(_chunks(pipe, first), headers=dict(headers))
        self._pipe = pipe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the chunks."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._pipe.leave()


async def _chunks(pipe: _Pipe, chunk: bytes | None) -> AsyncIterator[bytes]:
    while chunk is not None:
        yield chunk
        found = await pipe.take(_LONGEST)
        if isinstance(found, Exception):  # too late for another status: the answer breaks off, which clients see
            raise found
        chunk = found
