"""Mappings: the example of the documentation, dates of every form, templates and lists, and every fault."""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path

import pytest

from dateline.errors import InvalidRecords
from dateline.formats.delimited.mapped import read_mapping
from dateline.formats.incoming import Incoming, Rejected
from dateline.model import Participant
from dateline.wire import event_record

SAMPLES = os.environ.get("DATELINE_IMPORT_SAMPLES")
PAGE = (Path(__file__).parents[2] / "docs/reference/mapping.md").read_text("utf-8")
SMALL = '[columns]\nid = "id"\ntitle = "title"\n'


def block(kind, start):
    found = re.search(rf"```{kind}\n({start}.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def read(mapping, text):
    return list(read_mapping(mapping).events(io.StringIO(text, newline="")))


def one(mapping, text):
    (item,) = read(mapping, text)
    return item


def test_the_example_of_the_documentation():
    items = read(block("toml", r"\[file\]"), block("text", "Ref"))
    rejected = "".join(f"{item.line}: {item.reason}\n" for item in items if isinstance(item, Rejected))
    assert rejected == block("text", "2:")
    (event,) = (item.event for item in items if isinstance(item, Incoming))
    record = event_record(event, "certain")
    shown = json.loads(block("json", r"\{"))
    assert {key: record[key] for key in shown} == shown
    assert all(
        value in (None, []) for key, value in record.items() if key not in {*shown, "earliest", "latest", "match"}
    )


def test_the_faults_of_the_documentation():
    text = block("toml", r"\[file\]").replace("title =", "titel =", 1).replace("%d.%m.%Y", "%d.%m.")
    with pytest.raises(InvalidRecords) as caught:
        read_mapping(text)
    hints = {(fault.message, fault.hint) for fault in caught.value.faults}
    for line in block("text", "treaties.toml").splitlines():
        message, hint = re.fullmatch(r"treaties.toml:\d+: (.*?) \((.*)\)", line).groups()
        assert (message, hint) in hints


@pytest.mark.parametrize(
    ("rule", "start", "end", "edtf"),
    [
        ("", "1999-09?", "", "1999-09?"),
        ("", "1999-09", "2000", "1999-09/2000"),
        ("", "1999", "1999", "1999"),
        ('meaning = "some-day"', "1999-09", "2000", "[1999-09-01..2000-12-31]"),
        ('meaning = "some-day"', "1999-09", "2000-01", "[1999-09..2000-01]"),
        ('meaning = "some-day"', "1999-09", "", "1999-09"),
        ('meaning = "some-day"', "1985/..", "", "[1985..]"),
        ('meaning = "some-day"', "../1985", "", "[..1985]"),
        ('meaning = "during"', "1999-09", "", "1999-09-01/1999-09-30"),
        ('meaning = "during"', "1999-09-01", "", "1999-09-01"),
        ('format = "words"', "late 1990s", "", "1997/1999"),
        ('format = "words"\nmeaning = "some-day"', "mid-1990s", "", "[1994..1996]"),
        ('format = "words"', "May 1999", "7 June 2000", "1999-05/2000-06-07"),
        ('format = "%d.%m.%Y"', "3.05.1994", "", "1994-05-03"),
        ('format = "%B %Y"', "May 1994", "", "1994-05"),
        ('format = "%Y"', "1994", "1996", "1994/1996"),
        ('format = "%d/%m/%y %H:%M"\ntwo_digit_years = 1930', "03/05/94 10:15", "", "1994-05-03"),
    ],
)
def test_dates(rule, start, end, edtf):
    mapping = f'{SMALL}[date]\ncolumn = "from"\nend = "to"\n{rule}\n'
    assert one(mapping, f"id,title,from,to\n1,A,{start},{end}\n").event.date.edtf == edtf


@pytest.mark.parametrize(
    ("row", "edtf"),
    [
        ("1999,9,1,,,", "1999-09-01"),
        ("1999,9,0,,,", "1999-09"),
        ("1999,,,,,", "1999"),
        ("-43,3,15,,,", "-0043-03-15"),
        ("1999.0,9.0,,2000,1,", "1999-09/2000-01"),
    ],
)
def test_dates_in_parts(row, edtf):
    mapping = f'{SMALL}[date]\ncolumn = ["y", "m", "d"]\nend = ["y2", "m2", "d2"]\n'
    assert one(mapping, f"id,title,y,m,d,y2,m2,d2\n1,A,{row}\n").event.date.edtf == edtf


@pytest.mark.parametrize(
    ("rule", "row", "reason"),
    [
        ('column = "a"', "0000-00-00,,", "the date is missing"),
        ('column = "a"', ",,", "the date is missing"),
        ('column = "a"\nend = "b"', ",1999,", "the start of the date is missing"),
        ('column = "a"\nend = "b"', "2000,1999,", "the date ends, 1999, before it starts, 2000"),
        ('column = "a"\nend = "b"', "1998/1999,2000,", "1998/1999 is not a single date"),
        ('column = "a"\nformat = "words"', "10/7/2008,,", "has several meanings"),
        ('column = "a"\nformat = "words"', "soon,,", "cannot be read"),
        ('column = "a"\nformat = "%Y"', "x,,", "is not written as '%Y'"),
        ('column = ["a", "b", "c"]', "1999,,3", "there is a day, but no month"),
        ('column = ["a", "b", "c"]', ",3,", "the year is missing"),
        ('column = ["a", "b", "c"]', "x,3,", "year 'x' is not a whole number"),
        ('column = ["a", "b", "c"]', "1999,13,", "month 13"),
    ],
)
def test_unfit_dates(rule, row, reason):
    first, second = read(f"{SMALL}[date]\n{rule}\n", f"id,title,a,b,c\n1,A,{row}\n2,B,1999,,,more\n")
    assert reason in first.reason
    assert second.reason == "has 6 cells instead of 5"


def test_words_are_kept():
    mapping = f'{SMALL}date_text = "said"\n[date]\ncolumn = "when"\nformat = "words"\n'
    first, second = read(mapping, "id,title,when,said\n1,A,late 1990s,\n2,B,late 1990s,then\n")
    assert (first.event.date_text, second.event.date_text) == ("late 1990s", "then")


FULL = """
[file]
separator = "tab"
quoted = false
header = false

[columns]
id = "x:{1}"
title = "{2} of {3} ({4})"
confidence = 5
themes = 6
source = 7
quote = 8
version = 9

[date]
column = 10

[[actors]]
column = "{3}, {4}"

[constants]
source = "register"
locator = "all"
confidence = "low"
"""


def test_numbers_templates_and_constants():
    full, sparse = read(
        FULL, 'r1\tFall\tAville\tup\tHIGH\tWar/Sea\thttps://a.org/b\t"so\t7\t1999\nr2\tFall\t\t\t\t\t\t\t\t1999\n'
    )
    event = full.event
    assert (full.version, event.id, event.title, event.confidence) == (7, "x:r1", "Fall of Aville (up)", "high")
    assert event.actors == (Participant("aville-up", None, "Aville, up"),)
    assert event.themes == ("war/sea",)
    assert [(each.source, each.locator, each.quote) for each in event.citations] == [("https://a.org/b", "all", '"so')]
    event = sparse.event
    assert (sparse.version, event.title, event.confidence, event.actors, event.themes) == (None, "Fall", "low", (), ())
    assert [(each.source, each.quote) for each in event.citations] == [("register", None)]
    mapped = read_mapping(FULL)
    assert mapped.source("https://a.org/b").url == "https://a.org/b"
    assert mapped.source("register").url is None
    assert mapped.theme("war/sea").title == "Sea"
    assert mapped.actor(full.event.actors[0]).name == "Aville, up"
    assert mapped.themes() == ()


@pytest.mark.parametrize("text", ["", "\n", "a\0b\t1\n"])
def test_files_without_a_header_and_without_rows(text):
    assert all(isinstance(item, Rejected) for item in read(FULL, text))


def test_the_empty_text_and_what_is_skipped_are_missing():
    mapping = f'{SMALL}place = "place"\n[date]\ncolumn = "date"\n[skip]\nvalues = ["NA", " None "]\n'
    items = read(mapping, "id,title,place,date\n1,A, NA ,1999\nNA,A,x,1999\n2,None,x,1999\n3,C,x,NA\n")
    assert items[0].event.place is None
    assert [item.reason for item in items[1:]] == ["the id is missing", "the title is missing", "the date is missing"]


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("latitude", "91", "latitude 91 is beyond 90 degrees"),
        ("longitude", "east", "longitude 'east' is not a number"),
        ("confidence", "sure", "confidence 'sure' is not one of high, medium, low"),
        ("version", "x", "version 'x' is not a whole number"),
    ],
)
def test_unfit_cells(column, cell, reason):
    item = one(f'{SMALL}{column} = "x"\n[date]\ncolumn = "date"\n', f"id,title,date,x\n1,A,1999,{cell}\n")
    assert (item.reason, item.record["x"]) == (reason, cell)


