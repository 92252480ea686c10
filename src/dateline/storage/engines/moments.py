"""What tells one state of a database from another, without reading its records."""

from __future__ import annotations

import os

from dateline.storage.engines import engine_of
from dateline.storage.engines.connection import Connection


def of_files(url: str) -> str:
    """Return what the files of the database at `url` tell of its state; nothing where it has none here.

    Take it before the database is opened: then a change in between makes it too old, never too new.
    """
    found = []
    for path in engine_of(url).files(url):
        try:
            now = os.stat(path)
        except OSError:
            continue
        if now.st_size:  # a reader makes an empty log, and takes it away
            found.append(f"{now.st_ino}.{now.st_mtime_ns}.{now.st_size}")
    return " ".join(found)


def seen(connection: Connection) -> str:
    """Return what the server tells of the state that `connection` sees; nothing where files tell it."""
    store = connection.engine.store
    return str(connection.run(store.moment)[0][0]) if store and store.moment else ""
