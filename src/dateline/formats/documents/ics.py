"""iCalendar (RFC 5545): deadlines as to-dos, events as all-day events, for calendar programs.

A DUE or DTEND that is a date is exclusive (RFC 5545, 3.6.2 and 3.8.2.2), so both are the day after the last. What is
imprecise keeps its interval in X-DATELINE properties: a calendar shows the last day that is still possible. The
first source with an address is the URL; all sources stand at the end of the description.

`ics_reading` reads calendars, and `recurrence` says on which days a component recurs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import IO, TYPE_CHECKING, Any

from dateline.deadlines.states import STATES
from dateline.formats.documents.bibliography import cited_lines
from dateline.formats.documents.ics_components import OWN, need_icalendar
from dateline.formats.documents.ics_reading import actor, events, source, theme, themes
from dateline.formats.losses import BEYOND, NO_DAY, OPEN
from dateline.render.screen_text import visible_record
from dateline.wire_fields import Record, are_deadlines

if TYPE_CHECKING:
    from icalendar import Event, Todo

__all__ = ["actor", "events", "source", "theme", "themes", "write"]

_STATUS = {state: "COMPLETED" if of.kind == "met" else "CANCELLED" for state, of in STATES.items() if of.settled}
_DAY = timedelta(days=1)


def write(
    fields: tuple[str, ...],
    records: Iterable[Record],
    stream: IO[str],
    *,
    stamp: str = "1970-01-01",
    alarm: int | None = None,
    sources: Mapping[str, Record] | None = None,
) -> dict[str, int]:
    """Write a calendar of the records; `stamp` is the day of writing, `alarm` days before a deadline's last day.

    `sources` are records of sources by id. Control characters, which RFC 5545 forbids, become escapes. Records
    without a last day, events without a first one, and days outside of
    the years 1 to 9999 have no place in a calendar; return how many were left out by the reason.

    Raises:
        DatelineError: icalendar is not installed.
    """
    need_icalendar()  # asked for here, so that nothing is written without it
    cited = {identity: visible_record(source) for identity, source in (sources or {}).items()}
    made = datetime.combine(date.fromisoformat(stamp), datetime.min.time(), UTC)
    stream.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//dateline//dateline//EN\r\nCALSCALE:GREGORIAN\r\n")
    left_out = Counter[str]()
    for record in map(visible_record, records):
        component = _todo(record, alarm) if are_deadlines(fields) else _event(record)
        if isinstance(component, str):
            left_out[component] += 1
            continue
        _cite(component, record, cited)
        component.add("uid", f"{record['id']}{OWN}")
        component.add("dtstamp", made)
        stream.write(component.to_ical().decode())
    stream.write("END:VCALENDAR\r\n")
    return left_out


def _todo(record: Record, alarm: int | None) -> Todo | str:
    """Return the to-do of a deadline, or why there is none."""
    from icalendar import Todo

    last = _day(record["cutoff_to"])
    if last is None:
        return BEYOND if record["cutoff_to"] else OPEN if record["cutoff_from"] else NO_DAY
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


def _event(record: Record) -> Event | str:
    """Return the event of a record, or why there is none."""
    from icalendar import Event

    first, last = _day(record["earliest"]), _day(record["latest"])
    if first is None or last is None:
        return _why_not(record)
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


def _why_not(record: Record) -> str:
    days = (record["earliest"], record["latest"])
    return BEYOND if all(days) else OPEN if any(days) else NO_DAY


def _cite(component: Any, record: Record, sources: Mapping[str, Record]) -> None:
    """Add the sources: the first address as the URL, and all of them below the description.

    X-DATELINE-SOURCES is the number of letters that they take there, so that they are not read as the description.
    """
    lines = cited_lines(record, sources)
    if not lines:
        return
    urls = (sources.get(each["source"], {}).get("url") or each["source"] for each in record["citations"])
    if address := next((url for url in urls if url.lower().startswith(("http://", "https://"))), None):
        component.add("url", address)
    before = str(component.pop("description", ""))
    said = "\n".join(lines)
    component.add("description", f"{before}\n\n{said}" if before else said)
    component.add("x-dateline-sources", str(len(said)))


def _day(text: str | None) -> date | None:
    """Return a day that a calendar can hold and that has a day after it, else None."""
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        return None
    return day if day and day < date.max else None
