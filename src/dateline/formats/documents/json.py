"""JSON: one array of records, written as it goes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO

from dateline.wire_fields import Record


def write(fields: tuple[str, ...], records: Iterable[Record], stream: IO[str]) -> None:
    """Write an array with a record on each line."""
    stream.write("[")
    between = "\n"
    for record in records:
        text = json.dumps({field: record[field] for field in fields}, ensure_ascii=False)
        stream.write(between + text)
        between = ",\n"
    stream.write("\n]\n")
