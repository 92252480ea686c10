"""iCalendar (RFC 5545): deadlines as to-dos, events as all-day events, for calendar programs.

A DUE or DTEND that is a date is exclusive (RFC 5545, 3.6.2 and 3.8.2.2), so both are the day after the last. What is
imprecise keeps its interval in X-DATELINE properties: a calendar shows the last day that is still possible. The
first source with an address is the URL; all sources stand at the end of the description.

`ics_reading` reads calendars, and `recurrence` says on which days a component recurs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import IO

from dateline.deadlines.states import STATES
from dateline.formats.documents.bibliography import cited_lines, one_line
from dateline.formats.documents.ics_components import OWN
from dateline.formats.documents.ics_lines import component, day, escaped, line, text
from dateline.formats.documents.ics_reading import actor, events, source, theme, themes
from dateline.formats.losses import BEYOND, NO_DAY, OPEN
from dateline.render.screen_text import visible_record
from dateline.wire_fields import Record, are_deadlines

__all__ = ["actor", "events", "source", "theme", "themes", "write"]

_STATUS = {state: "COMPLETED" if of.kind == "met" else "CANCELLED" for state, of in STATES.items() if of.settled}
_DAY = timedelta(days=1)
_OWN = ("cutoff_from", "cutoff_to", "state", "overdue", "due_text")
"""What a to-do keeps of a deadline in properties of our own."""


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
    """
    cited = {identity: visible_record(source) for identity, source in (sources or {}).items()}
    made = f"DTSTAMP:{stamp.replace('-', '')}T000000Z\r\n"
    needed = ("cutoff_to",) if are_deadlines(fields) else ("earliest", "latest")
    stream.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//dateline//dateline//EN\r\nCALSCALE:GREGORIAN\r\n")
    left_out = Counter[str]()
    for record in map(visible_record, records):
        written = _todo(record, cited, made, alarm) if are_deadlines(fields) else _event(record, cited, made)
        if written is None:
            left_out[_why_not(record, needed)] += 1
        else:
            stream.write(written)
    stream.write("END:VCALENDAR\r\n")
    return left_out


def _todo(record: Record, sources: Mapping[str, Record], stamp: str, alarm: int | None) -> str | None:
    """Return the to-do of a deadline, None for one without a last day."""
    last = _day(record["cutoff_to"])
    if last is None:
        return None
    status = _STATUS.get(record["state"], "NEEDS-ACTION")
    description, address, length = _cited(record["why"], record, sources)
    lines = [
        _categories([*record["themes"], record["programme"]]),
        text("DESCRIPTION", description),
        stamp,
        day("DUE", last + _DAY),
        line(f"STATUS:{status}"),
        text("SUMMARY", record["title"]),
        text("UID", f"{record['id']}{OWN}"),
        address,
    ]
    own = {f"X-DATELINE-{name.replace('_', '-').upper()}": record[name] for name in _OWN if record[name]}
    lines += [_own(name, value) for name, value in sorted((own | length).items())]
    if alarm is not None and status == "NEEDS-ACTION":
        lines.append(_alarm(record, alarm))
    return component("VTODO", lines)


def _alarm(record: Record, days: int) -> str:
    # Counted from the end, which is the day after the last.
    shown = text("DESCRIPTION", f"Due: {record['title']}")
    return component("VALARM", ["ACTION:DISPLAY\r\n", shown, f"TRIGGER;RELATED=END:-P{days + 1}D\r\n"])


def _event(record: Record, sources: Mapping[str, Record], stamp: str) -> str | None:
    """Return the event of a record, None for one without a first or last day."""
    first, last = _day(record["earliest"]), _day(record["latest"])
    if first is None or last is None:
        return None
    description, address, length = _cited(record["description"] or "", record, sources)
    latitude, longitude = record["latitude"], record["longitude"]
    lines = [
        text("SUMMARY", record["title"]),
        day("DTSTART", first),
        day("DTEND", last + _DAY),
        stamp,
        text("UID", f"{record['id']}{OWN}"),
        _categories(record["themes"]) if record["themes"] else "",
        text("DESCRIPTION", description) if description else "",
        f"GEO:{latitude};{longitude}\r\n" if latitude is not None and longitude is not None else "",
        text("LOCATION", record["place"]) if record["place"] else "",
        "TRANSP:TRANSPARENT\r\n",
        address,
        _own("X-DATELINE-DATE", record["date"]),
        *(_own(*each) for each in length.items()),
    ]
    return component("VEVENT", lines)


def _own(name: str, value: str) -> str:
    """Return the line of a property of ours, whose value programs take as it is."""
    return line(f"{name}:{one_line(value)}")


def _categories(names: Iterable[str]) -> str:
    return line(f"CATEGORIES:{','.join(map(escaped, names))}")


def _why_not(record: Record, needed: tuple[str, ...]) -> str:
    """Return why a record has no place in a calendar that needs these days of it."""
    days = ("cutoff_from", *needed) if "cutoff_to" in needed else needed
    return BEYOND if all(map(record.get, needed)) else OPEN if any(map(record.get, days)) else NO_DAY


def _cited(said: str, record: Record, sources: Mapping[str, Record]) -> tuple[str, str, dict[str, str]]:
    """Return a description with all sources below it, the line of the first address, and how long the sources are.

    X-DATELINE-SOURCES is the number of letters that they take there, so that they are not read as the description.
    """
    lines = cited_lines(record, sources)
    if not lines:
        return said, "", {}
    urls = (sources.get(each["source"], {}).get("url") or each["source"] for each in record["citations"])
    address = next((url for url in urls if url.lower().startswith(("http://", "https://"))), None)
    listed = "\n".join(lines)
    return (
        f"{said}\n\n{listed}" if said else listed,
        line(f"URL:{one_line(address)}") if address else "",
        {"X-DATELINE-SOURCES": str(len(listed))},
    )


def _day(text: str | None) -> date | None:
    """Return a day that a calendar can hold and that has a day after it, else None."""
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        return None
    return day if day and day < date.max else None