DATE = '[date]\ncolumn = "date"\n'


@pytest.mark.parametrize(
    ("mapping", "line", "message", "hint"),
    [
        ("x =", 1, "is not TOML", None),
        ("", None, "columns is missing", None),
        (SMALL, None, "date is missing", None),
        (f"{SMALL}plase = 'x'\n{DATE}", 4, "unknown key 'plase'", "did you mean 'place'?"),
        (f"{SMALL}{DATE}[lits]\n", 6, "unknown key 'lits'", "did you mean 'lists'?"),
        (f"{SMALL}date = 'x'\n{DATE}", 4, "date is not a column", "describe dates in the table [date]"),
        (f"{SMALL}actors = 'x'\n{DATE}", 4, "actors is not a column", "[[actors]]"),
        (f"[columns]\nid = 'a'\n{DATE}", 1, "title is missing", None),
        (f"{SMALL}place = 0\n{DATE}", 4, "there is no column 0", "from 1"),
        (f"{SMALL}place = true\n{DATE}", 4, "place must be a column", None),
        (f"{SMALL}place = ''\n{DATE}", 4, "place must be a column", None),
        (f"{SMALL}place = '{{a'\n{DATE}", 4, "is not a template", "in braces"),
        (f"{SMALL}place = '{{}}'\n{DATE}", 4, "is not a template", "in braces"),
        (f"{SMALL}locator = 'x'\n{DATE}", 1, "no source", "[constants]"),
        (f"{SMALL}[date]\nformat = 'edtf'\n", 4, "column is missing", "year, month and day"),
        (f"{SMALL}{DATE}format = '%d.%m.'\n", 6, "has no year", "%d.%m.%Y"),
        (f"{SMALL}{DATE}format = '%Y %Q'\n", 6, "is not a date pattern", "%d.%m.%Y"),
        (f"{SMALL}{DATE}format = 'parts'\n", 6, "has no year", None),
        (f"{SMALL}{DATE}meaning = 'durin'\n", 6, "is not one of during, some-day", "did you mean 'during'?"),
        (f"{SMALL}{DATE}end = ['a']\n", 6, "column and end must both be", None),
        (f"{SMALL}[date]\ncolumn = ['a','b','c','d']\n", 5, "column must be one column", None),
        (f"{SMALL}[date]\ncolumn = ['a']\nformat = 'edtf'\n", 6, "take no format", None),
        (f"{SMALL}{DATE}[[actors]]\nrole = 'x'\n", 6, "column is missing", None),
        (f"{SMALL}{DATE}[file]\nseparator = ';;'\n", 7, "is not a single character", "tab"),
        (f"{SMALL}{DATE}[file]\nheader = 'no'\n", 7, "header must be true or false", None),
        (f"{SMALL}{DATE}[constants]\nconfidence = 'sure'\n", 7, "confidence must be one of", None),
        (f"{SMALL}{DATE}[skip]\nvalues = [1]\n", 7, "values must contain only texts", None),
    ],
)
def test_faults_of_a_mapping(mapping, line, message, hint):
    with pytest.raises(InvalidRecords) as caught:
        read_mapping(mapping)
    (fault,) = (fault for fault in caught.value.faults if message in fault.message)
    assert (fault.file, fault.line) == ("mapping", line)
    assert hint is None or hint in str(fault.hint)


