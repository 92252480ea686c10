"""Days without a bound: no question loops over them, and no number of days is worked out from them."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.dates.shifting import moved, shift
from dateline.deadlines import Silence, evaluate
from dateline.deadlines.cascade import cascade
from dateline.deadlines.conditions import resolved
from dateline.deadlines.slippage import slippage
from dateline.deadlines.unknowns import unknowns
from dateline.model import Days, Deadline, DueAssertion, Horizon, HorizonDate, StatusReport

DAY = 730_000
SANE = 100_000
ENDS = st.sampled_from((FAR_PAST, DAY - 40, DAY, DAY + 40, FAR_FUTURE))


def spans() -> st.SearchStrategy[Days]:
    return st.tuples(ENDS, ENDS).map(lambda ends: (min(ends), max(ends)))


@st.composite
def unbounded(draw: st.DrawFn) -> Deadline:
    dues = [DueAssertion("original", draw(spans()), effective=draw(st.none() | spans()))]
    if draw(st.booleans()):
        dues[0] = replace(dues[0], awaits=(3, 5), of="h", rule="within")
    if draw(st.booleans()):
        dues.append(DueAssertion("amendment", draw(spans()), effective=draw(spans())))
    reports = draw(st.lists(st.builds(StatusReport, st.sampled_from(((1, 1), (3, 3))), spans()), max_size=2))
    deadline = Deadline("d", "p", "t", due=tuple(dues), status=tuple(reports))
    return resolved(deadline, {"h": Horizon("h", "h", dates=(HorizonDate(draw(spans())),))})


@given(unbounded(), st.sampled_from((DAY - 1, DAY + 50)), st.sampled_from(("unmet", "unknown")))
def test_no_number_comes_from_a_day_without_a_bound(deadline: Deadline, day: int, silence: Silence) -> None:
    found = evaluate(deadline, day, day, silence=silence)
    (*outlooks,) = cascade([deadline], day, day, silence)
    ledgers = slippage([deadline], day, day, silence)
    unknowns([deadline], day, day, silence)
    numbers = [
        *(found.days_overdue or ()),
        *chain.from_iterable(outlook.slip or () for outlook in outlooks),
        *chain.from_iterable(ledger.total for ledger in ledgers),
        *chain.from_iterable(each.days_added or () for ledger in ledgers for each in ledger.amendments),
    ]
    assert all(number is None or abs(number) < SANE for number in numbers)
    assert "Y-" not in found.why
    assert all(end in (FAR_PAST, FAR_FUTURE) or abs(end - DAY) < SANE for end in found.cutoff or ())


@pytest.mark.parametrize("day", [FAR_PAST, FAR_FUTURE])
def test_what_has_no_bound_keeps_none(day: int) -> None:
    assert shift(day, months=3, days=-5) == day


@given(st.integers(-SANE, SANE))
def test_what_has_no_bound_has_none_after_any_number_of_days(days):
    assert (moved(FAR_PAST, days), moved(FAR_FUTURE, days)) == (FAR_PAST, FAR_FUTURE)
    assert moved(DAY, days) == DAY + days
