"""The dates of mapped tables: several formats, columns to fall back on, precision and doubt told by a column."""

from __future__ import annotations

import io

import pytest

from dateline.errors import InvalidRecords
from dateline.formats.delimited.mapped import read_mapping
from dateline.formats.incoming import Incoming

SMALL = '[columns]\nid = "id"\ntitle = "title"\n'
FORMATS = 'format = ["%d.%m.%Y", "edtf", "words"]'
PRECISION = """
[date.precision]
column = "c"
values = {1 = "day", 2 = "month", 3 = "year", 8 = "decade", 7 = "century", a = "year approximate", u = "uncertain", w = "some day within"}
"""


def read(rule, row):
    """Return the EDTF of a row with the columns a, b and c, or the reason for which it is rejected."""
    table = f"id,title,a,b,c\n1,A,{row}\n"
    (item,) = read_mapping(f"{SMALL}[date]\n{rule}\n").events(io.StringIO(table, newline=""))
    return item.event.date.edtf if isinstance(item, Incoming) else item.reason


@pytest.mark.parametrize(
    ("rule", "row", "found"),
    [
        # a list of formats
        (f'column = "a"\n{FORMATS}', "03.05.1999,,", "1999-05-03"),
        (f'column = "a"\n{FORMATS}', "1999-05-03,,", "1999-05-03"),
        (f'column = "a"\n{FORMATS}', "c. 1943,,", "1943~"),
        ('column = "a"\nformat = "words"', "00/05/1994,,", "1994-05"),
        ('column = "a"\nformat = "words"', "Mon 3/5/1999,,", "1999-05-03"),
        ('column = "a"\nformat = ["%d/%m/%Y", "%m/%d/%Y"]', "25/12/1999,,", "1999-12-25"),
        ('column = "a"\nformat = ["%d/%m/%Y", "words"]', "12/03/2001,,", "2001-03-12"),
        # day or month first, where the words leave it open
        ('column = "a"\nformat = "words"\norder = "day-first"', "12/03/2001,,", "2001-03-12"),
        ('column = "a"\nformat = "words"\norder = "month-first"', "12/03/2001,,", "2001-12-03"),
        # zeros are parts that are not known
        ('column = "a"', "1994-00-00,,", "1994"),
        ('column = "a"', "1994-05-00,,", "1994-05"),
        ('column = "a"\nformat = "%Y%m"', "162100,,", "1621"),
        ('column = "a"\nformat = "%d/%m/%Y"', "00/05/1994,,", "1994-05"),
        # columns to fall back on
        ('column = "a"\notherwise = "b"', ",1943,", "1943"),
        ('column = "a"\notherwise = ["b", "c"]', "0000-00-00,,1943", "1943"),
        ('column = "a"\notherwise = "b"', "1943-05,1944,", "1943-05"),
        # timestamps of machines: the written day counts
        ('column = "a"', "2012-12-25T00:00:00.000Z,,", "2012-12-25"),
        ('column = "a"', "1999-05-03 12:30,,", "1999-05-03"),
        ('column = "a"', "25/12/1999 12:30,,", "1999-12-25"),
        ('column = "a"', "2015-07-24T23:30:01.276340+05:00,,", "2015-07-24"),
        # ends that say that there is none
        ('column = "a"\nend = "b"', "1999,present,", "1999/.."),
        ('column = "a"\nend = "b"', "1999,..,", "1999/.."),
        ('column = "a"\nend = "b"\nformat = "words"', "May 1999,ongoing,", "1999-05/.."),
        # years before Christ
        ('column = "a"\nnegative_years = "bce"', "-44,,", "-0043"),
        ('column = "a"\nnegative_years = "bce"', "-0044-03-15,,", "-0043-03-15"),
        ('column = ["a", "b"]\nnegative_years = "bce"', "-44,3,", "-0043-03"),
        ('column = ["a", "b"]', "-44,3,", "-0044-03"),
        # what a column tells of the precision
        ('column = "a"' + PRECISION, "1883-01-01,,3", "1883"),
        ('column = "a"' + PRECISION, "1883-04-01,,2", "1883-04"),
        ('column = "a"' + PRECISION, "1883-04-01,,1", "1883-04-01"),
        ('column = "a"' + PRECISION, "1883-04-01,,8", "188X"),
        ('column = "a"' + PRECISION, "1883-04-01,,7", "18XX"),
        ('column = "a"' + PRECISION, "1883-04-01,,a", "1883~"),
        ('column = "a"' + PRECISION, "1883-04-01,,u", "1883-04-01?"),
        ('column = "a"' + PRECISION, "1883-04-01,,", "1883-04-01"),
        ('column = "a"\nend = "b"' + PRECISION, "1883-04-01,1883-04-09,w", "[1883-04-01..1883-04-09]"),
        # the year once more
        ('column = "a"\nyear = "b"', "1999-05-03,1999,", "1999-05-03"),
        # two digits
        ('column = "a"\nformat = "%d-%b-%y"\ntwo_digit_years = 1930', "28-Dec-29,,", "2029-12-28"),
        ('column = "a"\nformat = "words"\ntwo_digit_years = 1930', "28-Dec-30,,", "1930-12-28"),
    ],
)  # fmt: skip
def test_read(rule, row, found):
    assert read(rule, row) == found


