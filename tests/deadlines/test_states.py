"""The table of states is whole, and nothing beside it lists them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline
from dateline.dates import FAR_FUTURE
from dateline.deadlines.evaluation import summarise
from dateline.deadlines.states import (
    CHOICES,
    KINDS,
    OVERDUE,
    STATES,
    WORLDS,
    State,
    WorldState,
    closed_form,
    closed_lines,
)
from dateline.render.picture.look import DARK, LIGHT
from dateline.render.state_marks import COLOURED, SIGNS
from dateline.render.state_marks import KINDS as LOOKS

SOURCE = Path(dateline.__file__).parent
RULES = {
    "assistants/deadlines.py",
    "cli/commands/promises/deadlines.py",
    "deadlines/changes.py",
    "deadlines/evaluation.py",
    "deadlines/plain.py",
    "deadlines/kept/progress.py",
    "deadlines/kept/tally.py",
    "deadlines/states.py",
    "deadlines/wording.py",
    "deadlines/worlds.py",
    "operations/deadlines.py",
    "storage/reading/deadline_lists.py",
    "deadlines/decisive.py",
    "storage/statements/deadline_states.py",
}
"""What judges, or leaves out what nobody had recorded yet, may name single states; nothing else does."""
DAYS = st.integers(0, 6) | st.just(FAR_FUTURE)


def test_the_words_are_those_of_the_types():
    assert set(STATES) == set(CHOICES) == set(get_args(State))
    assert set(WORLDS) == set(get_args(WorldState))


def test_each_kind_is_used_and_has_a_look():
    assert {of.kind for of in STATES.values()} == set(KINDS)
    assert list(LOOKS) == list(KINDS)
    assert {of.sign for of in STATES.values()} == set(SIGNS)
    assert all(hasattr(scheme, kind) for scheme in (LIGHT, DARK) for kind in COLOURED)


@pytest.mark.parametrize("kind", KINDS)
def test_the_style_sheet_colours_each_kind(kind):
    sheet = (SOURCE / "web/static/board.css").read_text()
    assert f".mark.{kind}" in sheet
    assert f"td.{kind}" in sheet


@pytest.mark.parametrize(("state", "of"), STATES.items())
def test_a_state_says_what_its_worlds_say(state, of):
    assert list(of.worlds) == sorted(of.worlds)
    if of.worlds:
        assert summarise(of.worlds) == state
        assert (of.overdue == "yes") == (set(of.worlds) == {"overdue"})
        assert of.settled == all(
            WORLDS[world].after == "met" or world in ("abandoned", "waived") for world in of.worlds
        )


@given(st.sets(st.sampled_from(sorted(WORLDS)), min_size=1))
def test_a_state_is_overdue_as_its_worlds_are(worlds):
    degree = "no" if "overdue" not in worlds else "yes" if worlds == {"overdue"} else "maybe"
    assert STATES[summarise(worlds)].overdue == degree
    assert (summarise(worlds) in OVERDUE) == (degree != "no")


@given(st.lists(DAYS, min_size=4, max_size=4), st.integers(0, 7), st.integers(0, 6))
def test_the_lines_decide_as_the_function_does(days, as_of, effective):
    (a, b), (c, d) = sorted(days[:2]), sorted(days[2:])
    a, b = max(a, effective - 1), max(b, effective - 1)
    lines = closed_lines(a=a, b=b, c=c, d=d, as_of=as_of, effective=effective, never=FAR_FUTURE)
    first = next(state for state, conditions in lines if all(conditions))
    assert first == closed_form(a, b, c, d, as_of, effective)
    assert (first == "not_in_force") == (as_of < min(c, effective))


def test_nothing_else_lists_states():
    words = "|".join(set(STATES) - {"abandoned", "pending", "waived"})  # these are kinds and parts of records too
    naming = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if re.search(rf"\b({words})\b", path.read_text(encoding="utf-8"))
    }
    assert naming <= RULES
