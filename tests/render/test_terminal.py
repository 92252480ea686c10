"""The timeline for the terminal: within the width, in any alphabet, ASCII where asked."""

from __future__ import annotations

import pytest
from drawing import event, events
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from dateline.render.picture import Look
from dateline.render.picture.look import LANES
from dateline.render.terminal import timeline


def lines(found, width=80, *, ascii_only=False, look=None, deadlines=()):
    look = look or Look(lanes="none")
    return [line.plain for line in timeline(found, deadlines, look, width, ascii_only=ascii_only)]


@settings(max_examples=60, deadline=None)
@given(events(), st.integers(1, 200), st.sampled_from(LANES), st.booleans())
def test_no_line_is_too_wide_and_every_event_has_one(found, width, lanes, ascii_only):
    made = lines(found, width, ascii_only=ascii_only, look=Look(lanes=lanes))
    assert all(cell_len(line) <= max(width, 40) for line in made)
    assert len(made) > len(found)


@settings(max_examples=30, deadline=None)
@given(events())
def test_ascii_is_ascii(found):
    for record in found:
        record["title"] = "Plain"
    assert all(line.isascii() for line in lines(found, ascii_only=True))


@pytest.mark.parametrize(
    ("date", "bar"),
    [
        ("1999-12-08", "*"), ("1999-12", "o"), ("[1994..1996]", "[-------]"), ("1994-01-01/1996-12-31", "========="),
        ("1995-07-01/..", "====>"), ("../1992-07-01", "<==="), ("1994/1997", "[--======--]"),
    ],
)  # fmt: skip
def test_bars(date, bar):
    found = [event("1990-01-01", "First"), event(date, "It"), event("2009-12-31", "Last")]
    line = next(line for line in lines(found, 70, ascii_only=True) if " It" in line or "It " in line)
    assert bar in line


@pytest.mark.parametrize(
    ("date", "short"),
    [("1999-12-08", "1999-12-08"), ("[1999-12-01..1999-12-08]", "1999-12"), ("[1999-10-01..1999-12-08]", "1999"),
     ("[1994-01..1996-02]", "1994–1996"), ("-0043~", "-0043~"), ("[-0050-01-01..-0043-01-01]", "-0050–-0043")],
)  # fmt: skip
def test_dates_are_short(date, short):
    assert any(line.startswith(f"{short} ") for line in lines([event(date, "It"), event("2000-01-01", "Other")]))


def test_nothing_is_nothing():
    assert lines([]) == []
