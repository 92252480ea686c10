"""What a merge leaves out: whatever the record that goes says, and the one that stays does not say too."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from dateline.dates import Date
from dateline.measures import measure_record, measure_text
from dateline.model import Actor, Event

_KEPT = ("id", "actors", "themes", "citations", "aliases", "member_of", "measures")
"""Fields whose values are added to those of the record that stays, or are looked at otherwise."""
_AS_CLAIMS = ("date", "date_text", "calendar", "place")
_LONGEST = 60


def dropped(gone: Actor | Event, joined: Actor | Event) -> list[str]:
    """Return in words what is dropped of a record that is merged, such as `date 1999-12`."""
    found = [
        f"{field.name} {_text(value)}"
        for field in dataclasses.fields(gone)
        if field.name not in _KEPT
        and (value := getattr(gone, field.name)) is not None
        and value != getattr(joined, field.name)
        and not _stays(field.name, value, joined)
    ]
    if isinstance(gone, Event) and isinstance(joined, Event):
        found += _measures(gone, joined)
    return found


def _stays(name: str, value: object, joined: Actor | Event) -> bool:
    """Tell whether a value is kept in another place: as a claim of a source, or the name of an actor as an alias."""
    if isinstance(joined, Actor):
        return name == "name" and value in joined.aliases
    if isinstance(value, Date) and value.kind == "undated":
        return True
    claims = (each.claim for each in joined.citations if each.claim)
    return name in _AS_CLAIMS and any(getattr(each, name) == value for each in claims)


def _measures(gone: Event, joined: Event) -> Iterator[str]:
    there = [*joined.measures, *(m for each in joined.citations if each.claim for m in each.claim.measures)]
    return (measure_text(measure_record(each)) for each in gone.measures if each not in there)


def _text(value: object) -> str:
    text = value.edtf if isinstance(value, Date) else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
