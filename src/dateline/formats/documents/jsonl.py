"""JSON Lines: one record a line, keys always present and in order, null for what is unknown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO

from dateline.safe_parsing import Unreadable, json_value
from dateline.wire_fields import Record


def write(fields: tuple[str, ...], records: Iterable[Record], stream: IO[str]) -> None:
    """Write a line for each record."""
    for record in records:
        stream.write(json.dumps({field: record[field] for field in fields}, ensure_ascii=False) + "\n")


def read(stream: IO[str]) -> Iterator[tuple[int, Record]]:
    """Yield (line, record); a line that is not a JSON object yields {"error": message}."""
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            record = json_value(line)
        except Unreadable as error:
            record = {"error": error.message}
        yield number, record if isinstance(record, dict) else {"error": "is not a JSON object"}
