"""iCalendar (RFC 5545) read: VEVENT, VTODO and VJOURNAL as events.

Days are those written, whatever the time zone, and times of day are not kept; an event of several days happened
throughout. A VTODO is an event of the kind "to-do" on the day on which it is due, else on which it begins; a VJOURNAL
one of the kind "journal". X-DATELINE-DATE, which `ics` writes, is the date as long as nobody moved the event in a
calendar program. STATUS:TENTATIVE makes the date uncertain, STATUS:CANCELLED withdraws, and SEQUENCE is the version.

What recurs becomes an event for each day (see `recurrence`), whose id is the UID and the day: `uid#2000-01-31`. A
component with RECURRENCE-ID stands in place of that occurrence, wherever it is in the file; so what recurs is held
until the end of it. Without UID the id is a hash of the content. What is not read is counted, and told.
"""

from __future__ import annotations

import hashlib
import warnings
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import IO, Any, NamedTuple

from dateline.counted import counted
from dateline.dates import parse
from dateline.errors import InvalidDate
from dateline.formats import incoming
from dateline.formats.delimited.cell_values import slug
from dateline.formats.documents import recurrence
from dateline.formats.documents.ics_components import OWN, Component, components, need_icalendar
from dateline.formats.incoming import Item, Rejected, Told
from dateline.model import Source
from dateline.wire_fields import Record

actor, theme, themes = incoming.actor, incoming.theme, incoming.themes

_DAY = timedelta(days=1)
_READ = (
    "UID", "DTSTART", "DTEND", "DUE", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "CATEGORIES", "URL",
    "RECURRENCE-ID", "RRULE", "RDATE", "EXDATE", "EXRULE", "SEQUENCE", "STATUS",
)  # fmt: skip
_LEFT_OUT = (
    "ATTACH", "ATTENDEE", "COMMENT", "COMPLETED", "CONFERENCE", "CONTACT", "IMAGE", "ORGANIZER", "PERCENT-COMPLETE",
    "PRIORITY", "RELATED-TO", "RESOURCES",
)  # fmt: skip
"""Properties that say something of an event, and are told because they are not read."""
_STAMPS = ("DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE")
_KINDS = {"VTODO": "to-do", "VJOURNAL": "journal"}


class _Read(NamedTuple):
    """A component as icalendar has it, with the line on which it ends, its name and its text."""

    line: int
    name: str
    text: str
    content: Any

    @property
    def uid(self) -> str | None:
        found = _text(self.content, "UID")
        return found and found.removesuffix(OWN)

    @property
    def start(self) -> date:
        """The day or time on which it begins; DUE where it has no other.

        Raises:
            ValueError: there is none.
        """
        found = _one(self.content, "DTSTART") or (_one(self.content, "DUE") if self.name == "VTODO" else None)
        if found is None:
            raise ValueError("DTSTART is missing")
        _written(found.dt)
        start: date = found.dt
        return start


def events(stream: IO[str]) -> Iterator[Item]:
    """Yield the events of a calendar, each read when its last line is, what recurs at the end; then what is left out.

    Raises:
        InvalidRecords: the text is no calendar.
        DatelineError: icalendar is not installed.
    """
    need_icalendar()
    zones = set[str]()
    held = _Held()
    for component in components(stream, zones):
        if component.text is None:
            yield Told(component.line, component.name, left_out=True)
            continue
        try:
            found = _read(component)
            yield from _told(found, zones)
            if recurrence.recurs(found.content) or _one(found.content, "RECURRENCE-ID"):
                held.take(found)
            else:
                yield from _single(found)
        except (ValueError, OverflowError) as error:
            yield Rejected(component.line, str(error), {"component": component.text})
    yield from held.items()


def source(identity: str) -> Source:
    """Return the page of an address."""
    return Source(identity, identity, url=identity)


