"""Mapped files: words that say that there is no date, empty cells, and the calendar of the words."""

from __future__ import annotations

import io

import pytest

from dateline.errors import InvalidRecords
from dateline.formats.delimited.mapped import read_mapping
from dateline.formats.incoming import Incoming, Rejected

MAPPING = '[columns]\nid = "id"\ntitle = "id"\n{columns}\n[date]\n{date}\n{constants}'


def read(rows, date='column = "when"', columns="", constants=""):
    mapping = read_mapping(MAPPING.format(columns=columns, date=date, constants=constants))
    return list(mapping.events(io.StringIO(rows, newline="")))


FORMS = ("", 'format = "words"', 'format = "%d.%m.%Y"', 'format = "edtf"')


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", ["undated", "n.d.", "[n.d.]", "Date not known"])
def test_words_keep_the_event(form, text):
    (item,) = read(f"id,when\na,{text}\n", f'column = "when"\n{form}')
    assert isinstance(item, Incoming)
    assert (item.event.date.edtf, item.event.date_text) == ("undated", text)


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_cell_says_nothing(form):
    (item,) = read("id,when\na,\n", f'column = "when"\n{form}')
    assert isinstance(item, Rejected)
    assert item.reason == "the date is missing"
    (item,) = read("id,when\na,\n", f'column = "when"\nmissing = "undated"\n{form}')
    assert isinstance(item, Incoming)
    assert (item.event.date.edtf, item.event.date_text) == ("undated", None)


def test_columns_of_year_and_month():
    rows = "id,y,m\na,n.d.,\nb,1999,5\nc,,5\nd,,\n"
    found = read(rows, 'column = ["y", "m"]\nmissing = "undated"')
    told = [each.event.date.edtf if isinstance(each, Incoming) else each.reason for each in found]
    assert told == ["undated", "1999-05", "the year is missing", "undated"]


def test_an_undated_start_has_no_end():
    found = read("id,a,b\na,n.d.,1999\nb,,1999\n", 'column = "a"\nend = "b"\nmissing = "undated"')
    assert [each.reason for each in found if isinstance(each, Rejected)] == [
        "undated is not a single date and cannot be the end of a span", "the start of the date is missing",
    ]  # fmt: skip


def test_missing_is_one_of_two_words():
    with pytest.raises(InvalidRecords) as raised:
        read("id,when\n", 'column = "when"\nmissing = "no"')
    assert [fault.message for fault in raised.value.faults] == ["missing 'no' is not one of rejected, undated"]


@pytest.mark.parametrize(
    ("columns", "constants"),
    [('calendar = "cal"\ndate_text = "said"', ""), ('date_text = "said"', '[constants]\ncalendar = "julian"')],
)
def test_the_calendar_of_the_words(columns, constants):
    rows = "id,when,said,cal\na,1917-11-07,25 October 1917,Julian\n"
    (item,) = read(rows, columns=columns, constants=constants)
    assert isinstance(item, Incoming)
    assert (item.event.date.edtf, item.event.date_text, item.event.calendar) == (
        "1917-11-07", "25 October 1917", "julian",
    )  # fmt: skip


def test_words_of_another_calendar_are_not_read_as_gregorian():
    (item,) = read(
        "id,when\na,25 October 1917\n",
        'column = "when"\nformat = "words"',
        constants='[constants]\ncalendar = "julian"',
    )
    assert isinstance(item, Rejected)
    assert item.reason == "the date is written in the julian calendar, and [date] names none"


def test_there_is_no_other_calendar():
    with pytest.raises(InvalidRecords) as raised:
        read("id,when\n", constants='[constants]\ncalendar = "roman"')
    (fault,) = raised.value.faults
    assert fault.message.startswith("calendar must be one of gregorian, julian")
