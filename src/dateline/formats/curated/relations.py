"""Links between events and promises: read from their tables, and checked against the dates of what they link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args

from dateline.dates import Date, Match
from dateline.formats.curated.table_fields import Fields
from dateline.formats.curated.tables_to_records import finished
from dateline.model import DIFFERS, Link, LinkType

_TO_PROMISES = ("breaks", "fulfils")
_SURELY_LATE: Mapping[str, tuple[str, str]] = {
    "causes": ("origin", "a cause cannot come after its effect"),
    "precedes": ("origin", "what precedes cannot come after"),
    "answers": ("target", "an answer cannot come before what it answers"),
    "repeats": ("target", "a repetition cannot come before what it repeats"),
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


def late(link: Link, date_of: Callable[[str], Date | None]) -> str | None:
    """Return why the dates of two linked events certainly contradict the link, None where they may not.

    `date_of` gives the date of an event by its id, None where it is not known.
    """
    if link.type not in _SURELY_LATE or (link.origin_kind, link.target_kind) != ("event", "event"):
        return None
    end, reason = _SURELY_LATE[link.type]
    one, other = (link.origin, link.target) if end == "origin" else (link.target, link.origin)
    of_one, of_other = date_of(one), date_of(other)
    if of_one is None or of_other is None or of_one.after(of_other) is not Match.CERTAIN:
        return None
    return f"{reason}: {one!r} is of {of_one.edtf}, {other!r} of {of_other.edtf}"


NO_CIRCLE: Mapping[LinkType, str] = {
    "causes": "that cause each other",
    "part of": "that are part of each other",
    "precedes": "that precede each other",
}
"""The links that never lead back to where they began, and those that do in words."""


def steps(links: Iterable[Link], kind: str, of: LinkType) -> dict[str, list[str]]:
    """Return for each record of a kind to which others links of a type lead."""
    found: dict[str, list[str]] = {}
    for link in links:
        if link.type == of and link.origin_kind == link.target_kind == kind:
            found.setdefault(link.origin, []).append(link.target)
    return found
