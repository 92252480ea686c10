"""`import ics` in whole: what recurs comes in once, what is left out is told, and a report holds it."""

from __future__ import annotations

import json

import pytest

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:changed
RECURRENCE-ID;VALUE=DATE:20240108
DTSTART;VALUE=DATE:20240109
SUMMARY:Elsewhere
END:VEVENT
BEGIN:VEVENT
UID:changed
DTSTART;VALUE=DATE:20240101
RRULE:FREQ=WEEKLY;COUNT=52
SUMMARY:Sitting
BEGIN:VALARM
ACTION:DISPLAY
END:VALARM
BEGIN:VALARM
ACTION:AUDIO
END:VALARM
END:VEVENT
BEGIN:VEVENT
SUMMARY:Anonymous
DTSTART;TZID=No/Where:20240105T100000
STATUS:TENTATIVE
END:VEVENT
BEGIN:VFREEBUSY
UID:f
END:VFREEBUSY
BEGIN:VTODO
UID:due
DUE;VALUE=DATE:20240301
SUMMARY:Report
END:VTODO
BEGIN:VEVENT
UID:endless
DTSTART;VALUE=DATE:20240101
DTSTAMP:20240101T000000Z
RRULE:FREQ=YEARLY
SUMMARY:New Year
END:VEVENT
END:VCALENDAR
"""
TOLD = [
    "a.ics:25: the time zone 'No/Where' is unknown: the day is the one written",
    "a.ics:25: UID is missing: the id is made of the content",
    "a.ics:40: a rule goes on, and is read up to 2034-12-31",
    "left out: 2 VALARM, 1 clock time, 1 VFREEBUSY",
]


@pytest.fixture
def calendar(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.ics").write_text(CALENDAR)
    return "a.ics"


def test_a_calendar_comes_in_whole(cli, url, calendar):
    result = cli("import", "ics", calendar, "--report", "report.json", url=url)
    assert result.code == 0
    assert result.err.splitlines()[:-1] == TOLD
    assert result.err.splitlines()[-1].startswith("65 read, 65 inserted, ")
    with open("report.json") as file:
        report = json.load(file)
    assert report["left_out"] == {"VALARM": 2, "clock time": 1, "VFREEBUSY": 1}
    assert [each["line"] for each in report["told"]] == [25, 25, 40]
    assert [each["what"] for each in report["told"]] == [line.partition(": ")[2] for line in TOLD[:3]]
    assert cli("db", "check", url=url).code == 0


def test_a_second_import_changes_nothing(cli, url, calendar):
    assert cli("import", "ics", calendar, url=url).code == 0
    again = cli("import", "ics", calendar, url=url)
    assert "65 read, 0 inserted, 0 updated, 65 unchanged, 0 withdrawn, 0 rejected" in again.err
    found = cli("query", "--from", "2024-01-08", "--to", "2024-01-15", "-f", "jsonl", url=url).records
    assert [(each["id"], each["date"], each["title"]) for each in found] == [
        ("changed#2024-01-08", "2024-01-09", "Elsewhere"),
        ("changed#2024-01-15", "2024-01-15", "Sitting"),
    ]
    (doubtful,) = cli("query", "--text", "anonymous", "-f", "jsonl", url=url).records
    assert doubtful["date"] == "2024-01-05?"


def test_quiet_is_quiet(cli, url, calendar):
    result = cli("--quiet", "import", "ics", calendar, url=url)
    assert (result.code, result.err) == (0, "")


def test_an_invalid_rule_rejects_the_file_or_its_component(cli, url, calendar):
    with open(calendar, "w") as file:
        file.write(CALENDAR.replace("FREQ=YEARLY", "FREQ=LATER"))
    result = cli("import", "ics", calendar, url=url)
    assert result.code == 4
    assert "a.ics:40: RRULE: Expected frequency, got: LATER" in result.err
    result = cli("import", "ics", calendar, "--rejects", "bad.jsonl", url=url)
    assert result.code == 0
    assert "55 read, 54 inserted, 0 updated, 0 unchanged, 0 withdrawn, 1 rejected" in result.err


def test_a_lake_tells_the_same(cli, calendar, tmp_path):
    pytest.importorskip("duckdb")
    assert cli("lake", "create", tmp_path / "lake").code == 0
    result = cli("lake", "add", tmp_path / "lake", "ics", calendar)
    assert result.code == 0, result.err
    assert set(TOLD) <= set(result.err.splitlines())


CANCELLED = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:a
DTSTART;VALUE=DATE:20200101
SUMMARY:A
STATUS:CANCELLED
END:VEVENT
END:VCALENDAR
"""


def test_what_is_cancelled_and_was_never_there_is_told(cli, url, calendar):
    with open(calendar, "w") as file:
        file.write(CANCELLED)
    first, again = (cli("import", "ics", calendar, url=url) for _ in range(2))
    assert "1 read, 0 inserted, 0 updated, 0 unchanged, 0 withdrawn, 0 rejected, 1 withdrawn unseen, " in first.err
    assert "1 read, 0 inserted, 0 updated, 1 unchanged, 0 withdrawn, 0 rejected, " in again.err
