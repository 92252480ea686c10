"""Due dates that are counted, as TOML says how: from a date, from a horizon or event, or moved off free days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dateline.counting import Counting
from dateline.dates import FAR_FUTURE, FAR_PAST, InvalidDate
from dateline.deadlines.counting.awaited import last_days
from dateline.deadlines.counting.free_days import NoHolidays
from dateline.deadlines.counting.periods import Period
from dateline.deadlines.counting.reckoning import phrase_of, reckoned
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


def needs_zone(due: DueAssertion) -> bool:
    """Tell whether a due date is counted from a moment whose local day nobody has said yet."""
    return any(each.tz is None and from_moment(each) for each in _counts(due.counting))


def from_moment(counting: Counting) -> bool:
    """Tell whether it is counted from a time of day."""
    return counting.origin is not None and counting.origin.kind == "datetime"


def _counts(counting: Counting | None) -> tuple[Counting, ...]:
    return () if counting is None else (counting, *counting.alternatives)


def recounted(due: DueAssertion) -> DueAssertion:
    """Return a due date counted anew, from dates alone; of what it awaits nothing is known.

    Raises:
        Uncountable: it cannot be counted, such as for a year whose holidays are not known.
    """
    if due.counting is None:
        return due
    since = (FAR_PAST if due.known is None else due.known[0], FAR_FUTURE)
    try:
        days = last_days(due, since) if due.awaits is not None else reckoned(due.counting)
        return replace(due, cutoff=days)
    except NoHolidays as error:
        raise Uncountable("holidays", error.message, error.hint) from None
    except InvalidDate as error:
        raise Uncountable("holidays" if "holidays" in error.message else "within", error.message, error.hint) from None


def horizon_of(counting: Counting) -> str | None:
    """Return the id of the horizon or event from which a due date, or one of its alternatives, is counted."""
    return next((each.of for each in _counts(counting) if each.of), None)


def awaiting(due: DueAssertion) -> DueAssertion:
    """Return a due date that awaits a horizon, not yet counted."""
    allowed = next((phrase_of(each).period for each in _counts(due.counting) if each.of), Period())
    return replace(due, awaits=(allowed.months, allowed.days))
