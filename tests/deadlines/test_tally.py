"""What the promises of a group came to, against every combination of worlds of simple deadlines."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.deadlines.kept.tally import tally
from dateline.model import Deadline, DueAssertion, Participant, StatusReport, Waiver

AS_OF = 30


def promise(cutoff, done=None, *, waivers=(), actors=("a",), programme="p", themes=()):
    """Return a deadline with an interval for its last day, and one for its fulfilment if it was done."""
    status = (StatusReport((3, 3), done, event="e"),) if done else ()
    parties = tuple(Participant(actor, "obligor", actor.upper()) for actor in actors)
    return Deadline(
        "d", programme, "t", due=(DueAssertion("original", cutoff),), status=status, waivers=waivers,
        actors=parties, themes=themes,
    )  # fmt: skip


def worlds(cutoff, done):
    """Yield (on time, overdue, days late) of each world; None for a promise that has not come due."""
    for last in range(cutoff[0], cutoff[1] + 1):
        if done is None:
            yield (0, 1, AS_OF - last) if last < AS_OF else None
        for day in range(done[0], done[1] + 1) if done else ():
            yield (int(day <= last), 0, max(0, day - last))


interval = st.tuples(st.integers(1, 40), st.integers(0, 4)).map(lambda pair: (pair[0], sum(pair)))
past = st.tuples(st.integers(1, 26), st.integers(0, 4)).map(lambda pair: (pair[0], sum(pair)))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(interval, st.none() | past), min_size=1, max_size=3))
def test_bounds_are_those_of_all_combinations(records):
    (row,) = tally([promise(*record) for record in records], AS_OF, AS_OF)
    shares, deficits, delays = set(), set(), set()
    for world in product(*(list(worlds(*record)) for record in records)):
        due = [each for each in world if each]
        late = [days for _, _, days in due if days]
        if due:
            shares.add(Fraction(sum(each[0] for each in due), len(due)))
            deficits.add(Fraction(sum(each[1] for each in due), len(due)))
        if late:
            delays.add(Fraction(sum(late), len(late)))
    for bounds, expected in ((row.on_time, shares), (row.deficit, deficits), (row.delay, delays)):
        if expected:
            assert bounds == pytest.approx((float(min(expected)), float(max(expected))))
        else:
            assert bounds is None


def test_what_was_given_up_is_a_deficit_and_what_was_waived_is_not():
    given_up, waived = (Waiver((5, 5), basis=basis) for basis in ("abandoned: no money left", "by agreement"))
    (row,) = tally([promise((20, 20), waivers=(given_up,)), promise((20, 20), (9, 9))], AS_OF, AS_OF)
    half, none, whole = ((Fraction(each), Fraction(each)) for each in (0.5, 0, 1))
    assert (row.abandoned, row.deadlines, row.deficit, row.on_time) == ((1, 1), (2, 2), half, half)
    (row,) = tally([promise((20, 20), waivers=(waived,)), promise((20, 20), (9, 9))], AS_OF, AS_OF)
    assert (row.abandoned, row.deadlines, row.deficit, row.on_time) == ((0, 0), (1, 1), none, whole)
    (row,) = tally([promise((20, 20), waivers=(given_up, waived))], AS_OF, AS_OF)
    assert (row.abandoned, row.deadlines, row.deficit) == ((0, 0), (0, 0), None)
    (row,) = tally([promise((20, 20), waivers=(waived, given_up))], AS_OF, AS_OF)
    assert (row.abandoned, row.deadlines, row.deficit) == ((1, 1), (1, 1), whole)


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("party", [("A", (2, 2)), ("B", (1, 1)), ("nobody named", (1, 1))]),
        ("programme", [("p", (2, 2)), ("q", (1, 1))]),
        ("theme", [("x", (1, 1)), ("y", (1, 1)), ("no theme", (2, 2))]),
    ],
)
def test_groups(by, rows):
    listed = [
        promise((5, 5), actors=("a", "b"), themes=("x", "y")), promise((5, 5)),
        promise((5, 5), actors=(), programme="q"),
    ]  # fmt: skip
    assert [(row.group.name, row.deadlines) for row in tally(listed, AS_OF, AS_OF, by=by)] == rows


def test_an_average_without_a_bound_has_none():
    (row,) = tally([promise((-(2**52), 20))], AS_OF, AS_OF)
    assert row.delay == (10, None)
