"""The merge of two texts of records: field by field, with conflicts that show both sides and their sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from dateline.formats.curated.lines import comments_of
from dateline.formats.curated.three_way.blocks import Block, Key, Text, read, said
from dateline.formats.curated.three_way.lists import SETS, in_order, merged
from dateline.formats.curated.writing import line_of

_NOTHING = object()
_OURS, _MIDDLE, _THEIRS = "<<<<<<< ours", "=======", ">>>>>>> theirs"


class Merged(NamedTuple):
    """A merged text; each of `conflicts` and `notes` is a sentence, and `values` are the records if none conflict."""

    text: str
    conflicts: list[str]
    notes: list[str]
    values: dict[Key, dict[str, Any]]


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Return two versions of a text merged, by what each made of the base.

    Raises:
        Unreadable: one of them is not TOML.
        NoRecords: one of them is TOML of another form.
    """
    return _Merge(*map(read, (base, ours, theirs))).done()


class _Merge:
    def __init__(self, base: Text, ours: Text, theirs: Text) -> None:
        self._base, self._ours, self._theirs = base, ours, theirs
        self._parts: list[str] = []
        self._found = Merged("", [], [], {})

    def done(self) -> Merged:
        sides = self._base, self._ours, self._theirs
        self._parts.append(_lead(*(side.head for side in sides)))
        for key in _keys(*(side.blocks for side in sides)):
            self._record(key, *(side.blocks.get(key) for side in sides))
        parts = [part for part in (*self._parts, _lead(*(side.tail for side in sides))) if part.strip("\n")]
        text = ""
        for part in parts:
            text += part.lstrip("\n") if not text else part if part.startswith("\n") else f"\n{part}"
        return self._found._replace(text=text)

    def _record(self, key: Key, base: Block | None, ours: Block | None, theirs: Block | None) -> None:
        if ours and theirs and base:
            self._both(base, ours, theirs)
        elif ours and theirs:
            if said(ours.values) == said(theirs.values):
                self._keep(ours, _lead("", ours.header.lead, theirs.header.lead))
            else:
                self._apart(key, ours, theirs, "was added on both sides with other contents")
        elif (one := ours or theirs) and base is None:
            self._keep(one)
        elif one and base and one.text.strip() != base.text.strip():
            self._apart(key, ours, theirs, "was removed on one side and changed on the other")

    def _keep(self, block: Block, lead: str | None = None) -> None:
        lead = block.header.lead if lead is None else lead
        self._parts.append(lead + block.text[len(block.header.lead) :])
        self._found.values[block.key] = block.values

    def _apart(self, key: Key, ours: Block | None, theirs: Block | None, why: str) -> None:
        """Show both versions of a whole record."""
        self._found.conflicts.append(f"{' '.join(key).strip()} {why}")
        mine, yours = (block.text.strip("\n") + "\n" if block else "" for block in (ours, theirs))
        self._parts.append("\n" + _marked(mine, yours, ours, theirs))

    def _both(self, base: Block, ours: Block, theirs: Block) -> None:
        """Merge a record that all three have."""
        lead = _lead(base.header.lead, ours.header.lead, theirs.header.lead)
        for one, other in ((ours, theirs), (theirs, ours)):
            if other.text[len(other.header.lead) :].strip() == base.text[len(base.header.lead) :].strip():
                self._keep(one, lead)
                return
        self._parts.append(_Record(base, ours, theirs, self._found).text(lead))


