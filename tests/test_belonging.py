"""Who belonged to whom, through any number of steps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.belonging import ALWAYS, Belonging, closure
from dateline.dates import Bounds, parse


def days(text):
    return parse(text).bounds


EARLY, LATE, WHOLE = days("1990/1995"), days("1996/1999"), days("1990/1999")
TABLE = {
    "nobody": ([], set()),
    "one step": ([(1, 2, EARLY)], {(2, 1, EARLY)}),
    "always": ([(1, 2, ALWAYS)], {(2, 1, ALWAYS)}),
    "two steps": (
        [(1, 2, ALWAYS), (2, 3, EARLY)],
        {(2, 1, ALWAYS), (3, 2, EARLY), (3, 1, EARLY)},
    ),
    "two steps that meet in part": (
        [(1, 2, days("1990-01-01/1995-12-31")), (2, 3, days("1994-01-01/1999-12-31"))],
        {
            (2, 1, days("1990-01-01/1995-12-31")),
            (3, 2, days("1994-01-01/1999-12-31")),
            (3, 1, days("1994-01-01/1995-12-31")),
        },
    ),
    "two steps that never meet": ([(1, 2, EARLY), (2, 3, LATE)], {(2, 1, EARLY), (3, 2, LATE)}),
    "two stays": ([(1, 2, EARLY), (1, 2, LATE)], {(2, 1, EARLY), (2, 1, LATE)}),
    "two ways": (
        [(1, 2, EARLY), (1, 3, LATE), (2, 4, ALWAYS), (3, 4, ALWAYS)],
        {(2, 1, EARLY), (3, 1, LATE), (4, 2, ALWAYS), (4, 3, ALWAYS), (4, 1, EARLY), (4, 1, LATE)},
    ),
    "three steps": (
        [(1, 2, WHOLE), (2, 3, ALWAYS), (3, 4, EARLY)],
        {(2, 1, WHOLE), (3, 2, ALWAYS), (4, 3, EARLY), (3, 1, WHOLE), (4, 2, EARLY), (4, 1, EARLY)},
    ),
    "two ways that say the same": (
        [(1, 2, ALWAYS), (1, 3, ALWAYS), (2, 4, EARLY), (3, 4, EARLY)],
        {(2, 1, ALWAYS), (3, 1, ALWAYS), (4, 2, EARLY), (4, 3, EARLY), (4, 1, EARLY)},
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_closure(name):
    memberships, expected = TABLE[name]
    assert {(b.whole, b.member, b.bounds) for b in closure(memberships)} == {
        (whole, member, both(bounds)) for whole, member, bounds in expected
    }


def both(bounds, other=ALWAYS):
    """Return the later of the starts and the earlier of the ends."""
    return Bounds(
        max(bounds[0], other[0]), max(bounds[1], other[1]), min(bounds[2], other[2]), min(bounds[3], other[3])
    )  # fmt: skip


spans = st.sampled_from(["1990", "1990/1995", "1994-05/..", "../1996", "1993/", "1995-01-01/1997-12-31"]).map(days)
graphs = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), spans).filter(lambda m: m[0] < m[1]), max_size=9
)  # fmt: skip


@given(graphs)
def test_closure_is_every_path(memberships):
    expected = set()
    paths = [(member, whole, both(bounds)) for member, whole, bounds in memberships]
    while paths:
        member, current, held = paths.pop()
        if held.start_earliest > held.end_latest:
            continue
        expected.add(Belonging(current, member, held))
        paths += [(member, whole, both(held, bounds)) for of, whole, bounds in memberships if of == current]
    assert set(closure(memberships)) == expected


@given(graphs, st.randoms())
def test_the_order_of_memberships_is_nothing(memberships, random):
    shuffled = random.sample(memberships, len(memberships))
    assert set(closure(shuffled)) == set(closure(memberships))


def test_a_chain_of_any_length():
    """More steps than Python calls itself."""
    length = 1_200
    found = closure((number, number + 1, ALWAYS) for number in range(length))
    assert sum(1 for _ in found) == length * (length + 1) // 2
