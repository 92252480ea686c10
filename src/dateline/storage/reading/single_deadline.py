"""One deadline with all its records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dateline.deadlines.conditions import resolved
from dateline.errors import InvalidQuery
from dateline.model import Citation, Deadline
from dateline.storage.engines.connection import Connection, Row
from dateline.storage.reading.deadline_rows import PARTS, deadline_of
from dateline.storage.reading.lists import Catalogue


def deadline_with(connection: Connection, identity: str) -> Deadline | None:
    """Return the deadline `identity`, with what is known of the horizons that it hangs on; None when there is none.

    It is the same as in `Catalogue.deadlines`. What recurs without end is returned itself, and its occurrences too.
    """
    about = next((row for row in connection.rows("deadlines") if row[0] == identity), None)
    if about is None:
        return _occurrence(connection, identity)
    values = {"deadlines": connection.bound([identity])}

    def some(statement: str) -> list[Row]:
        return connection.fetched(f"{statement}_of", (), values)

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


def _occurrence(connection: Connection, identity: str) -> Deadline | None:
    """Return an occurrence of what recurs without end, of which nothing is recorded."""
    base = identity.rpartition("@")[0]
    whole = deadline_with(connection, base) if base else None
    if whole is None or whole.recurs is None:
        return None
    from dateline.deadlines.recurring.occurring import named_occurrence

    return named_occurrence(identity, {base: whole})


def judged_alone(deadline: Deadline, as_of: int) -> Deadline:
    """Return a deadline that has a state.

    Raises:
        InvalidQuery: it recurs without end, and each occurrence has its own.
    """
    if deadline.recurs is None:
        return deadline
    from dateline.deadlines.recurring.occurring import up_to

    near = ", ".join(each.id for each in list(up_to(deadline, as_of))[-2:])
    message = f"{deadline.id!r} is due again and again ({deadline.recurs}), each time as a deadline of its own"
    raise InvalidQuery(message, f"name one of them, such as {near}")


def _citations(connection: Connection, part: str, owner: str) -> dict[int, list[Citation]]:
    """Return the citations of the records of a kind by their place."""
    found: dict[int, list[Citation]] = defaultdict(list)
    for item, *cited in connection.rows("citations_for", (), {"part": part, "owner": owner}):
        found[item].append(Citation(*cited))
    return found
