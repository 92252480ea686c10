"""The first events of an import as they would be stored, seen on their way in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from dateline.event_columns import Frame
from dateline.prepared_events import COLUMNS, ID, Entry

if TYPE_CHECKING:
    from dateline.storage.writing.columns.offered import Offered
    from dateline.storage.writing.columns.staged import Staged
    from dateline.storage.writing.intake import Ready

    Batches = Iterator[list[Ready] | Frame | Staged | Offered]

FIRST = 10
"""So many events are shown."""


class Preview:
    """Keeps the first events that pass, as records with the keys of the wire that a table shows."""

    def __init__(self) -> None:
        self._seen: dict[str, Entry] = {}

    @property
    def records(self) -> list[dict[str, Any]]:
        """The first events, each once."""
        return [record_of(entry) for entry in islice(self._seen.values(), FIRST)]

    def of(self, batches: Batches) -> Batches:
        """Pass batches on."""
        for items in batches:
            self._see(items)
            yield items

    def _see(self, items: list[Ready] | Frame | Staged | Offered) -> None:
        for entry in islice(_entries(items), FIRST if len(self.records) < FIRST else 0):
            self._seen.setdefault(entry.row[ID], entry)


def _entries(items: list[Ready] | Frame | Staged | Offered) -> Iterator[Entry]:
    found: Any = items.entries() if isinstance(items, Frame) else items  # nobody asks for files
    return (each for each in found if isinstance(each, Entry))


def record_of(entry: Entry) -> dict[str, Any]:
    """Return an event that is ready to be written as a record."""
    row = dict(zip(COLUMNS, entry.row, strict=True))
    actors = [{"id": actor, "name": name, "role": role} for actor, role, name in entry.actors]
    return {**row, "actors": actors, "themes": list(entry.themes)}
