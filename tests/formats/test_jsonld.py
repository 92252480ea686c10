"""JSON-LD says where each event comes from, in the words of schema.org and of PROV."""

from __future__ import annotations

import io
import json

from dateline.formats.registry import format_named
from dateline.wire_fields import EVENT_FIELDS

EVENT = dict.fromkeys(EVENT_FIELDS) | {
    "id": "e", "title": "E", "date": "1999", "actors": [], "themes": [], "measures": [],
    "citations": [
        {"source": "a b", "locator": "p. 1", "quote": None},
        {"source": "a b", "locator": "p. 2", "quote": None},
        {"source": "c", "locator": None, "quote": None},
    ],
}  # fmt: skip
SOURCES = {"a b": {"id": "a b", "title": "A paper", "author": "Lee, Ann", "date": "1999~", "url": None}}


def test_sources_are_entities_from_which_events_are_derived():
    stream = io.StringIO()
    format_named("jsonld").write(EVENT_FIELDS, [EVENT, EVENT | {"id": "f", "citations": []}], stream, sources=SOURCES)
    found = json.loads(stream.getvalue())
    assert found["@context"]["prov"] == "http://www.w3.org/ns/prov#"
    event, without, first, second = found["@graph"]
    assert event["prov:wasDerivedFrom"] == [{"@id": first["@id"]}, {"@id": second["@id"]}]
    assert [each["@id"] for each in event["citation"]] == [first["@id"], first["@id"], second["@id"]]
    assert "prov:wasDerivedFrom" not in without
    kinds = ["CreativeWork", "prov:Entity"]
    assert first == {
        "@id": "urn:dateline:source:a%20b", "@type": kinds, "name": "A paper",
        "author": "Lee, Ann", "datePublished": "1999~",
    }  # fmt: skip
    assert second == {"@id": "urn:dateline:source:c", "@type": kinds}
