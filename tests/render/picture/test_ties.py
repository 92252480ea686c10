"""Lines of links: from mark to mark, with an arrow, and what is not drawn is counted."""

from __future__ import annotations

import re

import pytest
from drawing import Drawing, event, events
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.render.picture import Look
from dateline.render.picture.look import Tie
from dateline.render.picture.svg import svg
from dateline.render.picture.ties import Spot, path

SPOTS = st.builds(lambda left, wide, row: Spot(left, left + wide, 20 * row), st.floats(12, 900), st.floats(8, 300),
                  st.integers(0, 30))  # fmt: skip


def ends(d):
    """Return where a line begins and where its arrow points."""
    numbers = [float(each) for each in re.findall(r"-?[\d.]+", d)]
    return tuple(numbers[:2]), tuple(numbers[6:8])


@given(SPOTS, SPOTS)
def test_a_line_goes_from_mark_to_mark(origin, target):
    (x, y), (to, at) = ends(path(origin, target))
    assert origin.left - 0.1 <= x <= origin.right + 0.1
    assert target.left - 0.1 <= to <= target.right + 0.1
    assert abs(y - origin.y) == pytest.approx(7, abs=0.1)
    assert abs(at - target.y) == pytest.approx(7, abs=0.1)
    if origin.y != target.y:
        assert min(origin.y, target.y) < y < max(origin.y, target.y)


@settings(max_examples=30, deadline=None)
@given(events(most=12), st.data())
def test_every_link_of_two_drawn_events_is_a_line_and_the_others_are_counted(found, data):
    names = st.sampled_from([*(record["id"] for record in found), "elsewhere"])
    ties = data.draw(st.lists(st.builds(Tie, st.just("causes"), st.just("event"), names, st.just("event"), names)))
    drawn = Drawing(svg(found, [], Look(lanes="none", ties=tuple(ties))))
    lines = [each for each in drawn.all("path", "t") if each.get("data-from")]
    both = [tie for tie in ties if "elsewhere" not in (tie.origin, tie.target)]
    one = [tie for tie in ties if (tie.origin == "elsewhere") != (tie.target == "elsewhere")]
    assert [(each.get("data-from"), each.get("data-to")) for each in lines] == [
        (f"event {tie.origin}", f"event {tie.target}") for tie in both
    ]
    notes = [text.text or "" for text in drawn.all("text", "note")]
    assert ("a link: causes" in notes) == bool(both)
    assert any(f"{len(one)} link" in note for note in notes) == bool(one)


def test_a_picture_without_links_has_none():
    assert not Drawing(svg([event("1999", "a"), event("2000", "b")], [], Look())).all("path", "t")
