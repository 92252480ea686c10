"""The precision that a column tells: of days, spans and sets, with marks, and of dates of other calendars."""

from __future__ import annotations

import datetime
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import parse
from dateline.formats.delimited.mapped import read_mapping
from dateline.formats.incoming import Incoming

WORDS = {
    "1": "day", "2": "month", "3": "year", "4": "decade", "5": "century", "a": "approximate", "u": "uncertain",
    "w": "some day within", "y": "year approximate", "m": "month some day within",
}  # fmt: skip
VALUES = ", ".join(f'{key} = "{word}"' for key, word in WORDS.items())


def read(start, end, precision, rule=""):
    mapping = (
        '[columns]\nid = "{line}"\ntitle = "p"\n[date]\ncolumn = "s"\nend = "e"\n'
        f'precision = {{column = "p", values = {{{VALUES}}}}}\n{rule}'
    )
    (item,) = read_mapping(mapping).events(io.StringIO(f's,e,p\n"{start}","{end}",{precision}\n', newline=""))
    return item.event.date.edtf if isinstance(item, Incoming) else item.reason


@pytest.mark.parametrize(
    ("start", "end", "precision", "edtf"),
    [
        # both ends of a span
        ("1999-05-03", "1999-07-04", "1", "1999-05-03/1999-07-04"),
        ("1999-05-03", "1999-07-04", "2", "1999-05/1999-07"),
        ("1999-05-03", "1999-05-09", "2", "1999-05"),
        ("1999-05-03", "2001-07-04", "3", "1999/2001"),
        ("1999-05-03", "2001-07-04", "4", "199X/200X"),
        ("1999-05-03", "2001-07-04", "y", "1999~/2001~"),
        ("1999-05-03", "2001-07-04", "w", "[1999-05-03..2001-07-04]"),
        ("1999-05-03", "2001-07-04", "m", "[1999-05..2001-07]"),
        ("1999-05-03", "present", "3", "1999/.."),
        ("1999-05-03", "present", "a", "1999-05-03~/.."),
        # one cell that is more than a day
        ("1999-05-03/1999-06-02", "", "2", "1999-05/1999-06"),
        ("1999-05-03/..", "", "3", "1999/.."),
        ("[1999-05-03..1999-06-05]", "", "2", "[1999-05..1999-06]"),
        ("[1999-05-03..1999-06-05]", "", "3", "1999"),
        ("[..1999-06-05]", "", "3", "[..1999]"),
        ("[1999-05-03,1999-06-05]", "", "2", "[1999-05,1999-06]"),
        ("{1999-05-03,1999-05-09}", "", "2", "1999-05"),
        # marks, seasons, far years, what is wider already
        ("1999-05-03?", "", "3", "1999?"),
        ("1999~", "", "y", "1999~"),
        ("1999?", "", "a", "1999%"),
        ("1999-21", "", "3", "1999"),
        ("1999-21", "", "2", "1999-21"),
        ("199X", "", "3", "199X"),
        ("1999-XX-03", "", "2", "1999-XX"),
        ("Y12345", "", "3", "Y12345"),
        ("-0044-03-15", "", "2", "-0044-03"),
        # what nobody can give
        ("Y12345", "", "4", "its precision tells the decade of Y12345, which dateline cannot give"),
    ],
)
def test_a_precision_is_that_of_every_part_of_a_date(start, end, precision, edtf):
    assert read(start, end, precision) == edtf


@pytest.mark.parametrize(
    ("text", "precision", "edtf"),
    [
        ("early May 1999", "3", "1999"),
        ("between 3 and 5 May 1999", "2", "1999-05"),
        ("c. 3 May 1999", "3", "1999~"),
        ("1999-05-03T10:00", "3", "1999"),
    ],
)
def test_words_have_the_precision_too(text, precision, edtf):
    assert read(text, "", precision, 'format = "words"') == edtf


@pytest.mark.parametrize(
    ("text", "precision", "found"),
    [
        ("25 October 1917", "1", "1917-11-07"),
        ("25 October 1917", "a", "1917-11-07~"),
        ("October 1917", "2", "[1917-10-14..1917-11-13]"),
        ("25 October 1917", "2", "its precision tells the month of 1917-11-07, which is a day of the julian calendar"),
    ],
)
def test_months_of_another_calendar_are_not_ours(text, precision, found):
    assert read(text, "", precision, 'format = "words"\ncalendar = "julian"') == found


def test_a_coarser_date_lasts_as_the_mapping_says():
    assert read("1999-05-03", "", "2", 'meaning = "during"') == "1999-05-01/1999-05-31"


DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(2900, 12, 31))


@given(st.lists(DAYS, min_size=2, max_size=2).map(sorted), st.sampled_from("1234w"))
def test_bounds_are_those_of_the_units_around_both_days(days, precision):
    first, last = days
    found = parse(read(first, last, precision))
    begins = {"1": first, "2": first.replace(day=1), "3": first.replace(month=1, day=1), "w": first}
    begins["4"] = first.replace(year=first.year // 10 * 10, month=1, day=1)
    ends = {"1": last, "3": last.replace(month=12, day=31), "w": last}
    ends["2"] = (last.replace(day=28) + datetime.timedelta(4)).replace(day=1) - datetime.timedelta(1)
    ends["4"] = last.replace(year=last.year // 10 * 10 + 9, month=12, day=31)
    assert (found.earliest, found.latest) == (begins[precision].toordinal(), ends[precision].toordinal())
