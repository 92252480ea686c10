"""The due dates of a deadline in the order in which they became known."""

from __future__ import annotations

import pytest

from dateline.dates import FAR_FUTURE, parse
from dateline.deadlines.traces import Step, Trace, traces
from dateline.model import Deadline, DueAssertion, StatusReport, Waiver


def due(kind="original", cutoff=(100, 100), known=(10, 10), **more):
    return DueAssertion(kind, cutoff, known=known, **more)


def trace_of(*dues, as_of=500, known_at=500, **more):
    found = traces([Deadline("d", "p", "t", due=dues, **more)], as_of, known_at)
    return found[0] if found else None


def test_amendments_follow_as_they_became_known():
    found = trace_of(due("amendment", (300, 330), (90, 92), text="later"), due(text="soon"))
    assert found == Trace(
        "d", "t", "p",
        (Step(10, (100, 100), "original", "soon", False), Step(92, (300, 330), "amendment", "later", False)),
        500, "certainly_overdue",
    )  # fmt: skip
    assert found.amended


@pytest.mark.parametrize(
    ("as_of", "known_at", "number"), [(500, 500, 2), (91, 500, 2), (89, 500, 1), (500, 89, 1), (9, 500, 0)]
)
def test_only_what_was_known_by_both_days(as_of, known_at, number):
    found = trace_of(due(), due("amendment", (300, 300), (90, 90)), as_of=as_of, known_at=known_at)
    assert (len(found.steps) if found else 0) == number


@pytest.mark.parametrize(
    ("assertion", "step"),
    [
        (due(known=None), Step(None, (100, 100), "original", "", False)),
        (due(known=None, effective=(20, 25)), Step(25, (100, 100), "original", "", False)),
        (due(due=parse("1999")), Step(10, (100, 100), "original", "1999", False)),
        (due(standing="claimed"), Step(10, (100, 100), "original", "", True)),
        (due(known=(400, 600)), Step(600, (100, 100), "original", "", True)),
    ],
)
def test_steps(assertion, step):
    assert trace_of(assertion).steps == (step,)


@pytest.mark.parametrize("assertion", [due(standing="retracted"), due(cutoff=(FAR_FUTURE, FAR_FUTURE))])
def test_what_has_no_place_is_left_out(assertion):
    assert trace_of(assertion) is None


@pytest.mark.parametrize(
    ("more", "end", "state"),
    [
        ({}, 500, "certainly_overdue"),
        ({"status": (StatusReport((3, 3), (80, 80)),)}, 80, "met_on_time"),
        ({"status": (StatusReport((3, 3), (120, 130)),)}, 130, "met_late"),
        ({"waivers": (Waiver((60, 60)),)}, 60, "waived"),
    ],
)
def test_a_trace_ends_where_it_was_settled(more, end, state):
    found = trace_of(due(), **more)
    assert (found.end, found.state) == (end, state)
