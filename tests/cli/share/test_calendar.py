"""`-f ics`: what a calendar program finds in the file."""

from __future__ import annotations

import datetime
import sys
from unittest import mock

import pytest
from icalendar import Calendar


def calendar(result):
    """Return the components of what a run printed, as a calendar program reads them."""
    assert result.code == 0, result.err
    assert result.out.count("\n") == result.out.count("\r\n")
    found = Calendar.from_ical(result.out)
    return {str(component["uid"]): component for component in found.subcomponents}


@pytest.fixture
def on_the_day(cli, loaded_url):
    def call(*args):
        return cli("deadlines", "--as-of", "2000-10-15", "-f", "ics", *args, url=loaded_url)

    return call


def test_due_is_the_day_after_the_last(on_the_day):
    """DUE is exclusive; the interval of the last compliant day stands in properties of our own."""
    todo = calendar(on_the_day())["usp-3-1@dateline"]
    assert todo["due"].dt == datetime.date(2000, 4, 1)
    assert (str(todo["x-dateline-cutoff-from"]), str(todo["x-dateline-cutoff-to"])) == ("1999-12-31", "2000-03-31")
    assert (str(todo["status"]), str(todo["x-dateline-state"])) == ("NEEDS-ACTION", "certainly_overdue")


def test_what_is_met_is_completed(cli, loaded_url):
    """A deadline that is met is a completed to-do."""
    result = cli("deadlines", "--as-of", "2001-01-01", "-f", "ics", url=loaded_url)
    assert str(calendar(result)["usp-3-1@dateline"]["status"]) == "COMPLETED"


def test_open_ends_are_left_out(on_the_day, cli, loaded_url):
    """What has no last day has no place in a calendar; all else is there."""
    listed = cli("deadlines", "--as-of", "2000-10-15", "-f", "jsonl", url=loaded_url).records
    dated = {f"{record['id']}@dateline" for record in listed if record["cutoff_to"]}
    assert len(dated) < len(listed)
    assert set(calendar(on_the_day())) == dated


def test_alarms(on_the_day):
    """--alarm reminds before the last day, of what is still to do."""
    todos = calendar(on_the_day("--alarm", "14")).values()
    for todo in todos:
        alarms = [str(alarm["action"]) for alarm in todo.subcomponents]
        assert alarms == (["DISPLAY"] if todo["status"] == "NEEDS-ACTION" else [])
    # 14 days before the last day are 15 before the exclusive end.
    assert all(alarm["trigger"].dt == datetime.timedelta(-15) for todo in todos for alarm in todo.subcomponents)


def test_events(cli, loaded_url):
    """Events are all-day events from their first to their last possible day; what is open is left out."""
    events = calendar(cli("query", "--from", "1995", "--to", "1995", "-f", "ics", url=loaded_url))
    treaty = events["border-treaty-1995@dateline"]
    assert (treaty["dtstart"].dt, treaty["dtend"].dt) == (datetime.date(1995, 1, 1), datetime.date(1996, 1, 1))
    assert str(treaty["x-dateline-date"]) == "1995"


@pytest.mark.parametrize("command", ["query", "export", "deadlines"])
def test_the_stamp_is_the_day_of_writing(cli, loaded_url, monkeypatch, command):
    """By it a calendar program tells the younger of two versions of an event (RFC 5545, 3.8.7.2)."""
    monkeypatch.setattr("dateline.cli.options.types.today", lambda: "2026-01-02")
    found = calendar(cli(command, "-f", "ics", url=loaded_url)).values()
    assert {component["dtstamp"].dt.date() for component in found} == {datetime.date(2026, 1, 2)}


def test_a_file_by_its_ending(cli, loaded_url, tmp_path):
    """`export -o NAME.ics` writes a calendar with line ends as the standard wants them."""
    target = tmp_path / "timeline.ics"
    assert cli("export", "-o", target, url=loaded_url).code == 0
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert len(Calendar.from_ical(target.read_bytes()).subcomponents) > 100


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("actors", "-f", "ics"), "-f ics is not available here: it holds only events and deadlines"),
        (("deadlines", "--alarm", "3"), "--alarm needs -f ics"),
        (("deadlines", "-f", "ics", "--alarm", "-1"), "--alarm"),
    ],
)
def test_misuse(cli, loaded_url, args, message):
    """What has no calendar is refused."""
    result = cli(*args, url=loaded_url)
    assert result.code == 2
    assert message in result.err


def test_without_the_library(on_the_day):
    """A calendar is written without icalendar, which only reading needs."""
    with mock.patch.dict(sys.modules, {"icalendar": None}):
        result = on_the_day()
    assert len(calendar(result)) > 10
