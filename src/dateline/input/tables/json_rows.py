"""Records of JSON and JSON Lines as rows: a path such as `place.name` is a column."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import IO, Any

from dateline.errors import Fault, InvalidRecords
from dateline.formats.delimited.tabular import Row, TypedNumber
from dateline.formats.incoming import Rejected
from dateline.safe_parsing import Unreadable, json_value, unfit_letters

LARGEST = 200_000_000
"""The most letters of a JSON document, which is held whole; JSON Lines have no limit."""
_HEAD, _ROWS, _SHOWN = 10_000, 1_000, 10
"""The columns are the paths of the first records, so many."""
_MOST_PATHS, _DEEPEST = 2_000, 20
_JOINED = "; "
Numbered = tuple[int, dict[str, Any] | Rejected]


class JsonRows:
    """The records of a text; the number of a row is its line, in a JSON document that of the record."""

    def __init__(self, name: str, records: Iterator[Numbered]) -> None:
        self.name, self.notes = name, list[str]()
        self.records = records

    def batches(self) -> Iterator[list[Row]]:
        """Yield the paths as a header, then the rows some thousand at a time.

        Raises:
            InvalidRecords: there are too many paths, or none.
        """
        head = [(number, _flat(number, record)) for number, record in islice(self.records, _HEAD)]
        paths = list(dict.fromkeys(path for _, found in head if not isinstance(found, Rejected) for path in found))
        if len(paths) > _MOST_PATHS:
            raise InvalidRecords([Fault(self.name, 1, f"its records have more than {_MOST_PATHS:,} paths")])
        if not paths:
            unread = [(number, row) for number, row in head if isinstance(row, Rejected)][:_SHOWN]
            faults = [Fault(self.name, number, row.reason, row.hint) for number, row in unread]
            raise InvalidRecords(faults or [Fault(self.name, None, "has no records")])
        yield [(1, paths)]
        rest = ((number, _flat(number, record)) for number, record in self.records)
        rows = (_row(number, found, paths) for number, found in chain(head, rest))
        while batch := list(islice(rows, _ROWS)):
            yield batch


def _row(number: int, found: dict[str, str] | Rejected, paths: list[str]) -> Row:
    return number, found if isinstance(found, Rejected) else [found.get(path, "") for path in paths]


def _flat(number: int, record: dict[str, Any] | Rejected) -> dict[str, str] | Rejected:
    if isinstance(record, Rejected):
        return record
    found: dict[str, str] = {}
    twice = [path for path, text in _flatten(record, "", 0) if found.setdefault(path, text) is not text]
    wrong = f"gives the path {twice[0]!r} twice" if twice else unfit_letters("".join(found.values()))
    return Rejected(number, wrong, {}) if wrong else found


def _flatten(value: Any, path: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the paths in a value, and their texts."""
    if isinstance(value, dict) and depth < _DEEPEST:
        for key, each in value.items():
            yield from _flatten(each, f"{path}.{key}" if path else str(key), depth + 1)
    elif isinstance(value, list) and any(isinstance(each, dict | list) for each in value) and depth < _DEEPEST:
        for number, each in enumerate(value):
            yield from _flatten(each, f"{path}.{number}", depth + 1)
    elif isinstance(value, list):
        yield path, _JOINED.join(filter(None, map(_text, value)))
    else:
        yield path, _text(value)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _parsed(text: str) -> Any:
    """Return a document whose numbers are as they are written: 1.0 stays 1.0."""
    return json_value(text, TypedNumber)


def json_rows(name: str, stream: IO[str], path: str | None) -> JsonRows:
    """Return the records of a text, a JSON document or JSON Lines; `path` leads to those of a document.

    Raises:
        InvalidRecords: it is neither, has no records there, or several lists of them.
    """
    begun: list[str] = []
    for line in stream:
        begun.append(line)
        if sum(map(bool, map(str.strip, begun))) == 2:
            break
    filled = list(filter(str.strip, begun))
    if path is None and len(filled) > 1 and _is_record(filled[0]):
        return JsonRows(name, _of_lines(chain(begun, stream)))
    return JsonRows(name, _of_document(_document(name, "".join(begun), stream), name, path))


def _is_record(line: str) -> bool:
    try:
        return isinstance(_parsed(line), dict)
    except Unreadable:
        return False


def _of_lines(stream: Iterable[str]) -> Iterator[Numbered]:
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            record = _parsed(line)
        except Unreadable as error:
            yield number, Rejected(number, error.message, {"text": line[:1_000]}, error.hint)
            continue
        yield (
            number,
            record if isinstance(record, dict) else Rejected(number, "is not a record", {"text": line[:1_000]}),
        )


def _document(name: str, begun: str, stream: IO[str]) -> Any:
    text = begun + stream.read(LARGEST)
    if len(text) > LARGEST:
        raise InvalidRecords([Fault(name, None, f"is larger than {LARGEST // 1_000_000} MB", "write it as JSON Lines")])
    try:
        return _parsed(text)
    except Unreadable as error:
        raise InvalidRecords([Fault(name, error.line, error.message, error.hint)]) from None


def _of_document(document: Any, name: str, path: str | None) -> Iterator[Numbered]:
    found = _at(document, name, path) if path else document
    if not isinstance(found, list):
        lists = dict(_lists(found, "", 0)) if isinstance(found, dict) else {}
        if len(lists) > 1:
            told = ", ".join(lists)
            raise InvalidRecords(
                [Fault(name, None, f"has several lists of records: {told}", 'choose one: records = "..." in [file]')]
            )
        found = next(iter(lists.values()), [found])
    return _numbered(found)


def _numbered(records: list[Any]) -> Iterator[Numbered]:
    for number, record in enumerate(records, 1):
        yield number, record if isinstance(record, dict) else Rejected(number, "is not a record", {"value": record})


def _at(document: Any, name: str, path: str) -> Any:
    found = document
    for part in path.split("."):
        if not isinstance(found, dict) or part not in found:
            raise InvalidRecords([Fault(name, None, f"there is nothing at {path!r}, which [file] says of records")])
        found = found[part]
    return found


def _lists(value: dict[str, Any], path: str, depth: int) -> Iterator[tuple[str, list[Any]]]:
    """Yield the lists of objects in a document, and their paths."""
    for key, each in value.items():
        below = f"{path}.{key}" if path else str(key)
        if isinstance(each, list) and any(isinstance(item, dict) for item in each):
            yield below, each
        elif isinstance(each, dict) and depth < _DEEPEST:
            yield from _lists(each, below, depth + 1)
