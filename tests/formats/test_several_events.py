"""Rows that give several events: what each section takes from the mapping, dates that are missing, and every fault."""

from __future__ import annotations

import io

import pytest

from dateline.errors import InvalidRecords
from dateline.formats.delimited.guessing.mapping_text import mapping_of
from dateline.formats.delimited.guessing.rows import table_of_lines
from dateline.formats.delimited.mapped import read_mapping
from dateline.formats.incoming import Incoming, Rejected, Told

HEAD = 'columns = {id = "treaty:{Ref}", title = "Name", kind = "Kind", place = "Place"}\n'
DATE = '[date]\nformat = ["%d/%m/%Y", "words"]\n'
SIGNED = '[[event]]\nsuffix = "signed"\ncolumn = "Signed"\nkind = "signature"\nthemes = ["treaties/signed"]\n'
FORCE = '[[event]]\nsuffix = "in-force"\ntitle = "{Name} enters into force"\ncolumn = "Force"\nend = "End"\n'
REST = '[constants]\nthemes = ["treaties"]\n'
MAPPING = HEAD + DATE + SIGNED + FORCE + REST
TABLE = "Ref,Name,Kind,Place,Signed,Force,End\n"


def read(rows, mapping=MAPPING):
    return list(read_mapping(mapping).events(io.StringIO(TABLE + rows, newline="")))


def test_each_section_gives_an_event():
    signed, force = (item.event for item in read("1,Water,pact,Aville,03/05/1994,May 1995,1999\n"))
    assert (signed.id, signed.title, signed.date.edtf) == ("treaty:1:signed", "Water: signed", "1994-05-03")
    assert (signed.kind, signed.themes) == ("signature", ("treaties", "treaties/signed"))
    assert (force.id, force.title, force.date.edtf) == (
        "treaty:1:in-force", "Water enters into force", "1995-05/1999",
    )  # fmt: skip
    assert (force.kind, force.themes, force.place) == ("pact", ("treaties",), "Aville")


@pytest.mark.parametrize(
    ("row", "ids", "told", "reasons"),
    [
        ("1,W,,,1994,,\n", ["treaty:1:signed"], ["in-force"], []),
        ("1,W,,,NA,1995,\n", ["treaty:1:in-force"], ["signed"], []),
        ("1,W,,,ongoing,1995,\n", ["treaty:1:in-force"], ["signed"], []),
        ("1,W,,,,,\n", [], [], ["there is no date for any of signed, in-force"]),
        ("1,W,,,soonish,1995,\n", ["treaty:1:in-force"], [], ["signed: date 'soonish' cannot be read"]),
        ("1,W,,,1994,1999,1995\n", ["treaty:1:signed"], [], ["in-force: the date ends, 1995, before"]),
        ("1,W,,,1994,,1995\n", ["treaty:1:signed"], [], ["in-force: the start of the date is missing"]),
        ("1,,,,1994,1995,\n", [], [], ["the title is missing"]),
        (",,,,,,\n", [], [], []),
        ("1,W\n", [], [], ["there is no date for any of signed, in-force"]),
        ("1,W,,,1994,1995,,x\n", [], [], ["has 8 cells instead of 7"]),
    ],
)
def test_every_row_is_an_event_or_named(row, ids, told, reasons):
    items = read(row)
    assert [item.event.id for item in items if isinstance(item, Incoming)] == ids
    assert [item.what.split("'")[1] for item in items if isinstance(item, Told)] == told
    found = [item.reason for item in items if isinstance(item, Rejected)]
    assert all(reason in text for reason, text in zip(reasons, found, strict=True))
    assert all(item.line == 2 for item in items)


@pytest.mark.parametrize(
    ("mapping", "line", "message"),
    [
        (HEAD + SIGNED + SIGNED.replace("Signed", "Force"), 8, "another section has the suffix 'signed' already"),
        (HEAD + SIGNED.replace('suffix = "signed"\n', ""), 2, "suffix is missing"),
        (HEAD + SIGNED.replace('"signed"', '"Signed!"'), 3, "'Signed!' is not an id"),
        (HEAD + SIGNED.replace('column = "Signed"\n', ""), 2, "column is missing"),
        (HEAD + DATE + 'column = "Force"\n' + SIGNED, 4, "each section [[event]] has a column of its own"),
        (HEAD + '[date]\nformat = "%d"\n' + SIGNED + FORCE, 3, "format '%d' has no year"),
        (HEAD + '[date]\norder = "day-last"\n' + SIGNED + 'order = "day-first"\n' + FORCE, 3, "order 'day-last'"),
        (HEAD + "[date]\nfrmat = 'edtf'\n" + SIGNED, 3, "unknown key 'frmat'"),
        (HEAD + SIGNED + "sufix = 'x'\n", 7, "unknown key 'sufix'"),
    ],
)
def test_faults_are_told_once_where_they_are(mapping, line, message):
    with pytest.raises(InvalidRecords) as caught:
        read_mapping(mapping)
    ((found, place),) = [(fault.message, fault.line) for fault in caught.value.faults]
    assert (message in found, place) == (True, line)


