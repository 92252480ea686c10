"""Calendars read: days and their ends, ids and versions, what `write` wrote, and texts that are unfit."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DatelineError, InvalidRecords
from dateline.formats.documents import ics
from dateline.formats.incoming import Incoming, Rejected, Told, Withdrawn
from dateline.wire import event_from_record, event_record
from dateline.wire_fields import EVENT_FIELDS

SAMPLES = os.environ.get("DATELINE_IMPORT_SAMPLES")


def calendar(*components):
    body = "".join("BEGIN:VEVENT\n" + "\n".join(lines) + "\nEND:VEVENT\n" for lines in components)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{body}END:VCALENDAR\n"
    return io.StringIO(text.replace("\n", "\r\n"), newline="")


def items_of(stream):
    """Return what a calendar says but for what is only told."""
    return [item for item in ics.events(stream) if not isinstance(item, Told)]


def read(*lines):
    (item,) = items_of(calendar(["UID:u", "SUMMARY:A", *lines]))
    return item


@pytest.mark.parametrize(
    ("lines", "edtf"),
    [
        (["DTSTART;VALUE=DATE:20000105"], "2000-01-05"),
        (["DTSTART;VALUE=DATE:20000105", "DTEND;VALUE=DATE:20000106"], "2000-01-05"),
        (["DTSTART;VALUE=DATE:20000105", "DTEND;VALUE=DATE:20000105"], "2000-01-05"),
        (["DTSTART;VALUE=DATE:20000105", "DTEND;VALUE=DATE:20000108"], "2000-01-05/2000-01-07"),
        (["DTSTART;VALUE=DATE:20000105", "DURATION:P2D"], "2000-01-05/2000-01-06"),
        (["DTSTART:20000105T230000Z"], "2000-01-05"),
        (["DTSTART:20000105T200000", "DTEND:20000105T210000"], "2000-01-05"),
        (["DTSTART:20000105T200000", "DTEND:20000106T000000"], "2000-01-05"),
        (["DTSTART:20000105T200000", "DTEND:20000106T000001"], "2000-01-05/2000-01-06"),
        (["DTSTART:20000105T200000", "DURATION:PT6H"], "2000-01-05/2000-01-06"),
        (["DTSTART;TZID=No/Where:20000105T200000"], "2000-01-05"),
        (["DTSTART;VALUE=DATE:19990101", "DTEND;VALUE=DATE:20000101", "X-DATELINE-DATE:1999"], "1999"),
        (["DTSTART;VALUE=DATE:19990102", "DTEND;VALUE=DATE:20000101", "X-DATELINE-DATE:1999"], "1999-01-02/1999-12-31"),
    ],
)
def test_dates(lines, edtf):
    assert read(*lines).event.date.edtf == edtf


def test_a_component():
    item = read(
        "DTSTART;VALUE=DATE:20000105", "SUMMARY:Second", "DESCRIPTION:One\\, two\\n", " three", "LOCATION:Aville",
        "GEO:1.5;-2.5", "CATEGORIES:Energy/Natural gas,News", "CATEGORIES:news", "URL:https://example.org/a", "SEQUENCE:3",
        "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:ring", "END:VALARM",
    )  # fmt: skip
    event = item.event
    assert (item.line, item.version) == (21, 3)
    assert (event.id, event.title, event.description, event.place) == ("u", "A", "One, two\nthree", "Aville")
    assert (event.latitude, event.longitude) == (1.5, -2.5)
    assert event.themes == ("energy/natural-gas", "news")
    assert [each.source for each in event.citations] == ["https://example.org/a"]
    assert ics.source("https://example.org/a").url == "https://example.org/a"


def test_changed_occurrences_have_ids_of_their_own():
    assert read("DTSTART:20000105T100000", "RECURRENCE-ID:20000106T100000").event.id == "u#2000-01-06"


def test_a_cancelled_event_is_withdrawn():
    assert read("STATUS:CANCELLED", "SEQUENCE:4") == Withdrawn(9, "u", 4)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["UID:u", "DTSTART:20000105T100000"], "title is missing"),
        (["UID:u", "SUMMARY:A"], "DTSTART is missing"),
        (["UID:u", "SUMMARY:A", "DTSTART;VALUE=DATE:00000000"], "DTSTART"),
        (["UID:u", "SUMMARY:A", "DTSTART:20001305T100000"], "DTSTART"),
        (["UID:u", "SUMMARY:A", "DTSTART:20000105T100000", "DTEND:20000101T100000"], "is before"),
        (["UID:u", "SUMMARY:A", "DTSTART:20000105T100000", "GEO:north"], "GEO"),
        (["UID:u", "SUMMARY:A", "DTSTART:20000105T100000", "GEO:100;1"], "latitude"),
        (["UID:u", "SUMMARY:A", "DTSTART;VALUE=D,ATE:20000105"], "VALUE with two values"),
        (["UID:u", "SUMMARY:A", "DTSTART:20000105", "RRULE;VALUE=A,B:FREQ=YEARLY"], "VALUE with two values"),
        (["UID:u", "SUMMARY:A", "DTSTART:20000105T100000", "SEQUENCE:x"], "SEQUENCE"),
    ],
)
def test_unfit_components(lines, reason):
    first, second = items_of(calendar(lines, ["UID:v", "SUMMARY:B", "DTSTART;VALUE=DATE:20000105"]))
    assert isinstance(first, Rejected)
    assert reason in first.reason
    assert isinstance(second, Incoming), "the file goes on"


def test_a_text_that_breaks_off():
    (item,) = items_of(io.StringIO("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nSUMMARY:A\nDTSTART:20000105T100000\n"))
    assert "the text ends before" in item.reason


@pytest.mark.parametrize("text", ["", "\n\n", "id,date\n", "BEGIN:VCARD\nEND:VCARD\n"])
def test_other_texts(text):
    with pytest.raises(InvalidRecords) as caught:
        list(ics.events(io.StringIO(text)))
    assert caught.value.faults[0].message.startswith("is not a calendar")


def test_without_icalendar(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "icalendar", None)
    with pytest.raises(DatelineError, match="icalendar"):
        list(ics.events(calendar()))


PIECES = (
    "DTSTART",
    "DTEND",
    "DURATION",
    ":",
    ";VALUE=DATE:",
    ";VALUE=D,ATE:",
    ";TZID=A,B:",
    "20000105",
    "T100000",
    "Z",
    "P1D",
    "GEO:1;",
    "0",
    "\n",
    "\n ",
    "X",
)


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_no_component_stops_the_file(pieces):
    items = list(items_of(calendar(["UID:u", "SUMMARY:A", "".join(pieces).replace("\n", "\r\n")])))
    assert all(isinstance(item, Incoming | Rejected) for item in items)


DATES = ("1999", "1999-09", "1999-09-01?", "1994/1996", "[1994..1996]", "[1994,1996]", "{1994,1996}", "1999-24", "199X")


@given(st.sampled_from(DATES), st.text(st.sampled_from('a,;\\"é:x '), min_size=1).map(str.strip).filter(bool))
def test_what_was_written_is_read(date, text):
    record = event_record(
        event_from_record(
            {"id": "e", "title": text, "date": date, "description": text, "place": text, "latitude": 1.5, "longitude": 2.0, "themes": ["x/y-z", "w"]}
        ),
        "certain",
    )  # fmt: skip
    stream = io.StringIO(newline="")
    ics.write(EVENT_FIELDS, [record], stream)
    stream.seek(0)
    (item,) = items_of(stream)
    assert event_record(item.event, "certain") == record


@pytest.mark.skipif(not SAMPLES, reason="DATELINE_IMPORT_SAMPLES names no folder with samples")
def test_samples():
    for file in Path(SAMPLES or "").glob("*.ics"):
        with file.open(encoding="utf-8", errors="surrogateescape", newline="") as stream:
            assert all(isinstance(item, Incoming | Withdrawn) for item in ics.events(stream))
