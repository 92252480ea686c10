"""Records as lines of separated cells, the common part of CSV and TSV.

Cells: None is empty, booleans are `true` and `false`, lists are joined by "; " (see dateline.wire), participants are
`id (role)`, citations `source (locator) "quote"`, pairs of numbers `min; max`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, Any

from dateline.errors import Fault, InvalidRecords
from dateline.fields import EVENT_FIELDS, Record
from dateline.formats.incoming import Rejected
from dateline.formats.tabular import rows
from dateline.wire import (
    citation_from_text,
    citation_record,
    citation_text,
    escaped,
    participant_from_text,
    participant_record,
    participant_text,
    split_list,
    unescaped,
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(
    fields: tuple[str, ...], records: Iterable[Record], stream: IO[str], separator: str, *, safe: bool = False
) -> None:
    """Write a header and a line for each record; `safe` puts a ' before cells that a spreadsheet would calculate."""
    writer = csv.writer(stream, delimiter=separator, lineterminator="\n")
    writer.writerow(fields)
    finish = _safe if safe else str
    writer.writerows([finish(cell(record[field])) for field in fields] for record in records)


def _safe(text: str) -> str:
    return "'" + text if text.startswith(_FORMULA) else text


def cell(value: Any) -> str:
    """Return the text of one value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "; ".join(_item(item) for item in value)
    return str(value)


def _item(item: Any) -> str:
    if not isinstance(item, Mapping):
        return escaped(cell(item), ";")
    if "source" in item:
        return citation_text(item)
    if "role" in item:
        return participant_text(item)
    if "rule" in item:
        return escaped(f"{item['edtf']} ({item['rule']})", ";")
    return escaped(" ".join(f"{key}={cell(value)}" for key, value in item.items() if value is not None), ";")


def _participants(text: str) -> list[Record]:
    return [participant_record(participant_from_text(item)) for item in split_list(text)]


def _citations(text: str) -> list[Record]:
    return [citation_record(citation_from_text(item)) for item in split_list(text)]


def _texts(text: str) -> list[str]:
    return [unescaped(item) for item in split_list(text)]


_READERS: dict[str, Callable[[str], Any]] = {
    "actors": _participants,
    "citations": _citations,
    "themes": _texts,
}


def read(stream: IO[str], separator: str) -> Iterator[tuple[int, Record]]:
    """Yield (line, event record) of what `write` wrote; a cell that cannot be read yields {"error": message}.

    Raises:
        InvalidRecords: there is no header with the columns `id`, `date` and `title`.
    """
    header: list[str] | None = None
    for line, cells in rows(stream, separator):
        if isinstance(cells, Rejected):
            yield line, {"error": cells.reason}
        elif header is None:
            header = _checked_header(cells, stream)
        else:
            yield line, _record(header, cells)
    if header is None:
        _checked_header([], stream)


def _checked_header(header: list[str], stream: IO[str]) -> list[str]:
    missing = [name for name in ("id", "date", "title") if name not in header]
    if missing:
        hint = "the first line names the columns: " + ", ".join(EVENT_FIELDS)
        file = str(getattr(stream, "name", "standard input")).replace("<stdin>", "standard input")
        raise InvalidRecords([Fault(file, 1, f"no column {', '.join(missing)}", hint)])
    return header


def _record(header: list[str], cells: list[str]) -> Record:
    if len(cells) != len(header):
        return {"error": f"has {len(cells)} cells, the header {len(header)}"}
    try:
        return {name: _READERS.get(name, str)(text) if text else None for name, text in zip(header, cells, strict=True)}
    except ValueError as error:
        return {"error": str(error)}
