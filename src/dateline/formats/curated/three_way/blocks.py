"""A text of curated records in pieces: each record with its fields and tables, and the comments before each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from dateline.formats.curated.lines import KEY, TABLE, names_of, outer_lines
from dateline.safe_parsing import toml

Key = tuple[str, str]
"""The kind and the id of a record; a collection has no id here, for a file has one."""
COLLECTION: Key = ("collection", "")


class NoRecords(Exception):
    """A TOML text of another form than a list of records has; the message says what is otherwise."""


class Piece(NamedTuple):
    """Lines of a text: `lead` are the empty lines and comments before them, `body` the lines themselves."""

    name: str
    lead: str
    body: str


class Block(NamedTuple):
    """A record: `values` as TOML reads them, its header, its fields, and the tables below it with their names."""

    key: Key
    values: dict[str, Any]
    header: Piece
    fields: dict[str, Piece]
    tables: list[Piece]

    @property
    def text(self) -> str:
        """Return all of it as it is written."""
        return "".join(piece.lead + piece.body for piece in (self.header, *self.fields.values(), *self.tables))


class Text(NamedTuple):
    """A whole text: the comment at its head, its records, and what comes behind the last."""

    head: str
    blocks: dict[Key, Block]
    tail: str


def said(value: object) -> str:
    """Return a text that is the same for equal values alone; the order of keys means nothing."""
    return json.dumps(value, sort_keys=True, default=repr)


def read(text: str) -> Text:
    """Return a text in pieces.

    Raises:
        Unreadable: it is not TOML.
        NoRecords: it is TOML, but not as records are written.
    """
    document = toml(text)
    head, pieces, tail = _pieces(text)
    blocks: dict[Key, Block] = {}
    counts: dict[str, int] = {}
    for group in _groups(pieces):
        block = _block(group, document, counts)
        if block.key in blocks:
            raise NoRecords(f"two records are called {' '.join(block.key)}")
        blocks[block.key] = block
    if sum(counts.values()) != sum(len(each) if isinstance(each, list) else 1 for each in document.values()):
        raise NoRecords("it has records that stand in a list")
    return Text(head, blocks, tail)


def _pieces(text: str) -> tuple[str, list[Piece], str]:
    """Return the comment at the head, the pieces, each begun by a header or key, and what comes behind the last."""
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    starts = {number - 1: line for number, line in outer_lines(text) if line.strip()}
    found: list[Piece] = []
    lead: list[str] = []
    at = head = _head(lines)
    while at < len(lines):
        line = starts.get(at)
        if line is None or line.lstrip().startswith("#"):
            lead.append(lines[at])
            at += 1
            continue
        end = at + 1
        while end < len(lines) and end not in starts and _inside(lines, end, starts):
            end += 1
        found.append(Piece(_name(line), _joined(lead), _joined(lines[at:end])))
        lead, at = [], end
    return _joined(lines[:head]), found, _joined(lead)


def _inside(lines: list[str], at: int, starts: dict[int, str]) -> bool:
    """Tell whether a line that begins nothing belongs to what began before it: empty lines at its end do not."""
    while at < len(lines) and at not in starts:
        if lines[at].strip():
            return True
        at += 1
    return False


def _head(lines: list[str]) -> int:
    """Return how many lines at the head are comments, set off from the records by an empty line."""
    end = 0
    for number, line in enumerate(lines):
        if line.strip() and not line.startswith("#"):
            break
        if not line.strip() and number:
            end = number
    return end


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _name(line: str) -> str:
    """Return the name that a header or a key gives, with the brackets of a header."""
    if header := TABLE.match(line):
        return f"{header[1]}{'.'.join(names_of(header[2]))}"
    if key := KEY.match(line):
        return ".".join(names_of(key[1]))
    raise NoRecords(f"the line {line.strip()[:60]!r} is neither a table nor a field")


def _groups(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces of each record: a header without a dot, and what follows it."""
    group: list[Piece] = []
    for piece in pieces:
        if piece.name.startswith("[") and "." not in piece.name:
            if group:
                yield group
            group = [piece]
        elif not group:
            raise NoRecords(f"{piece.name} stands before all records")
        else:
            group.append(piece)
    if group:
        yield group


def _block(group: list[Piece], document: dict[str, Any], counts: dict[str, int]) -> Block:
    header, kind = group[0], group[0].name.lstrip("[")
    place = counts.get(kind, 0)
    counts[kind] = place + 1
    if header.name.startswith("[["):
        values = document[kind][place]
        identity = values.get("id")
        if not isinstance(identity, str):
            raise NoRecords(f"a record of the kind {kind} has no id")
        key = (kind, identity)
    elif kind == "collection":
        key, values = COLLECTION, document[kind]
    else:
        raise NoRecords(f"[{kind}] is no record")
    fields: dict[str, Piece] = {}
    tables: list[Piece] = []
    for piece in group[1:]:
        if piece.name.startswith("["):
            _check_table(piece.name, kind)
            tables.append(piece._replace(name=piece.name.split(".", 1)[1]))
        elif tables:
            tables[-1] = tables[-1]._replace(body=tables[-1].body + piece.lead + piece.body)
        else:
            fields[piece.name] = piece
    if set(values) != {*fields, *(table.name for table in tables)}:
        raise NoRecords(f"the {' '.join(key)} has fields with dots")
    return Block(key, values, header, fields, tables)


def _check_table(name: str, kind: str) -> None:
    if not name.startswith(f"[[{kind}.") or name.count(".") > 1:
        raise NoRecords(f"the table {name.strip('[')} is of another form than records have")
