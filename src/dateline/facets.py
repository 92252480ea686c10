"""Counts of events by period, actor or theme, certain and possible apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from dateline.dates import FAR_FUTURE, FAR_PAST, Bounds, Match, from_day, match, parse, to_day

Record = dict[str, Any]
_MOST_PERIODS = 12_000
"""An event that spans more periods than this counts at its finite end only: nobody charts a million months."""
_LAST_SHORT = 9_999
"""Years beyond have a Y before them in EDTF."""
_YEARS = {f"{10**power} years": 10**power for power in range(10, 0, -1)} | {"year": 1}
PERIODS = (*_YEARS, "month", "day")
"""What time is parted into, the longest first; a period of several years begins with a year that it divides."""


class Facets:
    """Counts of events by `by`, one of PERIODS, actor, theme, source, kind or confidence, from day `first` to `last`.

    A year is named YYYY, a month YYYY-MM, another period by its EDTF date.

    `certain` counts the events that surely touch the period (or surely match the query, for actors and themes),
    `possible` those that only may. Periods come in order of time and lie within the days `first` to `last`; an
    open end counts up to the period of the other. Actors and themes come by falling number, then by name. What is
    undated lies in no period: it is `undated`, and the last row.
    """

    def __init__(self, by: str, first: int, last: int) -> None:
        self.by, self._first, self._last = by, first, last
        self._certain: Counter[Any] = Counter()
        self._possible: Counter[Any] = Counter()
        self._period = (1, 0, 0)
        self._undated: Counter[str] = Counter()

    def add(self, key: Any, match: str, number: int = 1) -> None:
        """Count `number` events of an actor, a theme or a period."""
        (self._certain if match == Match.CERTAIN else self._possible)[key] += number

    def add_undated(self, number: int, *, surely: bool) -> None:
        """Count `number` undated events."""
        self._undated["certain" if surely else "possible"] += number

    @property
    def undated(self) -> int:
        """How many events lie in no period."""
        return self._undated.total()

    def add_days(self, bounds: Bounds, number: int, *, surely: bool = True) -> None:
        """Count `number` events of the same bounds, without gaps, by the periods that they touch.

        Those that are not `surely` events of the query are only possible in any period.
        """
        if bounds.earliest > bounds.latest:
            self.add_undated(number, surely=surely)
            return
        if surely and bounds.earliest == bounds.start_latest == bounds.end_earliest == bounds.latest:
            self._add_day(bounds.earliest, number)
            return
        for key, found in self._periods(bounds, partial(match, bounds)):
            self.add(key, found if surely else Match.POSSIBLE, number)

    def _add_day(self, day: int, number: int) -> None:
        """Count events of one day, which lies in the range; days come in runs of the same period."""
        since, until, key = self._period
        if not since <= day <= until:
            key = _period(day, self.by)
            self._period = first_day(key, self.by), first_day(key + 1, self.by) - 1, key
        self._certain[key] += number

    def add_record(self, record: Record, *, surely: bool = True) -> None:
        """Count an event on the wire; one that is not `surely` of the query is only possible in any period."""
        if self.by in PERIODS:
            date = parse(record["date"])
            if date.earliest > date.latest:
                self.add_undated(1, surely=surely)
                return
            found_in = self._periods(date.bounds, date.match)
            keys: Iterable[tuple[Any, str]] = ((key, found if surely else Match.POSSIBLE) for key, found in found_in)
        else:
            keys = ((key, record["match"]) for key in self._named(record))
        for key, found in keys:
            self.add(key, found)

    def _named(self, record: Record) -> Iterable[str]:
        """Return what an event is counted by, each once."""
        match self.by:
            case "actor":
                return dict.fromkeys(each["id"] for each in record["actors"])
            case "source":
                return dict.fromkeys(each["source"] for each in record["citations"])
            case "theme":
                return list(record["themes"])
        return [record[self.by]] if record[self.by] is not None else []

    def _periods(self, bounds: Bounds, match_of: Callable[[int, int], str]) -> Iterator[tuple[Any, str]]:
        """Yield the numbers of the periods that a date touches within the range, each with its match."""
        by, first, last = self.by, self._first, self._last
        start, end = _finite(bounds, max(bounds.earliest, first), min(bounds.latest, last))
        begin, finish = _period(start, by), _period(end, by)
        if finish - begin > _MOST_PERIODS:
            begin = finish
        for number in range(begin, finish + 1):
            found = match_of(max(first, first_day(number, by)), min(last, first_day(number + 1, by) - 1))
            if found != Match.IMPOSSIBLE:
                yield number, found

    @property
    def width(self) -> int:
        """How many periods there are from the first to the last that was counted."""
        keys = self._certain.keys() | self._possible.keys()
        return max(keys) - min(keys) + 1 if keys else 0

    def dated(self) -> list[tuple[str, int, int]]:
        """Return (date, certain, possible) of each period in order of time, the date in EDTF."""
        keys = sorted(self._certain.keys() | self._possible.keys())
        return [(_edtf(key, self.by), self._certain[key], self._possible[key]) for key in keys]

    def rows(self) -> list[Record]:
        """Return {by, certain, possible} for each, in order."""
        keys = self._certain.keys() | self._possible.keys()
        if self.by in PERIODS:
            of = self._undated
            untold = [{self.by: "undated", "certain": of["certain"], "possible": of["possible"]}] if of else []
            return [self._row(_name(key, self.by), key) for key in sorted(keys)] + untold
        ranked = sorted(keys, key=lambda key: (-self._certain[key] - self._possible[key], key))
        return [self._row(key, key) for key in ranked]

    def _row(self, name: str, key: Any) -> Record:
        return {self.by: name, "certain": self._certain[key], "possible": self._possible[key]}


def count_by(records: Iterable[Record], by: str, first: int, last: int) -> list[Record]:
    """Return the rows of Facets for events on the wire, all of which are surely meant."""
    facets = Facets(by, first, last)
    for record in records:
        facets.add_record(record)
    return facets.rows()


Gapped = tuple[Record, bool, int]
"""An event with gaps in its date, whether it surely is of the query but for its date, and the day it sorts by."""


class Spread(NamedTuple):
    """How events lie in the days `first` to `last`: the numbers of those of the same bounds, and those with gaps.

    Each with whether they surely are events of the query, whatever their date.
    """

    first: int
    last: int
    days: list[tuple[Bounds, int, bool]]
    gapped: list[Gapped]

    def totals(self) -> dict[str, int]:
        """Return how many events there are, `certain` and `possible` apart."""
        found = {"certain": 0, "possible": 0}
        for bounds, number, surely in self.days:
            how = "certain" if bounds.earliest > bounds.latest else match(bounds, self.first, self.last)
            found[how if surely else "possible"] += number
        for record, *_ in self.gapped:
            found[record["match"]] += 1
        return found

    def day_of(self, place: int, *, newest: bool = False) -> tuple[int, int] | None:
        """Return the day by which the event at `place`, counted from 0, sorts, and how many of this day precede it.

        None where there are no more than `place` events. With the `newest` first undated events are still the last.
        """
        starting = Counter[int]()
        for bounds, number, _ in self.days:
            starting[bounds.earliest] += number
        starting.update(day for *_, day in self.gapped)
        days = sorted(starting, reverse=newest)
        for day in [day for day in days if day <= FAR_FUTURE] + [day for day in days if day > FAR_FUTURE]:
            if place < starting[day]:
                return day, place
            place -= starting[day]
        return None

    def fitting(self, most: int) -> Facets:
        """Return the counts by the shortest of PERIODS of which at most `most` lie from the first to the last."""
        found = None
        for by in PERIODS[self._first_try(most) :]:
            facets = self._facets(by)
            if found is not None and facets.width > most:
                break
            found = facets
        return found or self._facets(PERIODS[0])

    def _first_try(self, most: int) -> int:
        """Return the place in PERIODS of the shortest one of years that surely fits, or 0: longer ones fit too."""
        all_bounds = {bounds for bounds, *_ in self.days} | {parse(each[0]["date"]).bounds for each in self.gapped}
        ends = [day for bounds in all_bounds for day in bounds if FAR_PAST < day < FAR_FUTURE]
        if not ends:
            return 0
        years = (max(ends) - min(ends)) // 365 + 2
        return max(place for place, name in enumerate(_YEARS) if place == 0 or years // _YEARS[name] + 2 <= most)

    def _facets(self, by: str) -> Facets:
        facets = Facets(by, self.first, self.last)
        for bounds, number, surely in self.days:
            facets.add_days(bounds, number, surely=surely)
        for record, surely, _ in self.gapped:
            facets.add_record(record, surely=surely)
        return facets


def _finite(bounds: Bounds, start: int, end: int) -> tuple[int, int]:
    """Return the days from `start` to `end` with an endless side replaced by the other bound of the date."""
    inner = bounds.start_latest, bounds.end_earliest
    if start <= FAR_PAST:
        start = next((day for day in inner if FAR_PAST < day < FAR_FUTURE), end)
    if end >= FAR_FUTURE:
        end = next((day for day in reversed(inner) if FAR_PAST < day < FAR_FUTURE), start)
    return min(start, end), max(start, end)


def _period(day: int, by: str) -> int:
    if by == "day":
        return day
    year, month, _ = from_day(day)
    return year * 12 + month - 1 if by == "month" else year // _YEARS[by]


def first_day(number: int, by: str) -> int:
    """Return the first day of a period, by its number among those of `by`."""
    if by == "day":
        return number
    return to_day(number // 12, number % 12 + 1, 1) if by == "month" else to_day(number * _YEARS[by], 1, 1)


def _name(number: int, by: str) -> str:
    if by == "month":
        return f"{_year_name(number // 12)}-{number % 12 + 1:02}"
    return _year_name(number) if by == "year" else _edtf(number, by)


def date_named(name: str, by: str) -> str:
    """Return the EDTF date of a row of the counts by year or month, by its name there.

    >>> date_named("-12000", "year"), date_named("0988-07", "month"), date_named("12000-07", "month")
    ('Y-12000', '0988-07', 'Y12000')
    """
    if by == "year":
        return _long_year(int(name))
    year, _, month = name.rpartition("-")
    return _edtf(int(year) * 12 + int(month) - 1, by)


def _year_name(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04}"


def _edtf(number: int, by: str) -> str:
    """Return the date of a period; a month or day so far off that no date can say it is its year."""
    if by in _YEARS:
        years = _YEARS[by]
        first, last = number * years, (number + 1) * years - 1
        return _long_year(first) if years == 1 else f"{_long_year(first)}/{_long_year(last)}"
    year, month, day = from_day(first_day(number, by))
    if abs(year) > _LAST_SHORT:
        return _long_year(year)
    return f"{_year_name(year)}-{month:02}" + (f"-{day:02}" if by == "day" else "")


def _long_year(year: int) -> str:
    return _year_name(year) if abs(year) <= _LAST_SHORT else f"Y{year}"