@pytest.mark.parametrize(
    ("rule", "row", "reason"),
    [
        ('column = "a"\nformat = ["%d/%m/%Y", "%m/%d/%Y"]', "03/04/1999,,", "date '03/04/1999' has several meanings"),
        ('column = "a"\nformat = "words"', "12/03/2001,,", "date '12/03/2001' has several meanings"),
        ('column = "a"\nformat = "words"', "30 Feb 1999,,", "cannot be read: February of the year 1999 has 28 days"),
        (f'column = "a"\n{FORMATS}', "31.02.1999,,", "date '31.02.1999' cannot be read"),
        ('column = "a"\nformat = "%d.%m.%Y"', "1999-05-03,,", "date '1999-05-03' is not written as '%d.%m.%Y'"),
        ('column = "a"\notherwise = "b"', "nonsense,1943,", "nonsense"),
        ('column = "a"' + PRECISION, "1883-01-01,,9", "precision '9' has no meaning in the mapping"),
        ('column = "a"\nyear = "b"', "1999-05-03,2001,", "the date 1999-05-03 is not in the year 2001 of its row"),
        # two days, and times that no day has
        ('column = "a"', "3/5/1999 12:30,,", "joined by hyphens"),
        ('column = "a"\nformat = ["edtf", "words"]', "3/5/1999 12:30,,", "several meanings"),
        ('column = "a"', "1999-05-03 24:30,,", "EDTF has no spaces"),
        ('column = "a"\nformat = ["edtf", "words"]', "25:00 3 May 1999,,", "cannot be read"),
        ('column = "a"\nformat = "words"', "Tue 3/5/1999,,", "not a Tuesday"),
    ],
)
def test_rejected(rule, row, reason):
    assert reason in read(rule, row)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ('column = "a"\nformat = []', "format must be a text, or a list of texts"),
        ('column = "a"\nformat = "%d-%b-%y"', "%y is a year of two digits"),
        ('column = "a"\nprecision = {column = "c"}', "precision must have a column and values"),
        ('column = "a"\nprecision = {column = "c", values = {1 = "hour"}}', "precision '1' means 'hour'"),
        ('column = "a"\norder = "year-first"', "order 'year-first' is not one of"),
        ('column = "a"\nnegative_years = "no"', "negative_years 'no' is not one of"),
    ],
)
def test_faults(rule, message):
    with pytest.raises(InvalidRecords) as caught:
        read_mapping(f"{SMALL}[date]\n{rule}\n")
    assert any(message in fault.message for fault in caught.value.faults), caught.value.faults


@pytest.mark.parametrize(
    ("row", "edtf"),
    [
        ("1990,1,1995,0", "1990~/1995"),
        ("1990,0,1995,1", "1990/1995~"),
        ("1990-05-03,2,1995-06-07,3", "1990/1995-06"),
        ("1990,1,-9,1", "1990~/.."),
        ("1990,1,,", "1990~"),
        ("1990,,ongoing,", "1990/.."),
    ],
)
def test_the_precision_of_each_end(row, edtf):
    values = '{column = "COLUMN", values = {0 = "day", 1 = "approximate", 2 = "year", 3 = "month"}}'
    keys = "".join(
        f"{key} = {values.replace('COLUMN', column)}\n" for key, column in (("precision", "p"), ("end_precision", "q"))
    )
    mapping = f'[columns]\nid = "{{line}}"\ntitle = "s"\n[date]\ncolumn = "s"\nend = "e"\nongoing = ["-9"]\n{keys}'
    (item,) = read_mapping(mapping).events(io.StringIO(f"s,p,e,q\n{row}\n"))
    assert item.event.date.edtf == edtf
