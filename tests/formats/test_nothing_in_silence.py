"""What readers leave out or read otherwise is told, and what contradicts itself is rejected: a row each."""

from __future__ import annotations

import io
import json

import pytest

from dateline.formats import data_set
from dateline.formats.incoming import Belonging, Incoming, Rejected, Told


def read(form, text):
    """Return the dates of events by their ids, what is told, and the reasons of rejected rows."""
    items = [item for item in data_set(form).events(io.StringIO(text, newline="")) if not isinstance(item, Belonging)]
    events = {item.event.id: item.event.date.edtf for item in items if isinstance(item, Incoming)}
    told = [item.what for item in items if isinstance(item, Told)]
    return events, told, [item.reason for item in items if isinstance(item, Rejected)]


def calendar(*lines, of="VEVENT"):
    within = "\r\n".join((f"BEGIN:{of}", "UID:u", "SUMMARY:S", *lines, f"END:{of}"))
    return f"BEGIN:VCALENDAR\r\n{within}\r\nEND:VCALENDAR\r\n"


DAILY = ("DTSTART;VALUE=DATE:20240101", "RRULE:FREQ=DAILY;COUNT=3")
JANUARY = {f"u#2024-01-0{day}": f"2024-01-0{day}" for day in (1, 2, 3)}
CALENDARS = [
    (DAILY, JANUARY, []),
    ((*DAILY, "EXDATE;VALUE=DATE:20240102"), {key: day for key, day in JANUARY.items() if "02" not in day[5:]}, []),
    ((*DAILY, "EXDATE;VALUE=DATE:20240105"), JANUARY, ["EXDATE excludes 1 time at which nothing occurs"]),
    ((*DAILY, "EXDATE:20240102T110000,20240107T110000"), JANUARY, ["EXDATE excludes 2 times at which nothing occurs"]),
    ((*DAILY, "EXDATE;VALUE=DATE:20240101,20240102,20240103"), {}, ["VEVENT whose days are all excluded"]),
    ((DAILY[0], "EXDATE;VALUE=DATE:20240101"), {"u": "2024-01-01"}, ["EXDATE is not read, because nothing recurs"]),
]


@pytest.mark.parametrize(("lines", "events", "told"), CALENDARS)
def test_what_a_calendar_excludes(lines, events, told):
    assert read("ics", calendar(*lines)) == (events, told, [])