@pytest.mark.parametrize(
    ("row", "reasons"),
    [
        ("1,Water,pact,far,03/05/1994,May 1995,\n", ["latitude 'far' is not a number"]),
        ("1,Water,pact,far,03/05/1994,,\n", ["signed: latitude 'far' is not a number"]),
        ("1,Water,pact,far,03/05/1994,soon,\n",
         ["signed: latitude 'far' is not a number", "in-force: date 'soon' cannot be read"]),
        ("1,Water,pact,1,soon,soon,\n", ["date 'soon' cannot be read"]),
    ],
)  # fmt: skip
def test_what_sections_share_is_rejected_once(row, reasons):
    mapping = MAPPING.replace('place = "Place"', 'latitude = "Place", longitude = "Place"')
    assert [item.reason for item in read(row, mapping) if isinstance(item, Rejected)] == reasons


def test_what_two_of_three_sections_share_is_rejected_once():
    third = '[[event]]\nsuffix = "ended"\ncolumn = "End"\n'
    found = read("1,Water,pact,A,1994,soon,soon\n", HEAD + DATE + SIGNED + FORCE.replace('end = "End"\n', "") + third)
    assert [type(item).__name__ for item in found] == ["Incoming", "Rejected"]
    assert found[1].reason == "in-force, ended: date 'soon' cannot be read"


def test_a_column_that_lacks_is_told_once():
    with pytest.raises(InvalidRecords) as caught:
        list(read_mapping(MAPPING.replace('place = "Place"', 'place = "Town"')).events(io.StringIO(TABLE)))
    (fault,) = caught.value.faults
    assert "there is no column 'Town'" in fault.message


@pytest.mark.parametrize(
    ("header", "sections"),
    [
        ("Ref,Name,Signed,Ratified", ["signed", "ratified"]),
        ("Ref,Name,Date,Début d'effet", ["date", "debut-d-effet"]),
        ("Ref,Name,Begin,End", []),
        ("Ref,Name,Begin,Source date", []),
        ("Ref,Name,Date,Last updated", []),
    ],
)
def test_a_guess_has_a_section_for_each_column_of_dates(header, sections):
    text = f"{header}\n1,A,1994-05-03,1995-01-02\n2,B,1996-05-03,1997-01-02\n"
    mapping = mapping_of(table_of_lines("a table", text.splitlines(keepends=True)))
    items = list(read_mapping(mapping).events(io.StringIO(text)))
    assert not [item for item in items if isinstance(item, Rejected)]
    assert [item.event.id for item in items] == [
        f"{row}:{section}" if section else str(row) for row in (1, 2) for section in sections or [""]
    ]


def test_a_guess_keeps_a_start_and_its_end_together():
    text = "Ref,Name,Signed,Start date,End date\n1,A,1994-05-03,1995-01-02,1996\n2,B,1996-05-03,1997-01-02,\n"
    mapping = mapping_of(table_of_lines("a table", text.splitlines(keepends=True)))
    events = [item.event for item in read_mapping(mapping).events(io.StringIO(text)) if isinstance(item, Incoming)]
    assert {event.id: event.date.edtf for event in events} == {
        "1:signed": "1994-05-03", "1:start-date": "1995-01-02/1996", "2:signed": "1996-05-03", "2:start-date": "1997-01-02",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("event", "measured", "told"),
    [
        ("", ["1:signed", "1:in-force"], 1),
        ('event = "signed"\n', ["1:signed"], 0),
        ('event = "in-force"\n', ["1:in-force"], 0),
    ],
)
def test_a_measure_of_a_row_belongs_to_one_event_or_is_told(event, measured, told):
    items = read("1,Water,3,,1994,1995,\n", f'{MAPPING}[[measures]]\nname = "deaths"\ncolumn = "Kind"\n{event}')
    events = [item.event for item in items if isinstance(item, Incoming)]
    assert [event.id for event in events if event.measures] == [f"treaty:{each}" for each in measured]
    assert sum("a sum counts them more than once" in item.what for item in items if isinstance(item, Told)) == told


def test_a_measure_of_an_event_that_is_not_there():
    with pytest.raises(InvalidRecords) as found:
        read("", f'{MAPPING}[[measures]]\nname = "deaths"\ncolumn = "Kind"\nevent = "ended"\n')
    assert found.value.faults[0].message == "no section [[event]] has the suffix 'ended'"
