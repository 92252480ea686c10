"""Splits one written date into year, month and day, each with its qualifiers."""

from __future__ import annotations

from dateline.dates.faults import UnreadableError

MARKS = "?~%"
"""The qualifiers: uncertain, approximate, both (EDTF level 1, "Qualification of a date (complete)")."""


class Field:
    """The offsets of one part, a sign included, with the qualifiers right before and right behind it."""

    __slots__ = ("end", "prefix", "start", "suffix")

    def __init__(self, start: int, end: int, prefix: str, suffix: str) -> None:
        self.start = start
        self.end = end
        self.prefix = prefix
        self.suffix = suffix


def split_fields(text: str, start: int, end: int) -> list[Field]:
    """Split the text from start to end at hyphens into at most three fields; raises UnreadableError."""
    fields: list[Field] = []
    position = start
    while True:
        prefix = text[position] if position < end and text[position] in MARKS else ""
        body = position + len(prefix)
        signed = not fields and text[body : body + 1] == "-"
        hyphen = text.find("-", body + signed, end)
        stop = end if hyphen < 0 else hyphen
        suffix = text[stop - 1] if stop > body and text[stop - 1] in MARKS else ""
        fields.append(Field(body, stop - len(suffix), prefix, suffix))
        if hyphen < 0:
            return fields
        if len(fields) == 3:
            raise UnreadableError(hyphen, "a date ends with its day")
        position = hyphen + 1


def read_marks(fields: list[Field], names: tuple[str, ...]) -> tuple[tuple[tuple[str, str], ...], int]:
    """Return (part, mark) of every qualified part, and the EDTF level of the qualifiers.

    A qualifier before a part concerns that part; one behind it concerns it and all to its left. Only a
    single one at the very end is level 1 (EDTF level 2, "Qualification of individual component" and "Group
    qualification").
    """
    if not any(field.prefix or field.suffix for field in fields):
        return (), 0
    marks: list[tuple[str, str]] = []
    behind = ""
    for name, field in zip(reversed(names), reversed(fields), strict=True):
        behind += field.suffix
        if behind or field.prefix:
            marks.append((name, _merge(behind + field.prefix)))
    inner = any(field.prefix for field in fields) or any(field.suffix for field in fields[:-1])
    return tuple(reversed(marks)), 2 if inner else 1


def _merge(marks: str) -> str:
    if "%" in marks or ("?" in marks and "~" in marks):
        return "%"
    return marks[0]
