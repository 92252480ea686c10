"""iCalendar (RFC 5545): deadlines as to-dos, events as all-day events, for calendar programs.

A DUE or DTEND that is a date is exclusive (RFC 5545, 3.6.2 and 3.8.2.2), so both are the day after the last. What is
imprecise keeps its interval in X-DATELINE properties: a calendar shows the last day that is still possible.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import IO, TYPE_CHECKING, Any

from dateline.errors import DatelineError
from dateline.fields import Record

if TYPE_CHECKING:
    from icalendar import Event, Todo

EXTENSIONS = (".ics",)
READS = False

_STATUS = {
    "met_on_time": "COMPLETED",
    "met_late": "COMPLETED",
    "met_possibly_late": "COMPLETED",
    "waived": "CANCELLED",
}
_DAY = timedelta(days=1)


def write(
    fields: tuple[str, ...],
    records: Iterable[Record],
    stream: IO[str],
    *,
    stamp: str = "1970-01-01",
    alarm: int | None = None,
) -> None:
    """Write a calendar of the records; `stamp` is the day of writing, `alarm` days before a deadline's last day.

    Records without a last day, or outside of the years 1 to 9999, have no place in a calendar and are left out.

    Raises:
        DatelineError: icalendar is not installed.
    """
    try:
        import icalendar  # noqa: F401 - asked for here, so that nothing is written without it
    except ImportError:
        raise DatelineError("calendars need the package icalendar", "pip install 'dateline[calendar]'") from None
    if not {"cutoff_to", "earliest"} & set(fields):
        raise DatelineError("a calendar holds events and deadlines", "name another format with -f")
    made = datetime.combine(date.fromisoformat(stamp), datetime.min.time(), UTC)
    stream.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//dateline//dateline//EN\r\nCALSCALE:GREGORIAN\r\n")
    for record in records:
        component = _todo(record, alarm) if "cutoff_to" in fields else _event(record)
        if component is not None:
            component.add("uid", f"{record['id']}@dateline")
            component.add("dtstamp", made)
            stream.write(component.to_ical().decode())
    stream.write("END:VCALENDAR\r\n")


def _todo(record: Record, alarm: int | None) -> Todo | None:
    from icalendar import Todo

    last = _day(record["cutoff_to"])
    if last is None:
        return None
    todo = Todo()
    todo.add("summary", record["title"])
    todo.add("description", record["why"])
    todo.add("due", last + _DAY)
    todo.add("status", _STATUS.get(record["state"], "NEEDS-ACTION"))
    todo.add("categories", [*record["themes"], record["programme"]])
    for name in ("cutoff_from", "cutoff_to", "state", "overdue", "due_text"):
        if record[name]:
            todo.add(f"x-dateline-{name.replace('_', '-')}", record[name])
    if alarm is not None and todo["status"] == "NEEDS-ACTION":
        todo.add_component(_alarm(record, alarm))
    return todo


def _alarm(record: Record, days: int) -> Any:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Due: {record['title']}")
    # Counted from the end, which is the day after the last.
    alarm.add("trigger", timedelta(days=-days - 1), parameters={"RELATED": "END"})
    return alarm


def _event(record: Record) -> Event | None:
    from icalendar import Event

    first, last = _day(record["earliest"]), _day(record["latest"])
    if first is None or last is None:
        return None
    event = Event()
    event.add("summary", record["title"])
    event.add("dtstart", first)
    event.add("dtend", last + _DAY)
    event.add("transp", "TRANSPARENT")
    for name, value in (("description", record["description"]), ("location", record["place"])):
        if value:
            event.add(name, value)
    if record["themes"]:
        event.add("categories", list(record["themes"]))
    if record["latitude"] is not None and record["longitude"] is not None:
        event.add("geo", (record["latitude"], record["longitude"]))
    event.add("x-dateline-date", record["date"])
    return event


def _day(text: str | None) -> date | None:
    """Return a day that a calendar can hold and that has a day after it, else None."""
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        return None
    return day if day and day < date.max else None
