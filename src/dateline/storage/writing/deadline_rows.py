"""Rows of the records of a deadline."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from dateline.counting import counting_text
from dateline.dates import Date
from dateline.model import Deadline
from dateline.storage.schema import tables as t

Row = dict[str, Any]

_PAIRS = ("cutoff", "effective", "known", "level", "when", "lag")


_NAMED = {"on": "predecessor"}
"""Fields whose columns have another name, since theirs is a word of SQL."""


def flat(record: Any) -> Row:
    """Return the columns of a deadline's record: pairs become two columns, dates their EDTF."""
    row: Row = {}
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name in _PAIRS:
            row[f"{field.name}_from"], row[f"{field.name}_to"] = value or (None, None)
        elif field.name == "awaits":
            row["awaits_months"], row["awaits_days"] = value or (None, None)
        elif field.name == "counting":
            row["counting"] = value and counting_text(value)
        elif field.name != "citations":
            row[_NAMED.get(field.name, field.name)] = value.edtf if isinstance(value, Date) else value
    return row | ({"reinstates": int(row["reinstates"])} if "reinstates" in row else {})


def parts_of(deadline: Deadline) -> list[tuple[sa.Table, str, Iterable[Any]]]:
    """Return the tables of the records of a deadline, with the names that citations have for them, and the records."""
    return [
        (t.due_assertion, "due", deadline.due),
        (t.status_report, "status", deadline.status),
        (t.waiver, "waiver", deadline.waivers),
        (t.dependency, "depends", deadline.depends),
    ]
