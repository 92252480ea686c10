"""A collection as files: which record goes to which file, in which order. The same records give the same files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from dateline.dates.calendar import from_day
from dateline.formats.curated.writing import text_of
from dateline.model import Collection, Deadline, Event, Programme

_FILES = {
    "source": "sources.toml",
    "actor": "actors.toml",
    "theme": "themes.toml",
    "horizon": "horizons.toml",
    "link": "links.toml",
}
_FEW = 200
"""So many events stand in one file; more are parted by decades."""
_LONGEST = 200
"""Bytes of the name of a file; most systems take 255."""


def files_of(
    collection: Collection | None,
    records: Mapping[str, Iterable[Any]],
    *,
    imported: bool = False,
    by_record: bool = False,
) -> dict[str, str]:
    """Return the text of each file by its name: events in order of date, all else by id.

    `records` are by kind. A programme has a file of its own, with its deadlines; with `by_record` all have. Those
    `imported` correct an import.
    """
    found: dict[str, list[Any]] = {"collection.toml": [collection] if collection else []}
    found |= _by_record(records) if by_record else _together(records)
    texts = {file: "\n\n".join(map(text_of, each)) + "\n" for file, each in found.items() if each}
    if imported:
        texts["collection.toml"] += "corrects_import = true\n"
    return texts


def _by_record(records: Mapping[str, Iterable[Any]]) -> dict[str, list[Any]]:
    return {f"{kind}s/{_named(each.id)}.toml": [each] for kind, found in records.items() for each in found}


def _named(identity: str) -> str:
    """Return a name of a file for an id, another one for each, also where systems take "A" for "a"."""
    name = quote(identity, safe="")
    name = f"%2E{name[1:]}" if name.startswith(".") else name
    if len(name) > _LONGEST or identity != identity.lower():
        return f"{name[:_LONGEST]}~{sha256(identity.encode()).hexdigest()[:16]}"
    return name


def _together(records: Mapping[str, Iterable[Any]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for kind, file in _FILES.items():
        found[file] = sorted(records.get(kind, ()), key=lambda record: record.id)
    events = sorted(records.get("event", ()), key=lambda event: (event.date.earliest, event.date.latest, event.id))
    for event in events:
        found.setdefault("events.toml" if len(events) <= _FEW else _decade(event), []).append(event)
    for programme in sorted(records.get("programme", ()), key=lambda record: record.id):
        found[_file_of(programme)] = [programme]
    for deadline in sorted(records.get("deadline", ()), key=lambda record: record.id):
        found.setdefault(_file_of(deadline), []).append(deadline)
    return found


def _file_of(record: Programme | Deadline) -> str:
    programme = record.programme if isinstance(record, Deadline) else record.id
    return f"programmes/{programme}.toml"


def _decade(event: Event) -> str:
    year = from_day(event.date.earliest)[0]
    return f"events-{year // 10 * 10:04}s.toml" if 0 < year <= 9999 else "events-other.toml"
