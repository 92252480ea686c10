"""TOML to proposals, with every fault and its line."""

from __future__ import annotations

from typing import Any

from dateline.dates import InvalidDate, parse
from dateline.documents.candidate import KINDS
from dateline.documents.proposal import VERDICTS, Proposal, Proposals, ProposedDocument
from dateline.errors import Fault, InvalidRecords
from dateline.formats.curated.lines import Lines
from dateline.names import nearest
from dateline.safe_parsing import Unreadable, toml, unfit

_LISTS = ("also", "actors", "themes", "place_in_text")
_CHOICES = {"verdict": VERDICTS, "kind": KINDS}


class _Reader:
    def __init__(self, file: str, text: str) -> None:
        self.file, self.lines = file, Lines(text)
        self.faults: list[Fault] = []

    def fault(self, path: tuple[str | int, ...], message: str, hint: str | None = None) -> None:
        self.faults.append(Fault(self.file, self.lines.at(path), message, hint))

    def fields(self, table: Any, path: tuple[str | int, ...], allowed: tuple[str, ...]) -> dict[str, Any]:
        """Return the fields of a table that have the right type."""
        if not isinstance(table, dict):
            self.fault(path, f"{path[0]} is not a table")
            return {}
        found: dict[str, Any] = {}
        for key, value in table.items():
            if key not in allowed:
                hint = ", ".join(nearest(key, allowed)) or None
                self.fault((*path, key), f"has no field {key!r}", f"did you mean {hint}?" if hint else None)
            elif self._fits(key, value, (*path, key)):
                found[key] = tuple(value) if isinstance(value, list) else value
        return found

    def _fits(self, key: str, value: Any, path: tuple[str | int, ...]) -> bool:
        kind: type = int if key == "place_in_text" else str
        if key in _LISTS:
            right = isinstance(value, list) and all(isinstance(each, kind) for each in value)
        else:
            right = isinstance(value, str)
        if not right:
            self.fault(path, f"{key} must be {'a list of texts' if key in _LISTS else 'a text'}")
        elif (choices := _CHOICES.get(key)) and value not in choices:
            self.fault(path, f"{key} {value!r} is none of {', '.join(choices)}")
            return False
        return right


def read_proposals(file: str, text: str) -> Proposals:
    """Return the proposals of a file.

    Raises:
        InvalidRecords: it has faults, which are all told.
    """
    try:
        document = toml(text.replace("\r\n", "\n"))
    except Unreadable as error:
        raise InvalidRecords([Fault(file, error.line, error.message, error.hint)]) from error
    reader = _Reader(file, text)
    for path, wrong in unfit(document):
        reader.fault(path, f"{path[-1] if path else 'a key'} {wrong}")
    for key in set(document) - {"proposals", "document", "proposal"}:
        reader.fault((key,), f"a file of proposals has no table {key!r}")
    head = reader.fields(document.get("proposals", {}), ("proposals",), ("collection",))
    documents = _records(reader, document, "document", ProposedDocument)
    proposals = _records(reader, document, "proposal", Proposal)
    _check_documents(reader, documents)
    _check(reader, _sources(document), proposals)
    if reader.faults:
        raise InvalidRecords(reader.faults, consequence="")
    return Proposals(head.get("collection", "proposals"), tuple(documents), tuple(proposals))


def _records(reader: _Reader, document: dict[str, Any], name: str, kind: Any) -> list[Any]:
    tables = document.get(name, [])
    if not isinstance(tables, list):
        reader.fault((name,), f"write [[{name}]], not [{name}]")
        return []
    required = [field for field in kind._fields if field not in kind._field_defaults]
    found = []
    for place, table in enumerate(tables):
        fields = reader.fields(table, (name, place), kind._fields)
        missing = [field for field in required if not fields.get(field)]
        for field in missing:
            reader.fault((name, place), f"{name} lacks {field}")
        if not missing:
            found.append(kind(**fields))
    return found


def _sources(document: dict[str, Any]) -> set[Any]:
    """Return the sources of all documents, those with faults too, which are told once."""
    tables = document.get("document", [])
    given = [each.get("source") for each in tables if isinstance(each, dict)] if isinstance(tables, list) else []
    return {each for each in given if isinstance(each, str)}


def _check_documents(reader: _Reader, documents: list[ProposedDocument]) -> None:
    for place, each in enumerate(documents):
        if "/" in each.file or "\\" in each.file:
            hint = "write its name alone; it is looked for beside this file"
            reader.fault(("document", place, "file"), f"file {each.file!r} is a path", hint)
        try:
            parse(each.written) if each.written else None
        except InvalidDate as error:
            reader.fault(("document", place, "written"), f"written {each.written!r} is not a date: {error.message}")


def _check(reader: _Reader, sources: set[Any], proposals: list[Proposal]) -> None:
    seen: set[tuple[str, str]] = set()
    for place, each in enumerate(proposals):
        if each.source not in sources:
            reader.fault(("proposal", place, "source"), f"there is no document with the source {each.source!r}")
        if (each.source, each.id) in seen:
            reader.fault(("proposal", place, "id"), f"the id {each.id!r} comes twice", "give a copy another id")
        seen.add((each.source, each.id))


def line_of(text: str, place: int) -> int | None:
    """Return the line on which the proposal with this number, from 0, begins."""
    return Lines(text).at(("proposal", place))
