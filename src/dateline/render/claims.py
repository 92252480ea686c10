"""What a source says of an event, in a line for people."""

from __future__ import annotations

from dateline.render.written_date import as_written
from dateline.wire_fields import Record


def said_by(claim: Record) -> str:
    """Return what a claim on the wire says, without its source."""
    parts = [_date(claim)] if claim["date"] else []
    if claim["place"]:
        parts.append(f"in {claim['place']}")
    parts += [f"{each['id']} ({each['role']})" if each["role"] else str(each["id"]) for each in claim["actors"]]
    return ", ".join([*parts, *_measures(claim)])


def _measures(claim: Record) -> list[str]:
    if not claim["measures"]:
        return []
    from dateline.measures import measure_text

    return list(map(measure_text, claim["measures"]))


def _date(claim: Record) -> str:
    written = as_written(claim) or (f"“{claim['date_text']}”" if claim["date_text"] else "")
    language = f", {claim['language']}" if claim["language"] else ""
    return (
        f"{claim['date']} ({written}{language})" if written else f"{claim['date']}{language and f' ({language[2:]})'}"
    )


def claim_line(claim: Record) -> str:
    """Return `source, locator says what it says`."""
    locator = f", {claim['locator']}" if claim["locator"] else ""
    return f"{claim['source']}{locator} says {said_by(claim)}"
