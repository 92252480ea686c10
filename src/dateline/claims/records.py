"""Claims on the wire, made of their text; without the records of `dateline.model`, so that `show` starts fast."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dateline.dates import day_text, parse
from dateline.safe_parsing import own_json
from dateline.wire_fields import Record

KEYS = (
    "citation", "source", "locator", "date", "date_text", "calendar", "language", "earliest", "latest", "place",
    "actors", "measures",
)  # fmt: skip
"""The keys of a claim on the wire, in their order."""
_MEASURE = ("name", "value", "low", "high", "unit")


def claim_records(text: str | None, citations: Sequence[Record]) -> list[Record]:
    """Return the claims on the wire of an event with these citations (on the wire)."""
    return [_record(each, citations[each["citation"]]) for each in own_json(text)] if text else []


def _record(found: Record, cited: Record) -> Record:
    date = parse(found["date"]) if "date" in found else None
    more: Record = {
        "source": cited["source"],
        "locator": cited["locator"],
        "earliest": date and day_text(date.earliest),
        "latest": date and day_text(date.latest),
        "actors": [{"id": each["id"], "role": each.get("role")} for each in found.get("actors", ())],
        "measures": [{key: each.get(key) for key in _MEASURE} for each in found.get("measures", ())],
    }
    return {key: more[key] if key in more else found.get(key) for key in KEYS}


def known(record: Record) -> Record:
    """Return a record without what is not known."""
    return {key: value for key, value in record.items() if value is not None}


def cell_of(claims: Iterable[Record]) -> str:
    """Return the text of claims on the wire."""
    kept = (set(KEYS) - {"source", "locator", "earliest", "latest"}).__contains__
    found = [
        {key: _plain(value) for key, value in each.items() if kept(key) and value not in (None, [])} for each in claims
    ]
    return json.dumps(found, ensure_ascii=False)


def _plain(value: Any) -> Any:
    return [known(each) for each in value] if isinstance(value, list) else value


def with_cells(records: Iterable[Record]) -> Iterator[Record]:
    """Yield records with the text of their claims in place of these, None for none."""
    for record in records:
        yield {**record, "claims": cell_of(record["claims"]) if record["claims"] else None}


def in_full(records: Iterable[Record]) -> Iterator[Record]:
    """Yield events on the wire with both keys of claims, empty where nothing is said."""
    for record in records:
        yield {**record, "verdict": record.get("verdict"), "claims": record.get("claims", [])}
