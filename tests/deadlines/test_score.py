"""Scores: worked by hand, and the bounds of a ratio against every combination of worlds."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE, parse_day
from dateline.deadlines import evaluate
from dateline.deadlines.kept.score import Options, ratio_bounds, score
from dateline.model import Deadline, DueAssertion, StatusReport, Waiver

HALF, ONE, NONE = Fraction(1, 2), Fraction(1), Fraction(0)
pairs = st.sampled_from([(0, 0), (0, 1), (1, 1)])
weighted = st.one_of(pairs, st.tuples(st.integers(0, 3), st.just(3)))


@settings(max_examples=200)
@given(st.lists(st.frozensets(weighted, min_size=1, max_size=3), max_size=6))
def test_bounds_are_those_of_all_combinations(options: list[Options]) -> None:
    ratios = set()
    for chosen in product(*options):
        top, below = (sum(part) for part in zip(*chosen, strict=True)) if chosen else (0, 0)
        if below:
            ratios.add(Fraction(top, below))
    assert ratio_bounds(options) == ((min(ratios), max(ratios)) if ratios else None)


def test_many_deadlines_cost_no_more_than_their_different_options() -> None:
    options = [frozenset({(0, 1), (1, 1)}), frozenset({(0, 0), (1, 1)}), frozenset({(0, 1)})] * 20_000
    assert ratio_bounds(options) == (NONE, Fraction(2, 3))


def due(cutoff: tuple[int, int], **more: Any) -> tuple[DueAssertion, ...]:
    return (DueAssertion("original", cutoff, **more),)


def done(first: int, last: int | None = None, **more: Any) -> StatusReport:
    return StatusReport((3, 3), (first, last or first), **more)


KEPT = Deadline("kept", "p", "t", due=due((10, 10)), status=(done(9),))
LATE = Deadline("late", "p", "t", due=due((10, 10)), status=(done(12),))
OVERDUE = Deadline("overdue", "p", "t", due=due((10, 10)))
PENDING = Deadline("pending", "p", "t", due=due((50, 50)))
UNSURE = Deadline("unsure", "p", "t", due=due((10, 20)), status=(done(15),))
WAIVED = Deadline("waived", "p", "t", due=due((10, 10)), waivers=(Waiver((5, 5)),))
CLAIM = (Waiver((5, 5), standing="claimed"),)
PERHAPS_WAIVED = Deadline("waived?", "p", "t", due=due((10, 10)), waivers=CLAIM)
BEGUN = Deadline("begun", "p", "t", due=due((10, 10)), status=(StatusReport((2, 2), (5, 5)),), waivers=CLAIM)
AHEAD = Deadline("ahead", "p", "t", due=due((10, 10), effective=(40, 40)))
OPEN = Deadline("open", "p", "t", due=due((FAR_FUTURE, FAR_FUTURE)))

ON_TIME = [
    ("nothing due yet", [PENDING, OPEN, AHEAD, WAIVED], None),
    ("one of two", [KEPT, LATE, PENDING], (HALF, HALF)),
    ("overdue counts as not on time", [KEPT, OVERDUE], (HALF, HALF)),
    ("met, possibly late", [UNSURE, KEPT], (HALF, ONE)),
    ("perhaps it does not count", [PERHAPS_WAIVED, KEPT], (HALF, ONE)),
    ("the only one perhaps does not count", [PERHAPS_WAIVED], (NONE, NONE)),
    ("two doubts at once", [PERHAPS_WAIVED, UNSURE], (NONE, ONE)),
]


@pytest.mark.parametrize(("deadlines", "bounds"), [case[1:] for case in ON_TIME], ids=[case[0] for case in ON_TIME])
def test_on_time(deadlines: list[Deadline], bounds: Any) -> None:
    (row,) = score(deadlines, 30, 30, days=[30])
    assert (row.group.id, row.as_of, row.on_time) == ("p", 30, bounds)


def level(*reports: StatusReport, **more: Any) -> Deadline:
    return Deadline("d", "p", "t", due=due((10, 10), **more), status=reports)


def report(low: int, high: int, first: int, last: int | None = None, **more: Any) -> StatusReport:
    return StatusReport((low, high), (first, last or first), **more)


LEVELS = [
    ("no report", [level()], (0, 3), 3, 1, 1),
    ("one report", [level(report(1, 1, 5))], (1, 1), 3, 1, 0),
    ("the latest report stands", [level(report(1, 1, 5), report(2, 2, 8))], (2, 2), 3, 1, 0),
    ("in any order of entry", [level(report(2, 2, 8), report(1, 1, 5))], (2, 2), 3, 1, 0),
    ("two of the same day", [level(report(1, 1, 8), report(2, 2, 8))], (1, 2), 3, 1, 0),
    ("unsure level", [level(report(0, 1, 5))], (0, 1), 3, 1, 0),
    ("a later claim widens", [level(report(1, 1, 5), report(3, 3, 8, standing="claimed"))], (1, 3), 3, 1, 0),
    ("an earlier claim does not", [level(report(0, 0, 4, standing="claimed"), report(1, 1, 5))], (1, 1), 3, 1, 0),
    ("only a claim", [level(report(3, 3, 5, standing="claimed"))], (0, 3), 3, 1, 1),
    ("perhaps after the day judged", [level(report(1, 1, 5), report(2, 2, 25, 35))], (1, 2), 3, 1, 0),
    ("after the day judged", [level(report(1, 1, 5), report(2, 2, 31))], (1, 1), 3, 1, 0),
    ("known after the day of knowledge", [level(report(1, 1, 5), report(2, 2, 8, known=(41, 41)))], (1, 1), 3, 1, 0),
    ("retracted", [level(report(1, 1, 5), report(2, 2, 8, standing="retracted"))], (1, 1), 3, 1, 0),
    ("what does not bind does not count", [level(report(1, 1, 5)), WAIVED, AHEAD], (1, 1), 3, 1, 0),
    ("two deadlines", [level(report(1, 1, 5)), level()], (1, 4), 6, 2, 1),
    ("perhaps waived, and of a higher level", [level(report(1, 1, 5)), BEGUN], (1, 3), (3, 6), 2, 0),
    ("perhaps waived, so of level 2 or not counted", [level(report(2, 2, 5)), PERHAPS_WAIVED], (2, 5), (6, 6), 2, 1),
]


@pytest.mark.parametrize(
    ("deadlines", "sums", "denominators", "count", "unknown"),
    [case[1:] for case in LEVELS],
    ids=[case[0] for case in LEVELS],
)
def test_level(deadlines: list[Deadline], sums: Any, denominators: Any, count: int, unknown: int) -> None:
    least, most = (denominators, denominators) if isinstance(denominators, int) else denominators
    (row,) = score(deadlines, 30, 40, days=[30])
    assert row.level == (Fraction(sums[0], least), Fraction(sums[1], most))
    assert (row.deadlines, row.unknown) == (count, unknown)


def test_without_days_each_year_ends_once_and_the_last_on_the_day_judged() -> None:
    deadline = Deadline("d", "p", "t", due=due((parse_day("2002-06-30"),) * 2, known=(parse_day("2000-05-01"),) * 2))
    other = Deadline("e", "q", "t", due=due((parse_day("2003-01-01"), FAR_FUTURE)))
    rows = score([deadline, other], parse_day("2003-03-03"), parse_day("2010-01-01"))
    days = ["2000-12-31", "2001-12-31", "2002-12-31", "2003-03-03"]
    assert [(row.group.id, row.as_of) for row in rows] == [
        *(("p", parse_day(text)) for text in days),
        ("q", parse_day("2003-03-03")),
    ]
    assert [row.on_time for row in rows] == [None, None, (NONE, NONE), (NONE, NONE), (NONE, NONE)]


def test_as_known_then_counts_what_was_known_on_each_day() -> None:
    deadline = Deadline("d", "p", "t", due=due((10, 10)), status=(done(9, known=(20, 20)),))
    rows = score([deadline], 20, None, days=[20, 15])
    assert [row.on_time for row in rows] == [(NONE, NONE), (ONE, ONE)]
    assert [row.on_time for row in score([deadline], 20, 20, days=[15])] == [(ONE, ONE)]


def test_silence_monitoring_and_threshold_reach_the_judgement() -> None:
    assert score([OVERDUE], 30, 30, "unknown", days=[30])[0].on_time == (NONE, ONE)
    assert score([OVERDUE], 30, 30, observed={"p": 5}, days=[30])[0].on_time == (NONE, ONE)
    begun = Deadline("d", "p", "t", due=due((10, 10)), status=(report(1, 1, 9),))
    assert score([begun], 30, 30, days=[30], threshold=1)[0].on_time == (ONE, ONE)


spans = st.tuples(st.integers(1, 9), st.integers(0, 3)).map(lambda pair: (pair[0], sum(pair)))
standing = st.sampled_from(["confirmed", "claimed"])
promises = st.builds(
    lambda original, status, waivers: Deadline(
        "d", "p", "t", due=(original,), status=tuple(status), waivers=tuple(waivers)
    ),
    st.builds(DueAssertion, kind=st.just("original"), cutoff=spans, effective=st.none() | spans, standing=standing),
    st.lists(st.builds(StatusReport, level=st.just((3, 3)), when=spans, standing=standing), max_size=1),
    st.lists(st.builds(Waiver, effective=spans, standing=standing), max_size=1),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(promises, min_size=1, max_size=4), st.integers(1, 12))
def test_the_rate_is_bounded_by_the_possible_states(deadlines: list[Deadline], day: int) -> None:
    ratios = set()
    for states in product(*(evaluate(deadline, day, 20).possible for deadline in deadlines)):
        below = sum(state in ("met_on_time", "met_late", "overdue") for state in states)
        if below:
            ratios.add(Fraction(states.count("met_on_time"), below))
    (row,) = score(deadlines, day, 20, days=[day])
    assert row.on_time == ((min(ratios), max(ratios)) if ratios else None)
