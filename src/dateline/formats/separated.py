"""Records as lines of separated cells, the common part of CSV and TSV.

Cells: None is empty, booleans are `true` and `false`, lists are joined by "; " (see dateline.wire), participants are
`id (role)`, citations `source (locator) "quote"`, pairs of numbers `min; max`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import IO, Any, cast

from dateline.dates import InvalidDate, parse
from dateline.errors import Fault, InvalidRecords
from dateline.fields import EVENT_FIELDS, Record
from dateline.formats.incoming import Incoming, Item, Rejected, from_records
from dateline.formats.tabular import rows
from dateline.model import Citation, Confidence, Event, Participant
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


# The same in bulk: events straight from the cells. Cells repeat: what is read from one is kept.

_KEPT = 65_536
_kept_date = lru_cache(_KEPT)(parse)


def events(stream: IO[str], separator: str) -> Iterator[Item]:
    """Yield the items of what `write` wrote, with `version` and `withdrawn` if there are such columns.

    Raises:
        InvalidRecords: there is no header with the columns `id`, `date` and `title`.
    """
    lines = rows(stream, separator)
    header: list[str] | None = None
    for line, cells in lines:
        if isinstance(cells, Rejected):
            yield cells
        elif header is None:
            header = _checked_header(cells, stream)
            if {"withdrawn", "version"} & set(header):
                yield from from_records(_records(header, lines))
                return
            pick = _picker(header)
        elif len(cells) != len(header):
            yield Rejected(line, f"has {len(cells)} cells, the header {len(header)}", {"cells": cells})
        else:
            yield _taken(line, pick(cells), header, cells)
    if header is None:
        _checked_header([], stream)


def _records(header: list[str], lines: Iterator[tuple[int, list[str] | Rejected]]) -> Iterator[tuple[int, Record]]:
    for line, cells in lines:
        record: Record = {"error": cells.reason} if isinstance(cells, Rejected) else _record(header, cells)
        if version := record.get("version"):
            record["version"] = int(version) if version.lstrip("-").isdecimal() else version
        yield line, record | ({"withdrawn": record["withdrawn"] == "true"} if "withdrawn" in record else {})


_WANTED = (
    "id", "title", "date", "date_text", "description", "kind", "place", "latitude", "longitude", "actors", "themes",
    "citations", "confidence",
)  # fmt: skip
"""The fields of an Event in its order."""


def _picker(header: list[str]) -> Callable[[list[str]], tuple[str, ...]]:
    """Return a function that picks the cells of _WANTED; of a column that is not there an empty one."""
    places = [header.index(name) if name in header else len(header) for name in _WANTED]
    pick = itemgetter(*places)
    return pick if len(header) not in places else lambda cells: pick([*cells, ""])


def _taken(line: int, picked: tuple[str, ...], header: list[str], cells: list[str]) -> Item:
    try:
        return Incoming(line, _event(*picked))
    except InvalidDate as error:
        return Rejected(line, f"date {picked[2]!r}: {error.message}", _record(header, cells), error.hint)
    except ValueError:
        # Slowly once more, for the reason.
        return next(from_records([(line, _record(header, cells))]))


def _event(
    identity: str, title: str, date: str, date_text: str, description: str, kind: str, place: str, latitude: str,
    longitude: str, actors: str, themes: str, citations: str, confidence: str,
) -> Event:  # fmt: skip
    if not (identity and title and date):
        raise ValueError
    return Event(
        identity,
        title,
        _kept_date(date),
        date_text or None,
        description or None,
        kind or None,
        place or None,
        _degrees(latitude, 90) if latitude else None,
        _degrees(longitude, 180) if longitude else None,
        _kept_actors(actors) if actors else (),
        _kept_themes(themes) if themes else (),
        _kept_citations(citations) if citations else (),
        _confidence(confidence) if confidence else None,
    )


def _degrees(text: str, greatest: float) -> float:
    degrees = float(text)
    if not -greatest <= degrees <= greatest:
        raise ValueError
    return degrees


def _confidence(text: str) -> Confidence:
    if text not in ("high", "medium", "low"):
        raise ValueError
    return cast("Confidence", text)


@lru_cache(_KEPT)
def _kept_actors(text: str) -> tuple[Participant, ...]:
    return tuple(map(_kept_participant, split_list(text)))


_kept_participant = lru_cache(_KEPT)(participant_from_text)


@lru_cache(_KEPT)
def _kept_themes(text: str) -> tuple[str, ...]:
    return tuple(_texts(text))


@lru_cache(_KEPT)
def _kept_citations(text: str) -> tuple[Citation, ...]:
    return tuple(map(citation_from_text, split_list(text)))
