"""Records that were taken back: the retraction is a record of its own, known on a day of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from dateline.formats.curated.table_fields import Fields

_HINT = "write retracted = the day on which the retraction became known, beside the standing that it had before"


def with_retractions(items: Iterable[Fields], read: Callable[[Fields], Any]) -> tuple[list[Fields], tuple[Any, ...]]:
    """Return the records of tables, each followed by its retraction if it has one, and the table of each record."""
    tables: list[Fields] = []
    records: list[Any] = []
    for item in items:
        day = item.days("retracted")
        record = read(item)
        if record is None:
            continue
        if day is None:
            found = [record]
            if record.standing == "retracted" and not (records and records[-1].said == record.said):
                item.fault("standing", "a retraction needs its day", _HINT)
        else:
            if record.known is not None and day[1] < record.known[0]:
                item.fault("retracted", "retracted before it was known", "correct one of the two days")
            before = "confirmed" if record.standing == "retracted" else record.standing
            found = [replace(record, standing=before), replace(record, standing="retracted", known=day)]
        records += found
        tables += [item] * len(found)
    return tables, tuple(records)
