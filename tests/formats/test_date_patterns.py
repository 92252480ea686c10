"""Patterns of dates: what strptime would settle in silence is rejected, and an order that cells contradict."""

from __future__ import annotations

import datetime
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InvalidRecords
from dateline.formats.delimited.mapped import read_mapping
from dateline.formats.incoming import Incoming


def read(text, form, rule=""):
    mapping = f'[columns]\nid = "{{line}}"\ntitle = "d"\n[date]\ncolumn = "d"\nformat = "{form}"\n{rule}'
    (item,) = read_mapping(mapping).events(io.StringIO(f'd\n"{text}"\n', newline=""))
    return item.event.date.edtf if isinstance(item, Incoming) else item.reason


@pytest.mark.parametrize(
    ("form", "text", "edtf"),
    [
        ("%a %d %b %Y", "Tue 25 Dec 2012", "2012-12-25"),
        ("%A, %d %B %Y", "tuesday, 25 december 2012", "2012-12-25"),
        ("%Y-%W-%w", "2012-52-2", "2012-12-25"),
        ("%Y-%U-%a", "2012-52-Tue", "2012-12-25"),
        ("%G-W%V-%u", "2012-W52-2", "2012-12-25"),
        ("%G-W%V-%u", "2009-W53-5", "2010-01-01"),
        ("%Y-%j", "2012-360", "2012-12-25"),
        ("%Y%m%d", "20121225", "2012-12-25"),
        ("%Y%m%d", "20121200", "2012-12"),
        ("%Y%m", "201200", "2012"),
        ("%Y%m%d%H%M", "201212251030", "2012-12-25"),
        ("%d%m%Y at %H:%M", "25122012 at 9:05", "2012-12-25"),
        ("%d.%m.%Y", "5.5.2012", "2012-05-05"),
        ("100%% %Y", "100% 2012", "2012"),
    ],
)
def test_patterns(form, text, edtf):
    assert read(text, form) == edtf


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("%a %d %b %Y", "Mon 25 Dec 2012"),
        ("%w %d.%m.%Y", "0 25.12.2012"),
        ("%Y%m%d", "2012125"),
        ("%Y%m%d", "2012050"),
        ("%d%m%Y", "1122012"),
        ("%d%m%Y at %H:%M", "1122012 at 12:30"),
        ("%Y%j", "201236"),
    ],
)
def test_cells_that_a_pattern_does_not_settle(form, text):
    assert read(text, form) == f"date {text!r} is not written as {form!r}"


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("%Y-%W", "has a week without the day of the week"),
        ("%Y-%m-%d %j", "has the day twice"),
        ("%c", "depends on the language of the system"),
        ("%x", "depends on the language of the system"),
        ("%d.%m.", "has no year"),
        ("%G-W%V", "is not a date pattern"),
        ("%-d.%m.%Y", "is not a date pattern"),
    ],
)
def test_patterns_that_say_no_day_for_certain(form, message):
    with pytest.raises(InvalidRecords) as caught:
        read("", form)
    assert message in caught.value.faults[0].message


@pytest.mark.parametrize(
    ("order", "text", "found"),
    [
        ("day-first", "13/05/1991", "1991-05-13"),
        ("day-first", "05/13/1991", "date '05/13/1991' is month first, and order is 'day-first'"),
        ("day-first", "5-13-1991", "date '5-13-1991' is month first, and order is 'day-first'"),
        ("day-first", "12/25/1991 10:00", "date '12/25/1991 10:00' is month first, and order is 'day-first'"),
        ("day-first", "3.5.1991", "1991-05-03"),
        ("day-first", "1991/05/13", "1991-05-13"),
        ("month-first", "05/13/1991", "1991-05-13"),
        ("month-first", "13/05/1991", "date '13/05/1991' is day first, and order is 'month-first'"),
        ("month-first", "3.5.1991", "date '3.5.1991' is day first, and order is 'month-first'"),
        ("month-first", "5/1991", "1991-05"),
    ],
)
def test_an_order_that_a_cell_contradicts(order, text, found):
    assert read(text, "words", f'order = "{order}"') == found


@given(st.dates(datetime.date(1000, 1, 1)), st.sampled_from(["%Y%m%d", "%d%m%Y", "%G%V%u", "%A %d %B %Y", "%Y%j"]))
def test_what_a_pattern_writes_it_reads(day, form):
    assert read(day.strftime(form), form) == day.isoformat()
