"""JSON-LD: events by the words of schema.org, and links between them and promises as properties.

A promise is an Action. The dates are EDTF in `temporalCoverage`; `startDate` and `endDate` are the outermost days.
Sources are described too, also in the words of PROV-O.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any
from urllib.parse import quote

from dateline.formats.documents.graphml import chosen
from dateline.model import Link
from dateline.wire_fields import Record

_TYPES = {"event": "Event", "deadline": "Action"}
_OF_SOURCES = {
    "name": "title", "author": "author", "publisher": "publisher", "datePublished": "date", "url": "url",
    "inLanguage": "language",
}  # fmt: skip
"""Properties of schema.org for the fields of a source."""
_CONTEXT = {"@vocab": "https://schema.org/", "dateline": "urn:dateline:relation:", "prov": "http://www.w3.org/ns/prov#"}


def write(
    fields: tuple[str, ...],
    records: Iterable[Record],
    stream: IO[str],
    *,
    links: Sequence[Link] = (),
    sources: Mapping[str, Record] | None = None,
) -> None:
    """Write a graph of events with the links that lead from or to one of them, and their sources; each is a line."""
    stream.write(f'{{"@context": {_text(_CONTEXT)},\n"@graph": [')
    known: set[tuple[str, str]] = set()
    cited: dict[str, None] = {}
    between = "\n"
    for record in records:
        known.add(("event", record["id"]))
        cited |= dict.fromkeys(each["source"] for each in record["citations"])
        stream.write(between + _text(_event(record)))
        between = ",\n"
    for link in chosen(links, known):
        for each in _relation(link):
            stream.write(between + _text(each))
            between = ",\n"
    for identity in cited:
        stream.write(between + _text(_source(identity, (sources or {}).get(identity, {}))))
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
        "prov:wasDerivedFrom": [{"@id": each} for each in _origins(record)] or None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _origins(record: Record) -> Iterable[str]:
    return dict.fromkeys(_name("source", each["source"]) for each in record["citations"])


def _source(identity: str, about: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is known of a source."""
    found = {
        "@id": _name("source", identity),
        "@type": ["CreativeWork", "prov:Entity"],
        **{key: about.get(name) for key, name in _OF_SOURCES.items()},
    }
    return {key: value for key, value in found.items() if value}


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
