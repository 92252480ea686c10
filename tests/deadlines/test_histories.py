"""Runs of states say of every day what the evaluator says of it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.deadlines import evaluate
from dateline.deadlines.histories import Run, history, span, states_on
from dateline.model import Deadline, DueAssertion, StatusReport, Waiver

LAST = 24
DAYS = st.tuples(st.integers(1, LAST), st.integers(0, 4)).map(lambda pair: (pair[0], sum(pair)))
KNOWN = st.none() | DAYS
STANDING = st.sampled_from(("confirmed", "confirmed", "claimed", "retracted"))


def dues(kind):
    cutoffs = DAYS | st.just((FAR_FUTURE, FAR_FUTURE)) | DAYS.map(lambda days: (days[0], FAR_FUTURE))
    return st.builds(
        DueAssertion,
        kind=st.just(kind),
        cutoff=cutoffs,
        effective=KNOWN,
        known=KNOWN,
        standing=STANDING,
        reinstates=st.booleans(),
        awaits=st.sampled_from((None, None, (0, 3))),
    )


DEADLINES = st.builds(
    lambda first, later, reports, waivers: Deadline(
        "d", "p", "t", due=(first, *later), status=tuple(reports), waivers=tuple(waivers)
    ),
    dues("original"),
    st.lists(dues("amendment") | dues("correction"), max_size=2),
    st.lists(
        st.builds(
            StatusReport, level=st.sampled_from(((0, 0), (3, 3), (1, 3))), when=DAYS, known=KNOWN, standing=STANDING
        ),
        max_size=2,
    ),
    st.lists(st.builds(Waiver, effective=DAYS, known=KNOWN), max_size=1),
)


@settings(max_examples=100, deadline=None)
@given(
    DEADLINES,
    st.none() | st.integers(0, LAST + 8),
    st.none() | st.integers(0, LAST),
    st.sampled_from(("unmet", "unknown")),
)
def test_every_day_of_a_run_is_in_its_state(deadline, known_at, observed, silence):
    runs = history(deadline, -1, LAST + 12, known_at, silence, observed)
    assert runs[0].first == -1
    assert runs[-1].last == LAST + 12
    assert all(after.first == before.last + 1 for before, after in pairwise(runs))
    assert all(after.state != before.state for before, after in pairwise(runs))
    for run in runs:
        for day in range(run.first, run.last + 1):
            known = day if known_at is None else known_at
            found = evaluate(deadline, day, known, silence=silence, observed_through=observed)
            assert found.state == run.state, day


DEADLINE = Deadline("d", "p", "t", due=(DueAssertion("original", (10, 12)),), status=(StatusReport((3, 3), (15, 15)),))


def test_runs():
    assert history(DEADLINE, 1, 30, 30) == [
        Run(1, 10, "pending"),
        Run(11, 12, "possibly_overdue"),
        Run(13, 14, "certainly_overdue"),
        Run(15, 30, "met_late"),
    ]


def test_what_comes_after_the_last_day_known_may_have_been_done():
    undone = Deadline("d", "p", "t", due=DEADLINE.due)
    assert history(undone, 1, 30, 9) == [
        Run(1, 9, "pending"),
        Run(10, 10, "possibly_met"),
        Run(11, 30, "possibly_overdue"),
    ]


def test_counts_are_those_of_each_day():
    days = [5, 11, 14, 20]
    found = states_on([DEADLINE, DEADLINE], days, 30)
    assert found == [Counter({evaluate(DEADLINE, day, 30).state: 2}) for day in days]
    assert states_on([DEADLINE], [], 30) == []


@pytest.mark.parametrize(
    ("dues", "expected"),
    [
        ([], None),
        ([DueAssertion("original", (FAR_FUTURE, FAR_FUTURE))], None),
        ([DueAssertion("original", (5, FAR_FUTURE), known=(2, 3))], (2, 5)),
        ([DueAssertion("original", (FAR_PAST, 9))], (9, 9)),
    ],
)
def test_span(dues, expected):
    assert span([Deadline("d", "p", "t", due=tuple(dues))]) == expected
