"""Siblings of the kinds that catalogues, letters and programs write, and the reasons for what is not read."""

import re

import pytest
from dates.prose.kinds_of_siblings import REASONS, SIBLINGS, SIBLINGS_ASK
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import InvalidDate, from_prose, parse, settled
from dateline.dates.calendar import day_of, from_day
from dateline.dates.conventions import USUAL, Conventions
from dateline.dates.prose.refusals import hint_for, unread
from dateline.dates.prose.vocabulary import MONTHS, WEEKDAYS

CASES = [(text, edtf) for kind in SIBLINGS.values() for text, edtf in kind.items()]
DAYS = st.integers(day_of(1753, 1, 1), day_of(2100, 12, 31))


def refusal(text):
    """Return the message and the hint of a text that has no reading."""
    try:
        parse(text)
        fault = None
    except InvalidDate as error:
        fault = error
    return unread(text, USUAL, fault)


def written(day):
    """Return a day in words, without its weekday."""
    year, month, number = from_day(day)
    return f"{number} {MONTHS[month - 1].capitalize()} {year}"


def weekday(day, later=0):
    """Return the weekday of a day by its number: day 1 is a Monday."""
    return WEEKDAYS[(day - 1 + later) % 7].capitalize()


@pytest.mark.parametrize(("text", "edtf"), CASES)
def test_read(text, edtf):
    """Each sibling has its one reading."""
    found = settled(from_prose(text))
    assert found is not None
    assert found.edtf == edtf


@pytest.mark.parametrize("text", SIBLINGS_ASK)
def test_asks(text):
    """What has two meanings shows both."""
    assert len(from_prose(text)) > 1
    assert settled(from_prose(text)) is None


@pytest.mark.parametrize(("text", "reason"), REASONS.items())
def test_reason(text, reason):
    """What has no reading says why, and every date that the hint suggests is read."""
    assert from_prose(text) == ()
    found = refusal(text)
    assert reason in ((None, None), (found.message, found.hint))
    for meant in re.findall("'([^']+)'", found.hint or ""):
        assert settled(from_prose(meant)) is not None


def test_a_file_has_the_reason_too():
    """Where only EDTF is read, the hint is the reason of the words."""
    with pytest.raises(InvalidDate) as caught:
        parse("Tuesday 3 May 1999")
    assert hint_for(caught.value) == "3 May 1999 is a Monday, not a Tuesday; omit the weekday if the day is right"


@pytest.mark.parametrize(("text", "edtf"), [("Mon 3/5/99", "1999-05-03"), ("Christmas '99", "1999-12-25")])
def test_a_convention_of_two_digits(text, edtf):
    """A setting reads them as everywhere."""
    assert settled(from_prose(text, conventions=Conventions(two_digit_years=1930))).edtf == edtf


@given(DAYS, st.integers(0, 6), st.sampled_from(["", "before ", "by ", "after ", "c. ", "since "]))
def test_a_weekday_is_checked_behind_every_word(day, later, word):
    """A weekday that is not that of the day is never left out; one that is changes nothing."""
    found = from_prose(f"{word}{weekday(day, later)} {written(day)}")
    if later == 0:
        assert [each.edtf for each in found] == [each.edtf for each in from_prose(f"{word}{written(day)}")]
    else:
        assert found == ()


@given(DAYS, st.integers(1, 20), st.integers(0, 6), st.sampled_from([" - ", " to ", " or "]))
def test_the_weekdays_of_both_sides_are_checked(day, days, later, between):
    """Both sides of a span or list must fall on their weekdays."""
    last = day + days
    text = f"{weekday(day)} {written(day)}{between}{weekday(last, later)} {written(last)}"
    assert bool(from_prose(text)) == (later == 0)


@given(st.integers(1000, 2100), st.integers(1, 12), st.integers(0, 99))
def test_a_day_that_cannot_be_has_its_reason(year, month, day):
    """A day that a month has not is refused in every order of its words, with the same reason."""
    name = MONTHS[month - 1].capitalize()
    texts = (f"{day} {name} {year}", f"{name} {day}, {year}", f"{year} {name} {day}", f"before {day} {name} {year}")
    read = [bool(from_prose(text)) for text in texts[:1]]
    reasons = {refusal(text) for text in texts} if not read[0] else set()
    assert len(reasons) == (0 if read[0] else 1)
    assert not any("neither EDTF" in each.message for each in reasons)
