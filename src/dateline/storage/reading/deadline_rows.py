"""Records of deadlines from the rows of a database; the columns are those of `dateline.storage.statements.lists`."""

from __future__ import annotations

from dateline.dates import parse
from dateline.model import Citation, Days, Dependency, DueAssertion, HorizonDate, StatusReport, Waiver
from dateline.storage.engines.connection import Row


def _pair(first: int | None, last: int | None) -> Days | None:
    return None if first is None or last is None else (first, last)


def due_of(row: Row, citations: tuple[Citation, ...]) -> DueAssertion:
    """Return a due assertion, from a row of the statements `dues` and `dues_of`."""
    kind, cutoff_from, cutoff_to, due, text, rule = row[2:8]
    effective, known, (standing, reinstates, note) = _pair(*row[8:10]), _pair(*row[10:12]), row[12:15]
    awaits, of = _pair(*row[15:17]), row[17]
    date = None if due is None else parse(due)
    cutoff = (cutoff_from, cutoff_to)
    return DueAssertion(
        kind, cutoff, date, text, rule, effective, known, standing, bool(reinstates), note, citations, awaits, of
    )


def report_of(row: Row, citations: tuple[Citation, ...]) -> StatusReport:
    """Return a status report, from a row of `reports` and `reports_of`."""
    level_from, level_to, when_from, when_to, date = row[2:7]
    known, (standing, event, note) = _pair(*row[7:9]), row[9:12]
    day = None if date is None else parse(date)
    return StatusReport((level_from, level_to), (when_from, when_to), day, known, standing, event, note, citations)


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
    date = None if row[4] is None else parse(row[4])
    standing, note = row[7:9]
    return HorizonDate((row[2], row[3]), date, _pair(*row[5:7]), standing, note, citations)
