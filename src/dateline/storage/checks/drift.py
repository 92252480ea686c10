"""Records that differ from their last revision in the history: somebody wrote past it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.formats.curated.folder import KINDS, read_text
from dateline.formats.curated.writing import text_of
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.curated_records import Stored

_LAST = """
SELECT id, content FROM (
    SELECT id, content, row_number() OVER (PARTITION BY id ORDER BY batch DESC, seq DESC) AS place
    FROM revision WHERE kind = :kind
) found WHERE place = 1 AND content IS NOT NULL
"""
_MOST = 10


def drifted(connection: Connection) -> Iterator[str]:
    """Yield a sentence for each record that differs from its last revision, or that has gone without one.

    Events as an import has them have no text in the history.

    No more than a few of each kind are named. What was there before history was kept has no revision, and is left out.
    """
    stored = Stored(connection)
    for kind in KINDS:
        last: dict[str, str] = dict(connection.run(_LAST, {"kind": kind}))
        found = []
        for record in _records(stored, kind) if last else ():
            content = last.pop(record.id, None)
            if content is not None and content != (now := text_of(record)) and _canonical(kind, content) != now:
                found.append(f"the {kind} {record.id!r} differs from its last revision")
        found += [
            f"the {kind} {identity!r} is missing, and the history has no revision of its removal" for identity in last
        ]
        yield from found[:_MOST]
        if len(found) > _MOST:
            yield f"and {len(found) - _MOST} more of this kind"


def _records(stored: Stored, kind: str) -> Iterator[Any]:
    yield from stored.records(kind)
    if kind == "event":
        yield from stored.corrected_events()


def _canonical(kind: str, content: str) -> str | None:
    """Return what this version writes of what an earlier one wrote, None when it cannot be read."""
    records = read_text("history", content, frozen=True).records[kind].values()
    return next(map(text_of, records), None)
