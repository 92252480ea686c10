"""What due dates of files are counted from, besides what the files have: events, horizons and time zones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dateline.dates import Date, parse
from dateline.deadlines.counting.anew import recounted, related
from dateline.deadlines.counting.moved import Moved, same_count
from dateline.deadlines.counting.written import Uncountable
from dateline.errors import DatelineError
from dateline.formats.curated.folder import Curated
from dateline.formats.curated.settling import Outside
from dateline.light_classes import replace
from dateline.model import Deadline, DueAssertion
from dateline.prepared_events import spread_anew
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.curated_records import Stored

_DATE = "SELECT e.date, c.circa FROM event e LEFT JOIN collection c ON c.id = e.collection WHERE e.id = :id"
"""The date of an event, with the spread of its collection."""


def outside(connection: Connection) -> Outside:
    """Return what there is in a database to count from."""

    @cache
    def horizons() -> frozenset[str]:
        return frozenset(row[0] for row in connection.rows("horizons"))

    @cache
    def zones() -> dict[str, str | None]:
        return {row[0]: row[5] for row in connection.rows("programmes")}

    @cache
    def event_date(identity: str) -> Date | None:
        for text, circa in connection.run(_DATE, {"id": identity}):
            date = parse(text)
            return None if date.kind == "undated" else spread_anew(date, circa)
        return None

    return Outside(lambda identity: identity in horizons(), event_date, lambda identity: zones().get(identity))


def moved_counts(found: Curated, stored: Stored) -> Iterator[Moved]:
    """Yield the due dates that were read and are counted as in the database, but to other last compliant days."""
    read = {each.id: each for each in found.deadlines.values() if any(due.counting for due in each.due)}
    if not read:
        return
    for before in stored.records("deadline"):
        now = read.get(before.id)
        for old, new in zip(before.due, now.due if now else (), strict=False):
            if new.awaits is None and same_count(old, new) and old.cutoff != new.cutoff:
                yield Moved(before.id, new.kind, old.cutoff, new.cutoff)


def counted_anew(stored: Stored, there: Outside) -> Iterator[tuple[Deadline, Deadline, list[DatelineError]]]:
    """Yield each deadline that was counted, as it is, as it would be counted now, and what cannot be counted."""
    for deadline in stored.records("deadline"):
        if all(due.counting is None or due.awaits is not None for due in deadline.due):
            continue
        errors: list[DatelineError] = []
        dues = tuple(_counted_anew(due, deadline.programme, there, errors) for due in deadline.due)
        yield deadline, replace(deadline, due=dues), errors


def _counted_anew(due: DueAssertion, programme: str, there: Outside, errors: list[DatelineError]) -> DueAssertion:
    if due.counting is None or due.awaits is not None:
        return due
    event = there.event_date(due.of) if due.of and not there.is_horizon(due.of) else None
    try:
        return recounted(related(due, event, there.zone(programme)))
    except Uncountable as error:
        errors.append(error)
        return due


def moves(before: Deadline, now: Deadline) -> list[Moved]:
    """Return the due dates of a deadline that lie elsewhere now."""
    pairs = zip(before.due, now.due, strict=True)
    return [Moved(before.id, new.kind, old.cutoff, new.cutoff) for old, new in pairs if old.cutoff != new.cutoff]
