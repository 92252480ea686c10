"""What a point in the numbers of a table means: one meaning is read, two are asked about, whatever the column is for."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from input import workbook_files as made

from dateline.formats.delimited.mapped import read_mapping
from dateline.formats.incoming import Rejected
from dateline.input.tables.opening import opened_tables

MAPPING = """{file}[columns]
id = "{{line}}"
title = "Title"
{columns}
[date]
column = "Date"
[[measures]]
name = "deaths"
column = "Deaths"
"""


def mapping(file="", columns=""):
    return read_mapping(MAPPING.format(file=f"[file]\n{file}\n" if file else "", columns=columns))


def items(cells, file=""):
    """Return what each cell of a column of deaths gives: a number, or why it is rejected, with the hint."""
    text = "Title;Date;Deaths\n" + "".join(f"T;1999;{cell}\n" for cell in cells)
    found = mapping(f'separator = ";"\n{file}').events(io.StringIO(text))
    return [told(item) for item in found]


def told(item):
    if isinstance(item, Rejected):
        return f"{item.reason} / {item.hint}"
    return [each.value for each in item.event.measures]


@pytest.mark.parametrize(
    ("cells", "file", "expected"),
    [
        (["12", "3.5", "1.200"], "", [[12], [3.5], [1.2]]),
        (["1.200", "0.125"], "", [[1.2], [0.125]]),
        (["1.200", "1234.567"], "", [[1.2], [1234.567]]),
        (["12", "1.200"], 'decimal = "."', [[12], [1.2]]),
        (["12", "1.200"], 'decimal = ","\nthousands = "."', [[12], [1200]]),
        (["12", "1.200,5"], 'decimal = ","\nthousands = "."', [[12], [1200.5]]),
        (["1.200", "1,200"], 'thousands = ","', [[1.2], [1200]]),
        (["1'200", "1\u2019200"], 'thousands = "\'"', [[1200], [1200]]),
        (["1 200", "1\u2009200", "1\u00a0200"], 'thousands = " "', [[1200], [1200], [1200]]),
        (["12", "0.200", "-0.200"], "", [[12], [0.2], [-0.2]]),
        (["12", "", "7"], "", [[12], [], [7]]),
    ],
)
def test_a_point_with_one_meaning_is_read(cells, file, expected):
    assert items(cells, file) == expected


@pytest.mark.parametrize(
    "cells", [["1.200", "12"], ["12", "1.200.000", "1.200"], ["3.5", "1.200,5", "1.200"], ["-1.200"]]
)
def test_a_point_with_two_meanings_is_asked_about(cells):
    asked = [each for cell, each in zip(cells, items(cells), strict=True) if cell.strip("-") == "1.200"]
    for each in asked:
        assert "is 1.2 or 1200" in each.replace("-", "")
        assert 'decimal = "." for the first, thousands = "." and decimal = ","' in each


@given(st.lists(st.integers(1, 999_999), min_size=1))
def test_german_thousands_are_never_read_as_fractions(numbers):
    cells = [f"{number:,}".replace(",", ".") for number in numbers]
    for number, found in zip(numbers, items(cells), strict=True):
        assert found == [number] or isinstance(found, str)
    assert items(cells, 'decimal = ","\nthousands = "."') == [[number] for number in numbers]


@pytest.mark.parametrize("cell", ["100-200", "200+", ">5", "~200", "c. 200", "10%", "many", "½", "1/2", "۳"])
def test_what_is_no_number_names_what_settles_it(cell):
    (found,) = items([cell])
    assert f'low, high), or add "{cell}" to values in [skip]' in found


@pytest.mark.parametrize(
    "cell", ["1,200", "1'200", "1 200", "1.200.000", "1.200,50", "12,5", "1\u00a0200", "1\u2019200"]
)
def test_a_sign_in_a_number_names_the_keys(cell):
    (found,) = items([cell])
    assert "set in [file] which sign parts what" in found


@pytest.mark.parametrize(
    ("columns", "header", "cell", "hint"),
    [
        ('version = "V"', "V", "2.000", "write 2000, or 2"),
        ('latitude = "V"\nlongitude = "W"', "V", "52,5", 'decimal = ","'),
        ('latitude = "V"\nlongitude = "W"', "V", "1.200,5", 'decimal = ","'),
    ],
)
def test_other_numbers_name_what_settles_them(columns, header, cell, hint):
    text = f"Title;Date;Deaths;{header};W\nT;1999;1;{cell};1\n"
    (item,) = mapping('separator = ";"', columns).events(io.StringIO(text))
    assert isinstance(item, Rejected)
    assert hint in str(item.hint)


def test_a_year_with_a_point_is_never_the_year_2():
    text = "Title;Y;M;Deaths\nT;2.000;1;1\nT;2000.0;1;1\n"
    plan = MAPPING.format(file='[file]\nseparator = ";"\n', columns="").replace(
        'column = "Date"', 'column = ["Y", "M"]'
    )
    first, second = read_mapping(plan).events(io.StringIO(text))
    assert "a point may part thousands" in first.reason
    assert second.event.date.edtf == "2000-01"


def test_what_a_file_has_as_a_number_has_one_meaning(tmp_path):
    rows = [[made.text("Title"), made.text("Date"), made.text("Deaths")]]
    rows += [
        [made.text("T"), made.text("1999"), cell]
        for cell in (made.number(1.25), made.number(1.234), made.text("1.234"))
    ]
    (tmp_path / "t.xlsx").write_bytes(made.xlsx({"A": [made.row(i, *row) for i, row in enumerate(rows, 1)]}))
    records = [{"Title": "T", "Date": "1999", "Deaths": each} for each in (1.25, 1.234, "1.234")]
    (tmp_path / "t.json").write_text(json.dumps(records))
    for name in ("t.xlsx", "t.json"):
        with opened_tables(str(tmp_path / name), mapping().layout) as tables:
            for table in tables:
                found = [told(item) for item in mapping('decimal = ","').events(table.stream)]
        assert found[:2] == [[1.25], [1.234]], name
        assert "is not a number with a decimal comma" in found[2]


def test_numbers_that_contradict_one_another_need_no_sign():
    plan = MAPPING.format(file="", columns="").replace('column = "Deaths"', 'column = "Deaths"\nlow = "Low"')
    (item,) = read_mapping(plan).events(io.StringIO("Title,Date,Deaths,Low\nT,1999,2.5,3.5\n"))
    assert (item.reason, item.hint) == ("measure deaths: low 3.5 is above value 2.5", None)
