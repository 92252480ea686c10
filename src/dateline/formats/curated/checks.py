"""Contradictions between the records of one deadline; only what is certainly impossible is a fault."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.deadlines.courses import uncorrecting
from dateline.formats.curated.table_fields import Fields
from dateline.model import Days, Deadline, Participant

_ROLES = ("obligor", "co-obligor", "verifier", "beneficiary")


def check_deadline(fields: Fields, deadline: Deadline) -> None:
    """Note every fault between the records of a deadline."""
    check_roles(fields, "actors", deadline.actors)
    kinds = [due.kind for due in deadline.due]
    if all(kinds) and kinds.count("original") != 1:
        fields.fault(None, "a deadline needs exactly one [[deadline.due]] of kind original")
    elif all(kinds):
        _check_changes(fields, deadline)
    _check_reports(fields, deadline)
    for place, dependency in enumerate(deadline.depends):
        if dependency.on == deadline.id:
            fields.fault(("depends", place, "on"), "a deadline cannot wait for itself")


def check_roles(fields: Fields, key: str, participants: Iterable[Participant]) -> None:
    """Note every role that nobody has in a deadline."""
    for participant in participants:
        if participant.role is not None and participant.role not in _ROLES:
            fields.fault(key, f"role {participant.role!r} is not one of {', '.join(_ROLES)}")


def _check_changes(fields: Fields, deadline: Deadline) -> None:
    """Note amendments and corrections from before there was anything to amend."""
    original = next(due for due in deadline.due if due.kind == "original")
    lost = uncorrecting(deadline.due)
    for place, due in enumerate(deadline.due):
        if due is original:
            continue
        if _before(due.known, original.known):
            hint = "a change cannot be known before what it changes"
            fields.fault(("due", place, "known"), f"{due.kind} known before the original", hint)
        elif place in lost:
            hint = "give the effective day of what it corrects; without one it corrects the original"
            fields.fault(("due", place, "effective"), "a correction that corrects nothing", hint)
        elif due.kind == "amendment" and _before(due.effective, original.effective):
            hint = "write a correction if the original was never true"
            fields.fault(("due", place, "effective"), "amendment in force before the original", hint)


def _check_reports(fields: Fields, deadline: Deadline) -> None:
    for place, report in enumerate(deadline.status):
        if report.level[0] == 3 and report.standing != "retracted" and _before(report.known, report.when):
            hint = "an announcement is not a fulfilment: report it with standing claimed or a lower level"
            fields.fault(("status", place, "known"), "known before it was done", hint)


def _before(days: Days | None, other: Days | None) -> bool:
    """Tell whether all of `days` lie before all of `other`."""
    return days is not None and other is not None and days[1] < other[0]
