"""A hash of everything that a record says: by it the store knows what it has already."""

from __future__ import annotations

import dataclasses
import json
from hashlib import blake2b
from typing import Any

from dateline.model import Event

_SIZE = 16


def fingerprint(record: Any) -> str:
    """Return the hash of a record.

    What an event's participants are called and the order of its themes are not its own: they stand with the actors
    and the tree of themes.
    """
    if isinstance(record, Event):
        return event_fingerprint(record)
    text = json.dumps(dataclasses.asdict(record), default=str, ensure_ascii=False, sort_keys=True)
    return blake2b(text.encode(), digest_size=_SIZE).hexdigest()


def event_fingerprint(event: Event) -> str:
    """Return the hash of an event; written for speed, as millions are imported."""
    text = repr(
        (
            event.id, event.title, event.date.edtf, event.date_text, event.description, event.kind, event.place,
            event.latitude, event.longitude, event.confidence,
            [(each.actor, each.role) for each in event.actors],
            sorted(set(event.themes)),
            [(each.source, each.locator, each.quote) for each in event.citations],
        )
    )  # fmt: skip
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_SIZE).hexdigest()
