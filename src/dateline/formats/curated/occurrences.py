"""Recurring commitments: one table for many deadlines, one for each occurrence (RFC 5545, recurrence rules)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dateline.counting import Counting
from dateline.dates import day_text, parse
from dateline.deadlines.counting.written import Uncountable
from dateline.errors import InvalidQuery
from dateline.formats.curated.counted_dues import recounted
from dateline.formats.curated.recurrence_rules import recurring_days
from dateline.formats.curated.table_fields import Fields
from dateline.model import Deadline, DueAssertion


def occurrences(fields: Fields, deadline: Deadline, parts: Mapping[str, Sequence[Fields]]) -> list[Deadline]:
    """Return the deadline, or one for each occurrence when it `recurs`; `parts` are the tables of its records.

    An occurrence is called after its last compliant day. What is recorded of one names it with the key `occurrence`.
    """
    rule = fields.text("recurs")
    records = {"due": deadline.due, "status": deadline.status, "waiver": deadline.waivers}
    if rule is None:
        _refuse_names(parts)
        return [deadline]
    rolled = _rolled(fields, deadline, _days(fields, deadline, rule))
    days = list(rolled)
    named = {part: [_named(item, days, part, i, deadline) for i, item in enumerate(parts[part])] for part in records}
    if not days or any(len(named[part]) != len(records[part]) for part in records):
        return [deadline]
    return [_occurrence(deadline, day, named, due) for day, due in rolled.items()]


def _refuse_names(parts: Mapping[str, Sequence[Fields]]) -> None:
    for items in parts.values():
        for item in items:
            if "occurrence" in item:
                item.fault("occurrence", "occurrence needs recurs", "add recurs with a recurrence rule")


def _days(fields: Fields, deadline: Deadline, rule: str) -> list[int]:
    """Return the last compliant days of the occurrences, the first being that of the original due date."""
    original = next((due for due in deadline.due if due.kind == "original"), None)
    if deadline.kind != "occurrence":
        fields.fault("recurs", "recurs needs the kind occurrence", 'write kind = "occurrence"')
    if original is None or original.cutoff[0] != original.cutoff[1]:
        fields.fault("recurs", "recurs needs a single last compliant day", "give the original a cutoff of one day")
        return []
    if not 1 <= original.cutoff[0] <= date.max.toordinal():
        fields.fault("recurs", "recurs works only for the years 1 to 9999", "write one deadline for each occurrence")
        return []
    try:
        return recurring_days(rule, original.cutoff[0])
    except InvalidQuery as error:
        fields.fault("recurs", error.message, error.hint)
        return []


def _rolled(fields: Fields, deadline: Deadline, days: Sequence[int]) -> dict[int, DueAssertion]:
    """Return the original due date of each occurrence by its last compliant day: first it recurs, then it is rolled."""
    found: dict[int, DueAssertion] = {}
    for day in days:
        original = next(due for due in deadline.due if due.kind == "original")
        plain = replace(original, cutoff=(day, day), due=parse(str(day_text(day))), counting=None)
        due = _moved(fields, plain, original.counting)
        if due.cutoff[0] in found:
            hint = "leave free days out of the rule, for example with BYDAY=MO,TU,WE,TH,FR"
            fields.fault("recurs", f"two occurrences fall on {day_text(due.cutoff[0])} once they are rolled", hint)
            return {}
        found[due.cutoff[0]] = due
    return found


def _moved(fields: Fields, plain: DueAssertion, how: Counting | None) -> DueAssertion:
    """Return an occurrence off free days, and with the grace, that the original has."""
    if how is None or not (how.roll or how.grace):
        return plain
    moves = Counting(cutoff=plain.cutoff, roll=how.roll, holidays=how.holidays, free=how.free, grace=how.grace)
    try:
        return recounted(replace(plain, counting=moves))
    except Uncountable as error:
        fields.fault(error.key, error.message, error.hint)
        return plain


def _named(item: Fields, days: list[int], part: str, place: int, deadline: Deadline) -> int | None:
    """Return the occurrence that a record names; the original due date stands for all of them."""
    if part == "due" and place < len(deadline.due) and deadline.due[place].kind == "original":
        return None
    day = item.day("occurrence")
    if day is None or day not in days:
        near = ", ".join(str(day_text(each)) for each in days[:3])
        item.fault("occurrence" if day else None, "occurrence must be one of the days on which it recurs", near or None)
    return day


def _occurrence(
    deadline: Deadline, day: int, named: Mapping[str, list[int | None]], original: DueAssertion
) -> Deadline:
    text = str(day_text(day))

    def kept(part: str, records: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(record for record, of in zip(records, named[part], strict=True) if of in (None, day))

    return replace(
        deadline,
        id=f"{deadline.id}@{text}",
        title=f"{deadline.title} ({text})",
        due=tuple(original if due.kind == "original" else due for due in kept("due", deadline.due)),
        status=kept("status", deadline.status),
        waivers=kept("waiver", deadline.waivers),
    )
