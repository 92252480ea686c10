"""The database that a language model asks: it has so long for an answer, and notices when its file is another."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dateline.library.connections import Connections
from dateline.library.database import Database
from dateline.storage.engines import engine_of
from dateline.storage.engines.connection import Connection

if TYPE_CHECKING:
    from dateline.dates.conventions import Conventions

PATIENCE = 20.0
"""Seconds that the database may take for one answer."""


class Asked(Database):
    """A database that is asked for a long time by somebody who does not know how much is in it."""

    def __init__(self, url: str, *, patience: float = PATIENCE, **opening: Any) -> None:
        super().__init__(url, **opening)
        self._patience, self._turn, self._file = patience, threading.Lock(), _identity(url)

    @property
    def conventions(self) -> Conventions:
        """Return how the database is asked to read dates."""
        return self._conventions

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for one question.

        Raises:
            TookTooLong: the time is over.
            DatabaseError: the database is gone, or fails.
        """
        self._follow()
        with super().reading() as connection:
            connection.hurry(self._patience)
            yield connection

    def _follow(self) -> None:
        """Leave the connections to a file that was removed or replaced: an open one would answer from what was."""
        with self._turn:
            if (now := _identity(self.url)) != self._file:
                self._connections.close()
                self._connections = Connections(self.url, self._opening, renews=self.moment is None)
                self._file = now


def _identity(url: str) -> tuple[int, int] | None:
    """Return what tells the first file of a database from another under its name; None where there is none."""
    for file in engine_of(url).files(url)[:1]:
        try:
            state = os.stat(file)
        except OSError:
            return None
        return state.st_dev, state.st_ino
    return None
