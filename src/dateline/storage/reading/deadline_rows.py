"""Records of deadlines from the rows of a database; the columns are those of `dateline.storage.statements.lists`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dateline.counting import Counting, counting_from_text
from dateline.dates import Date, parse
from dateline.model import (
    Citation,
    Days,
    Deadline,
    Dependency,
    DueAssertion,
    HorizonDate,
    Participant,
    StatusReport,
    Waiver,
)
from dateline.storage.engines.connection import Row
from dateline.storage.engines.kept_json import kept

PARTS = {
    "themes": "deadline_themes", "due": "dues", "status": "reports", "waiver": "waivers", "depends": "dependencies",
}  # fmt: skip
"""The statement that selects each part of deadlines."""


def deadline_of(
    about: Row,
    parties: Iterable[Sequence[Any]],
    parts: Mapping[str, Iterable[Row]],
    cited: Callable[[str, int], Iterable[Citation]],
) -> Deadline:
    """Return a deadline as it was written, from its row of `deadlines` and its rows of each of PARTS.

    `parties` are (actor, name, role), `cited` gives the citations of a part of a record by its place.
    """
    identity, programme, title, force, kind, item, confidence, note, *lead = about

    def made(part: str, make: Callable[[Row, tuple[Citation, ...]], Any]) -> tuple[Any, ...]:
        return tuple(make(row, tuple(cited(f"deadline/{part}", row[1]))) for row in parts[part])

    return Deadline(
        identity,
        programme,
        title,
        force,
        kind,
        item,
        actors=tuple(map(party_of, parties)),
        themes=tuple(theme for _, theme in parts["themes"]),
        confidence=confidence,
        note=note,
        due=made("due", due_of),
        status=made("status", report_of),
        waivers=made("waiver", waiver_of),
        depends=made("depends", dependency_of),
        lead=(lead[0], lead[1]),
    )


def party_of(row: Sequence[Any]) -> Participant:
    """Return an actor with a role, from (actor, name, role)."""
    actor, name, role = row
    return Participant(actor, role, name)


def _pair(first: int | None, last: int | None) -> Days | None:
    return None if first is None or last is None else (first, last)


def _date(text: str | None, circa: str | None) -> Date | None:
    """Return a date that spreads as those of its collection do."""
    if text is None or circa is None:
        return None if text is None else parse(text)
    from dateline.prepared_events import spread_anew

    return spread_anew(parse(text), circa)


def due_of(row: Row, citations: tuple[Citation, ...]) -> DueAssertion:
    """Return a due assertion, from a row of the statements `dues` and `dues_of`."""
    kind, cutoff_from, cutoff_to, due, text, rule = row[2:8]
    effective, known, (standing, reinstates, note) = _pair(*row[8:10]), _pair(*row[10:12]), row[12:15]
    awaits, of = _pair(*row[15:17]), row[17]
    date, cutoff = _date(due, row[19]), (cutoff_from, cutoff_to)
    counting = row[18] and _counting(row[0], row[18], row[19])
    return DueAssertion(
        kind,
        cutoff,
        date,
        text,
        rule,
        effective,
        known,
        standing,
        bool(reinstates),
        note,
        citations,
        awaits,
        of,
        counting,
    )


def _counting(deadline: str, text: str, circa: str | None) -> Counting:
    with kept("due_assertion.counting", f"the deadline {deadline!r}"):
        return counting_from_text(text, lambda date: _date(date, circa))


def report_of(row: Row, citations: tuple[Citation, ...]) -> StatusReport:
    """Return a status report, from a row of `reports` and `reports_of`."""
    level_from, level_to, when_from, when_to, date = row[2:7]
    known, (standing, event, note) = _pair(*row[7:9]), row[9:12]
    return StatusReport(
        (level_from, level_to), (when_from, when_to), _date(date, row[12]), known, standing, event, note, citations
    )


def waiver_of(row: Row, citations: tuple[Citation, ...]) -> Waiver:
    """Return a waiver, from a row of `waivers` and `waivers_of`."""
    standing, basis, note = row[6:9]
    return Waiver((row[2], row[3]), _pair(*row[4:6]), standing, basis, note, citations)


def dependency_of(row: Row, citations: tuple[Citation, ...]) -> Dependency:
    """Return a dependency, from a row of `dependencies`."""
    standing, note = row[7:9]
    return Dependency(row[2], (row[3], row[4]), _pair(*row[5:7]), standing, note, citations)


def horizon_date_of(row: Row, citations: tuple[Citation, ...]) -> HorizonDate:
    """Return a statement of when a horizon lies, from a row of `horizon_dates`."""
    standing, note = row[7:9]
    return HorizonDate((row[2], row[3]), _date(row[4], row[9]), _pair(*row[5:7]), standing, note, citations)