def _read(component: Component) -> _Read:
    """Return a component of icalendar, which must not warn: nobody could tell of which file.

    Raises:
        ValueError: it breaks off, or something in it that is read is invalid.
    """
    import icalendar

    text = str(component.text)
    if not text.rstrip().upper().endswith(f"END:{component.name}"):
        raise ValueError(f"the text ends before END:{component.name}")
    kind = {"VEVENT": icalendar.Event, "VTODO": icalendar.Todo, "VJOURNAL": icalendar.Journal}[component.name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found: Any = kind.from_ical(text)
        except (AttributeError, TypeError, LookupError) as error:  # icalendar takes a list of values for one
            raise ValueError("a property has parameters that cannot be read, such as VALUE with two values") from error
    for name in _READ:
        encoding = getattr(found.get(name), "params", {}).get("ENCODING")
        if encoding == "QUOTED-PRINTABLE":
            raise ValueError(f"{name} is encoded as in vCalendar 1.0, which iCalendar does not know")
    for name, message in found.errors:
        if name in _READ:
            raise ValueError(f"{name}: {message}")
    return _Read(component.line, component.name, text, found)


# What is told.


def _told(found: _Read, zones: set[str]) -> Iterator[Told]:
    """Yield what is not read of a component, and what is read otherwise than it stands there."""
    for name in _LEFT_OUT:
        number = len(each) if isinstance(each := found.content.get(name), list) else each is not None
        yield from [Told(found.line, name, left_out=True)] * number
    values = [_one(found.content, name) for name in ("DTSTART", "DTEND", "DUE")]
    if any(value and isinstance(value.dt, datetime) for value in values):
        yield Told(found.line, "clock time", left_out=True)
    for name in dict.fromkeys(value.params.get("TZID") for value in values if value and not _is_aware(value.dt)):
        if name and name not in zones:
            yield Told(found.line, f"the time zone {name!r} is unknown: the day is the one written")
    if found.uid is None:
        yield Told(found.line, "UID is missing: the id is made of the content")
    if found.content.get("EXDATE") and not recurrence.recurs(found.content):
        yield Told(found.line, "EXDATE is not read, because nothing recurs")
    changed = _one(found.content, "RECURRENCE-ID")
    if changed and changed.params.get("RANGE"):
        yield Told(found.line, "RANGE of RECURRENCE-ID is not read: the change is that of its own day alone")


def _is_aware(value: Any) -> bool:
    return getattr(value, "tzinfo", None) is not None


# Events.


def _single(found: _Read) -> Iterator[Item]:
    """Yield the item of what does not recur; a to-do or a note without a day is none."""
    if found.name != "VEVENT" and not _has_day(found):
        yield Told(found.line, f"{found.name} without a day", left_out=True)
        return
    yield from _item(found, found.uid or _made_id(found), *_days(found))


def _has_day(found: _Read) -> bool:
    return any(found.content.get(name) for name in ("DTSTART", "DUE")) or _text(found.content, "STATUS") == "CANCELLED"


def _days(found: _Read) -> tuple[date | None, date | None]:
    return (None, None) if _text(found.content, "STATUS") == "CANCELLED" else _span(found)


def _item(found: _Read, identity: str, first: date | None, last: date | None) -> Iterator[Item]:
    """Yield the item of an event from `first` to `last`; one that is cancelled needs no days."""
    version = _one(found.content, "SEQUENCE")
    said: Record = {"id": identity, "version": version if version is None else int(version)}
    if first is None or last is None or _text(found.content, "STATUS") == "CANCELLED":
        said["withdrawn"] = True
    else:
        said |= _record(found, first, last)
    yield from incoming.from_records([(found.line, said)])


def _record(found: _Read, first: date, last: date) -> Record:
    """Return the wire record of a component, all but its id."""
    content = found.content
    position, address = _one(content, "GEO"), _text(content, "URL")
    return {
        "date": _kept(content, first, last) or _edtf(first, last, doubt=_text(content, "STATUS") == "TENTATIVE"),
        "title": _text(content, "SUMMARY"),
        "description": _description(content),
        "kind": _KINDS.get(found.name),
        "place": _text(content, "LOCATION"),
        "latitude": position and position.latitude,
        "longitude": position and position.longitude,
        "themes": _themes(content),
        "citations": [{"source": address}] if address else [],
    }


def _edtf(first: date, last: date, *, doubt: bool) -> str:
    mark = "?" if doubt else ""
    return f"{first}{mark}/{last}{mark}" if last > first else f"{first}{mark}"


def _one(content: Any, name: str) -> Any:
    """Return the value of a property, the first where RFC 5545 allows but one."""
    found = content.get(name)
    return found[0] if isinstance(found, list) else found


def _text(content: Any, name: str) -> str | None:
    found = _one(content, name)
    return (str(found).strip() or None) if found is not None else None


def _description(content: Any) -> str | None:
    """Return the description without the sources that `ics` adds to it, as long as they are its end."""
    text, number = _text(content, "DESCRIPTION"), _text(content, "X-DATELINE-SOURCES") or ""
    letters = int(number) if number.isdecimal() and len(number) < 9 else 0
    own = letters and text and text[-letters:].startswith("Source: ")
    return (text[:-letters].rstrip() or None) if text and own else text


def _made_id(found: _Read) -> str:
    """Return an id made of what a component says, without when it was written."""
    unfolded = found.text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "")
    lines = sorted(line for line in unfolded.split("\n") if not line.upper().startswith((*_STAMPS, "UID")))
    digest = hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
    return f"ics-{digest[:16]}"


def _written(when: Any) -> date:
    """Return the day of a date or time."""
    if isinstance(when, datetime):
        return when.date()
    if not isinstance(when, date):
        raise ValueError(f"{when} is not a day")
    return when


