"""Expressions of running text: core and modifier apart, and what an anchor gives."""

import pytest

from dateline.dates import dissect, parse


@pytest.mark.parametrize(
    ("text", "core", "modifier", "of_core", "whole"),
    [
        ("early May 1999", "may 1999", "early", "1999-05", "1999-05-01/1999-05-10"),
        ("the end of the 1990s", "1990s", "late", "199X", "1997/1999"),
        ("before June 1967", "june 1967", "before", "1967-06", "[..1967-05]"),
        ("no later than 1967", "1967", "on or before", "1967", "[..1967]"),
        ("since 1967", "1967", "since", "1967", "1967/.."),
        ("circa 1967", "1967", "about", "1967", "1967~"),
        ("probably 1967", "1967", "perhaps", "1967", "1967?"),
        ("second half of 1967", "1967", "part", "1967", "1967-41"),
        ("8 December 1999", "8 december 1999", None, "1999-12-08", "1999-12-08"),
    ],
)
def test_parts(text, core, modifier, of_core, whole):
    """The core is read by itself, and the whole with its modifier."""
    found = dissect(text)
    assert (found.core, found.modifier) == (core, modifier)
    assert (found.of_core[0].edtf, found.candidates[0].edtf) == (of_core, whole)


@pytest.mark.parametrize(
    ("text", "anchor", "edtf"),
    [
        ("8 December", "1999-10", "1999-12-08"),
        ("by the end of May", "1999-03-02", "[..1999-05-31]"),
        ("early May", "1999", "1999-05-01/1999-05-10"),
        ("8 December", "1998/1999", "XXXX-12-08"),
        ("the next day", "1999-05", "[1999-05-02..1999-06-01]"),
        ("the next day", "1999-05-03", "1999-05-04"),
        ("the following month", "1999", "[1999-02..2000-01]"),
        ("last friday", "1999-05", "[1999-04-30..1999-05-28]"),
        ("last may", "1999", "[1998-05,1999-05]"),
        ("two weeks later", "1999-05", "[1999-05-10..1999-06-20]"),
    ],
)
def test_anchors(text, anchor, edtf):
    """What is left out is the anchor's; a unit finer than the anchor gives all that it may be."""
    assert dissect(text, parse(anchor)).candidates[0].edtf == edtf


@pytest.mark.parametrize(
    ("text", "anchor"), [("end of last month", "1999"), ("the committee", "1999"), ("before May", "1998/2000")]
)
def test_no_expression(text, anchor):
    """What the anchor cannot settle, and what is no date, is no expression."""
    assert dissect(text, parse(anchor)) is None
