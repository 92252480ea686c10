"""Places of labels, and the numbers of axes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import to_day
from dateline.render.charts.axes import along, apart, counts_scale, day_ticks, shortened
from dateline.render.letters.widths import width

WORDS = st.text(st.characters(codec="ascii", exclude_categories=["C"]), min_size=1, max_size=12)


@given(st.lists(st.tuples(st.floats(-50, 450), WORDS), max_size=12))
def test_labels_of_a_row_stay_within_it_and_apart(wanted):
    found = along(sorted(wanted), 0, 400, 11)
    assert all(start >= 0 and start + width(words, 11) <= 400.001 for start, words in found)
    assert all(b[0] >= a[0] + width(a[1], 11) for a, b in pairwise(found))


@given(st.lists(st.floats(-20, 320), max_size=40), st.floats(1, 40))
def test_places_keep_their_order_and_their_distance(wanted, gap):
    found = apart(wanted, gap, 0, 300)
    assert all(-0.001 <= place <= 300.001 for place in found)
    ranked = [found[place] for place in sorted(range(len(wanted)), key=lambda place: wanted[place])]
    least = min(gap, 300 / max(1, len(wanted) - 1))
    assert all(b - a >= least - 0.001 for a, b in pairwise(ranked))


@pytest.mark.parametrize(
    ("wanted", "expected"), [([10, 100], [10, 100]), ([10, 12], [10, 30]), ([295, 299], [280, 300])]
)
def test_places(wanted, expected):
    assert apart(wanted, 20, 0, 300) == expected


@given(st.integers(0, 10**12))
def test_an_axis_of_counts_reaches_the_greatest_in_few_even_steps(most):
    found = counts_scale(most)
    assert found[0] == 0
    assert found[-1] >= most
    assert 2 <= len(found) <= 7
    assert len({b - a for a, b in pairwise(found)}) == 1


@pytest.mark.parametrize(
    ("first", "last", "height", "expected"),
    [
        (
            (1994, 1, 1),
            (2012, 6, 1),
            400,
            ["1994", "1996", "1998", "2000", "2002", "2004", "2006", "2008", "2010", "2012"],
        ),
        (
            (2000, 1, 1),
            (2001, 12, 31),
            250,
            ["2000-01", "2000-04", "2000-07", "2000-10", "2001-01", "2001-04", "2001-07", "2001-10"],
        ),
        ((-149, 1, 1), (120, 1, 1), 150, ["150 BC", "100 BC", "50 BC", "50", "100"]),
        ((-1, 1, 1), (3, 12, 31), 400, ["2 BC", "1 BC", "1", "2", "3"]),
    ],
)
def test_ticks_up_the_side(first, last, height, expected):
    assert [tick.text for tick in day_ticks(to_day(*first), to_day(*last), height)] == expected


@given(st.text(max_size=60), st.integers(0, 300))
def test_shortened_texts_fit(words, room):
    assert width(shortened(words, room, 12), 12) <= max(room, 0)
