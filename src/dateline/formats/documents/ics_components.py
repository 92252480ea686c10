"""The components of a calendar, one by one, with the lines on which they end (RFC 5545, 3.4 and 3.6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, NamedTuple

from dateline.errors import DatelineError, Fault, InvalidRecords

DATED = ("VEVENT", "VTODO", "VJOURNAL")
"""What becomes events."""
OWN = "@dateline"
"""How the UIDs end that dateline writes."""


def need_icalendar() -> None:
    """Raise DatelineError if icalendar is not installed."""
    try:
        import icalendar  # noqa: F401
    except ImportError:
        raise DatelineError("calendars need the package icalendar", "pip install 'dateline[calendar]'") from None


class Component(NamedTuple):
    """A component with its text, as the calendar has it, and the 1-based line on which it ends.

    `text` is None for one that is not read, such as VFREEBUSY, or VALARM within an event.
    """

    line: int
    name: str
    text: str | None


def components(stream: IO[str], zones: set[str]) -> Iterator[Component]:
    """Yield the components of a calendar in their order, those within another before it; `zones` takes time zones.

    A line that begins with a blank goes on with the one before. A component that breaks off is given as far as it goes.

    Raises:
        InvalidRecords: the text is no calendar.
    """
    reading, number = _Reading(zones), 0
    for number, text in enumerate(stream, 1):
        sign = text.rstrip().upper()
        if not reading.begun and sign:
            reading.begun = sign.removeprefix("\ufeff") == "BEGIN:VCALENDAR"
            if not reading.begun:
                break
        else:
            yield from reading.take(number, text, sign)
    if not reading.begun:
        file = str(getattr(stream, "name", "standard input"))
        raise InvalidRecords([Fault(file, 1, "is not a calendar: it does not begin with BEGIN:VCALENDAR")])
    if reading.held:
        yield Component(number, reading.name, "".join(reading.held))


class _Reading:
    """What has been read of a calendar: the lines `held` of the component `name`, or that which is passed over."""

    def __init__(self, zones: set[str]) -> None:
        self.begun, self.held, self.name = False, list[str](), ""
        self._over, self._zones = "", zones

    def take(self, line: int, text: str, sign: str) -> Iterator[Component]:
        """Take the next line and yield what it ends, or what begins there and is not read."""
        verb, _, name = sign.partition(":")
        if self.held:
            yield from self._within(line, text, verb, name)
        elif verb == "BEGIN" and name in DATED:
            self.name, self.held, self._over = name, [text], ""
        elif self._over:
            self._pass_over(text, verb, name)
        elif verb == "BEGIN" and name not in ("", "VCALENDAR"):
            self._over = name
            if name != "VTIMEZONE":
                yield Component(line, name, None)

    def _within(self, line: int, text: str, verb: str, name: str) -> Iterator[Component]:
        self.held.append(text)
        if verb == "END" and name == self.name:
            held, self.held = self.held, []
            yield Component(line, name, "".join(held))
        elif verb == "BEGIN" and name not in DATED:
            yield Component(line, name, None)

    def _pass_over(self, text: str, verb: str, name: str) -> None:
        if self._over == "VTIMEZONE" and verb == "TZID":
            self._zones.add(text.rstrip()[len("TZID:") :])
        if verb == "END" and name == self._over:
            self._over = ""
