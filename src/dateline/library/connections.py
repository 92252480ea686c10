"""Connections of a database that a program keeps open: one for each question that is being read, used again after."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, suppress

from dateline.errors import DatabaseError, InvalidQuery
from dateline.storage.engines import engine_of
from dateline.storage.engines.connection import Connection

Stamp = tuple[tuple[int, int], ...]


class _Held:
    """An open connection, and the state of the files when it was opened; it is closed at the latest when let go.

    Whoever lets go may be another thread than that which opened it, in which drivers refuse to close. Then they close
    when their connection is let go itself, and nothing is told of it: nobody waits for an answer any more.
    """

    __slots__ = ("_stack", "connection", "stamp")

    def __init__(self, opened: AbstractContextManager[Connection], stamp: Stamp) -> None:
        self._stack, self.stamp = ExitStack(), stamp
        self.connection = self._stack.enter_context(opened)

    def close(self) -> None:
        with suppress(Exception):
            self._stack.close()

    __del__ = close


class _Idle:
    """The connections of a thread that nothing reads."""

    def __init__(self) -> None:
        self.held: list[_Held] = []


class _Use:
    """The use of a connection for one question; a generator would take longer than a small question."""

    __slots__ = ("_held", "_idle", "_of")

    def __init__(self, of: Connections) -> None:
        self._of = of

    def __enter__(self) -> Connection:
        self._of.check_open()
        self._idle = self._of.idle()
        self._held = self._of.taken(self._idle)
        return self._held.connection

    def __exit__(self, kind: object, error: BaseException | None, at: object) -> None:
        self._of.give_back(self._held, self._idle)
        if isinstance(error, DatabaseError):
            self._of.check_open()


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

    def one(self) -> _Use:
        """Give a connection for one question, which nobody else uses until it is answered or left.

        Raises:
            InvalidQuery: the database was closed, before or meanwhile.
            DatabaseError: it cannot be opened, or fails.
        """
        self.check_open()
        return _Use(self)

    def close(self) -> None:
        """Close all connections, also those that are being read; does nothing the second time."""
        self._closed = True
        for held in [*self._used, *(held for idle in list(self._all) for held in idle.held)]:
            held.close()
        for idle in list(self._all):
            idle.held.clear()

    def check_open(self) -> None:
        """Make sure that nobody has closed the database; raises InvalidQuery."""
        if self._closed:
            raise InvalidQuery("the database is closed", "ask within `with dateline.open(...) as db:`")

    def idle(self) -> _Idle:
        """Return the idle connections of this thread."""
        found: _Idle | None = getattr(self._local, "idle", None)
        if found is None:
            found = self._local.idle = _Idle()
            self._all.add(found)
        return found

    def taken(self, idle: _Idle) -> _Held:
        """Return a connection that nothing reads, opened if need be, and note that it is used."""
        held = self._free(idle)
        self._used.append(held)
        return held

    def give_back(self, held: _Held, idle: _Idle) -> None:
        """Note that a connection is not used any more; once all are closed, it is closed too."""
        self._used.remove(held)
        held.close() if self._closed else idle.held.append(held)

    def _free(self, idle: _Idle) -> _Held:
        while idle.held:
            held = idle.held.pop()
            if self._renews:
                held.connection.renew()
                return held
            if held.stamp == self._stamp():
                return held
            held.close()
        stamp = self._stamp()  # before it is opened: then a change in between makes it too old, never too new
        return _Held(self._opened(), stamp)

    def _stamp(self) -> Stamp:
        """Return what changes with the files of the database; nothing where it has none, or where it is kept anyhow."""
        if self._renews:
            return ()
        states = (os.stat(file) for file in engine_of(self.url).files(self.url) if os.path.exists(file))
        return tuple((state.st_size, state.st_mtime_ns) for state in states)
