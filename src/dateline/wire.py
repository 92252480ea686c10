"""Records on the wire: the fields of each kind in their order, and the text forms of lists in CSV.

A wire record is a dict with every field of its kind in order; what is unknown is None. The same dicts are written as
JSON, and as CSV with lists joined by "; ". Inside an item of a list a backslash takes the meaning from the next
character, so that any text survives the way through CSV.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from dateline.counting import Counting
from dateline.dates import Date, day_text, parse
from dateline.errors import InvalidDate
from dateline.event_fields import FIELDS, NAMES, TOO_GREAT, Field
from dateline.measures import in_order, measure_from_record, measure_record
from dateline.model import Citation, Deadline, Event, Participant
from dateline.wire_fields import DEADLINE_FIELDS, EVENT_FIELDS, Record

__all__ = [
    "DEADLINE_FIELDS", "EVENT_FIELDS", "Record", "citation_from_text", "citation_record", "citation_text",
    "deadline_history", "escaped", "event_from_record", "event_record", "participant_from_text",
    "participant_record", "participant_text", "split_list", "unescaped",
]  # fmt: skip


def participant_record(participant: Participant) -> Record:
    """Return the wire form of a participant."""
    return {"id": participant.actor, "name": participant.name, "role": participant.role}


def event_record(event: Event, match: str) -> Record:
    """Return the wire form of `event`, with the match it was found by; its verdict and claims are not there."""
    found = {name: getattr(event, name) for name in ("id", "title", *NAMES)} | {
        "date": event.date.edtf,
        "earliest": day_text(event.date.earliest),
        "latest": day_text(event.date.latest),
        "match": match,
        "actors": [participant_record(p) for p in event.actors],
        "themes": list(event.themes),
        "citations": [citation_record(c) for c in event.citations],
        "measures": [measure_record(m) for m in event.measures],
    }
    return {name: found[name] for name in EVENT_FIELDS}


def citation_record(citation: Citation) -> Record:
    """Return the wire form of a citation."""
    return {"source": citation.source, "locator": citation.locator, "quote": citation.quote}


def event_from_record(record: Mapping[str, Any]) -> Event:
    """Return the event of a wire record; `earliest`, `latest` and `match` are derived and not read.

    `verdict` and `claims` may be there; the claims a list or, as in a cell, their text.

    Raises:
        InvalidDate: `date` is no EDTF date.
        ValueError: another field is missing or of the wrong kind; the message names it.
    """
    return Event(
        **{field.name: _value(record, field) for field in FIELDS if field.choices},
        id=_required(record, "id"),
        title=_required(record, "title"),
        date=parse(_required(record, "date")),
        **{field.name: _value(record, field) for field in FIELDS if not field.choices},
        actors=tuple(_participant(item) for item in _list(record, "actors")),
        themes=tuple(_item_text(item, "themes") for item in _list(record, "themes")),
        citations=_citations(record),
        measures=in_order(map(measure_from_record, _list(record, "measures"))),
        verdict=_verdict(record),
    )


def _citations(record: Mapping[str, Any]) -> tuple[Citation, ...]:
    found = tuple(_citation(item) for item in _list(record, "citations"))
    if not record.get("claims"):
        return found
    from dateline.claims.forms import with_claims

    return with_claims(found, record["claims"])


def _verdict(record: Mapping[str, Any]) -> str | None:
    if not (found := record.get("verdict")):
        return None
    from dateline.claims.forms import verdict_of

    return verdict_of(found)


def _value(record: Mapping[str, Any], field: Field) -> Any:
    """Return the value of a field that an event may lack; raises ValueError."""
    if field.kind == "number":
        return _number(record, field.name, field.limit)
    if field.kind == "text":
        return _text(record, field.name)
    if field.kind == "whole":
        return _whole(record, field.name)
    if field.kind == "date":
        return _date(record, field.name)
    found = record.get(field.name)
    if found is not None and found not in field.choices:
        raise ValueError(f"{field.name} {found!r} is not one of {', '.join(field.choices)}")
    return found


def _required(record: Mapping[str, Any], key: str) -> str:
    found = _text(record, key)
    if found is None:
        raise ValueError(f"{key} is missing")
    return found


def _text(record: Mapping[str, Any], key: str) -> str | None:
    found = record.get(key)
    if found is not None and not isinstance(found, str):
        raise ValueError(f"{key} must be a text")
    return found or None


def _whole(record: Mapping[str, Any], key: str) -> int | None:
    found = record.get(key)
    if isinstance(found, str):  # a cell
        found = int(found) if found.removeprefix("-").isdecimal() and len(found) < 20 else found
    if found is not None and (type(found) is not int or abs(found) >= TOO_GREAT):
        raise ValueError(f"{key} must be a whole number of at most 18 digits")
    return found


def _date(record: Mapping[str, Any], key: str) -> str | None:
    found = _text(record, key)
    try:
        return found and parse(found).edtf
    except InvalidDate as error:
        raise ValueError(f"{key} {found!r} is not a date: {error.message}") from None


def _number(record: Mapping[str, Any], key: str, limit: float | None) -> float | None:
    found = record.get(key)
    if found is None:
        return None
    try:
        number = float(found)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"{key} {found!r} is not a number") from None
    if limit is None and not isfinite(number):
        raise ValueError(f"{key} {found!r} is not a number")
    if limit is not None and not -limit <= number <= limit:
        raise ValueError(f"{key} {found} is beyond {limit:g} degrees")
    return number


def _list(record: Mapping[str, Any], key: str) -> Sequence[Any]:
    found = record.get(key)
    if found is not None and not isinstance(found, list):
        raise ValueError(f"{key} must be a list")
    return found or []


def _participant(item: Any) -> Participant:
    if not isinstance(item, dict):
        raise ValueError("actors must be objects with id, name and role")
    return Participant(_required(item, "id"), _text(item, "role"), _text(item, "name"))


def _citation(item: Any) -> Citation:
    if not isinstance(item, dict):
        raise ValueError("citations must be objects with source, locator and quote")
    return Citation(_required(item, "source"), _text(item, "locator"), _text(item, "quote"))


def _item_text(item: Any, key: str) -> str:
    if not isinstance(item, str) or not item:
        raise ValueError(f"{key} must contain only texts")
    return item


# Lists as text, for CSV and for the participants of curated records.

_PARTICIPANT = re.compile(r"(?P<actor>(?:\\.|[^\\(])*?)(?:\s*\((?P<role>(?:\\.|[^\\])*)\))?\s*", re.DOTALL)
_CITATION = re.compile(
    r'(?P<source>(?:\\.|[^\\("])*?)\s*(?:\((?P<locator>(?:\\.|[^\\)])*)\))?\s*(?:"(?P<quote>(?:\\.|[^\\"])*)")?\s*',
    re.DOTALL,
)


def escaped(text: str, special: str = ';()"') -> str:
    """Return `text` with a backslash before backslashes and before the characters in `special`."""
    return re.sub(f"([\\\\{re.escape(special)}])", r"\\\1", text)


def unescaped(text: str) -> str:
    """Return `text` with the backslashes of `escaped` taken out."""
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL) if "\\" in text else text


def split_list(text: str) -> list[str]:
    """Return the items of a list joined by "; ", still escaped."""
    items = text.split(";") if "\\" not in text else re.findall(r"(?:\\.|[^\\;])+", text, flags=re.DOTALL)
    return [item.strip() for item in items if item.strip()]


def participant_text(record: Mapping[str, Any]) -> str:
    """Return `id (role)` for a participant on the wire."""
    role = f" ({escaped(record['role'])})" if record["role"] else ""
    return escaped(record["id"]) + role


def participant_from_text(text: str) -> Participant:
    """Return the participant written `id (role)` or `id`."""
    match = _PARTICIPANT.fullmatch(text.strip())
    if match is None or not match["actor"].strip():
        return Participant(unescaped(text.strip()))
    return Participant(unescaped(match["actor"].strip()), unescaped(match["role"] or "").strip() or None)


def citation_text(record: Mapping[str, Any]) -> str:
    """Return `source (locator) "quote"` for a citation on the wire."""
    locator = f" ({escaped(record['locator'])})" if record["locator"] else ""
    quote = f' "{escaped(record["quote"])}"' if record["quote"] else ""
    return escaped(record["source"]) + locator + quote


def citation_from_text(text: str) -> Citation:
    """Return the citation written `source (locator) "quote"`.

    Raises:
        ValueError: the text is not of that form.
    """
    match = _CITATION.fullmatch(text)
    if match is None or not match["source"]:
        raise ValueError(f'citation {text!r} is not of the form: source (locator) "quote"')
    locator, quote = (unescaped(part) if part else None for part in (match["locator"], match["quote"]))
    return Citation(unescaped(match["source"]), locator, quote)


# Deadlines with all that was recorded of them.


def deadline_history(deadline: Deadline) -> Record:
    """Return everything recorded of a deadline; intervals of days are [first, last], None for no bound."""
    return {
        "id": deadline.id,
        "programme": deadline.programme,
        "item": deadline.item,
        "title": deadline.title,
        "force": deadline.force,
        "kind": deadline.kind,
        "actors": [participant_record(p) for p in deadline.actors],
        "themes": list(deadline.themes),
        "confidence": deadline.confidence,
        "note": deadline.note,
        "due": [_flat(due) for due in deadline.due],
        "status": [_flat(report) for report in deadline.status],
        "waivers": [_flat(waiver) for waiver in deadline.waivers],
        "depends": [_flat(dependency) for dependency in deadline.depends],
        "lead": list(deadline.lead),
    }


def _flat(record: Any) -> Record:
    """Return the fields of a deadline's record in JSON's terms."""
    return {name: _plain(name, getattr(record, name)) for name in record.__match_args__}


def _plain(name: str, value: Any) -> Any:
    if name == "citations":
        return [citation_record(citation) for citation in value]
    if isinstance(value, Date):
        return value.edtf
    if isinstance(value, Counting):
        return value.record
    if isinstance(value, tuple):
        return list(value) if name in ("awaits", "lag", "level") else [day_text(day) for day in value]
    return value
