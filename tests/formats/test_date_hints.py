"""Cells of dates that are none: the hint names the key of the mapping that settles what they mean."""

from __future__ import annotations

import datetime
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InvalidRecords
from dateline.formats.delimited.mapped import read_mapping
from dateline.formats.incoming import Rejected

HEAD = '[columns]\nid = "{line}"\ntitle = "T"\n'


def read(start, end="", date="", more=""):
    """Return the EDTF text of a row, or why it is rejected, with the hint."""
    plan = read_mapping(f'{HEAD}{more}[date]\ncolumn = "S"\nend = "E"\n{date}\n')
    (item,) = plan.events(io.StringIO(f"T,S,E\nt,{start},{end}\n"))
    return f"{item.reason} / {item.hint}" if isinstance(item, Rejected) else item.event.date.edtf


FORMATS = ("", 'format = "words"', 'format = ["%Y", "words"]')
WORDS = ("n.d.", "N. D.", "undated", "s.d.", "unknown date", "[n.d.]", "?", "unknown", "unbekannt", "desconocido")


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("form", FORMATS)
def test_an_end_of_words_names_both_meanings_and_their_keys(form, word):
    told = read("1999", word, form)
    assert f'add "{word}" to values in [skip]' in told
    assert "to ongoing in [date]" in told
    assert read("1999", word, form, f'[skip]\nvalues = ["{word}"]\n') == "1999"
    assert read("1999", word, f'{form}\nongoing = ["{word}"]') == "1999/.."


@pytest.mark.parametrize("word", ["?", "unknown", "unbekannt"])
def test_a_start_of_words_names_the_keys(word):
    told = read(word)
    assert f'add "{word}" to values in [skip], and missing = "undated" to [date]' in told
    assert read(word, "", 'missing = "undated"', f'[skip]\nvalues = ["{word}"]\n') == "undated"


def test_a_start_without_a_date_before_an_end():
    assert read("n.d.", "n.d.") == read("n.d.") == "undated"
    assert 'add "n.d." to values in [skip], and the column to otherwise in [date]' in read("n.d.", "1999")
    assert read("n.d.", "1999", 'otherwise = "E"', '[skip]\nvalues = ["n.d."]\n') == "1999"


@pytest.mark.parametrize("form", [*FORMATS, 'format = "%d.%m.%Y"'])
@pytest.mark.parametrize("number", ["36161", "36161.75"])
def test_a_day_as_excel_counts_names_the_format_and_both_days(form, number):
    told = read(number, "", form)
    assert 'add "excel" to format in [date]: 1999-01-01' in told
    assert '"excel-1904" for a file that counts from 1904: 2003-01-02' in told


@given(st.dates(datetime.date(1927, 5, 19), datetime.date(2173, 10, 13)))
def test_excel_counts_days_from_the_end_of_1899(day):
    number = (day - datetime.date(1899, 12, 30)).days
    assert read(number, "", 'format = "excel"') == day.isoformat()
    assert read(number - 1462, "", 'format = ["excel-1904", "words"]') in (day.isoformat(), read(number - 1462, "", ""))


def test_other_dates_beside_those_of_excel():
    forms = 'format = ["edtf", "excel"]'
    assert [read(cell, "", forms) for cell in ("1999", "1999-05", "36161")] == ["1999", "1999-05", "1999-01-01"]
    assert read("36161", "36170", forms) == "1999-01-01/1999-01-10"
    assert "has several meanings" in read("36161", "", 'format = ["excel", "excel-1904"]')
    assert "is not written as 'excel'" in read("1999", "", 'format = "excel"')
    with pytest.raises(InvalidRecords) as error:
        read("36161", "", 'format = "excel"\ncalendar = "julian"')
    assert "Excel counts days of the Gregorian calendar" in error.value.faults[0].message