def test_a_mapping_in_a_file(tmp_path):
    file = tmp_path / "m.toml"
    with pytest.raises(InvalidRecords) as caught:
        read_mapping(file)
    assert caught.value.faults[0].file == str(file)
    file.write_bytes(b"\xff")
    with pytest.raises(InvalidRecords):
        read_mapping(file)
    file.write_text(f"{SMALL}{DATE}", "utf-8")
    (item,) = read_mapping(file).events(io.StringIO("ID,Title,Date\n1,A,1999\n"))
    assert item.event.id == "1"


def test_the_other_tables_of_the_documentation():
    names = "Year,Month,Day,End Year,End Month,End Day,Display Date,Headline,Text,Media,Media Caption,Type,Group\n"
    built, burnt, first = read(
        block("toml", r'\[columns\]\nid = "{Headline}'),
        f"{names}1900,,,1910,,,,A house,Built,https://example.org/h,Front,,Houses\n1912,5,3,,,,in May,A fire,,,,,\n"
        ",,,,,,,The town,,,,title,\n",
    )
    assert (built.event.date.edtf, built.event.themes) == ("1900/1910", ("houses",))
    assert built.event.citations[0].locator == "Front"
    assert (burnt.event.id, burnt.event.date.edtf, burnt.event.date_text) == ("A fire 1912", "1912-05-03", "in May")
    assert first.reason == "the date is missing"
    lasting, vague = read(
        block("toml", r'\[columns\]\nid = "mid'),
        "dispnum,stday,stmon,styear,endday,endmon,endyear\n7,-9,7,1902,24,1,1903\n8,2,5,1913,-9,-9,1913\n",
    )
    assert (lasting.event.date.edtf, vague.event.date.edtf) == ("1902-07/1903-01-24", "1913-05-02/1913")


