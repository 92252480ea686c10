"""Seals of batches: each hashes its batch and the seal before, so that the past cannot be changed unnoticed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from dateline.storage.engines.connection import Connection

REVISION = (
    "batch", "seq", "kind", "id", "action", "collection", "content", "had", "had_collection", "had_version",
    "had_event",
)  # fmt: skip
"""The columns of a revision; the seal of its batch covers all but the first, which the batch has itself."""
BATCH = (
    "num", "recorded", "author", "command", "reason", "origin", "collection", "report", "first_event", "last_event",
    "undoes",
)  # fmt: skip
"""The columns of a batch that its seal covers."""

BETWEEN, BEHIND = "\0", "\n"
"""What stands between the values of an event in a digest, and behind them."""
SEALED_IF_SET = "digest"
"""A column of a batch that came later: a seal covers it where it is set, so that older seals stay."""


def line(values: tuple[Any, ...]) -> bytes:
    """Return a row as it is hashed."""
    return json.dumps(values).encode()


def sealed(before: str, batch: Mapping[str, Any], revisions: str) -> str:
    """Return the seal of a batch; `before` is that of the batch before it, `revisions` the hash of its revisions."""
    later = () if batch[SEALED_IF_SET] is None else (batch[SEALED_IF_SET],)
    return sha256(line((before, *(batch[name] for name in BATCH), *later, revisions))).hexdigest()


def broken(connection: Connection) -> Iterator[str]:
    """Yield a sentence for each batch whose seal does not fit what it holds and what came before; nothing if all do."""
    before, expected = "", 1
    columns = (*BATCH, SEALED_IF_SET, "seal")
    for row in connection.run(f"SELECT {', '.join(columns)} FROM batch ORDER BY num"):
        batch = dict(zip(columns, row, strict=True))
        if batch["num"] != expected:
            yield f"batch {expected} is missing from the history"
        if batch["seal"] != sealed(before, batch, _digest(connection, batch["num"])):
            yield f"batch {batch['num']} of the history was changed after it was sealed"
        before, expected = batch["seal"], batch["num"] + 1


def _digest(connection: Connection, batch: int) -> str:
    """Return the hash of the revisions of a batch, read some at a time."""
    digest, seq, size = sha256(), 0, 5_000
    columns = ", ".join(REVISION[1:])
    while True:
        rows = connection.run(
            f"SELECT {columns} FROM revision WHERE batch = {batch:d} AND seq >= {seq:d} AND seq < {seq + size:d} "
            "ORDER BY seq"
        )
        for row in rows:
            digest.update(line(tuple(row)))
        if not rows:
            return digest.hexdigest()
        seq += size
