"""From reports to the possible days of fulfilment: no choice of doubtful reports is overlooked."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE
from dateline.deadlines.evidence import Evidence, Window

QUIET = 6
windows = st.builds(
    lambda first, length, done: Window((first, first + length if done else FAR_FUTURE), done),
    st.integers(0, 9),
    st.integers(0, 4),
    st.booleans(),
)


def agreeing(counted: tuple[Window, ...]) -> set[tuple[int, int]]:
    """Intersect every largest subset of windows that share a day, by trying all subsets."""
    found: list[tuple[frozenset[int], tuple[int, int]]] = []
    for size in range(len(counted), -1, -1):
        for chosen in combinations(range(len(counted)), size):
            first = max((counted[i].days[0] for i in chosen), default=0)
            last = min((counted[i].days[1] for i in chosen), default=FAR_FUTURE)
            if first <= last and not any(frozenset(chosen) < larger for larger, _ in found):
                done = any(counted[i].done for i in chosen)
                found.append((frozenset(chosen), (first if done else max(first, QUIET + 1), last)))
    return {interval for _, interval in found}


def day_set(intervals: set[tuple[int, int]]) -> set[int]:
    return {day for day in range(30) if any(first <= day <= last for first, last in intervals)}


@given(st.lists(windows, max_size=3), st.lists(windows, max_size=4))
def test_pairs_of_doubtful_windows_reach_every_day(sure: list[Window], doubtful: list[Window]) -> None:
    expected: set[tuple[int, int]] = set()
    for size in range(len(doubtful) + 1):
        for chosen in combinations(doubtful, size):
            expected |= agreeing(tuple(dict.fromkeys([*sure, *chosen])))
    found = Evidence(tuple(dict.fromkeys(sure)), tuple(dict.fromkeys(doubtful)), QUIET).fulfilments()
    assert day_set(set(found)) == day_set(expected)


@given(st.lists(windows, max_size=4), st.lists(windows, max_size=3))
def test_every_interval_holds_a_day_and_doubt_only_adds(sure: list[Window], doubtful: list[Window]) -> None:
    certain = Evidence(tuple(sure), (), QUIET).fulfilments()
    found = Evidence(tuple(sure), tuple(doubtful), QUIET).fulfilments()
    assert found
    assert all(first <= last for first, last in found)
    assert set(certain) <= set(found)


def test_two_claims_that_bound_each_other_between_contradicting_reports() -> None:
    sure = (Window((1, 2), True), Window((9, 20), True))
    doubtful = (Window((1, 6), True), Window((5, 10), True))
    assert (5, 6) in Evidence(sure, doubtful, QUIET).fulfilments()
