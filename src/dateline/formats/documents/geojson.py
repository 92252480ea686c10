"""GeoJSON (RFC 7946): a feature for each event, at its coordinates or, without these, at no place ("unlocated")."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any

from dateline.wire_fields import Record

_PLACED = ("latitude", "longitude")


def write(fields: tuple[str, ...], records: Iterable[Record], stream: IO[str]) -> None:
    """Write one collection of features, a line for each; the properties are the fields but for the coordinates."""
    stream.write('{"type": "FeatureCollection", "features": [')
    for number, record in enumerate(records):
        text = json.dumps(_feature(fields, record), ensure_ascii=False)
        stream.write(f"{',' if number else ''}\n{text}")
    stream.write("\n]}\n")


def _feature(fields: tuple[str, ...], record: Record) -> dict[str, Any]:
    latitude, longitude = (record[name] for name in _PLACED)
    # GeoJSON writes the longitude first (RFC 7946, section 3.1.1).
    placed = latitude is not None and longitude is not None
    geometry = {"type": "Point", "coordinates": [longitude, latitude]} if placed else None
    properties = {name: record[name] for name in fields if name not in _PLACED}
    return {"type": "Feature", "id": record["id"], "geometry": geometry, "properties": properties}
