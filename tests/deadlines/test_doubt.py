"""Deadlines whose dates are uncertain or approximate, against the worlds counted day by day."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.dates import FAR_PAST, parse, parse_day
from dateline.deadlines import cutoff, evaluate
from dateline.deadlines.plain import plain_assessment
from dateline.deadlines.traces import traces
from dateline.model import Days, Deadline, DueAssertion, StatusReport


def promise(due: str, done: str | None, known: str | None = None) -> Deadline:
    """Return a deadline due in `due`, reported as met on `done`."""
    asserted = parse(due)
    reports: tuple[StatusReport, ...] = ()
    if done:
        date = parse(done)
        days = known and (parse_day(known),) * 2
        reports = (StatusReport((3, 3), (date.bounds.earliest, date.bounds.latest), date, known=days or None),)
    entry = DueAssertion("original", cutoff(asserted, "in"), asserted, rule="in")
    return Deadline("d", "p", "t", due=(entry,), status=reports)


# due, done, known, day judged, possible states
CASES = [
    ("1999", "1999", None, "2010-01-01", ("met_on_time",)),
    ("1999", "1999~", None, "2010-01-01", ("met_late", "met_on_time")),
    ("1999", "1999?", None, "2010-01-01", ("met_late", "met_on_time")),
    ("1999", "1999%", None, "2010-01-01", ("met_late", "met_on_time")),
    ("2005", "1999?", "2001-01-01", "2010-01-01", ("met_on_time",)),
    ("2005", "1999?", None, "2010-01-01", ("met_late", "met_on_time")),
    ("2005", "1999~", None, "2010-01-01", ("met_on_time",)),
    ("1999~", "2000-06-01", None, "2010-01-01", ("met_late", "met_on_time")),
    ("1999~", None, None, "1998-12-31", ("pending",)),
    ("1999~", None, None, "2000-06-01", ("overdue", "pending")),
    ("1999~", None, None, "2001-06-01", ("overdue",)),
    ("1999?", None, None, "2001-06-01", ("not_recorded", "overdue")),
    ("1999?", None, None, "1998-06-01", ("not_recorded", "pending")),
    ("1999?", "1998-06-01", None, "2001-01-01", ("met_on_time", "not_recorded")),
]


@pytest.mark.parametrize(("due", "done", "known", "as_of", "possible"), CASES)
def test_possible_states(due: str, done: str | None, known: str | None, as_of: str, possible: tuple[str, ...]) -> None:
    day = parse_day(as_of)
    asked = promise(due, done, known)
    found = evaluate(asked, day, day)
    assert found.possible == possible
    plain = plain_assessment(asked, day, day)
    assert plain is None or plain.possible == possible


def test_a_cutoff_that_is_written_out_is_not_in_doubt() -> None:
    entry = DueAssertion("original", (10, 10), parse("0001?"))
    asked = Deadline("d", "p", "t", due=(entry,))
    assert evaluate(asked, 11, 11).possible == ("overdue",)


def test_a_due_date_in_doubt_is_drawn_as_a_claim() -> None:
    day = parse_day("2010-01-01")
    assert [step.doubtful for trace in traces([promise("1999?", None), promise("1999", None)], day, day)
            for step in trace.steps] == [True, False]  # fmt: skip


days = st.tuples(st.integers(100, 110), st.integers(0, 3)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(days, days, st.integers(98, 118), st.integers(112, 118))
@example(due=(100, 100), when=(110, 113), as_of=112, known=112)
def test_a_report_in_doubt_is_of_some_day_up_to_that_on_which_it_was_known(
    due: Days, when: Days, as_of: int, known: int
) -> None:
    """Each day of fulfilment by itself; FAR_PAST stands for the days before all others.

    A report may name days after the one on which it was known. Doubt adds days to those that it names, and takes none.
    """
    asked = Deadline("d", "p", "t", due=(DueAssertion("original", due),))
    report = StatusReport((3, 3), when, parse("0001?"), known=(known, known))
    expected = {
        state
        for day in [FAR_PAST + 1, *range(95, max(known, when[1]) + 1)]
        for state in evaluate(
            replace(asked, status=(replace(report, when=(day, day), date=None),)), as_of, 118
        ).possible
    }
    assert set(evaluate(replace(asked, status=(report,)), as_of, 118).possible) == expected


@given(days, days, st.integers(98, 118))
def test_a_due_date_in_doubt_holds_or_not(due: Days, when: Days, as_of: int) -> None:
    sure = DueAssertion("original", due, parse("0001"), rule="in")
    asked = Deadline("d", "p", "t", due=(replace(sure, due=parse("0001?")),), status=(StatusReport((3, 3), when),))
    expected = {
        state for entries in ((sure,), ()) for state in evaluate(replace(asked, due=entries), as_of, 118).possible
    }
    assert set(evaluate(asked, as_of, 118).possible) == expected
