"""Which batches of the history no longer hold."""

from __future__ import annotations

from dateline.storage.engines.connection import Connection

_UNDOING = "SELECT num, undoes FROM batch WHERE undoes IS NOT NULL ORDER BY num DESC"


def undone(connection: Connection) -> set[int]:
    """Return the numbers of the batches that were taken back, and of those that took them back.

    What a batch took back holds again if that batch was itself taken back.
    """
    found: set[int] = set()
    for number, undoes in connection.run(_UNDOING):
        found |= {number} if number in found else {number, undoes}
    return found