def test_what_lies_behind_the_end_of_a_rule_that_goes_on_is_not_told():
    lines = ("DTSTART;VALUE=DATE:20240101", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20900101")
    assert read("ics", calendar(*lines))[1] == ["a rule goes on, and is read up to 2034-12-31"]


@pytest.mark.parametrize(
    ("lines", "of", "reason"),
    [
        (("DTSTART:20240110T100000", "DUE:20240105T100000"), "VTODO", "is before DTSTART"),
        (("DTSTART:20240101T100000", "RRULE:D1 #3"), "VEVENT", "FREQ is missing"),
        (
            ("DTSTART:20240101T100000", "LOCATION;ENCODING=QUOTED-PRINTABLE:Z=C3=BCrich"),
            "VEVENT",
            "as in vCalendar 1.0",
        ),
    ],
)
def test_components_that_contradict_themselves(lines, of, reason):
    events, _, (found,) = read("ics", calendar(*lines, of=of))
    assert not events
    assert reason in found


def test_every_change_of_an_occurrence_counts_with_its_version():
    changes = [
        calendar("DTSTART:20240110T100000", "RECURRENCE-ID:20240102T100000", f"SEQUENCE:{number}") for number in (2, 1)
    ]
    text = calendar("DTSTART:20240101T100000", "RRULE:FREQ=DAILY;COUNT=2") + "".join(changes)
    items = [item for item in data_set("ics").events(io.StringIO(text, newline="")) if isinstance(item, Incoming)]
    assert [(item.event.id, item.version) for item in items] == [
        ("u#2024-01-01", None), ("u#2024-01-02", 2), ("u#2024-01-02", 1),
    ]  # fmt: skip


SLIDE = {"start_date": {"year": "1999"}, "text": {"headline": "A"}}
TIMED = {"start_date": {"year": "1999", "hour": "23"}, "text": {"headline": "B"}}
COLUMNS = "Year,Time,End Year,End Time,Headline,Type\n"


@pytest.mark.parametrize(
    ("form", "text", "told"),
    [
        ("timelinejs", json.dumps({"title": {"text": {"headline": "T"}}, "events": [SLIDE]}), ["title slide"]),
        ("timelinejs", json.dumps({"events": [SLIDE], "title": {"text": {}}}), ["title slide"]),
        ("timelinejs", json.dumps({"title": None, "events": [SLIDE]}), []),
        ("timelinejs", json.dumps({"events": [SLIDE, TIMED]}), ["clock time"]),
        ("timelinejs-sheet", f"{COLUMNS},,,,T,title\n1999,,,,A,\n", ["title slide"]),
        ("timelinejs-sheet", f"{COLUMNS}1999,12:30,,,A,\n1999,,2000,8:00,B,\n", ["clock time", "clock time"]),
        ("timelinejs-sheet", f"{COLUMNS},,,,,\n1999,,,,A,\n", []),
    ],
)
def test_what_a_timeline_leaves_out(form, text, told):
    events, found, reasons = read(form, text)
    assert (found, reasons) == (told, [])
    assert events


Q = "http://www.wikidata.org/entity/Q"


@pytest.mark.parametrize(
    ("model", "found"),
    [
        ("", "1917-10"),
        (f"{Q}1985727", "1917-10"),
        ("proleptic Gregorian calendar", "1917-10"),
        (f"{Q}1985786", "[1917-10-14..1917-11-13]"),
        (f"<{Q}1985786>", "[1917-10-14..1917-11-13]"),
        ("proleptic Julian calendar", "[1917-10-14..1917-11-13]"),
        ("Julian", "[1917-10-14..1917-11-13]"),
        (f"{Q}12345", "timeCalendarModel"),
        ("Islamic", "timeCalendarModel"),
    ],
)
def test_calendar_models_of_wikidata(model, found):
    row = f"item,date,timePrecision,timeCalendarModel\n{Q}1,1917-10-01T00:00:00Z,10,{model}\n"
    events, _, reasons = read("wikidata", row)
    assert (list(events.values()) or [reasons[0].partition(" ")[0]]) == [found]


MID = "dispnum,stabb,ccode,stday,stmon,styear,endday,endmon,endyear,sidea,fatality,hostlev\n1,USA,2,1,1,1902,1,1,1902,"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("1,0,3", None),
        ("-9,-9,-9", None),
        (",,", None),
        ("7,0,3", "sidea 7 is not one of 0, 1"),
        ("1,9,3", "fatality 9 is not one of 0, 1, 2, 3, 4, 5, 6"),
        ("1,0,9", "hostlev 9 is not one of 1, 2, 3, 4, 5"),
        ("1,0,0", "hostlev 0 is not one of 1, 2, 3, 4, 5"),
    ],
)
def test_codes_that_no_code_book_has(cells, reason):
    assert read("cow-mid", f"{MID}{cells}\n")[2] == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("timestamp", "found"),
    [
        ("1437789661000000", "2015-07-25T02:01:01Z"),
        ("0", "1970-01-01T00:00:00Z"),
        ("-1000000", "1969-12-31T23:59:59Z"),
        ("1437789661", "timestamp"),
        ("1437789661000", "timestamp"),
    ],
)
def test_timestamps_that_are_no_microseconds(timestamp, found):
    events, _, reasons = read("timesketch", f"message,timestamp_desc,timestamp\na,w,{timestamp}\n")
    assert (list(events.values()) or [reasons[0].partition(" ")[0]]) == [found]


@pytest.mark.parametrize("number", ["-3", "-9.0", "-99"])
def test_people_are_not_fewer_than_none(number):
    header = "event_id_cnty,event_date,time_precision,event_type,fatalities\n"
    assert read("acled", f"{header}A1,2022-12-28,1,Battles,{number}\n")[2] == [f"deaths {number} is below 0"]
