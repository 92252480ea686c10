"""Rows of a SPARQL result in JSON: the standard form with `bindings`, and the list that Wikidata's page saves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dateline.errors import Fault, InvalidRecords
from dateline.formats.delimited.tabular import Row
from dateline.formats.incoming import Rejected


def json_rows(text: str, file: str) -> tuple[list[str], Iterator[Row]]:
    """Return the names of the variables in lower case, and rows numbered from 1, as they have no lines of their own.

    Raises:
        InvalidRecords: the text is not JSON, or no result.
    """
    try:
        found = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise InvalidRecords([Fault(file, getattr(error, "lineno", 1), f"is not JSON: {error}")]) from None
    results = found.get("results") if isinstance(found, dict) else None
    listed = results.get("bindings") if isinstance(results, dict) else found
    if not isinstance(listed, list):
        hint = "save the result as JSON or as CSV"
        raise InvalidRecords([Fault(file, 1, "is JSON, but not the result of a SPARQL query", hint)])
    names = list(dict.fromkeys(name for row in listed if isinstance(row, dict) for name in row))
    return [name.lower() for name in names], (_row(number, row, names) for number, row in enumerate(listed, 1))


def _row(number: int, row: Any, names: list[str]) -> Row:
    if not isinstance(row, dict):
        return number, Rejected(number, "is not an object", {"row": row})
    cells = [_value(row.get(name)) for name in names]
    if any(not cell.isascii() and cell.encode("utf-8", "replace").decode() != cell for cell in cells):
        return number, Rejected(number, "is not UTF-8", {})
    if "\0" in "".join(cells):
        return number, Rejected(number, "contains a NUL byte", {})
    return number, cells


def _value(cell: Any) -> str:
    found = cell.get("value") if isinstance(cell, dict) else cell
    return "" if found is None else str(found)