def _span(found: _Read) -> tuple[date, date]:
    """Return the first and the last day; DTEND is the day, or the moment, after the end. A to-do is on its last day."""
    if found.name == "VTODO":
        return (_due(found),) * 2
    start = found.start
    first, end, lasts = _written(start), _one(found.content, "DTEND"), _one(found.content, "DURATION")
    if (end is None and lasts is None) or found.name == "VJOURNAL":
        return first, first
    after = end.dt if end is not None else start + lasts.dt
    last = _written(after - timedelta(microseconds=1) if isinstance(after, datetime) else after - _DAY)
    # Some programs end an event of one day on that day; a flight may land on the day before it left.
    if last < first and _written(after) < first - _DAY:
        raise ValueError(f"DTEND {after} is before DTSTART {start}")
    return first, max(first, last)


def _due(found: _Read) -> date:
    """Return the day on which a to-do is due. What other programs write as the day of DUE is that day."""
    due, lasts = _one(found.content, "DUE"), _one(found.content, "DURATION")
    if due is None:
        return _written(found.start if lasts is None else found.start + lasts.dt)
    begin = _one(found.content, "DTSTART")
    if begin and _written(due.dt) < _written(begin.dt):
        raise ValueError(f"DUE {due.dt} is before DTSTART {begin.dt}")
    own = (_text(found.content, "UID") or "").endswith(OWN)
    return _written(due.dt) - (_DAY if own and not isinstance(due.dt, datetime) else timedelta())


def _kept(content: Any, first: date, last: date) -> str | None:
    """Return the date that `write` kept, if the days beside it are still those that it wrote."""
    try:
        kept = parse((_text(content, "X-DATELINE-DATE") or "").replace("\\,", ","))
    except InvalidDate:
        return None
    return kept.edtf if (kept.earliest, kept.latest) == (first.toordinal(), last.toordinal()) else None


def _themes(content: Any) -> list[str]:
    found = content.get("CATEGORIES") or []
    named = (str(name) for each in (found if isinstance(found, list) else [found]) for name in each.cats)
    paths = ("/".join(slug(part) for part in name.split("/") if part.strip()) for name in named)
    return list(dict.fromkeys(filter(None, paths)))


# What recurs.


class _Held:
    """What recurs, and the changed occurrences, by their UID."""

    def __init__(self) -> None:
        self._whole: list[_Read] = []
        self._changed: dict[str, list[_Read]] = defaultdict(list)

    def take(self, found: _Read) -> None:
        """Hold a component; a changed occurrence of nothing is a whole one."""
        uid = found.uid
        if uid and _one(found.content, "RECURRENCE-ID"):
            self._changed[uid].append(found)
        else:
            self._whole.append(found)

    def items(self) -> Iterator[Item]:
        """Yield the items of all that was held: the changed occurrences, and the others in their place."""
        zones = {found.uid: getattr(_begin(found), "tzinfo", None) for found in self._whole if found.uid}
        changed = {uid: [(_day_of(each, zones.get(uid)), each) for each in all_] for uid, all_ in self._changed.items()}
        for found in self._whole:
            yield from _refusing(found, _occurrences(found, {day for day, _ in changed.get(found.uid or "", ())}))
        for uid, all_ in changed.items():
            for day, found in all_:
                yield from _refusing(found, _item_of_day(found, f"{uid}#{day}"))


def _item_of_day(found: _Read, identity: str) -> Iterator[Item]:
    yield from _item(found, identity, *_days(found))


def _refusing(found: _Read, items: Iterator[Item]) -> Iterator[Item]:
    """Yield the items, or a rejected component where they cannot be made."""
    try:
        yield from list(items)
    except (ValueError, OverflowError) as error:
        yield Rejected(found.line, str(error), {"component": found.text})


def _begin(found: _Read) -> date | None:
    try:
        return found.start
    except ValueError:
        return None


def _day_of(found: _Read, zone: Any) -> date:
    """Return the day of the occurrence that a component changes, on the clock of what recurs."""
    when = _one(found.content, "RECURRENCE-ID").dt
    return _written(when.astimezone(zone) if zone and _is_aware(when) else when)


def _occurrences(found: _Read, changed: set[date]) -> Iterator[Item]:
    """Yield the items of a component that recurs, but for its changed occurrences."""
    start = found.start
    days = recurrence.series(found.content, start)
    # What a to-do recurs by is its beginning; it is due so many days later.
    first, last = _span(found)
    offsets = first - _written(start), last - _written(start)
    identity = found.uid or _made_id(found)
    for day in days.days:
        if day not in changed:
            end = max(days.ends.get(day, day + offsets[1]), day)
            yield from _item(found, f"{identity}#{day}", day + offsets[0], end)
    yield from _told_of(found, days)


def _told_of(found: _Read, days: recurrence.Series) -> Iterator[Told]:
    if days.cut:
        yield Told(found.line, f"a rule goes on, and is read up to {days.cut}")
    if not days.days:
        yield Told(found.line, f"{found.name} whose days are all excluded", left_out=True)
    if days.unmet:
        yield Told(found.line, f"EXDATE excludes {counted(days.unmet, 'time')} at which nothing occurs")
    if days.apart:
        yield Told(found.line, "DTSTART is not a day of its rule: it is read as the first occurrence")
    for _ in range(days.repeated):
        yield Told(found.line, "repeated day", left_out=True)
