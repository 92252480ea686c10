"""A hash of everything in a record, by which the store recognises what it already has."""

from __future__ import annotations

import dataclasses
import json
from functools import lru_cache
from hashlib import blake2b
from typing import Any

_SIZE = 16
_LATER = ("counting", "tz")
"""Fields that came after records were stored: one without them is the record that it was."""


def fingerprint(record: Any) -> str:
    """Return the hash of a record other than an event, which has its own (`dateline.prepared_events`)."""
    text = json.dumps(record, default=_plain, ensure_ascii=False, sort_keys=True)
    return blake2b(text.encode(), digest_size=_SIZE).hexdigest()


def _plain(value: Any) -> Any:
    """Return the fields of a record, which is several times faster than `dataclasses.asdict`, or a text."""
    names = _fields(value.__class__)
    if not names:
        return str(value)
    found = {name: getattr(value, name) for name in names}
    if "awaits" in found and not value.adds:
        found["counting"] = None
    return {name: each for name, each in found.items() if each is not None or name not in _LATER}


@lru_cache(64)
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()
