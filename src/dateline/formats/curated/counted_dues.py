"""Due dates that are counted, as TOML says how: from a date, from a horizon or event, or moved off free days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dateline.counting import Counting
from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.deadlines.counting.anew import awaiting, horizon_of, needs_zone, recounted
from dateline.deadlines.counting.written import KEYS, Uncountable, counting_of
from dateline.formats.curated.table_fields import Fields
from dateline.model import Days, DueAssertion

COUNTED = "counted"
"""The key of the last compliant days as they were counted, which is written and never needed."""


def counted_due(fields: Fields, due: DueAssertion, cutoff: Callable[[], Days], *, recurs: bool) -> DueAssertion:
    """Return a due date with its last compliant days; without counting they are those of `cutoff`.

    The first of dates that recur is not moved yet: each occurrence is.
    """
    for key in KEYS:
        fields.note_known(key)
    written = fields.interval(COUNTED)
    try:
        counting = counting_of(fields.given, frozen=fields.frozen)
    except Uncountable as error:
        fields.fault(error.key, error.message, error.hint)
        fields.note_known("cutoff")
        return due
    if counting is None:
        return replace(due, cutoff=cutoff())
    if not fields.frozen:
        _check_used(fields, counting)
    if counting.within is None and not counting.whichever:
        days = cutoff()
        base = {"cutoff": days} if "cutoff" in fields or due.due is None else {"due": due.due, "rule": due.rule}
        return _moved(fields, replace(due, cutoff=days), replace(counting, **base), written, recurs=recurs)
    if "cutoff" in fields:
        fields.fault("cutoff", "a due date that is counted has no cutoff of its own", "omit cutoff, or within")
    due = replace(due, rule="within", counting=counting, of=horizon_of(counting))
    if recurs and (counting.counting or counting.whichever):
        fields.fault("counting", "what recurs is moved by roll, not by the rule of its first day", "write roll")
    if due.of and counting.start is None:
        return _reckoned(fields, awaiting(due), written)
    if recurs:
        due = replace(due, counting=replace(counting, roll=None, grace=None))
        found = _reckoned(fields, due, written)
        return replace(found, counting=replace(counting, cutoff=found.cutoff))
    return _reckoned(fields, due, written)


def _check_used(fields: Fields, counting: Counting) -> None:
    """Note what a due date says that nothing would use."""
    if counting.within is not None or counting.whichever:
        for key in ("due", "rule"):
            if key in fields:
                hint = f"omit {key}, or within; the words stand in text"
                fields.fault(key, f"a due date that is counted is not read from {key}", hint)


def _moved(
    fields: Fields, due: DueAssertion, counting: Counting, written: Days | None, *, recurs: bool
) -> DueAssertion:
    if due.cutoff[0] <= FAR_PAST or due.cutoff[1] >= FAR_FUTURE:
        # A due date without any day may come from a fault that was noted already.
        key, wanted = ("roll", "roll") if counting.roll else ("grace", "add grace to")
        fields.fault(key, f"an open due date has no day to {wanted}", f"omit {key}")
        return due
    due = replace(due, counting=counting)
    return due if recurs else _reckoned(fields, due, written)


def _reckoned(fields: Fields, due: DueAssertion, written: Days | None) -> DueAssertion:
    if fields.frozen and written:
        return replace(due, cutoff=written)
    try:
        return recounted(due)
    except Uncountable as error:
        if not needs_zone(due):  # the programme may say it, and may not have been read yet
            fields.fault(error.key, error.message, error.hint)
        return due
