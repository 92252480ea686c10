"""One deadline with all that was recorded of it, read without the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from dateline.deadlines.conditions import resolved
from dateline.model import Citation, Deadline, Participant
from dateline.storage.engines.connection import Connection, Row
from dateline.storage.reading.deadline_rows import dependency_of, due_of, report_of, waiver_of
from dateline.storage.reading.lists import Catalogue

_BATCH = 16
"""The statements of a few deadlines are asked for so many; their plans are there from the lists."""
_Made = TypeVar("_Made")


def deadline_with(connection: Connection, identity: str) -> Deadline | None:
    """Return the deadline `identity`, with what is known of the horizons that it hangs on; None when there is none.

    It is the same as in `Catalogue.deadlines`.
    """
    about = next((row for row in connection.rows("deadlines") if row[0] == identity), None)
    if about is None:
        return None
    _, programme, title, force, kind, item, confidence, note, *lead = about
    values = {"deadline0": identity, **{f"deadline{i}": "" for i in range(1, _BATCH)}}

    def some(statement: str) -> list[Row]:
        return list(connection.rows(statement, (_BATCH,), values))

    def made(part: str, rows: list[Row], make: Callable[[Row, tuple[Citation, ...]], _Made]) -> tuple[_Made, ...]:
        cited = _citations(connection, part, identity)
        return tuple(make(row, tuple(cited[row[1]])) for row in rows)

    deadline = Deadline(
        identity,
        programme,
        title,
        force,
        kind,
        item,
        actors=tuple(Participant(actor, role, name) for _, actor, name, role in some("parties_of")),
        themes=tuple(theme for _, theme in some("deadline_themes_of")),
        confidence=confidence,
        note=note,
        due=made("due", some("dues_of"), due_of),
        status=made("status", some("reports_of"), report_of),
        waivers=made("waiver", some("waivers_of"), waiver_of),
        depends=made("depends", [row for row in connection.rows("dependencies") if row[0] == identity], dependency_of),
        lead=(lead[0], lead[1]),
    )
    if all(due.of is None for due in deadline.due):
        return deadline
    return resolved(deadline, {horizon.id: horizon for horizon in Catalogue(connection).horizons()})


def _citations(connection: Connection, part: str, owner: str) -> dict[int, list[Citation]]:
    """Return the citations of the records of a kind by their place."""
    found: dict[int, list[Citation]] = defaultdict(list)
    for item, *cited in connection.rows("citations_for", (), {"part": f"deadline/{part}", "owner": owner}):
        found[item].append(Citation(*cited))
    return found
