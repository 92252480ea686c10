"""What a picture shows of each record: its days, its ends, its label; no pixels yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dateline.dates import FAR_FUTURE, FAR_PAST, Bounds, Date, parse, parse_day
from dateline.dates.undated import UNDATED
from dateline.errors import InvalidDate
from dateline.render.picture.look import Look
from dateline.wire_fields import Record

_LEAST_SHARE = 0.35
"""What an imprecise end may add to a picture, as a part of the time that is certainly touched."""

_LEAST_ROOM = 731
"""The same in days, where little is certain."""


class Part(NamedTuple):
    """A stretch of time: surely taken from `sure_first` to `sure_last`, perhaps from `first` to `last`.

    Where it is a day somewhere within, nothing is surely taken: sure_first > sure_last. Days without bound are
    FAR_PAST and FAR_FUTURE; such an end is `open_start` or `open_end` when the time surely has no end there.
    """

    first: int
    sure_first: int
    sure_last: int
    last: int
    open_start: bool = False
    open_end: bool = False

    @property
    def is_day(self) -> bool:
        """Tell whether it is one day, and known."""
        return self.first == self.sure_first == self.sure_last == self.last

    @property
    def somewhere(self) -> bool:
        """Tell whether it is one day, but nobody knows which."""
        return self.first == self.sure_last and self.sure_first == self.last and not self.is_day


class Said(NamedTuple):
    """The days that a source gives for an event, from the first to the last possible one, and the source."""

    first: int
    last: int
    source: str
    date: str


class Mark(NamedTuple):
    """An event in a picture: its parts in order of time, and how its label begins and ends ("c.", "?").

    `said` has the dates that its sources give, where they are asked for.
    """

    record: Record
    date: Date
    parts: tuple[Part, ...]
    circa: bool
    doubtful: bool
    possible: bool
    said: tuple[Said, ...] = ()

    @property
    def reach(self) -> tuple[int, int]:
        """Return the first and the last day that it may touch, by its sources too."""
        return min((self.first, *(s.first for s in self.said))), max((self.last, *(s.last for s in self.said)))

    @property
    def id(self) -> str:
        """Return the id of the event."""
        identity: str = self.record["id"]
        return identity

    @property
    def first(self) -> int:
        """Return the first day that it may touch."""
        return self.parts[0].first

    @property
    def last(self) -> int:
        """Return the last day that it may touch."""
        return max(part.last for part in self.parts)

    @property
    def label(self) -> str:
        """Return the title, marked where the date is about (c.) or doubtful, or the event only perhaps in range (?)."""
        before = "c. " if self.circa else ""
        return f"{before}{self.record['title']}{' ?' if self.doubtful or self.possible else ''}"


class Due(NamedTuple):
    """A deadline in a picture: the days in which its last day lies, and how many days it is overdue [min, max]."""

    record: Record
    first: int
    last: int

    @property
    def id(self) -> str:
        """Return the id of the deadline."""
        identity: str = self.record["id"]
        return identity

    @property
    def stand(self) -> int:
        """Return the day on which the sign of its state stands: the last one possible, where there is one."""
        return self.last if self.last < FAR_FUTURE else self.first

    @property
    def label(self) -> str:
        """Return the title."""
        title: str = self.record["title"]
        return title


def parted(records: Iterable[Record]) -> tuple[list[Record], list[Record]]:
    """Return the events that can be drawn, and those that are undated, both in their order."""
    found = list(records)
    return [each for each in found if each["date"] != UNDATED], [each for each in found if each["date"] == UNDATED]


def marks(records: Iterable[Record]) -> list[Mark]:
    """Return the marks of events on the wire, in their order."""
    return [_mark(record) for record in records]


def dues(records: Iterable[Record], look: Look) -> list[Due]:
    """Return the marks of deadlines on the wire, in their order.

    Those without a last day have no place, nor have those outside of the days of `look`, unless they are overdue in it.
    """
    made = []
    for record in records:
        first, last = _day(record["cutoff_from"]), _day(record["cutoff_to"])
        if first is not None or last is not None:
            due = Due(record, FAR_PAST if first is None else first, FAR_FUTURE if last is None else last)
            if _is_in(due, look):
                made.append(due)
    return made


def _is_in(due: Due, look: Look) -> bool:
    end = due.last if due.record["overdue"] == "no" or look.as_of is None else max(due.last, look.as_of)
    return due.first <= (FAR_FUTURE if look.last is None else look.last) and end >= (look.first or FAR_PAST)


def _day(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return parse_day(text)
    except InvalidDate:  # a year of more than four digits
        return parse(text).earliest


def _mark(record: Record) -> Mark:
    date = parse(record["date"])
    drawn = date.unmarked  # marks are written, and move nothing in a picture
    parts = tuple(sorted(_part(each.bounds, drawn) for each in drawn.members)) or (_part(drawn.bounds, drawn),)
    said = tuple(_said(each) for each in record.get("claims", ()) if each["date"])
    return Mark(record, date, parts, date.approximate, date.uncertain, record["match"] == "possible", said)


def _said(claim: Record) -> Said:
    """Return what a source says of the date of an event."""
    drawn = parse(claim["date"]).unmarked
    source = f"{claim['source']}, {claim['locator']}" if claim["locator"] else claim["source"]
    return Said(drawn.bounds.start_earliest, drawn.bounds.end_latest, source, claim["date"])


def _part(bounds: Bounds, date: Date) -> Part:
    first, sure_first, sure_last, last = bounds
    return Part(first, sure_first, sure_last, last, date.start_kind == "open", date.end_kind == "open")


def span(found: Iterable[Mark], dated: Iterable[Due], look: Look) -> tuple[int, int]:
    """Return the first and the last day of a picture: those asked for, or all that is shown and some more.

    The last one is never before the first, even where all that is shown lies before the days asked for, or after them.
    """
    first, last = shown(found, dated)
    days = [day for day in (look.as_of, *(look.horizon or ())[:2]) if isinstance(day, int)]
    first, last = min([first, *days]), max([last, *days])
    margin = max(1, (last - first) // 50)
    begin = None if look.first is None or look.first <= FAR_PAST else look.first
    end = None if look.last is None or look.last >= FAR_FUTURE else look.last
    if begin is None:
        begin = first - margin if end is None else min(first - margin, end)
    return begin, max(last + margin, begin) if end is None else end


def shown(found: Iterable[Mark], dated: Iterable[Due]) -> tuple[int, int]:
    """Return the first and the last day that marks need.

    All is shown that is surely touched. What is only possible is shown too, unless it would make the picture much
    wider: a day somewhere in the Soviet era fades out at the border of a picture of the nineties.
    """
    parts = [part for mark in found for part in mark.parts]
    parts += [Part(said.first, said.last, said.first, said.last) for mark in found for said in mark.said]
    parts += [Part(due.first, due.first, due.last, due.last) for due in dated]
    sides = [day for part in parts if not part.somewhere for day in (part.sure_first, part.sure_last)]
    ends = [day for day in sides if FAR_PAST < day < FAR_FUTURE]
    ends = ends or [day for part in parts for day in part[:4] if FAR_PAST < day < FAR_FUTURE]
    first, last = min(ends, default=1), max(ends, default=1)
    room = max(_LEAST_ROOM, round((last - first) * _LEAST_SHARE))
    near = [day for part in parts for day in part[:4] if first - room <= day <= last + room]
    first, last = min([first, *near]), max([last, *near])
    short = [part for part in parts if part.last - part.first <= room]  # one that begins to show is shown whole
    return (
        min([first, *(part.last for part in parts if FAR_PAST < part.last < first),
             *(part.first for part in short if part.first < first)]),
        max([last, *(part.first for part in parts if last < part.first < FAR_FUTURE),
             *(part.last for part in short if part.last > last)]),
    )  # fmt: skip
