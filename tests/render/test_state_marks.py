"""Every state of a deadline has a mark, and no two kinds share a shape."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from dateline.deadlines.states import State
from dateline.render.state_marks import BOX, KINDS, MARKS, mark_of


def test_every_state_has_a_mark_of_a_known_kind():
    assert set(MARKS) == set(get_args(State))
    assert {mark.kind for mark in MARKS.values()} == set(KINDS)


def test_kinds_differ_in_shape():
    assert len({kind.path for kind in KINDS.values()}) == len(KINDS)


def test_states_of_one_kind_that_look_alike_are_told_apart_by_words():
    assert len({mark.words for mark in MARKS.values()}) == len(MARKS)


@pytest.mark.parametrize("state", MARKS)
def test_shapes_begin_in_the_box_and_close(state):
    path = MARKS[state].path
    starts = re.findall(r"M(-?[\d.]+) (-?[\d.]+)", path)
    assert path.count("z") == len(starts) > 0
    assert all(0 <= float(number) <= BOX for start in starts for number in start)


def test_an_unknown_word_is_shown_as_not_known():
    assert mark_of("lost_in_space") == ("unknown", KINDS["unknown"].path, "lost in space")
