"""Recurring commitments: one table for many deadlines, one for each occurrence (RFC 5545, recurrence rules)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from dateline.counting import Counting
from dateline.dates import InvalidDate, day_text
from dateline.deadlines.counting.free_days import NoHolidays
from dateline.deadlines.counting.reckoning import reckoned
from dateline.deadlines.recurring.occurring import MOST_ASKED, in_turn, occurrence_of, occurring, original
from dateline.deadlines.recurring.rules import has_end
from dateline.errors import InvalidQuery
from dateline.formats.curated.table_fields import Fields
from dateline.model import Deadline, DueAssertion

Named = Mapping[str, list[int | None]]
"""The occurrences that the records of each kind name, None for a record of all of them."""
Parts = Mapping[str, Sequence[Fields]]
_TRIED = 40
"""So many occurrences are looked at when a commitment is read, beside those that are named."""
_RECORDS = ("due", "status", "waiver")


def occurrences(fields: Fields, deadline: Deadline, parts: Parts) -> list[Deadline]:
    """Return the deadline, or one for each occurrence when it `recurs`; `parts` are the tables of its records.

    An occurrence is called after its last compliant day. What is recorded of one names it with the key `occurrence`.
    One that recurs without end is kept itself, with the occurrences that are named.
    """
    rule = fields.text("recurs")
    if rule is None:
        _refuse_names(parts)
        return [deadline]
    if deadline.kind != "occurrence":
        fields.fault("recurs", "recurs needs the kind occurrence", 'write kind = "occurrence"')
    faults = len(fields.faults)
    named = {part: [_named(item, part, i, deadline) for i, item in enumerate(parts[part])] for part in _RECORDS}
    dues = _listed(fields, deadline, rule, max((day for days in named.values() for day in days if day), default=None))
    _check_names(named, dues, parts)
    records = {"due": deadline.due, "status": deadline.status, "waiver": deadline.waivers}
    if not dues or len(fields.faults) > faults or any(len(named[part]) != len(records[part]) for part in records):
        return [deadline]
    if has_end(rule):
        return [_occurrence(deadline, day, named, due) for day, due in dues.items()]
    own = sorted({day for days in named.values() for day in days if day is not None})
    return [_endless(deadline, rule, named), *(_occurrence(deadline, day, named, dues[day]) for day in own)]


def _refuse_names(parts: Parts) -> None:
    for items in parts.values():
        for item in items:
            if "occurrence" in item:
                item.fault("occurrence", "occurrence needs recurs", "add recurs with a recurrence rule")


def _named(item: Fields, part: str, place: int, deadline: Deadline) -> int | None:
    """Return the occurrence that a record names; the original due date and a waiver may stand for all of them."""
    if part == "due" and place < len(deadline.due) and deadline.due[place].kind == "original":
        return None
    if part == "waiver" and "occurrence" not in item:
        return None
    return item.day("occurrence") or 0


def _listed(fields: Fields, deadline: Deadline, rule: str, last: int | None) -> dict[int, DueAssertion]:
    """Return the due dates of the occurrences by their last days: all, or without end those up to `last`."""
    due = original(deadline)
    if due is None or _counts_from_event(fields, deadline, due, rule):
        return {}
    try:
        found = islice(occurring(due, rule), MOST_ASKED)
        return {each.cutoff[1]: each for each in (found if has_end(rule) else _first(in_turn(found), last))}
    except NoHolidays as error:
        fields.fault(("due", deadline.due.index(due), "holidays"), error.message, error.hint)
    except InvalidDate as error:
        key = "holidays" if "holidays" in error.message else "due"
        fields.fault(("due", deadline.due.index(due), key), error.message, error.hint)
    except InvalidQuery as error:
        fields.fault("recurs", error.message, error.hint)
    return {}


def _counts_from_event(fields: Fields, deadline: Deadline, due: DueAssertion, rule: str) -> bool:
    """Note that occurrences would not follow the event from which the first one is counted; return whether it is so.

    Those of a rule without an end are made when somebody asks, from the date that the event has then; the others are
    deadlines of their own, called after their days.
    """
    if due.of is None or fields.frozen:
        return False
    key, started = ("due", deadline.due.index(due), "of"), due.counting is not None and due.counting.start is not None
    if has_end(rule):
        hint = "count from its date, with after in place of of, or omit COUNT and UNTIL"
        fields.fault(key, f"the occurrences of a rule with an end would not follow {due.of!r}", hint)
    elif not started:
        hint = 'give the date of the event too: start = "2000-03-15"; a horizon cannot be counted from'
        fields.fault(key, f"the days on which it recurs need the date of {due.of!r}", hint)
    return has_end(rule) or not started


def _first(found: Iterator[DueAssertion], last: int | None) -> Iterator[DueAssertion]:
    """Yield the occurrences up to `last`, and some more while their holidays are known."""
    reached = last is None
    try:
        for number, due in enumerate(found):
            yield due
            reached = last is None or due.cutoff[1] >= last
            if reached and number >= _TRIED:
                return
    except InvalidDate:
        if not reached:
            raise


def _check_names(named: Named, dues: Mapping[int, DueAssertion], parts: Parts) -> None:
    near = ", ".join(str(day_text(day)) for day in list(dues)[:3])
    for part, days in named.items():
        for day, item in zip(days, parts[part], strict=True):
            if day is not None and day not in dues:
                message = "occurrence must be one of the days on which it recurs"
                item.fault("occurrence" if day else None, message, near or None)


def _occurrence(deadline: Deadline, day: int, named: Named, due: DueAssertion) -> Deadline:
    found = _with(deadline, named, lambda of: of in (None, day))
    first = original(deadline)
    if len(found.due) > 1 and first is not None:
        # What changes it may have come before its turn, so it stands from the beginning.
        due = replace(due, effective=first.effective)
    return occurrence_of(found, due)


def _endless(deadline: Deadline, rule: str, named: Named) -> Deadline:
    """Return what recurs itself, with what is recorded of all occurrences."""
    found = _with(deadline, named, lambda of: of is None)
    due = original(deadline)
    assert due is not None
    how = due.counting or _plain_count(due)
    if how.within is not None:
        how = replace(how, cutoff=None)
    kept = replace(due, cutoff=reckoned(how), counting=replace(how, recurs=rule))
    return replace(found, due=tuple(kept if each.kind == "original" else each for each in found.due))


def _plain_count(due: DueAssertion) -> Counting:
    """Return how a due date is read that is not counted."""
    read = Counting(due=due.due, rule=due.rule)
    as_written = due.due is not None and due.rule is not None and reckoned(read) == due.cutoff
    return read if as_written else Counting(cutoff=due.cutoff)


def _with(deadline: Deadline, named: Named, wanted: Any) -> Deadline:
    def kept(part: str, records: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(record for record, of in zip(records, named[part], strict=True) if wanted(of))

    return replace(
        deadline,
        due=kept("due", deadline.due),
        status=kept("status", deadline.status),
        waivers=kept("waiver", deadline.waivers),
    )
