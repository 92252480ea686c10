"""Mappings whose dates are of other calendars, and the other conventions that a mapping sets."""

from __future__ import annotations

import io

import pytest

from dateline.errors import InvalidRecords
from dateline.formats.delimited.mapped import read_mapping
from dateline.formats.incoming import Rejected

SMALL = '[columns]\nid = "id"\ntitle = "title"\n[date]\ncolumn = "when"\n'


def read(rules, *rows, header="id,title,when,cal"):
    lines = "\n".join([header, *(f"{number},A,{row}" for number, row in enumerate(rows))])
    return list(read_mapping(SMALL + rules).events(io.StringIO(lines + "\n", newline="")))


@pytest.mark.parametrize(
    ("rules", "cell", "edtf"),
    [
        ('calendar = "islamic"', "1229,", "[1813-12-23..1814-12-14]"),
        ('calendar = "islamic"\nformat = "words"', "12th century,", "[1688-10-25..1785-11-04]"),
        ('calendar = "islamic"\nformat = "words"', "before 1229,", "[..1813-12-24]"),
        ('calendar = "julian"', "1700-02-29,", "1700-03-11"),
        ('calendar = "julian"\nformat = "%d.%m.%Y"', "14.12.1825,", "1825-12-26"),
        ('calendar = "gregorian"', "1229,", "1229"),
        ('calendar = {column = "cal"}', "1229,Hijri-qamari", "[1813-12-23..1814-12-14]"),
        ('calendar = {column = "cal"}', "1229,#Gregorian", "1229"),
        ('calendar = {column = "cal"}', "1229,", "1229"),
        ('calendar = {column = "{cal} calendar"}', "1825-12-14,Julian", "1825-12-26"),
        ('calendar = {column = "cal"}\nformat = "words"', "12 Tishri 5760,Hebrew", "1999-09-22"),
        ('calendar = {column = "cal"}\nformat = "words"', "25 October 1917 (O.S.),islamic", "1917-11-07"),
        ('two_digit_years = 1930\nformat = "%d/%m/%y"', "05/06/29,", "2029-06-05"),
        ('two_digit_years = 1930\nformat = "%d/%m/%y"', "05/06/30,", "1930-06-05"),
    ],
)
def test_dates(rules, cell, edtf):
    (item,) = read(rules, cell)
    assert item.event.date.edtf == edtf


@pytest.mark.parametrize(
    ("meaning", "edtf"), [("during", "1814~/1816~"), ("some-day", "[1813-12-23..1816-11-21]"), (None, "1814~/1816~")]
)
def test_a_span_of_years(meaning, edtf):
    said = f'meaning = "{meaning}"\n' if meaning else ""
    rules = f'end = "till"\ncalendar = "islamic"\n{said}'
    (item,) = read(rules, "1229,1231", header="id,title,when,till")
    assert item.event.date.edtf == edtf


def test_columns_of_year_month_and_day():
    mapping = '[columns]\nid = "id"\ntitle = "title"\n[date]\ncolumn = ["y", "m", "d"]\ncalendar = "julian"\n'
    (item,) = read_mapping(mapping).events(io.StringIO("id,title,y,m,d\n1,A,1700,2,29\n", newline=""))
    assert item.event.date.edtf == "1700-03-11"


def test_what_cells_say_is_kept():
    first, second = read('calendar = {column = "cal"}', "1229,Hijri", "1229,Gregorian")
    assert (first.event.date_text, second.event.date_text) == ("1229", "1229")


@pytest.mark.parametrize(
    ("rules", "cell", "reason", "hint"),
    [
        ('calendar = {column = "cal"}', "1350,Hijri-shamsi", "calendar 'Hijri-shamsi' is not one", "islamic, french"),
        ('calendar = "julian"', "1700-02-30,", "date '1700-02-30' cannot be read", "February 1700 has 29 days"),
        ('calendar = "islamic"', "1814,", "date '1814' has several meanings", "1814 (Gregorian calendar"),
        ('format = "words"', "30 Safar 1271 AH,", "cannot be read", "Safar AH 1271 has 29 days"),
    ],
)
def test_rejected_rows(rules, cell, reason, hint):
    (item,) = read(rules, cell)
    assert isinstance(item, Rejected)
    assert reason in item.reason
    assert hint in f"{item.reason} {item.hint}"


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ('calendar = "lunar"', "calendar must be one of gregorian, julian"),
        ("calendar = {col = 1}", "calendar must be a name or {column = ...}"),
        ('calendar = {column = ""}', "calendar must be a column"),
        ('language = "tlh"', "language must be one of en"),
        ("two_digit_years = 30", "two-digit years 30 do not say a year"),
        ('fiscal_start = "07"', "fiscal start '07' is not a day of the year"),
        ('circa = "long"', "circa 'long' is not a length of time"),
        ('format = "%d/%m/%y"', "%y is a year of two digits"),
    ],
)
def test_faults_have_their_line(rules, message):
    with pytest.raises(InvalidRecords) as caught:
        read_mapping(SMALL + rules)
    (fault,) = caught.value.faults
    assert fault.message.startswith(message)
    assert fault.line == 6


def test_a_column_that_the_file_lacks():
    with pytest.raises(InvalidRecords) as caught:
        read('calendar = {column = "Era"}', "1229,Hijri")
    assert "there is no column 'Era'" in caught.value.faults[0].message
