"""Databases in which all there is of a kind grows: every event changed, every event quoted, promises and reports."""

from __future__ import annotations

import csv
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench import deadlines
from bench.pairs import process
from bench.workshop import DATELINE, Workshop

_QUOTED = 200
"""Events that are quoted from one source."""
_PERIOD = "The delegations met again and went over the list from its beginning, though little was agreed that day. " * 3


def imported(workshop: Workshop) -> Path:
    """Return the database of one import."""
    return workshop.database()


def changed(workshop: Workshop) -> Path:
    """Return a database in which a second import changed the title of every event."""
    path = workshop.file("changed.db")
    if not path.exists():
        draft, rows = path.with_suffix(".part"), workshop.file("changed.csv")
        shutil.copy(workshop.database(), draft)
        with open(workshop.rows(), newline="") as given, open(rows, "w", newline="") as taken:
            csv.writer(taken).writerows(_retitled(csv.reader(given)))
        process(DATELINE, "--quiet", "--db", draft, "import", "csv", rows)
        rows.unlink()
        draft.rename(path)
    return path


def _retitled(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    header = next(rows)
    title = header.index("title")
    yield header
    for row in rows:
        row[title] += " again"
        yield row


def quoted(workshop: Workshop) -> Path:
    """Return a database in which each event has a quote from one of the kept texts, some 70 kB each."""
    path = workshop.file("quoted.db")
    if not path.exists():
        draft = path.with_suffix(".part")
        shutil.copy(workshop.database(), draft)
        with closing(sqlite3.connect(draft)) as connection, connection:
            for first in range(0, workshop.events, _QUOTED):
                _quote(connection, first, min(first + _QUOTED, workshop.events))
        draft.rename(path)
    return path


def _quote(connection: sqlite3.Connection, first: int, end: int) -> None:
    source = f"kept-{first // _QUOTED}"
    quotes = [(f"Under point {num} both sides took note of each other.", num) for num in range(first + 1, end + 1)]
    text = "\n".join(f"{quote} {_PERIOD}" for quote, _ in quotes)
    digest = hashlib.sha256(text.encode()).hexdigest()
    connection.execute(
        "INSERT INTO source (id, collection, fingerprint, title) VALUES (?, 'imported', '', ?)", (source, source)
    )
    connection.execute(
        "INSERT INTO source_text VALUES (?, ?, ?, '2026-01-01T00:00:00Z', ?)", (source, f"{source}.txt", digest, text)
    )
    connection.executemany(
        "UPDATE event_citation SET source = ?, locator = NULL, quote = ? WHERE event = ? AND seq = 0",
        [(source, quote, event) for quote, event in quotes],
    )


def promised(workshop: Workshop) -> Path:
    """Return a database with a deadline for each event there would be, and no event."""
    path = workshop.file("promised.db")
    if not path.exists():
        draft = path.with_suffix(".part")
        draft.unlink(missing_ok=True)
        deadlines.generated(str(draft), workshop.events)
        draft.rename(path)
    return path
