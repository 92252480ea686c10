"""What no store can take of an event: ids, names and texts that are too long for its indexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from dateline.event_columns import Frame
from dateline.prepared_events import ID, Entry

LONGEST_NAME, LONGEST_TEXT = 2_600, 400_000
"""The most bytes of an id or a name, and the most letters of title and description together."""
_SURELY_FITS = LONGEST_NAME // 4
"""A name of so many letters has no more bytes than that."""


def frame_fault(frame: Frame) -> str | None:
    """Return why some of the events cannot be taken, None when all can."""
    return fault_of(_names_of(frame), frame.words)


def entry_fault(entry: Entry) -> str | None:
    """Return why an event cannot be taken, None when it can."""
    return fault_of(_names_in(entry), [entry.words])


def _names_of(frame: Frame) -> Iterable[str]:
    return chain(frame.ids, *frame.sets, names_of(frame.actors), set(frame.citing.values[0]))


def names_of(actors: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """Yield the ids of actors, and their names where they have some."""
    return filter(None, chain.from_iterable(actors))


def _names_in(entry: Entry) -> Iterable[str]:
    named = (name for actor, _, called in entry.actors for name in (actor, called) if name)
    return chain([entry.row[ID]], entry.themes, named, (source for source, _, _ in entry.citations))


def fault_of(names: Iterable[str], texts: Iterable[str]) -> str | None:
    """Return why what is called or says this cannot be taken: no index of PostgreSQL holds it."""
    named = list(names)
    longest = max(map(len, named), default=0)  # a hundred times quicker than to ask each
    if longest > _SURELY_FITS and any(len(name) > _SURELY_FITS and len(name.encode()) > LONGEST_NAME for name in named):
        return f"an id or a name is longer than {LONGEST_NAME:,} bytes (a letter may take several)"
    if max(map(len, texts)) > LONGEST_TEXT:
        return f"title and description together are longer than {LONGEST_TEXT:,} letters"
    return None
