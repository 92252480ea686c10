"""Due dates that are counted from an event, or in the time zone of a programme: counted when all records are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from dateline.counting import Counting
from dateline.dates import Date
from dateline.deadlines.counting.anew import each_count, needs_zone, recounted, related
from dateline.deadlines.counting.moved import Moved
from dateline.deadlines.counting.written import Uncountable
from dateline.formats.curated.counted_dues import COUNTED
from dateline.formats.curated.folder import Curated
from dateline.formats.curated.table_fields import Fields
from dateline.model import Days, Deadline, DueAssertion
from dateline.prepared_events import spread_anew


class Outside(NamedTuple):
    """What there is besides what was read: whether a horizon has an id, dates of events, time zones of programmes."""

    is_horizon: Callable[[str], bool] = lambda identity: False
    event_date: Callable[[str], Date | None] = lambda identity: None
    zone: Callable[[str], str | None] = lambda identity: None


NOTHING = Outside()


def settle_counts(found: Curated, outside: Outside = NOTHING) -> None:
    """Count the due dates of `found` that need other records, and note what counting anew has moved.

    A second time, with more outside, it settles what is left.
    """
    if found.frozen:
        return
    for identity, deadline in list(found.deadlines.items()):
        if all(due.counting is None for due in deadline.due):
            continue
        place = found.places["deadline", identity]
        dues = tuple(_settled(due, deadline, found, outside, place, number) for number, due in enumerate(deadline.due))
        if dues != deadline.due:
            found.records["deadline"][identity] = replace(deadline, due=dues)
    found.moved = _moved(found)


def _settled(
    due: DueAssertion, deadline: Deadline, found: Curated, outside: Outside, place: Fields, number: int
) -> DueAssertion:
    """Return a due date with the date of its event and the time zone of its programme."""
    circa = found.collection.circa if found.collection else None
    event = _event_date(due.of, found, outside)
    settled = related(_spread(due, circa) if circa else due, event, _zone(deadline.programme, found, outside))
    if settled == due and not needs_zone(due):
        return due
    try:
        return recounted(settled)
    except Uncountable as error:
        place.fault(("due", number, error.key), error.message, error.hint)
        return due


def _spread(due: DueAssertion, circa: str) -> DueAssertion:
    """Return a due date whose approximate dates spread as those of its collection."""
    if due.counting is None:
        return due

    def anew(date: Date | None) -> Date | None:
        return date and spread_anew(date, circa)

    def spread(counting: Counting) -> Counting:
        return replace(counting, after=anew(counting.after), before=anew(counting.before), due=anew(counting.due))

    return replace(due, counting=each_count(due.counting, spread))


def _event_date(identity: str | None, found: Curated, outside: Outside) -> Date | None:
    """Return the date of the event with an id; None if there is none, or a horizon has the id."""
    if identity is None or identity in found.horizons:
        return None
    event = found.events.get(identity)
    if event is not None:
        circa = found.collection.circa if found.collection else None
        return None if event.date.kind == "undated" else spread_anew(event.date, circa)
    return None if outside.is_horizon(identity) else outside.event_date(identity)


def _zone(programme: str, found: Curated, outside: Outside) -> str | None:
    there = found.programmes.get(programme)
    return there.tz if there is not None else outside.zone(programme)


def _moved(found: Curated) -> list[Moved]:
    """Return each last compliant day that is not what its file has as counted."""
    told: list[Moved] = []
    for identity, deadline in found.deadlines.items():
        tables: Any = found.places["deadline", identity].given.get("due", [])
        if "recurs" in found.places["deadline", identity].given or len(tables) != len(deadline.due):
            continue
        for due, table in zip(deadline.due, tables, strict=True):
            before = table.get(COUNTED) if isinstance(table, dict) else None
            days = _days(before)
            if due.counting is not None and due.awaits is None and days is not None and days != due.cutoff:
                told.append(Moved(identity, due.kind, days, due.cutoff))
    return told


def _days(written: Any) -> Days | None:
    from dateline.dates import InvalidDate, parse_day

    try:
        first, last = map(parse_day, written or ())
    except (InvalidDate, TypeError, ValueError):
        return None
    return first, last
