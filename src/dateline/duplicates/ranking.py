"""From the odds of pairs to their scores: a record can be one of several events that differ, not all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

_ONE = 1.0
"""Two records with these odds, or better, are taken for one where a third is compared with both."""


class Pair(NamedTuple):
    """Two records that may be one event, by their numbers, and the odds that they are."""

    one: int
    other: int
    odds: float
    title: float


class Ranked(NamedTuple):
    """A pair with its score from 0 to 1, and how many other records its records fit, of which one at most is meant."""

    pair: Pair
    score: float
    rivals: int


OddsOf = Callable[[int, int], float]
"""Returns the odds that two events are one."""


def ranked(pairs: Iterable[Pair], odds_of: OddsOf) -> list[Ranked]:
    """Return pairs with their scores, the best first; `odds_of` is asked about two events that are no pair.

    A score is the probability that follows from the odds. Where a record fits several that are not one event, as a
    date of a year does with two meetings of that year, it is at most one of them, and they share the probability.
    """
    found = {(each.one, each.other): each for each in pairs}
    beside: dict[int, dict[int, float]] = defaultdict(dict)
    for each in found.values():
        beside[each.one][each.other] = beside[each.other][each.one] = each.odds
    return sorted((_ranked(each, beside, odds_of) for each in found.values()), key=_order)


def _order(found: Ranked) -> tuple[float, int, int]:
    return -found.score, found.pair.one, found.pair.other


def _ranked(pair: Pair, beside: Mapping[int, Mapping[int, float]], odds_of: OddsOf) -> Ranked:
    ends = ((pair.one, pair.other), (pair.other, pair.one))
    rivals = [_rivals(record, meant, beside, odds_of) for record, meant in ends]
    score = min(pair.odds / (1 + pair.odds + sum(each)) for each in rivals)
    return Ranked(pair, score, sum(odds * 3 >= pair.odds for each in rivals for odds in each))


def _rivals(record: int, meant: int, beside: Mapping[int, Mapping[int, float]], odds_of: OddsOf) -> list[float]:
    """Return the odds of the others that a record fits, and that are not one with the record that is meant."""
    known = beside[meant]

    def is_meant(other: int) -> bool:
        return other == meant or (known[other] if other in known else odds_of(meant, other)) >= _ONE

    return [odds for other, odds in beside[record].items() if not is_meant(other)]
