"""Undated is a date without days: it is read from many words, lies nowhere, and comes behind all others."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import (
    FAR_FUTURE,
    FAR_PAST,
    Bounds,
    InvalidDate,
    Match,
    certain,
    day_text,
    from_prose,
    match,
    parse,
    possible,
    settled,
    to_prose,
    within,
)  # fmt: skip
from dateline.dates.undated import NOWHERE
from dateline.length_classes import length_class

UNDATED = parse("undated")
WORDS = (
    "undated", "Undated", "UNDATED.", "n.d.", "N.D.", "n. d.", "n.d", "[n.d.]", "[ n.d. ]", "(undated)", "s.d.", "[s.d.]",
    "sine dato", "no date", "No date given", "no known date", "date not known", "Date not given", "the date is unknown",
    "date unknown", "not dated", "unknown date", "  n.d.  ",
)  # fmt: skip
DATED = (
    ("Undated, probably 18th century", "17XX?"),
    ("undated, c. 1850", "1850~"),
    ("n.d.; fall 2000", "2000-23"),
    ("n.d. (1999)", "1999"),
    ("undated: 1850 or 1851", "[1850,1851]"),
)
NOTHING = ("unknown", "undated letter", "nd", "sd", "n.d. and more", "no date at all", "dated", "up to date")
"""What is no statement that there is no date."""
DAYS = st.integers(-10_000, 1_000_000) | st.sampled_from([FAR_PAST, FAR_FUTURE])
OTHERS = (
    "1999",
    "1999-12-08",
    "199X",
    "../1995",
    "1995/..",
    "{1994,1996}",
    "[1994,1996]",
    "XXXX-12-25",
    "Y17E17",
    "undated",
)


@pytest.mark.parametrize("text", WORDS)
def test_words(text):
    (found,) = from_prose(text)
    assert (found.edtf, found.rule, found.date) == ("undated", "no date is told", UNDATED)
    assert settled(from_prose(text)) == found


@pytest.mark.parametrize(("text", "edtf"), DATED)
def test_what_is_told_beside_is_the_date(text, edtf):
    found = settled(from_prose(text))
    assert found is not None
    assert found.edtf == edtf


@pytest.mark.parametrize("text", NOTHING)
def test_other_words(text):
    assert all(each.edtf != "undated" for each in from_prose(text))


@pytest.mark.parametrize("text", ["Undated", " undated", "undated?", "undated/1999", "[undated,1999]", "undated~"])
def test_the_canonical_text_is_one_word(text):
    with pytest.raises(InvalidDate):
        parse(text)


def test_the_value():
    assert (UNDATED.edtf, UNDATED.kind, UNDATED.precision, UNDATED.bounds) == ("undated", "undated", "none", NOWHERE)
    assert (day_text(UNDATED.earliest), day_text(UNDATED.latest)) == (None, None)
    assert not UNDATED.uncertain
    assert pickle.loads(pickle.dumps(UNDATED)) == UNDATED == settled(from_prose(to_prose(UNDATED))).date
    assert length_class(UNDATED.earliest, UNDATED.latest) == 4
    assert sorted([UNDATED, parse("Y17E17"), parse("1999/..")])[-1] == UNDATED


@given(first=DAYS, last=DAYS)
def test_it_lies_in_no_days(first, last):
    assert UNDATED.match(first, last) is Match.IMPOSSIBLE
    assert match(NOWHERE, first, last) is Match.IMPOSSIBLE
    assert not possible(NOWHERE, first, last)
    assert not certain(NOWHERE, first, last)
    assert not within(NOWHERE, first, last)


@given(bounds=st.lists(st.integers(FAR_PAST, FAR_FUTURE), min_size=4, max_size=4).map(lambda days: Bounds(*days)))
def test_nothing_lies_in_it(bounds):
    assert not possible(bounds, UNDATED.earliest, UNDATED.latest)
    assert not within(bounds, UNDATED.earliest, UNDATED.latest)


@pytest.mark.parametrize("text", OTHERS)
def test_nothing_is_said_of_how_it_lies_to_another(text):
    other = parse(text)
    for one, two in ((UNDATED, other), (other, UNDATED)):
        found = (one.before(two), one.after(two), one.same_day(two), one.overlaps(two), one.within(two))
        assert set(found) == {Match.IMPOSSIBLE}
        assert one.allen(two) == {}


@pytest.mark.parametrize("steps", ["days", "months", "years"])
def test_it_has_no_steps(steps):
    with pytest.raises(InvalidDate, match="tells no days"):
        getattr(UNDATED, steps)()
