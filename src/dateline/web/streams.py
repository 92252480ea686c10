"""Answers that are written while they are sent, by a thread that waits for the reader."""

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
from dateline.storage.engines import moments
from dateline.storage.engines.connection import Connection
from dateline.storage.opening import reading
from dateline.web.freshness import is_held, tag_of, tagged, unchanged
from dateline.web.request_thread import site_of

Writer = Callable[[Connection, IO[str]], None]
_CHUNK = 65_536
_AHEAD = 4
"""Chunks that may wait for the reader."""
_LONGEST = 600.0
"""Seconds after which a reader who does not come to an end is left."""
_MOST = 4
"""Such answers at a time."""
_PAUSE = 0.2
_free = threading.BoundedSemaphore(_MOST)
Chunk = bytes | Exception | None
"""What is sent next; the error that ended the writing, or None for its end."""


class _Gone(Exception):
    """Nobody reads any more."""


class _Pipe(io.RawIOBase):
    """What one thread writes and another reads. `renew` is called whenever a chunk is gone."""

    def __init__(self) -> None:
        super().__init__()
        self._chunks: Queue[Chunk] = Queue(_AHEAD)
        self._until = time.monotonic() + _LONGEST
        self.renew: Callable[[], None] = lambda: None
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
                return
        self.left.set()
        raise _Gone

    def take(self, patience: float) -> Chunk:
        """Return what was passed on next; TookTooLong when nothing was for `patience` seconds."""
        try:
            return self._chunks.get(timeout=patience)
        except Empty:
            return TookTooLong()


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
    threading.Thread(target=_work, args=(request, write, pipe), name="export", daemon=True).start()
    first: Chunk = TookTooLong()
    try:
        first = await run_sync(pipe.take, patience or site.patience + 1, abandon_on_cancel=True)
    finally:
        if isinstance(first, Exception) or request.method == "HEAD":
            pipe.left.set()
    if isinstance(first, Exception):
        raise first
    if pipe.held:
        return unchanged(str(pipe.tag))
    answer = Response(headers=dict(headers)) if request.method == "HEAD" else _Streamed(pipe, first, headers)
    return tagged(answer, pipe.tag)


def _work(request: Request, write: Writer, pipe: _Pipe) -> None:
    """Write everything into the pipe, then the error that ended it, or None."""
    ended: Exception | None = None
    site = site_of(request)
    stream = io.TextIOWrapper(io.BufferedWriter(pipe, _CHUNK), encoding="utf-8", newline="")  # type: ignore[type-var]
    try:
        files = moments.of_files(site.url)
        with reading(site.url) as connection:
            pipe.renew = lambda: connection.hurry(site.patience)
            pipe.renew()
            pipe.tag = tag_of(request, files, connection, site.today(), site.conventions)
            pipe.held = is_held(request, pipe.tag)
            if not pipe.held:
                write(connection, stream)
                stream.flush()
    except _Gone:
        return
    except Exception as error:
        ended = error
    finally:
        pipe.renew = lambda: None
        _free.release()
    with suppress(_Gone):
        pipe.put(ended)
    pipe.left.set()  # what an error left in the stream goes nowhere


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
            self._pipe.left.set()


async def _chunks(pipe: _Pipe, chunk: bytes | None) -> AsyncIterator[bytes]:
    while chunk is not None:
        yield chunk
        found = await run_sync(pipe.take, _LONGEST, abandon_on_cancel=True)
        if isinstance(found, Exception):  # too late for another status: the answer breaks off, which clients see
            raise found
        chunk = found
