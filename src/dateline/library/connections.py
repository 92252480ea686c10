"""Connections of a database that a program keeps open: one for each question that is being read, used again after."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from typing import NamedTuple

from dateline.errors import DatabaseError, InvalidQuery
from dateline.storage.engines import engine_of
from dateline.storage.engines.connection import Connection

Stamp = tuple[tuple[int, int], ...]


class _Held(NamedTuple):
    """An open connection, what closes it, and the state of the files when it was opened."""

    connection: Connection
    stack: ExitStack
    stamp: Stamp


class _Idle:
    """The connections of a thread that nothing reads."""

    def __init__(self) -> None:
        self.held: list[_Held] = []


class Connections:
    """Connections to one database, those of each thread apart: what one thread opens no other uses.

    A database that can be written to is kept open, and each question sees what is there when it is asked. A lake, and
    the past, are opened again when their files have changed.
    """

    def __init__(self, url: str, opened: Callable[[], AbstractContextManager[Connection]], *, renews: bool) -> None:
        """Keep what `opened` gives; with `renews` a connection is made to see the present before it is used again."""
        self.url, self._opened = url, opened
        self._renews = renews and engine_of(url).store is not None
        self._local, self._closed = threading.local(), False
        self._all: weakref.WeakSet[_Idle] = weakref.WeakSet()
        self._used: list[_Held] = []

    @contextmanager
    def one(self) -> Iterator[Connection]:
        """Give a connection for one question, which nobody else uses until it is answered or left.

        Raises:
            InvalidQuery: the database was closed, before or meanwhile.
            DatabaseError: it cannot be opened, or fails.
        """
        self.check_open()
        idle = self._idle()
        held = self._taken(idle)
        self._used.append(held)
        try:
            yield held.connection
        except DatabaseError:
            self.check_open()
            raise
        finally:
            self._used.remove(held)
            held.stack.close() if self._closed else idle.held.append(held)

    def close(self) -> None:
        """Close all connections, also those that are being read; does nothing the second time."""
        self._closed = True
        for held in [*self._used, *(held for idle in list(self._all) for held in idle.held)]:
            with suppress(Exception):  # SQLite closes a connection of another thread when nobody holds it any more
                held.stack.close()
        for idle in list(self._all):
            idle.held.clear()

    def check_open(self) -> None:
        """Make sure that nobody has closed the database; raises InvalidQuery."""
        if self._closed:
            raise InvalidQuery("the database is closed", "ask within `with dateline.open(...) as db:`")

    def _idle(self) -> _Idle:
        found: _Idle | None = getattr(self._local, "idle", None)
        if found is None:
            found = self._local.idle = _Idle()
            self._all.add(found)
        return found

    def _taken(self, idle: _Idle) -> _Held:
        while idle.held:
            held = idle.held.pop()
            if self._renews:
                held.connection.renew()
                return held
            if held.stamp == self._stamp():
                return held
            held.stack.close()
        stamp, stack = self._stamp(), ExitStack()
        return _Held(stack.enter_context(self._opened()), stack, stamp)

    def _stamp(self) -> Stamp:
        """Return what changes with the files of the database; nothing where it has none, or where it is kept anyhow."""
        if self._renews:
            return ()
        states = (os.stat(file) for file in engine_of(self.url).files(self.url) if os.path.exists(file))
        return tuple((state.st_size, state.st_mtime_ns) for state in states)
