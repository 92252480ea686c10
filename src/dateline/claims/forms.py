"""What each source says of an event, as texts and as records on the wire.

The text is JSON: a list with an object for each citation that has a claim, in their order. `citation` is the place of
the citation among those of the event, from 0; what the source does not say is left out. It is what databases keep and
what cells of CSV hold. On the wire nothing is left out, and the source and the days of the date stand beside.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dateline.claims.records import KEYS, known
from dateline.dates import parse
from dateline.dates.calendar import CALENDARS
from dateline.errors import InvalidDate
from dateline.event_fields import VERDICTS
from dateline.measures import in_order, measure_from_record, measure_record
from dateline.model import Citation, Claim, Participant
from dateline.safe_parsing import Unreadable, json_value, own_json
from dateline.wire_fields import Record

TEXTS = ("date_text", "calendar", "language", "place")
EMPTY = "says nothing: give its date, place, actors or measures"
NO_DATE = "has no date, so it has no date_text, calendar or language of a date"


def fault_of(claim: Claim) -> str | None:
    """Return what is wrong with a claim, None if nothing is."""
    if claim.date is None and (claim.date_text or claim.calendar or claim.language):
        return NO_DATE
    if claim.date is not None and claim.date.kind == "undated":
        return "cannot be undated: leave the date out where the source gives none"
    return EMPTY if claim == Claim() else None


def claims_text(citations: Iterable[Citation]) -> str | None:
    """Return the text of the claims of an event, None when it has none."""
    found = [{"citation": place, **said(each.claim)} for place, each in enumerate(citations) if each.claim]
    return json.dumps(found, ensure_ascii=False) if found else None


def said(claim: Claim) -> Record:
    """Return what a claim says, without what it does not say."""
    found: Record = {"date": claim.date and claim.date.edtf} | {name: getattr(claim, name) for name in TEXTS}
    found["actors"] = [known({"id": each.actor, "role": each.role}) for each in claim.actors] or None
    found["measures"] = [known(measure_record(each)) for each in claim.measures] or None
    return known(found)


def with_claims(citations: tuple[Citation, ...], found: Any) -> tuple[Citation, ...]:
    """Return citations with the claims of a text or a list on the wire.

    Raises:
        ValueError: it is neither, a claim has no citation, or one cannot be read; the message says which.
    """
    if not found or (isinstance(found, str) and not found.strip()):
        return citations
    if isinstance(found, str):
        try:
            found = json_value(found)
        except Unreadable as error:
            raise ValueError(f"claims are not JSON: {error.message.removeprefix('is not JSON: ')}") from None
    if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
        raise ValueError("claims must be a list of objects")
    claimed: dict[int, Claim] = {}
    for number, each in enumerate(found, 1):
        place = _place(each, number, citations)
        if place in claimed:
            raise ValueError(f"claim {number}: the citation {place} has a claim already")
        claimed[place] = _claim(each, number)
    kept = enumerate(citations)
    return tuple(Citation(c.source, c.locator, c.quote, claimed[i]) if i in claimed else c for i, c in kept)


def _place(record: Mapping[str, Any], number: int, citations: Sequence[Citation]) -> int:
    if unknown := sorted(str(key) for key in record.keys() - set(KEYS)):
        raise ValueError(f"claim {number} has an unknown key {unknown[0]!r}: it may have {', '.join(KEYS)}")
    place = record.get("citation")
    if type(place) is not int or not 0 <= place < len(citations):
        there = f"0 to {len(citations) - 1}" if citations else "none"
        raise ValueError(f"claim {number} has no citation: {place!r} is not the place of one (there are {there})")
    source = record.get("source")
    if source is not None and source != citations[place].source:
        raise ValueError(f"claim {number} is of {source!r}, but the citation {place} is of {citations[place].source!r}")
    return place


def _claim(record: Mapping[str, Any], number: int) -> Claim:
    try:
        texts = {name: _text(record, name) for name in TEXTS}
        date = _text(record, "date")
        claim = Claim(
            date=parse(date) if date else None,
            actors=tuple(_participant(each) for each in _list(record, "actors")),
            measures=in_order(map(_measure, _list(record, "measures"))),
            **texts,
        )
        if wrong := fault_of(claim):
            raise ValueError(wrong)
        if claim.calendar is not None and claim.calendar not in CALENDARS:
            raise ValueError(f"calendar {claim.calendar!r} is not one of {', '.join(CALENDARS)}")
    except InvalidDate as error:
        raise ValueError(f"claim {number}: date {date!r} is not a date: {error.message}") from None
    except ValueError as error:
        raise ValueError(f"claim {number}: {error}") from None
    return claim


def _measure(record: Any) -> Any:
    return measure_from_record(record)


def _text(record: Mapping[str, Any], key: str) -> str | None:
    found = record.get(key)
    if found is not None and not isinstance(found, str):
        raise ValueError(f"{key} must be a text")
    return found or None


def _list(record: Mapping[str, Any], key: str) -> list[Any]:
    found = record.get(key)
    if found is not None and not isinstance(found, list):
        raise ValueError(f"{key} must be a list")
    return found or []


def _participant(record: Any) -> Participant:
    identity = _text(record, "id") if isinstance(record, Mapping) else None
    if identity is None:
        raise ValueError("actors must be objects with id and role")
    return Participant(identity, _text(record, "role"))


def verdict_of(found: Any) -> str | None:
    """Return a verdict as it is given in a cell or on the wire, None for none; raises ValueError."""
    if not found:
        return None
    if found not in VERDICTS:
        raise ValueError(f"verdict {found!r} is not one of {', '.join(VERDICTS)}")
    return str(found)


def actors_in(text: str | None) -> list[str]:
    """Return the ids of the actors that a text of claims names, each once."""
    found = own_json(text) if text else ()
    return list(dict.fromkeys(actor["id"] for each in found for actor in each.get("actors", ())))


def with_actors_as(text: str | None, id_of: Callable[[str], str]) -> str | None:
    """Return a text of claims with the ids that others give to its actors."""
    if not text:
        return text
    found = own_json(text)
    for actor in (actor for each in found for actor in each.get("actors", ())):
        actor["id"] = id_of(actor["id"])
    return json.dumps(found, ensure_ascii=False)
