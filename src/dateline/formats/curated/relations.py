"""Links between events and promises: read from their tables, and checked against the dates of what they link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from dateline.dates import Match
from dateline.formats.curated.table_fields import Fields
from dateline.formats.curated.tables_to_records import finished
from dateline.model import DIFFERS, Event, Link, LinkType

_TO_PROMISES = ("breaks", "fulfils")
_SURELY_LATE: Mapping[str, tuple[str, str]] = {
    "causes": ("origin", "a cause cannot come after its effect"),
    "precedes": ("origin", "what precedes cannot come after"),
    "answers": ("target", "an answer cannot come before what it answers"),
}
"""Which end of a link cannot certainly come after the other, and why."""


def read_link(fields: Fields) -> Link | None:
    """Return the link of a [[link]] table; each end is an event, or with the suffix `_deadline` a promise."""
    identity, kind = fields.identifier(), fields.choice("type", get_args(LinkType))
    (origin_kind, origin), (target_kind, target) = _end(fields, "from"), _end(fields, "to")
    link = Link(
        identity or "", kind, origin, target, origin_kind, target_kind, fields.text("note"),
        fields.citations(required=kind != DIFFERS),
    )  # fmt: skip
    if origin and (origin_kind, origin) == (target_kind, target):
        fields.fault(None, "a link leads from a record to another, not to itself")
    if kind in _TO_PROMISES and (origin_kind, target_kind) != ("event", "deadline"):
        fields.fault("type", f"{kind} leads from an event to a promise", "write from and to_deadline")
    return finished(fields, link, identity)


def _end(fields: Fields, key: str) -> tuple[Any, str]:
    """Return the kind and the id of an end of a link."""
    event, promise = (name in fields for name in (key, f"{key}_deadline"))
    if event == promise:
        hint = f'{key} = "ID of an event" or {key}_deadline = "ID of a deadline"'
        fields.fault(None, f"{key} is {'given twice' if event else 'missing'}", hint)
        return "event", ""
    if event:
        return "event", fields.identifier(key, of_import=True) or ""
    return "deadline", fields.identifier(f"{key}_deadline") or ""


def late(link: Link, events: Mapping[str, Event]) -> str | None:
    """Return why the dates of two linked events certainly contradict the link, None where they may not."""
    if link.type not in _SURELY_LATE or (link.origin_kind, link.target_kind) != ("event", "event"):
        return None
    origin, target = events.get(link.origin), events.get(link.target)
    if origin is None or target is None:
        return None
    end, reason = _SURELY_LATE[link.type]
    one, other = (origin, target) if end == "origin" else (target, origin)
    if one.date.after(other.date) is not Match.CERTAIN:
        return None
    return f"{reason}: {one.id!r} is of {one.date.edtf}, {other.id!r} of {other.date.edtf}"


def wholes(links: Iterable[Link], kind: str) -> dict[str, list[str]]:
    """Return for each record of a kind what it is part of."""
    found: dict[str, list[str]] = {}
    for link in links:
        if link.type == "part of" and link.origin_kind == link.target_kind == kind:
            found.setdefault(link.origin, []).append(link.target)
    return found