class _Record:
    """One record that both sides changed."""

    def __init__(self, base: Block, ours: Block, theirs: Block, found: Merged) -> None:
        self._base, self._ours, self._theirs, self._found = base, ours, theirs, found
        self._values: dict[str, Any] = {}

    def text(self, lead: str) -> str:
        sides = self._base, self._ours, self._theirs
        names = in_order(*(list(side.values) for side in sides)) or []
        rest = [name for side in (self._ours, self._theirs) for name in side.values if name not in names]
        parts = [(name, self._field(name)) for name in (*names, *dict.fromkeys(rest))]
        self._found.values[self._ours.key] = self._values
        inline = (text for name, text in parts if not self._is_table(name))
        tables = (text for name, text in parts if self._is_table(name))
        return lead + self._ours.header.body + "".join(inline) + "".join(tables)

    def _is_table(self, name: str) -> bool:
        return any(piece.name == name for side in (self._ours, self._theirs) for piece in side.tables)

    def _field(self, name: str) -> str:
        """Return the text of a field: of the side that changed it, or both in a conflict."""
        base, ours, theirs = (side.values.get(name, _NOTHING) for side in (self._base, self._ours, self._theirs))
        if said(ours) == said(theirs) or said(base) == said(theirs):
            return self._of(name, ours, self._ours, self._theirs)
        if said(base) == said(ours):
            return self._of(name, theirs, self._theirs, self._ours)
        lists = [[] if each is _NOTHING else each for each in (base, ours, theirs)]
        if name in SETS and all(isinstance(each, list) for each in lists):
            found = merged(name, *lists)
            if found is not None:
                return self._list(name, found)
        identity = " ".join(self._ours.key).strip()
        self._found.conflicts.append(f"{identity}: {name} was changed on both sides")
        return _marked(_whole(self._ours, name), _whole(self._theirs, name), self._ours, self._theirs)

    def _of(self, name: str, value: Any, side: Block, other: Block) -> str:
        """Return a field as one side has it, with the comments of both before it."""
        if value is _NOTHING:
            self._note_comments(name, "", other)
            return ""
        self._values[name] = value
        piece = side.fields.get(name)
        if piece is None:
            text = _whole(side, name)
            self._note_comments(name, text, other)
            return text
        self._note_comments(name, piece.body, other)
        return self._lead_of(name) + piece.body

    def _lead_of(self, name: str) -> str:
        sides = self._base, self._ours, self._theirs
        base, ours, theirs = (side.fields[name].lead if name in side.fields else "" for side in sides)
        return _lead(base, ours, theirs)

    def _note_comments(self, name: str, text: str, other: Block) -> None:
        """Say it when the other side changed a comment within a field, or in front of one that is gone."""
        theirs = comments_of(_whole(other, name))
        lost = [each for each in theirs if each not in comments_of(_whole(self._base, name)) and each not in text]
        if lost and (not text or self._in_body(name, other, lost)):
            self._found.notes.append(f"{' '.join(other.key)}: a comment of {name} was not kept: {lost[0]}")

    def _in_body(self, name: str, side: Block, comments: list[str]) -> bool:
        body = side.fields[name].body if name in side.fields else _whole(side, name)
        return any(each in body for each in comments)

    def _list(self, name: str, items: list[Any]) -> str:
        """Return a list to which both sides did something."""
        if not items:
            return ""
        self._values[name] = items
        if self._is_table(name):
            written: dict[str, str] = {}
            for side in (self._theirs, self._ours):
                texts = [piece.lead + piece.body for piece in side.tables if piece.name == name]
                if len(texts) == len(side.values.get(name, ())):
                    written |= dict(zip(map(said, side.values[name]), texts, strict=True)) if texts else {}
            if all(said(item) in written for item in items):
                return "".join(written[said(item)] for item in items)
        for side in (self._ours, self._theirs):
            within = comments_of(side.fields[name].body if name in side.fields else "")
            self._found.notes.extend(
                f"{' '.join(side.key)}: a comment of {name} was not kept: {each}" for each in within
            )
        return self._lead_of(name) + line_of(name, items) + "\n"


def _keys(base: dict[Key, Block], ours: dict[Key, Block], theirs: dict[Key, Block]) -> Iterable[Key]:
    """Return the keys of all records in the order of their blocks; that of ours, where both have another."""
    order = in_order(list(base), list(ours), list(theirs)) or list(ours)
    rest = [key for side in (ours, theirs) for key in side if key not in order]
    for key in dict.fromkeys(rest):  # of records that are removed on one side
        side = list(ours if key in ours else theirs)
        earlier = [each for each in side[: side.index(key)] if each in order]
        order.insert(order.index(earlier[-1]) + 1 if earlier else 0, key)
    return order


def _lead(base: str, ours: str, theirs: str) -> str:
    """Return the comments before something: those that changed, or both where both did."""
    if theirs in (base, ours):
        return ours
    if base == ours:
        return theirs
    there = ours.split("\n")
    return ours + "".join(f"{line}\n" for line in theirs.split("\n") if line.strip() and line not in there)


def _whole(side: Block, name: str) -> str:
    """Return all that a side has of a field."""
    if piece := side.fields.get(name):
        return piece.lead + piece.body
    return "".join(piece.lead + piece.body for piece in side.tables if piece.name == name)


def _marked(mine: str, yours: str, ours: Block | None, theirs: Block | None) -> str:
    return f"{_OURS}{_sources(ours)}\n{mine}{_MIDDLE}\n{yours}{_THEIRS}{_sources(theirs)}\n"


def _sources(block: Block | None) -> str:
    """Return what a marker says of a side: the sources that its record cites."""
    if block is None:
        return ": removed"
    cited = block.values.get("citations")
    found = [each for each in cited if isinstance(each, dict)] if isinstance(cited, list) else []
    named = [f"{each.get('source')}" + (f" ({each['locator']})" if each.get("locator") else "") for each in found]
    return ": " + "; ".join(named).replace("\n", " ") if named else ": without a source"
