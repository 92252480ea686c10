"""Cells of a row as a mapping refers to them: by a name, a number, or a template with several."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from dateline.formats.curated.table_fields import Fields

_COLUMN = re.compile(r"\{([^{}]*)\}")
Column = str | int
"""The name of a column, or its number from 1."""


@dataclass(frozen=True, slots=True)
class Template:
    """A text with columns in it: `texts` stand before, between and behind the `columns`."""

    columns: tuple[Column, ...]
    texts: tuple[str, ...]

    def fill(self, cells: tuple[str, ...]) -> str:
        """Return the text with a cell for each column; what stands before a missing cell is missing too."""
        said = ""
        for number, cell in enumerate(cells):
            if cell:
                said += (self.texts[number] if said or number == 0 else "") + cell
        return said + self.texts[-1] if cells[-1] else said


def template_of(fields: Fields, key: str) -> Template | None:
    """Return the column or template that a key names; None, with a fault, if it names none."""
    found = fields.value(key, (str | int), "a column: its name, its number or a template")  # type: ignore[arg-type]
    return None if found is None else read_template(fields, key, found)


def read_template(fields: Fields, key: str, found: Any) -> Template | None:
    """Return the template of a value, of which `key` is only what faults call it."""
    if isinstance(found, int) and not isinstance(found, bool):
        if found < 1:
            fields.fault(key, f"{key}: there is no column {found}", "columns are counted from 1")
            return None
        return Template((found,), ("", ""))
    if not isinstance(found, str) or not found.strip():
        fields.fault(key, f"{key} must be a column: its name, its number or a template")
        return None
    if "{" not in found and "}" not in found:
        return Template((found.strip(),), ("", ""))
    parts = _COLUMN.split(found)
    if len(parts) == 1 or any(sign in text for text in parts[::2] for sign in "{}") or not all(parts[1::2]):
        fields.fault(key, f"{key} {found!r} is not a template", 'write columns in braces: "{Title}, {Place}"')
        return None
    return Template(tuple(_column(name) for name in parts[1::2]), tuple(parts[::2]))


def _column(name: str) -> Column:
    """Return what braces hold: `{3}` is a number."""
    return int(name) if name.isdecimal() and int(name) else name.strip()
