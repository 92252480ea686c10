"""iCalendar (RFC 5545): deadlines as to-dos, events as all-day events, for calendar programs.

A DUE or DTEND that is a date is exclusive (RFC 5545, 3.6.2 and 3.8.2.2), so both are the day after the last. What is
imprecise keeps its interval in X-DATELINE properties: a calendar shows the last day that is still possible.

Reading takes the VEVENTs of a calendar. Days are those written, whatever the time zone, and times of day are not kept;
an event of several days happened throughout. X-DATELINE-DATE, which `write` adds, is the date as long as nobody moved
the event in a calendar program. Of an event that recurs only the first day is read, and the changed occurrences that
have a RECURRENCE-ID. STATUS:CANCELLED withdraws an event, and SEQUENCE is its version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import IO, TYPE_CHECKING, Any

from dateline.dates import parse
from dateline.deadlines.states import STATES
from dateline.errors import DatelineError, Fault, InvalidDate, InvalidRecords
from dateline.formats import incoming
from dateline.formats.delimited.cell_values import slug
from dateline.formats.incoming import Item, Rejected
from dateline.model import Source
from dateline.wire_fields import Record, are_deadlines

if TYPE_CHECKING:
    from icalendar import Event, Todo


actor, theme, themes = incoming.actor, incoming.theme, incoming.themes

_STATUS = {state: "COMPLETED" if of.kind == "met" else "CANCELLED" for state, of in STATES.items() if of.settled}
_DAY = timedelta(days=1)
_READ = (
    "UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "CATEGORIES", "URL",
    "RECURRENCE-ID", "SEQUENCE", "STATUS",
)  # fmt: skip
_OWN = "@dateline"


def write(
    fields: tuple[str, ...],
    records: Iterable[Record],
    stream: IO[str],
    *,
    stamp: str = "1970-01-01",
    alarm: int | None = None,
) -> int:
    """Write a calendar of the records; `stamp` is the day of writing, `alarm` days before a deadline's last day.

    Records without a last day, or outside of the years 1 to 9999, have no place in a calendar; return how many.

    Raises:
        DatelineError: icalendar is not installed.
    """
    _need_icalendar()  # asked for here, so that nothing is written without it
    made = datetime.combine(date.fromisoformat(stamp), datetime.min.time(), UTC)
    stream.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//dateline//dateline//EN\r\nCALSCALE:GREGORIAN\r\n")
    left_out = 0
    for record in records:
        component = _todo(record, alarm) if are_deadlines(fields) else _event(record)
        if component is not None:
            component.add("uid", f"{record['id']}{_OWN}")
            component.add("dtstamp", made)
            stream.write(component.to_ical().decode())
        left_out += component is None
    stream.write("END:VCALENDAR\r\n")
    return left_out


def _need_icalendar() -> None:
    try:
        import icalendar  # noqa: F401
    except ImportError:
        raise DatelineError("calendars need the package icalendar", "pip install 'dateline[calendar]'") from None


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


# Reading.


def events(stream: IO[str]) -> Iterator[Item]:
    """Yield the VEVENTs of a calendar, each read when its last line is.

    Raises:
        InvalidRecords: the text is no calendar.
        DatelineError: icalendar is not installed.
    """
    _need_icalendar()
    for line, text in _components(stream):
        try:
            record = _record(text)
        except (ValueError, OverflowError) as error:
            yield Rejected(line, str(error), {"component": text})
        else:
            yield from incoming.from_records([(line, record)])


def source(identity: str) -> Source:
    """Return the page of an address."""
    return Source(identity, identity, url=identity)


def _components(stream: IO[str]) -> Iterator[tuple[int, str]]:
    """Yield (last line, text) of each VEVENT; a line that begins with a blank goes on with the one before."""
    begun, held = False, list[str]()
    for number, text in enumerate(stream, 1):
        sign = text.rstrip().upper()
        if not begun and sign:
            begun = sign.removeprefix("\ufeff") == "BEGIN:VCALENDAR"
            if not begun:
                break
        elif held or sign == "BEGIN:VEVENT":
            held.append(text)
        if sign == "END:VEVENT" and held:
            yield number, "".join(held)
            held = []
    if not begun:
        file = str(getattr(stream, "name", "standard input"))
        raise InvalidRecords([Fault(file, 1, "is not a calendar: it does not begin with BEGIN:VCALENDAR")])
    if held:
        yield number, "".join(held)


def _record(text: str) -> Record:
    """Return the wire record of a VEVENT."""
    from icalendar import Event

    if not text.rstrip().upper().endswith("END:VEVENT"):
        raise ValueError("the text ends before END:VEVENT")
    event: Any = Event.from_ical(text)
    for name, message in event.errors:
        if name in _READ:
            raise ValueError(f"{name}: {message}")
    identity, version = _identity(event), _one(event, "SEQUENCE")
    if _text(event, "STATUS") == "CANCELLED":
        return {"id": identity, "withdrawn": True, "version": version if version is None else int(version)}
    first, last = _span(event)
    position, address = _one(event, "GEO"), _text(event, "URL")
    return {
        "id": identity,
        "date": _kept(event, first, last) or (f"{first}/{last}" if last > first else str(first)),
        "title": _text(event, "SUMMARY"),
        "description": _text(event, "DESCRIPTION"),
        "place": _text(event, "LOCATION"),
        "latitude": position and position.latitude,
        "longitude": position and position.longitude,
        "themes": _themes(event),
        "citations": [{"source": address}] if address else [],
        "version": version if version is None else int(version),
    }


def _one(event: Any, name: str) -> Any:
    """Return the value of a property, the first where RFC 5545 allows but one."""
    found = event.get(name)
    return found[0] if isinstance(found, list) else found


def _text(event: Any, name: str) -> str | None:
    found = _one(event, name)
    return (str(found).strip() or None) if found is not None else None


def _identity(event: Any) -> str:
    uid = _text(event, "UID")
    if uid is None:
        raise ValueError("UID is missing")
    changed = _one(event, "RECURRENCE-ID")
    return uid.removesuffix(_OWN) + (f"#{_written(changed.dt)}" if changed else "")


def _written(when: Any) -> date:
    """Return the day of a date or time."""
    if isinstance(when, datetime):
        return when.date()
    if not isinstance(when, date):
        raise ValueError(f"{when} is not a day")
    return when


def _span(event: Any) -> tuple[date, date]:
    """Return the first and the last day; DTEND is the day, or the moment, after the end."""
    if not event.get("DTSTART"):
        raise ValueError("DTSTART is missing")
    start = _one(event, "DTSTART").dt
    first, end, lasts = _written(start), _one(event, "DTEND"), _one(event, "DURATION")
    if end is None and lasts is None:
        return first, first
    after = end.dt if end is not None else start + lasts.dt
    last = _written(after - timedelta(microseconds=1) if isinstance(after, datetime) else after - _DAY)
    # Some programs end an event of one day on that day; a flight may land on the day before it left.
    if last < first and _written(after) < first - _DAY:
        raise ValueError(f"DTEND {after} is before DTSTART {start}")
    return first, max(first, last)


def _kept(event: Any, first: date, last: date) -> str | None:
    """Return the date that `write` kept, if the days beside it are still those that it wrote."""
    try:
        kept = parse((_text(event, "X-DATELINE-DATE") or "").replace("\\,", ","))
    except InvalidDate:
        return None
    return kept.edtf if (kept.earliest, kept.latest) == (first.toordinal(), last.toordinal()) else None


def _themes(event: Any) -> list[str]:
    found = event.get("CATEGORIES") or []
    named = (str(name) for each in (found if isinstance(found, list) else [found]) for name in each.cats)
    paths = ("/".join(slug(part) for part in name.split("/") if part.strip()) for name in named)
    return list(dict.fromkeys(filter(None, paths)))
