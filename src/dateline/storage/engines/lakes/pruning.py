"""Which files of a lake a statement must read, given its values.

An event of a length class can begin on the days `reach0`..`reach5` to `until` alone if it is to touch the range asked
for (see `dateline.storage.statements.filters`). A file holds events of one class, so no long or imprecise one is
missed. `events` lists the numbers of the events that are wanted.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dateline.storage.engines.lakes.layout import GREAT
from dateline.storage.engines.lakes.manifest import DataFile


def wanted(files: Iterable[DataFile], values: Mapping[str, Any]) -> list[DataFile]:
    """Return those of the files of one table that can hold rows of a statement with these `values`."""
    left: Iterable[DataFile] = (file for file in files if file.rows)
    if "until" in values and "reach0" in values:
        left = _in_reach(left, values)
    if "events" in values:
        left = _with_events(left, sorted(json.loads(values["events"])))
    return list(left)


def foremost(files: Iterable[DataFile], limit: int, *, descending: bool) -> list[DataFile]:
    """Return those of the files of one table that can hold its first, or last, `limit` events by their first day.

    As soon as some files have so many events, all behind the last day of these is out of the question.
    """
    sign = -1 if descending else 1
    days: list[tuple[int, int, DataFile]] = []
    for file in files:
        if file.rows and file.first_day is not None and file.last_day is not None:
            start, end = sorted((sign * file.first_day, sign * file.last_day))
            days.append((end, start, file))
    bound, rows = 0, 0
    for bound, _, file in sorted(days, key=lambda day: day[0]):  # noqa: B007 - the last is what counts
        rows += file.rows
        if rows >= limit:
            break
    return [file for _, start, file in days if start <= bound]


def _in_reach(files: Iterable[DataFile], values: Mapping[str, Any]) -> Iterator[DataFile]:
    until = values["until"]
    for file in files:
        if (
            file.table not in GREAT
            or file.first_day is None
            or file.last_day is None
            or (file.last_day >= values[f"reach{file.length_class}"] and file.first_day <= until)
        ):
            yield file


def _with_events(files: Iterable[DataFile], numbers: list[int]) -> Iterator[DataFile]:
    for file in files:
        if file.first_event is None or file.last_event is None:
            yield file
            continue
        place = bisect_left(numbers, file.first_event)
        if place < len(numbers) and numbers[place] <= file.last_event:
            yield file
