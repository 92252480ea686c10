"""How much of a programme was kept: exact bounds of the on-time rate and of the level reached, year by year.

Source: deadline semantics, §5 derived answers; the rules stand in docs/semantics/deadline-questions.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dateline.dates import FAR_FUTURE, FAR_PAST, from_day, to_day
from dateline.deadlines.clocks import Clocks
from dateline.deadlines.evaluation import evaluate
from dateline.deadlines.evidence import DONE, Silence
from dateline.deadlines.kept.groups import By, Group, grouped
from dateline.deadlines.kept.progress import level_of
from dateline.deadlines.states import NOT_BINDING, WORLDS
from dateline.errors import InvalidQuery
from dateline.model import Deadline

MOST_YEARS = 3_000
"""Every promise is judged anew for each year, so nobody waits for more of them."""

Options = frozenset[tuple[int, int]]
"""What one deadline may add to the numerator and the denominator of a ratio, one pair a kind of world."""
Bounds = tuple[Fraction, Fraction]

_NOTHING = (0, 0)


@dataclass(frozen=True, slots=True)
class Score:
    """What was kept of the promises of a group by the end of a day.

    `on_time` bounds the share met on time of what was met, is overdue or was given up, `level` the sum of the levels
    over three times the number of deadlines that bind; None while nothing counts in any world. `deadlines` is how many
    may bind, `unknown` of how many of these no report surely counts.
    """

    group: Group
    as_of: int
    on_time: Bounds | None
    level: Bounds | None
    deadlines: int
    unknown: int


def score(
    deadlines: Iterable[Deadline],
    as_of: int,
    known_at: int | None,
    silence: Silence = "unmet",
    observed: Mapping[str, int | None] | None = None,
    *,
    by: By = "programme",
    threshold: int = DONE,
    days: Sequence[int] | None = None,
) -> list[Score]:
    """Return the scores of each group, in order of their names, on each of `days` in order of time.

    `known_at` None judges each day as known then. Without `days` they are the ends of the years from the first due
    date or knowledge of one up to `as_of`, and `as_of` itself.

    The bounds are exact: the least and the greatest ratio over all combinations of what each deadline may add.
    """
    return [
        _score(group, listed, Clocks(day, day if known_at is None else known_at, silence, threshold), observed or {})
        for group, listed in grouped(deadlines, by, lambda deadline: deadline).items()
        for day in (year_ends(listed, as_of) if days is None else sorted(set(days)))
    ]


def ratio_bounds(options: Iterable[Options]) -> Bounds | None:
    """Return the least and the greatest ratio of the sums, over all choices of one pair from each of `options`.

    Choices with a denominator of 0 have no ratio; None if there are no others. Denominators are not negative, and a
    pair with the denominator 0 is (0, 0).
    """
    counted = Counter(options)
    greatest = _greatest(counted)
    mirrored = Counter({frozenset((-top, below) for top, below in pairs): times for pairs, times in counted.items()})
    least = _greatest(mirrored)
    return None if greatest is None or least is None else (-least, greatest)


def _greatest(counted: Mapping[Options, int]) -> Fraction | None:
    """Return the greatest ratio by Dinkelbach's method: the choice that gains most over a ratio has a greater one."""
    ratios = [Fraction(top, below) for pairs in counted for top, below in pairs if below]
    if not ratios:
        return None
    # No choice has a smaller ratio than all of its pairs, so this is too little or the answer.
    ratio = min(ratios)
    while True:
        chosen = [(max(pairs, key=lambda pair: _gain(pair, ratio)), times) for pairs, times in counted.items()]
        top = sum(pair[0] * times for pair, times in chosen)
        below = sum(pair[1] * times for pair, times in chosen)
        if top - ratio * below <= 0:
            return ratio
        ratio = Fraction(top, below)


def _gain(pair: tuple[int, int], ratio: Fraction) -> Fraction:
    return pair[0] - ratio * pair[1]


def _score(group: Group, deadlines: Iterable[Deadline], clocks: Clocks, observed: Mapping[str, int | None]) -> Score:
    day, known_at, silence, threshold = clocks
    kept: list[Options] = []
    levels: list[Options] = []
    unknown = 0
    for deadline in deadlines:
        watched = observed.get(deadline.programme)
        judged = evaluate(deadline, day, known_at, silence=silence, threshold=threshold, observed_through=watched)
        kept.append(frozenset(WORLDS[state].on_time for state in judged.possible))
        binding = not NOT_BINDING.issuperset(judged.possible)
        if binding:
            level = level_of(deadline.status, day, known_at)
            unknown += level is None
            loose = {_NOTHING} if NOT_BINDING.intersection(judged.possible) else set()
            levels.append(frozenset({(step, DONE) for step in level or (0, DONE)} | loose))
    return Score(group, day, ratio_bounds(kept), ratio_bounds(levels), len(levels), unknown)


def year_ends(deadlines: Iterable[Deadline], as_of: int) -> list[int]:
    """Return the ends of the years from the first due date or knowledge of one to `as_of`, and `as_of` itself.

    Raises:
        InvalidQuery: they are more than MOST_YEARS.
    """
    first = min(
        (
            day
            for deadline in deadlines
            for due in deadline.due
            for day in (due.cutoff[0], (due.known or due.cutoff)[0])
            if FAR_PAST < day < FAR_FUTURE
        ),
        default=as_of,
    )
    years = range(from_day(first)[0], from_day(as_of)[0])
    if len(years) > MOST_YEARS:
        told = f"from {years.start} to {years.stop} there are more than {MOST_YEARS:,} years"
        raise InvalidQuery(told, hint="ask for an earlier day, or for single days with --on")
    return [*(to_day(year, 12, 31) for year in years), as_of]
