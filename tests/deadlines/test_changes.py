"""What changed between two judgements: one table of kinds and causes, and what must hold for every pair of points."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.deadlines import evaluate
from dateline.deadlines.changes import Point, changes
from dateline.model import Deadline, DueAssertion, StatusReport, Waiver

PROMISE = Deadline("d", "p", "t", due=(DueAssertion("original", (10, 10), known=(1, 1)),))
FUZZY = replace(PROMISE, due=(DueAssertion("original", (10, 20), known=(1, 1)),))


def done(day: int, **more: Any) -> StatusReport:
    return StatusReport((3, 3), (day, day), **more)


def amended(cutoff: int, day: int, **more: Any) -> Deadline:
    amendment = DueAssertion("amendment", (cutoff, cutoff), effective=(day, day), **more)
    return replace(PROMISE, due=(*PROMISE.due, amendment))


LATER = replace(PROMISE, due=(DueAssertion("original", (10, 10), known=(1, 1), effective=(7, 7)),))
RESUMED = replace(amended(20, 8, known=(1, 1), reinstates=True), waivers=(Waiver((5, 5), known=(1, 1)),))

# name, deadline, (day judged, day of knowledge) before and after, kind, cause
CASES: list[tuple[str, Deadline, tuple[int, int], tuple[int, int], str, str]] = [
    ("the cutoff passes", PROMISE, (10, 10), (11, 11), "newly_overdue", "time"),
    ("a fuzzy cutoff begins to pass", FUZZY, (10, 10), (11, 11), "newly_overdue", "time"),
    ("possibly becomes certainly", FUZZY, (20, 20), (21, 21), "newly_overdue", "time"),
    ("brought forward", amended(5, 7, known=(7, 7)), (6, 6), (7, 7), "newly_overdue", "time"),
    ("done in between", replace(PROMISE, status=(done(9, known=(9, 9)),)), (8, 8), (9, 9), "met", "time"),
    ("done late in between", replace(PROMISE, status=(done(15, known=(15, 15)),)), (12, 12), (15, 15), "met", "time"),
    ("done on an unsure side of the cutoff", replace(FUZZY, status=(done(15),)), (12, 40), (15, 40), "met", "time"),
    ("waived in between", replace(PROMISE, waivers=(Waiver((12, 12), known=(12, 12)),)), (11, 11), (12, 12),
     "waived", "time"),
    ("extended after it had passed", amended(30, 15, known=(15, 15)), (14, 14), (15, 15), "cured", "time"),
    ("suspended after it had passed", amended(2**52, 15, known=(15, 15)), (14, 14), (15, 15), "cured", "time"),
    ("possibly overdue, then extended", replace(FUZZY, due=(*FUZZY.due, DueAssertion("amendment", (30, 30),
     effective=(15, 15), known=(15, 15)))), (14, 14), (15, 15), "cured", "time"),
    ("a due date takes effect", LATER, (6, 6), (7, 7), "in_force", "time"),
    ("a due date takes effect when it was too late", LATER, (6, 6), (11, 11), "newly_overdue", "time"),
    ("reinstated", RESUMED, (6, 6), (8, 8), "reinstated", "time"),
    ("recorded", PROMISE, (0, 0), (1, 1), "newly_recorded", "knowledge"),
    ("recorded when it was too late", PROMISE, (0, 0), (11, 11), "newly_recorded", "both"),
    ("a report of what was done before", replace(PROMISE, status=(done(9, known=(30, 30)),)), (20, 20), (30, 30),
     "reclassified", "knowledge"),
    ("a report of what was done in between, after the fact",
     replace(PROMISE, status=(done(15, known=(30, 30)),)), (12, 12), (30, 30), "met", "time"),
    ("a correction", replace(PROMISE, due=(*PROMISE.due, DueAssertion("correction", (40, 40), known=(25, 25)))),
     (20, 20), (30, 30), "reclassified", "knowledge"),
    ("the same day with more knowledge", replace(PROMISE, status=(done(9, known=(30, 30)),)), (20, 20), (20, 30),
     "reclassified", "knowledge"),
    ("the same day with less knowledge", replace(PROMISE, status=(done(9, known=(30, 30)),)), (20, 30), (20, 20),
     "reclassified", "knowledge"),
    ("met before, and now met on a day that is in dispute",
     replace(PROMISE, status=(done(9), done(15, known=(20, 20)))), (12, 12), (20, 20), "other", "both"),
    ("perhaps recorded before", replace(PROMISE, due=(DueAssertion("original", (100, 100), known=(1, 20)),)),
     (10, 10), (30, 30), "reclassified", "knowledge"),
    ("perhaps waived before, then reinstated",
     replace(RESUMED, waivers=(Waiver((5, 5), known=(1, 1), standing="claimed"),)), (6, 6), (8, 8), "other", "time"),
    ("the days go backwards", PROMISE, (11, 11), (10, 11), "cured", "time"),
    ("overdue, then perhaps done", replace(PROMISE, status=(done(15, known=(15, 15), standing="claimed"),)),
     (14, 14), (15, 15), "other", "time"),
    ("pending, then perhaps done", replace(PROMISE, status=(done(9, known=(9, 9), standing="claimed"),)),
     (8, 8), (9, 9), "other", "time"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("deadline", "before", "after", "kind", "cause"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_case(deadline: Deadline, before: tuple[int, int], after: tuple[int, int], kind: str, cause: str) -> None:
    found = changes([deadline], Point(*before), Point(*after))
    (change,) = found
    assert (change.kind, change.cause) == (kind, cause)


def test_what_did_not_change_is_left_out_and_the_order_is_kept() -> None:
    late = replace(PROMISE, id="late", due=(DueAssertion("original", (11, 11)),))
    never = replace(PROMISE, id="never", due=(DueAssertion("original", (99, 99)),))
    found = changes([late, never, PROMISE], Point(10, 99), Point(12, 99))
    assert [change.deadline.id for change in found] == ["late", "d"]


def test_neither_days_overdue_nor_the_due_date_alone_are_a_change() -> None:
    assert changes([PROMISE], Point(11, 11), Point(99, 99)) == []
    assert changes([amended(15, 13)], Point(12, 12), Point(20, 20)) == []


def test_the_end_of_monitoring_and_the_threshold_reach_the_judgement() -> None:
    (change,) = changes([PROMISE], Point(11, 11), Point(12, 12), observed={"p": 11})
    assert (change.before.state, change.after.state, change.kind) == ("certainly_overdue", "possibly_overdue", "other")
    begun = replace(PROMISE, status=(StatusReport((1, 1), (9, 9), known=(9, 9)),))
    assert [c.kind for c in changes([begun], Point(8, 8), Point(9, 9), threshold=1)] == ["met"]
    assert changes([begun], Point(8, 8), Point(9, 9)) == []


def test_why_splits_what_was_known_then_from_hindsight() -> None:
    deadline = replace(PROMISE, status=(done(9, known=(30, 30)),))
    (change,) = changes([deadline], Point(20, 20), Point(30, 30))
    assert change.why == (
        "Overdue on 0001-01-20 as known on 0001-01-20, met on time on 0001-01-30 as known on 0001-01-30; by the "
        "records known on 0001-01-30 it is met on time on 0001-01-20 as on 0001-01-30, so only knowledge makes the "
        "difference."
    )
    (change,) = changes([PROMISE], Point(10, 10), Point(11, 11))
    assert change.why.endswith("; what happened between the two days makes the difference.")
    (change,) = changes([PROMISE], Point(0, 0), Point(11, 11))
    assert change.why.endswith("it is pending on 0000-12-31 and overdue on 0001-01-11, which is the part due to time.")


days = st.integers(0, 12)
spans = st.tuples(days, st.integers(0, 3)).map(lambda pair: (pair[0], sum(pair)))
known = st.none() | spans
standing = st.sampled_from(["confirmed", "confirmed", "claimed"])
promises = st.builds(
    lambda original, rest, status, waivers: Deadline(
        "d", "p", "t", due=(original, *rest), status=tuple(status), waivers=tuple(waivers)
    ),
    st.builds(DueAssertion, kind=st.just("original"), cutoff=spans, known=known),
    st.lists(
        st.builds(
            DueAssertion,
            kind=st.sampled_from(["amendment", "correction"]),
            cutoff=spans,
            effective=spans,
            known=known,
            standing=standing,
        ),
        max_size=1,
    ),
    st.lists(st.builds(StatusReport, level=st.just((3, 3)), when=spans, known=known, standing=standing), max_size=1),
    st.lists(st.builds(Waiver, effective=spans, known=known), max_size=1),
)
points = st.builds(Point, days, days)
DEGREES = ["no", "maybe", "yes"]


@settings(max_examples=100, deadline=None)
@given(promises, points, points)
def test_swapping_the_points_mirrors_what_became_overdue(deadline: Deadline, before: Point, after: Point) -> None:
    forth, back = changes([deadline], before, after), changes([deadline], after, before)
    assert len(forth) == len(back)
    for there, here in zip(forth, back, strict=True):
        assert there.cause == here.cause
        assert (there.before, there.after) == (here.after, here.before)
        falls = DEGREES.index(here.before.overdue) > DEGREES.index(here.after.overdue)
        mirrored = falls and here.cause != "knowledge" and here.after.state != "not_recorded"
        assert (there.kind == "newly_overdue") == mirrored


@settings(max_examples=100, deadline=None)
@given(promises, points, points)
def test_cause_follows_from_judging_both_days_by_the_fuller_records(
    deadline: Deadline, before: Point, after: Point
) -> None:
    found = changes([deadline], before, after)
    sets = [evaluate(deadline, *point).possible for point in (before, after)]
    assert bool(found) == (sets[0] != sets[1])
    for change in found:
        if before.known_at == after.known_at:
            assert change.cause == "time"
        if before.as_of == after.as_of:
            assert change.cause == "knowledge"
        if change.kind == "reclassified":
            assert change.before_in_hindsight.possible == change.after_in_hindsight.possible
