"""Charts of actors: members over time, and the matrix of who acts with whom."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import parse
from dateline.render.charts.matrix import MOST, Shared, matrix
from dateline.render.charts.members import Belonged, members

NAMES = st.sampled_from(
    ["Belarus", "Parliamentary Assembly of Belarus and Russia", "<b>&", "Государственный секретарь"]
)
SPANS = st.sampled_from(
    [None, "1994-07/..", "1996-04-02/1999-12-08", "2000~/", "../1991", "1999", "1990~/2001", "-0044/0014"]
)
MEMBERS = st.lists(
    st.builds(
        lambda name, role, date: Belonged(name, role, date, parse(date).unmarked.bounds if date else None),
        NAMES, st.sampled_from([None, "president"]), SPANS,
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(found=MEMBERS, wide=st.sampled_from([340, 960]))
def test_members_lie_in_the_view_and_nothing_on_anything(drawn, found, wide):
    chart = members(found, "Russia", wide, "b")
    drawing = drawn(chart.svg)
    assert drawing.outside == []
    assert drawing.collisions == []
    assert len(chart.rows) == len(found)
    assert chart.rows == tuple(sorted(chart.rows, key=lambda row: row[2] == ""))


def test_the_full_part_of_a_bar_is_what_is_sure(drawn):
    found = [
        Belonged("A", None, date, parse(date).bounds)
        for date in ("1990-01-01/1999-12-31", "1992/1995-06-30", "1997/..")
    ]
    root = drawn(members(found, "It", 960, "b").svg).root
    bars = [each for each in root.iter("{http://www.w3.org/2000/svg}rect") if each.get("height") == "12"]
    sure = [each for each in bars if each.get("class") == "s0"]
    per_year = float(sure[0].attrib["width"]) / 10
    assert float(sure[1].attrib["width"]) == pytest.approx(2.5 * per_year, abs=1)
    assert float(sure[1].attrib["x"]) - float(sure[0].attrib["x"]) == pytest.approx(3 * per_year, abs=1)
    assert [each.get("class") for each in bars].count("outline-s0") == 3


@st.composite
def shared(draw):
    actors = [(f"a{number}", draw(NAMES)) for number in range(draw(st.integers(0, 30)))]
    pairs = (
        draw(st.lists(st.sampled_from(list(combinations(sorted(a for a, _ in actors), 2))), unique=True))
        if len(actors) > 1
        else []
    )
    counts = st.builds(Shared, st.integers(0, 40), st.integers(0, 40)).filter(lambda each: each.total)
    return actors, {pair: draw(counts) for pair in pairs}


@settings(max_examples=60, deadline=None)
@given(found=shared(), wide=st.sampled_from([340, 960]))
def test_a_matrix_has_a_cell_for_each_two_and_says_what_it_leaves_out(drawn, found, wide):
    actors, pairs = found
    chart = matrix(actors, pairs, wide, "w")
    drawing = drawn(chart.svg)
    assert [box for box in drawing.outside if (box.left, round(box.top)) != (0, -9)] == []  # names that are turned
    assert len(chart.rows) == len(pairs)
    most = MOST if wide == 960 else 16
    among = {identity for identity, _ in actors[:most]}
    seen = [shared for ends, shared in pairs.items() if among.issuperset(ends)]
    cells = [each for each in drawing.root.iter("{http://www.w3.org/2000/svg}rect") if each.get("fill-opacity")]
    assert len(cells) == 2 * sum(bool(each.certain) for each in seen)
    assert ("left out" in chart.words) == (len(actors) > most)
    names = [each.text for each in drawing.root.iter("{http://www.w3.org/2000/svg}text") if not each.get("class")]
    assert not seen or len(names) >= 2 * min(most, len(actors))


@pytest.mark.parametrize("wide", [340, 960])
def test_what_goes_on_has_years_before_it_and_an_arrow_at_its_end(drawn, wide):
    found = [Belonged("A", "president", "1994-07/..", parse("1994-07/..").bounds)]
    root = drawn(members(found, "It", wide, "b").svg).root
    years = {int(each.text) for each in root.iter("{http://www.w3.org/2000/svg}text") if (each.text or "").isdigit()}
    assert max(years) - min(years) >= 5
    arrows = [
        each
        for each in root.iter("{http://www.w3.org/2000/svg}path")
        if each.get("class") == "s0" and "l5 4" in each.get("d", "")
    ]
    assert len(arrows) == 1
