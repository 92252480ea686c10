"""Connections of clients: how many there may be, and how long one may keep the server waiting."""

from __future__ import annotations

import asyncio
from typing import Any, NamedTuple

from uvicorn.protocols.http.auto import AutoHTTPProtocol

_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nConnection: close\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Length: 26\r\n\r\ntoo many open connections\n"
)
_SPARE = 200
"""Descriptors that are kept for the database, the log and what is imported."""


class Bounds(NamedTuple):
    """What clients may take: connections at a time, and seconds for a request to be sent and for a part to be read."""

    connections: int = 512
    sending: float = 10.0
    reading: float = 60.0


def bounds_here() -> Bounds:
    """Return the bounds that fit the descriptors which the system grants; it is asked for as many as it allows."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return Bounds()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4_096 if hard == resource.RLIM_INFINITY else min(4_096, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    most = Bounds().connections
    return Bounds(most if soft == resource.RLIM_INFINITY else max(16, min(most, soft - _SPARE)))


_Protocol: Any = AutoHTTPProtocol


class _Bounded(_Protocol):  # type: ignore[misc]
    """A connection whose waiting comes to an end."""

    bounds: Bounds
    silent: dict[Any, None]
    _clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        if len(self.connections) > self.bounds.connections and not self._closed_another():
            transport.write(_FULL)
            transport.close()
            return
        self._wait(self.bounds.sending)

    def connection_lost(self, exc: Exception | None) -> None:
        self._work()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._work()
        elif self._clock is None and not self.transport.is_closing():
            self._wait(self.bounds.sending)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if (self.cycle is None or self.cycle.response_complete) and not self.transport.is_closing():
            self._wait(self.bounds.sending)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stop_clock()
        self._clock = self.loop.call_later(self.bounds.reading, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stop_clock()

    def _wait(self, seconds: float) -> None:
        """Close the connection unless a whole request comes in time."""
        self.silent[self] = None
        self._stop_clock()
        self._clock = self.loop.call_later(seconds, self.transport.abort)

    def _work(self) -> None:
        self.silent.pop(self, None)
        self._stop_clock()

    def _stop_clock(self) -> None:
        if self._clock:
            self._clock.cancel()
        self._clock = None

    def _closed_another(self) -> bool:
        """Close the connection that has been silent longest, and tell whether there was one."""
        longest = next(iter(self.silent), None)
        if longest is None:
            return False
        del self.silent[longest]
        longest.transport.abort()
        return True


def bounded(bounds: Bounds) -> type[asyncio.Protocol]:
    """Return the protocol of a server within `bounds`.

    Whoever opens a connection and sends nothing, or reads nothing, is left after some seconds. When all connections
    are taken, the one that has waited longest without a request is closed for the next, so that silence keeps nobody
    out; only when all are at work is a client turned away.
    """
    return type("Bounded", (_Bounded,), {"bounds": bounds, "silent": {}})
