"""Counting events by year, month, actor or theme, the certain and the possible apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.dates import FAR_FUTURE, FAR_PAST, Bounds, Match, from_day, parse, to_day

Record = dict[str, Any]
_MOST_PERIODS = 12_000
"""An event that spans more periods than this counts at its finite end only: nobody charts a million months."""


def count_by(records: Iterable[Record], by: str, first: int, last: int) -> list[Record]:
    """Return {by, certain, possible} for each year, month (YYYY-MM), actor or theme that events fall in.

    `certain` counts the events that surely touch the period (or surely match the query, for actors and themes),
    `possible` those that only may. Periods come in order of time and lie within the days `first` to `last`; an
    open end counts up to the period of the other. Actors and themes come by falling number, then by name.
    """
    certain: Counter[Any] = Counter()
    possible: Counter[Any] = Counter()
    for record in records:
        for key, match in _keys(record, by, first, last):
            (certain if match == Match.CERTAIN else possible)[key] += 1
    keys = certain.keys() | possible.keys()
    if by in ("year", "month"):
        return [_row(by, _name(key, by), certain[key], possible[key]) for key in sorted(keys)]
    ranked = sorted(keys, key=lambda key: (-certain[key] - possible[key], key))
    return [_row(by, key, certain[key], possible[key]) for key in ranked]


def _row(by: str, name: str, certain: int, possible: int) -> Record:
    return {by: name, "certain": certain, "possible": possible}


def _keys(record: Record, by: str, first: int, last: int) -> Iterator[tuple[Any, str]]:
    if by == "actor":
        yield from ((key, record["match"]) for key in dict.fromkeys(a["id"] for a in record["actors"]))
    elif by == "theme":
        yield from ((key, record["match"]) for key in record["themes"])
    else:
        yield from _periods(record, by, first, last)


def _periods(record: Record, by: str, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Yield the period numbers that the event's date touches within the range, each with its match."""
    date = parse(record["date"])
    start, end = _finite(date.bounds, max(date.earliest, first), min(date.latest, last))
    begin, finish = _period(start, by), _period(end, by)
    if finish - begin > _MOST_PERIODS:
        begin = finish
    for number in range(begin, finish + 1):
        days = max(first, _first_day(number, by)), min(last, _first_day(number + 1, by) - 1)
        match = date.match(*days)
        if match != Match.IMPOSSIBLE:
            yield number, match


def _finite(bounds: Bounds, start: int, end: int) -> tuple[int, int]:
    """Return the days from `start` to `end` with an endless side replaced by the other bound of the date."""
    if start <= FAR_PAST:
        start = next(day for day in (bounds.start_latest, bounds.end_earliest, end) if day > FAR_PAST)
    if end >= FAR_FUTURE:
        end = next((day for day in (bounds.end_earliest, bounds.start_latest) if day < FAR_FUTURE), start)
    return min(start, end), max(start, end)


def _period(day: int, by: str) -> int:
    year, month, _ = from_day(day)
    return year if by == "year" else year * 12 + month - 1


def _first_day(number: int, by: str) -> int:
    return to_day(number, 1, 1) if by == "year" else to_day(number // 12, number % 12 + 1, 1)


def _name(number: int, by: str) -> str:
    year = number if by == "year" else number // 12
    text = f"{'-' if year < 0 else ''}{abs(year):04}"
    return text if by == "year" else f"{text}-{number % 12 + 1:02}"
