"""Calendars as they are written, beside what the package icalendar writes of the same."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Alarm, Calendar, Event, Todo

from dateline.formats.documents import ics
from dateline.formats.documents.bibliography import cited_lines
from dateline.wire_fields import DEADLINE_FIELDS, EVENT_FIELDS

DAY = timedelta(1)
SOURCES: dict[str, dict[str, Any]] = {
    "s": {"id": "s", "title": "A history, in parts; 2", "url": "https://example.org/a;b,c?d=e\\f"},
    "t": {"id": "t", "title": "T", "url": None},
}
# The package takes a backslash before N for an end of a line, which RFC 5545 does not.
TEXTS = st.text(st.sampled_from('aé語🎈,;:\\^" n\n'), min_size=1, max_size=200)
IDS = st.text(st.sampled_from("aé語,;:-^"), min_size=1, max_size=99)
CITATIONS = st.lists(
    st.builds(
        lambda source, locator: {"source": source, "locator": locator, "quote": None},
        st.sampled_from(["s", "t", "lost", "https://example.org/?a,b"]),
        st.none() | TEXTS,
    ),
    max_size=3,
)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 30)).map(date.isoformat)
EVENTS = st.fixed_dictionaries(
    {
        "id": IDS, "date": IDS, "earliest": DAYS, "latest": DAYS, "title": TEXTS, "description": st.none() | TEXTS,
        "place": st.none() | TEXTS, "latitude": st.none() | st.floats(-90, 90), "longitude": st.none() | st.floats(-180, 180),
        "themes": st.lists(TEXTS, max_size=3), "citations": CITATIONS,
    }
)  # fmt: skip
DEADLINES = st.fixed_dictionaries(
    {
        "id": IDS, "cutoff_from": st.none() | DAYS, "cutoff_to": DAYS, "title": TEXTS, "why": TEXTS, "programme": TEXTS,
        "state": st.sampled_from(["met_on_time", "certainly_overdue", "waived", "pending"]), "overdue": st.sampled_from(["yes", "no"]),
        "due_text": st.none() | IDS, "themes": st.lists(TEXTS, max_size=3), "citations": CITATIONS,
    }
)  # fmt: skip


def after(text: str) -> date:
    return date.fromisoformat(text) + DAY


def event_of(record) -> Event:
    made = Event()
    made.add("summary", record["title"])
    made.add("dtstart", date.fromisoformat(record["earliest"]))
    made.add("dtend", after(record["latest"]))
    made.add("transp", "TRANSPARENT")
    for name, value in (("description", record["description"]), ("location", record["place"])):
        if value:
            made.add(name, value)
    if record["themes"]:
        made.add("categories", record["themes"])
    if record["latitude"] is not None and record["longitude"] is not None:
        made.add("geo", (record["latitude"], record["longitude"]))
    made.add("x-dateline-date", record["date"])
    return made


def todo_of(record, alarm) -> Todo:
    made = Todo()
    made.add("summary", record["title"])
    made.add("description", record["why"])
    made.add("due", after(record["cutoff_to"]))
    status = {"met_on_time": "COMPLETED", "waived": "CANCELLED"}.get(record["state"], "NEEDS-ACTION")
    made.add("status", status)
    made.add("categories", [*record["themes"], record["programme"]])
    for name in ("cutoff_from", "cutoff_to", "state", "overdue", "due_text"):
        if record[name]:
            made.add(f"x-dateline-{name.replace('_', '-')}", record[name])
    if alarm is not None and status == "NEEDS-ACTION":
        shown = Alarm()
        shown.add("action", "DISPLAY")
        shown.add("description", f"Due: {record['title']}")
        shown.add("trigger", timedelta(-alarm - 1), parameters={"RELATED": "END"})
        made.add_component(shown)
    return made


def by_the_package(made, record) -> str:
    """Return the text of a component of the package, with what every one has."""
    if lines := cited_lines(record, SOURCES):
        urls = (SOURCES.get(each["source"], {}).get("url") or each["source"] for each in record["citations"])
        if address := next((url for url in urls if url.startswith("http")), None):
            made.add("url", address)
        before, said = str(made.pop("description", "")), "\n".join(lines)
        made.add("description", f"{before}\n\n{said}" if before else said)
        made.add("x-dateline-sources", str(len(said)))
    made.add("uid", f"{record['id']}@dateline")
    made.add("dtstamp", datetime(2026, 1, 2, tzinfo=UTC))
    return made.to_ical().decode()


def written(fields, records, **more) -> str:
    stream = io.StringIO(newline="")
    assert not ics.write(fields, records, stream, stamp="2026-01-02", sources=SOURCES, **more)
    text = stream.getvalue()
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//dateline//dateline//EN\r\nCALSCALE:GREGORIAN\r\n"
    assert text.startswith(head)
    return text.removeprefix(head).removesuffix("END:VCALENDAR\r\n")


@given(st.lists(EVENTS, max_size=3))
def test_events_are_those_of_the_package(records):
    assert written(EVENT_FIELDS, records) == "".join(by_the_package(event_of(each), each) for each in records)


@given(st.lists(DEADLINES, max_size=3), st.none() | st.integers(0, 36_525))
def test_deadlines_are_those_of_the_package(records, alarm):
    ours = written(DEADLINE_FIELDS, records, alarm=alarm)
    assert ours == "".join(by_the_package(todo_of(each, alarm), each) for each in records)


def event(**more):
    whole: dict[str, Any] = {
        "id": "e", "date": "1999", "earliest": "1999-01-01", "latest": "1999-12-31", "title": "T", "description": None,
        "place": None, "latitude": None, "longitude": None, "themes": [], "citations": [],
    }  # fmt: skip
    return whole | more


@pytest.mark.parametrize(
    "title", ["Path C:\\New\\n", "語" * 99, "\U0001f600" * 50, "a" * 74, "a" * 75, "\\" * 80, "x^" * 60]
)
def test_lines_are_short_and_read_as_they_were(title):
    text = written(EVENT_FIELDS, [event(title=title)])
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1]), "no letter is torn"
    whole = text.replace("\r\n ", "").split("SUMMARY:")[1].split("\r\n")[0]
    assert whole.replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\") == title


@pytest.mark.parametrize("field", ["address", "date", "title", "themes"])
def test_ends_of_lines_add_no_line_to_the_calendar(field):
    text = "https://example.org/a\nATTACH:b"
    cited = [{"source": text, "locator": None, "quote": None}]
    fields: dict[str, dict[str, Any]] = {"address": {"citations": cited}, "themes": {"themes": [text]}}
    given = fields.get(field, {field: text})
    found = Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{written(EVENT_FIELDS, [event(**given)])}END:VCALENDAR\r\n")
    assert "attach" not in found.subcomponents[0]
