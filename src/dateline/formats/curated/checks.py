"""The records of one deadline checked together: roles, contradictions, what waits for itself."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.deadlines.contradictions import contradictions
from dateline.formats.curated.table_fields import Fields
from dateline.model import Deadline, Participant

_ROLES = ("obligor", "co-obligor", "verifier", "beneficiary")


def check_deadline(fields: Fields, deadline: Deadline) -> None:
    """Note every fault between the records of a deadline."""
    check_roles(fields, "actors", deadline.actors)
    kinds = [due.kind for due in deadline.due]
    if all(kinds) and kinds.count("original") != 1:
        fields.fault(None, "a deadline needs exactly one [[deadline.due]] of kind original")
    if kinds.count("original") == 1 and all(kinds):
        for key, message, hint in contradictions(deadline):
            fields.fault(key, message, hint)
    for place, dependency in enumerate(deadline.depends):
        if dependency.on == deadline.id:
            fields.fault(("depends", place, "on"), "a deadline cannot wait for itself")


def check_roles(fields: Fields, key: str, participants: Iterable[Participant]) -> None:
    """Note every role that nobody has in a deadline."""
    for participant in participants:
        if participant.role is not None and participant.role not in _ROLES:
            fields.fault(key, f"role {participant.role!r} is not one of {', '.join(_ROLES)}")
