"""One deadline with all its records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dateline.deadlines.conditions import resolved
from dateline.model import Citation, Deadline
from dateline.storage.engines.connection import Connection, Row
from dateline.storage.reading.deadline_rows import PARTS, deadline_of
from dateline.storage.reading.lists import Catalogue

_BATCH = 16
"""The statements of a few deadlines are asked for so many; their plans are there from the lists."""


def deadline_with(connection: Connection, identity: str) -> Deadline | None:
    """Return the deadline `identity`, with what is known of the horizons that it hangs on; None when there is none.

    It is the same as in `Catalogue.deadlines`.
    """
    about = next((row for row in connection.rows("deadlines") if row[0] == identity), None)
    if about is None:
        return None
    values = {"deadline0": identity, **{f"deadline{i}": "" for i in range(1, _BATCH)}}

    def some(statement: str) -> list[Row]:
        return list(connection.rows(f"{statement}_of", (_BATCH,), values))

    parts = {part: some(name) for part, name in PARTS.items() if part != "depends"}
    parts["depends"] = [row for row in connection.rows("dependencies") if row[0] == identity]
    found: dict[str, dict[int, list[Citation]]] = {}

    def cited(part: str, item: int) -> Iterable[Citation]:
        if part not in found:
            found[part] = _citations(connection, part, identity)
        return found[part][item]

    deadline = deadline_of(about, (row[1:] for row in some("parties")), parts, cited)
    if all(due.of is None for due in deadline.due):
        return deadline
    return resolved(deadline, {horizon.id: horizon for horizon in Catalogue(connection).horizons()})


def _citations(connection: Connection, part: str, owner: str) -> dict[int, list[Citation]]:
    """Return the citations of the records of a kind by their place."""
    found: dict[int, list[Citation]] = defaultdict(list)
    for item, *cited in connection.rows("citations_for", (), {"part": part, "owner": owner}):
        found[item].append(Citation(*cited))
    return found
