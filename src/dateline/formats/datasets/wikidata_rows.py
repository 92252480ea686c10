"""Rows of a SPARQL result in JSON: the standard form with `bindings`, and the list that Wikidata's page saves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.errors import Fault, InvalidRecords
from dateline.formats.delimited.tabular import Row
from dateline.formats.incoming import Rejected
from dateline.safe_parsing import Unreadable, json_value, unfit_letters


def json_rows(text: str, file: str) -> tuple[list[str], Iterator[Row]]:
    """Return the names of the variables in lower case, and rows numbered from 1, as they have no lines of their own.

    Raises:
        InvalidRecords: the text is not JSON, or no result.
    """
    try:
        found = json_value(text.removeprefix("\ufeff"))
    except Unreadable as error:
        raise InvalidRecords([Fault(file, error.line or 1, error.message, error.hint)]) from None
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
    wrong = unfit_letters("".join(cells))
    return number, Rejected(number, wrong, {}) if wrong else cells


def _value(cell: Any) -> str:
    found = cell.get("value") if isinstance(cell, dict) else cell
    return "" if found is None else str(found)
