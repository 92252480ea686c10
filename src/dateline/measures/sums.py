"""Sums of a measure of events: the best estimate, and between which numbers the sum lies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from math import inf
from typing import Any

from dateline.counted import counted
from dateline.dates import Bounds, Match, match, parse
from dateline.errors import InvalidQuery
from dateline.facets import PERIODS, Facets, first_day
from dateline.light_classes import NamedTuple
from dateline.measures import bounds as bounds_of
from dateline.measures import plain_number
from dateline.measures.conditions import Wanted, wanted_measure

Record = dict[str, Any]
ALL = "all"
"""What the events are counted by that are counted together; the key of their one row."""
_ENDINGS = ("", "_low", "_high", "_missing")
_EXACT = 1e12


def sum_keys(name: str) -> tuple[str, ...]:
    """Return the keys of the sums of a measure: the best, the least and the greatest, and how many events lack it."""
    return tuple(f"{name}{ending}" for ending in _ENDINGS)


def wanted_measures(texts: Iterable[str], by: str | None = None) -> tuple[Wanted, ...]:
    """Return the measures that texts name, each once, whose sums are columns beside those of the counts `by`.

    Raises:
        InvalidQuery: one names none, or two columns would have the same name.
    """
    found = tuple(dict.fromkeys(map(wanted_measure, texts)))
    first = dict.fromkeys(("certain", "possible", by), "the counts")
    for each in found:
        for key in sum_keys(each.name):
            if key in first:
                message = f"the columns of {first[key]} and of '{each}' would both be called {key}"
                raise InvalidQuery(message, "ask for one of them at a time, or import the measure by another name")
            first[key] = f"'{each}'"
    return found


class Amounts(NamedTuple):
    """What the measures of some events come to.

    So many have one, a best estimate, a lower and an upper bound; `best`, `low` and `high` are the sums of these,
    `below` that of the lower bounds under 0, `above` that of the upper ones over 0.
    """

    number: int
    measured: int
    told: int
    best: float | None
    floors: int
    low: float | None
    below: float | None
    ceilings: int
    high: float | None
    above: float | None


def amounts_of(record: Mapping[str, Any], name: str) -> Amounts:
    """Return what the measure `name` of an event on the wire comes to."""
    for each in record["measures"]:
        if each["name"] == name:
            low, high = bounds_of(each["value"], each["low"], each["high"])
            floor, ceiling = int(low > -inf), int(high < inf)
            told = int(each["value"] is not None)
            return Amounts(
                1, 1, told, each["value"], floor, low if floor else 0, min(low, 0) if floor else 0, ceiling,
                high if ceiling else 0, max(high, 0) if ceiling else 0,
            )  # fmt: skip
    return Amounts(1, 0, 0, 0, 0, 0, 0, 0, 0, 0)


class Sum:
    """A sum that grows: what surely belongs to it counts with its numbers, what only may belong also with 0."""

    def __init__(self) -> None:
        self._best, self._low, self._high, self._missing = 0.0, 0.0, 0.0, 0
        self._told = True

    def add(self, some: Amounts, *, surely: bool) -> None:
        """Add what some events come to."""
        self._missing += some.number - some.measured
        low, high = (some.low, some.high) if surely else (some.below, some.above)
        self._low += -inf if some.floors < some.measured else low or 0
        self._high += inf if some.ceilings < some.measured else high or 0
        if surely:
            self._best += some.best or 0
            self._told &= some.told == some.measured

    def fields(self, name: str) -> Record:
        """Return the sums by their keys; None is a best estimate that not all have, or an open side."""
        best = _rounded(self._best) if self._told else None
        numbers = (best, _rounded(self._low), _rounded(self._high), self._missing)
        return dict(zip(sum_keys(name), numbers, strict=True))


def _rounded(number: float) -> float | None:
    """Return a sum without the last digits of its fractions, which depend on the order of its parts."""
    if abs(number) == inf:
        return None
    return plain_number(float(f"{number:.12g}") if abs(number) < _EXACT else number)


class SummedFacets(Facets):
    """Counts of events as Facets has them, with the sums of the measure `name` beside them.

    An event counts for certain in the sum of a period if it surely lies within it whole: what took place from December
    to January may have its deaths in either year.
    """

    def __init__(self, by: str, first: int, last: int, name: str) -> None:
        super().__init__(by, first, last)
        self._name = name
        self._sums: dict[Any, Sum] = defaultdict(Sum)
        self.missing = 0

    def add_amounts(self, days: Bounds, some: Amounts, *, surely: bool) -> None:
        """Add events of the same bounds, without gaps, to the periods that they touch."""
        self.missing += some.number - some.measured
        if days.earliest > days.latest:
            self.add_undated(some.number, surely=surely)
            self._sums[None].add(some, surely=surely)
            return
        for key, found in self._periods(days, partial(match, days)):
            self._add_to(key, found if surely else Match.POSSIBLE, days, some)

    def add_matched(self, key: Any, found: str, some: Amounts) -> None:
        """Add events of an actor or a theme, or of all."""
        self.add(key, found, some.number)
        self._sums[key].add(some, surely=found == Match.CERTAIN)

    def add_measured(self, record: Record, *, surely: bool) -> None:
        """Add an event on the wire; `surely` tells whether its measures are those asked for."""
        some = amounts_of(record, self._name)
        self.missing += some.number - some.measured
        if self.by not in PERIODS:
            for key in self._keys(record):
                self.add_matched(key, record["match"], some)
            return
        date = parse(record["date"])
        for key, found in self._periods(date.bounds, date.match):
            self._add_to(key, found if surely else Match.POSSIBLE, date.bounds, some)

    def _keys(self, record: Record) -> list[Any]:
        if self.by == "actor":
            return list(dict.fromkeys(each["id"] for each in record["actors"]))
        return record["themes"] if self.by == "theme" else [self.by]

    def _add_to(self, key: Any, found: str, days: Bounds, some: Amounts) -> None:
        first, last = max(self._first, first_day(key, self.by)), min(self._last, first_day(key + 1, self.by) - 1)
        within = first <= days.earliest and days.latest <= last
        self.add(key, found, some.number)
        self._sums[key].add(some, surely=found == Match.CERTAIN and within)

    def rows(self) -> list[Record]:
        """Return {by, certain, possible} with the sums for each, in order."""
        found = super().rows()
        if self.undated:
            found[-1] |= self._sums[None].fields(self._name)
        return found

    def records(self) -> list[Record]:
        """Return the rows, without the key of what they are counted by if all events are counted together."""
        rows = [{key: found for key, found in row.items() if key != ALL} for row in self.rows()]
        return rows if rows or self.by != ALL else [{"certain": 0, "possible": 0} | Sum().fields(self._name)]

    def missing_so(self) -> str | None:
        """Return how many events lack the measure, in words; None if all have it."""
        return f"{counted(self.missing, 'event')} without {self._name}, not summed" if self.missing else None

    def _row(self, name: str, key: Any) -> Record:
        return super()._row(name, key) | self._sums[key].fields(self._name)


def side_by_side(several: Sequence[SummedFacets]) -> list[Record]:
    """Return the rows of the sums of several measures of the same events as one row each."""
    rows = zip(*(each.records() for each in several), strict=True)
    return [{key: found for each in row for key, found in each.items()} for row in rows]
