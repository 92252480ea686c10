"""Which files of a lake a statement has to read, by the values that it is given.

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
from dateline.storage.engines.lakes.manifest import Piece


def wanted(pieces: Iterable[Piece], values: Mapping[str, Any]) -> list[Piece]:
    """Return those of the files of one table that can hold rows of a statement with these `values`."""
    left: Iterable[Piece] = (piece for piece in pieces if piece.rows)
    if "until" in values and "reach0" in values:
        left = _in_reach(left, values)
    if "events" in values:
        left = _with_events(left, sorted(json.loads(values["events"])))
    return list(left)


def foremost(pieces: Iterable[Piece], limit: int, *, descending: bool) -> list[Piece]:
    """Return those of the files of one table that can hold its first, or last, `limit` events by their first day.

    As soon as some files have so many events, all behind the last day of these is out of the question.
    """
    sign = -1 if descending else 1
    days: list[tuple[int, int, Piece]] = []
    for piece in pieces:
        if piece.rows and piece.first_day is not None and piece.last_day is not None:
            start, end = sorted((sign * piece.first_day, sign * piece.last_day))
            days.append((end, start, piece))
    bound, rows = 0, 0
    for bound, _, piece in sorted(days, key=lambda day: day[0]):  # noqa: B007 - the last is what counts
        rows += piece.rows
        if rows >= limit:
            break
    return [piece for _, start, piece in days if start <= bound]


def _in_reach(pieces: Iterable[Piece], values: Mapping[str, Any]) -> Iterator[Piece]:
    until = values["until"]
    for piece in pieces:
        if (
            piece.table not in GREAT
            or piece.first_day is None
            or piece.last_day is None
            or (piece.last_day >= values[f"reach{piece.length_class}"] and piece.first_day <= until)
        ):
            yield piece


def _with_events(pieces: Iterable[Piece], numbers: list[int]) -> Iterator[Piece]:
    for piece in pieces:
        if piece.first_event is None or piece.last_event is None:
            yield piece
            continue
        place = bisect_left(numbers, piece.first_event)
        if place < len(numbers) and numbers[place] <= piece.last_event:
            yield piece
