"""JSON-LD: events by the words of schema.org, and links between them and promises as properties.

A promise is an Action. The dates are EDTF in `temporalCoverage`; `startDate` and `endDate` are the outermost days.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import IO, Any
from urllib.parse import quote

from dateline.formats.documents.graphml import chosen
from dateline.model import Link
from dateline.wire_fields import Record

_TYPES = {"event": "Event", "deadline": "Action"}
_CONTEXT = {"@vocab": "https://schema.org/", "dateline": "urn:dateline:relation:"}


def write(fields: tuple[str, ...], records: Iterable[Record], stream: IO[str], *, links: Sequence[Link] = ()) -> None:
    """Write a graph of events with the links that lead from or to one of them; each event is a line."""
    stream.write(f'{{"@context": {_text(_CONTEXT)},\n"@graph": [')
    known: set[tuple[str, str]] = set()
    between = "\n"
    for record in records:
        known.add(("event", record["id"]))
        stream.write(between + _text(_event(record)))
        between = ",\n"
    for link in chosen(links, known):
        for each in _relation(link):
            stream.write(between + _text(each))
            between = ",\n"
    stream.write("\n]}\n")


def _event(record: Record) -> dict[str, Any]:
    place = {"@type": "Place", "name": record["place"]} if record["place"] else None
    found = {
        "@id": _name("event", record["id"]),
        "@type": "Event",
        "identifier": record["id"],
        "name": record["title"],
        "description": record["description"],
        "temporalCoverage": record["date"],
        "startDate": record["earliest"],
        "endDate": record["latest"],
        "location": place,
        "participant": [{"@id": _name("actor", each["id"]), "name": each["name"]} for each in record["actors"]] or None,
        "citation": [_cited(each["source"], each["locator"]) for each in record["citations"]] or None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _relation(link: Link) -> Iterable[dict[str, Any]]:
    """Yield the link as a property of its origin, and as a statement with its sources."""
    origin, target = _name(link.origin_kind, link.origin), _name(link.target_kind, link.target)
    relation = f"dateline:{link.type.replace(' ', '-')}"
    yield {"@id": origin, "@type": _TYPES[link.origin_kind], relation: {"@id": target}}
    yield {"@id": target, "@type": _TYPES[link.target_kind]}
    said = {
        "@id": _name("link", link.id),
        "@type": "dateline:link",
        "additionalType": relation,
        "object": [{"@id": origin}, {"@id": target}],
        "description": link.note,
        "citation": [_cited(each.source, each.locator) for each in link.citations],
    }
    yield {key: value for key, value in said.items() if value is not None}


def _cited(source: str, locator: str | None) -> dict[str, str]:
    return {"@id": _name("source", source)} | ({"pagination": locator} if locator else {})


def _name(kind: str, identity: str) -> str:
    return f"urn:dateline:{kind}:{quote(identity, safe='/@:-')}"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
