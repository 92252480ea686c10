"""The eight lines of the closed form: each with its edge days, and all of them together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE
from dateline.deadlines import closed_form

CASES = [
    # a, b, c, d, as_of, state
    (10, 20, 5, 10, 10, "met_on_time"),
    (10, 20, 5, 11, 11, "met_possibly_late"),
    (10, 20, 20, 25, 25, "met_possibly_late"),
    (10, 20, 21, 25, 25, "met_late"),
    (10, 20, 5, 10, 4, "pending"),
    (10, 20, 5, 10, 9, "possibly_met"),
    (10, 20, 5, 30, 10, "possibly_met"),
    (10, 20, 5, 30, 11, "possibly_overdue"),
    (10, 20, 99, FAR_FUTURE, 10, "pending"),
    (10, 20, 99, FAR_FUTURE, 11, "possibly_overdue"),
    (10, 20, 99, FAR_FUTURE, 20, "possibly_overdue"),
    (10, 20, 99, FAR_FUTURE, 21, "certainly_overdue"),
    (10, 20, 21, FAR_FUTURE, 21, "possibly_overdue"),
    (FAR_FUTURE, FAR_FUTURE, 99, FAR_FUTURE, 21, "open_ended"),
    (10, FAR_FUTURE, 99, FAR_FUTURE, 10, "pending"),
    (10, FAR_FUTURE, 99, FAR_FUTURE, 50, "possibly_overdue"),
]


@pytest.mark.parametrize(("a", "b", "c", "d", "as_of", "state"), CASES)
def test_line(a: int, b: int, c: int, d: int, as_of: int, state: str) -> None:
    assert closed_form(a, b, c, d, as_of) == state


@given(st.lists(st.integers(0, 6), min_size=5, max_size=5))
def test_the_eight_lines_partition_all_inputs(days: list[int]) -> None:
    (a, b), (c, d), as_of = sorted(days[:2]), sorted(days[2:4]), days[4]
    lines = {
        "met_on_time": [d <= as_of and d <= a],
        "met_late": [d <= as_of and c > b],
        "met_possibly_late": [d <= as_of and d > a and c <= b],
        "certainly_overdue": [c > as_of > b],
        "pending": [c > as_of and as_of <= a],
        "possibly_overdue": [c > as_of and a < as_of <= b, c <= as_of < d and as_of > a],
        "possibly_met": [c <= as_of < d and as_of <= a],
    }
    assert sum(sum(fits) for fits in lines.values()) == 1
    assert any(lines[closed_form(a, b, c, d, as_of)])
