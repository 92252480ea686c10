"""One obligation for several parties: one table, and a deadline for each party with what is recorded of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dateline.deadlines.courses import uncorrecting
from dateline.formats.curated.checks import check_roles
from dateline.formats.curated.table_fields import Fields
from dateline.model import Deadline, Participant
from dateline.names import nearest

PARTY = "{party}"
"""What stands for the party in the id of the deadline that each of them waits for."""
_KINDS = (("due", "due"), ("status", "status"), ("waiver", "waivers"), ("depends", "depends"))
Parts = Mapping[str, Sequence[Fields]]
Wanted = dict[int, tuple[str, ...] | None]
"""The parties of each record by its identity, None for all."""


def each_party(fields: Fields, found: list[Deadline], deadline: Deadline, parts: Parts) -> list[Deadline]:
    """Return the deadlines, or those of each of the `parties`; `parts` are the tables of the records of `deadline`.

    The id of each ends with its party, before the day of an occurrence. A report names the parties that it speaks of;
    a change, a waiver or a dependency that names none is that of all.
    """
    parties = fields.participants("parties")
    if not parties:
        _refuse(fields, parts)
        return found
    faults = len(fields.faults)
    _check(fields, parties, deadline)
    wanted: Wanted = {}
    for part, name in _KINDS:
        for item, record in zip(parts[part], getattr(deadline, name), strict=False):
            wanted[id(record)] = _named(item, [each.actor for each in parties], required=part == "status")
    if len(fields.faults) > faults:
        return found
    return [_of(party, each, deadline, wanted) for party in parties for each in found]


def check_corrections(fields: Fields, deadline: Deadline, found: list[Deadline]) -> None:
    """Note each correction that corrects nothing of its own occurrence or party, though it would of another."""
    places = {id(due): place for place, due in enumerate(deadline.due)}
    already = uncorrecting(deadline.due)
    lost = {places.get(id(each.due[place])) for each in found for place in uncorrecting(each.due)}
    for place in sorted(place for place in lost if place is not None and place not in already):
        hint = "what it corrects is that of another occurrence or party: name the right one"
        fields.fault(("due", place, "effective"), "a correction that corrects nothing", hint)


def _refuse(fields: Fields, parts: Parts) -> None:
    if "parties" in fields:
        fields.fault("parties", "parties are missing", 'such as parties = ["belgium", "malta"], or omit the key')
    for items in parts.values():
        for item in items:
            if "party" in item:
                item.fault("party", "party needs parties", "add parties to the deadline, or omit party")


def _check(fields: Fields, parties: Sequence[Participant], deadline: Deadline) -> None:
    check_roles(fields, "parties", parties)
    names = [each.actor for each in parties]
    for name in sorted({name for name in names if names.count(name) > 1}):
        fields.fault("parties", f"{name!r} is a party twice", "omit one of them")
    for each in deadline.actors:
        if each.actor in names:
            hint = f'omit it from actors, and give its role in parties: "{each.actor} (co-obligor)"'
            fields.fault("actors", f"{each.actor!r} is one of the parties", hint)


def _named(item: Fields, parties: list[str], *, required: bool) -> tuple[str, ...] | None:
    """Return the parties that a record names, None for all."""
    value = item.given.get("party")
    if value is None:
        if required:
            item.fault(None, "party is missing", 'a report is that of one party, or of several: party = ["a", "b"]')
        return None
    named = value if isinstance(value, list) else [value]
    for name in named:
        if name not in parties:
            near = nearest(str(name), parties, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"write {', '.join(parties)}"
            item.fault("party", f"{name!r} is not one of the parties", hint)
    return tuple(map(str, named))


def _of(party: Participant, found: Deadline, whole: Deadline, wanted: Wanted) -> Deadline:
    """Return a deadline, or an occurrence of it, as that of one party."""

    def own(records: tuple[Any, ...]) -> tuple[Any, ...]:
        # The original of an occurrence is no record of the table: it is that of all parties.
        kept = ((record, wanted.get(id(record))) for record in records)
        return tuple(record for record, parties in kept if parties is None or party.actor in parties)

    return replace(
        found,
        id=f"{whole.id}/{party.actor}{found.id.removeprefix(whole.id)}",
        title=f"{whole.title} ({party.actor}){found.title.removeprefix(whole.title)}",
        actors=(party, *found.actors),
        due=own(found.due),
        status=own(found.status),
        waivers=own(found.waivers),
        depends=tuple(replace(each, on=each.on.replace(PARTY, party.actor)) for each in own(found.depends)),
    )