def test_columns_that_the_file_lacks():
    with pytest.raises(InvalidRecords) as caught:
        read(f"{SMALL}place = 9\n{DATE}", "id,tite,date\n")
    assert [(fault.line, fault.hint) for fault in caught.value.faults] == [
        (1, "did you mean 'tite'?"),
        (1, "the table has 3 columns"),
    ]


@pytest.mark.skipif(not SAMPLES, reason="DATELINE_IMPORT_SAMPLES names no folder with samples")
def test_samples():
    mapping = """
        [columns]
        id = "cow:{ccode}:{styear}"
        title = "{statenme} in the state system"
        [date]
        column = ["styear", "stmonth", "stday"]
        end = ["endyear", "endmonth", "endday"]
        [[actors]]
        column = "statenme"
    """
    for file in Path(SAMPLES or "").glob("cow-states-*.csv"):
        with file.open(encoding="utf-8", errors="surrogateescape", newline="") as stream:
            items = list(read_mapping(mapping).events(stream))
        assert items
        assert all(isinstance(item, Incoming) for item in items)


@pytest.mark.parametrize(
    ("cell", "actors"),
    [
        ("A;a", [("x:a", "A")]),
        ("Müller; MULLER ;Muller", [("x:muller", "Müller")]),
        ("C++;C#;B", [("x:c", "C++"), ("x:b", "B")]),
        ("東京;京都", [("x:東京", "東京"), ("x:京都", "京都")]),
    ],
)
def test_an_actor_takes_part_once_in_a_cell(cell, actors):
    mapping = '[columns]\nid = "n"\ntitle = "n"\n[date]\ncolumn = "n"\n[lists]\nactors = ";"\n[[actors]]\ncolumn = "a"\nprefix = "x:"'
    (item,) = read_mapping(mapping).events(io.StringIO(f"n,a\n1999,{cell}\n"))
    assert [(each.actor, each.name) for each in item.event.actors] == actors
