"""Results of Wikidata's query service (SPARQL) as CSV, TSV or JSON, with the precision of the dates.

The variables of a query have any names; COLUMNS lists those that are understood. A time is written with a day whatever
it says: 1883-01-01 is the year 1883 where `timePrecision` is 9. So a first of January or of a month without a precision
is refused, and the hint says what to add to the query. A month or day 00, as in Wikidata's own JSON, says it too.

Two notations must be kept apart. The query service counts the year 0 (-0043 is 44 BCE), and gives days of the Julian
calendar (Q1985786) as days of the Gregorian one (Wikibase, "RDF Dump Format", time values). Wikidata's own JSON marks
years with a plus or minus and has no year 0, and its days are of the calendar that it names. A plus, or a month or day
00, is the mark of the latter; else a minus is read as the query service writes it. Months and years of the Julian
calendar are as they were in either, so they become some day among their days.

Times are read in `wikidata_times.py`. An event is known by its item, `wikidata:Q42`; a second row of the same item must
say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import IO

from dateline.errors import Fault, InvalidRecords
from dateline.formats import incoming
from dateline.formats.datasets.wikidata_rows import json_rows
from dateline.formats.datasets.wikidata_times import date_of
from dateline.formats.delimited.cell_values import UnfitError, degrees
from dateline.formats.delimited.first_line import Peeked
from dateline.formats.delimited.header import Headed, read_items
from dateline.formats.delimited.tabular import Row
from dateline.formats.incoming import Incoming, Item
from dateline.model import Citation, Event, Source

actor, theme, themes = incoming.actor, incoming.theme, incoming.themes
_STARTS = ("start", "startdate", "starttime")
COLUMNS = {
    "item": ("item", "event", "entity", "subject"),
    "label": ("itemlabel", "eventlabel", "entitylabel", "subjectlabel", "label", "title"),
    "date": ("date", "time", "timevalue", *_STARTS, "pointintime", "point_in_time"),
    "precision": ("timeprecision", "precision", "dateprecision", "startprecision", "time_precision"),
    "model": ("timecalendarmodel", "calendarmodel", "calendar", "model"),
    "end": ("end", "enddate", "endtime"),
    "end_precision": ("endprecision", "endtimeprecision", "end_precision"),
    "doubts": ("circumstances", "sourcingcircumstances", "circa"),
    "end_doubts": ("endcircumstances", "endsourcingcircumstances", "endcirca"),
    "least": ("earliest", "earliestdate"),
    "least_precision": ("earliestprecision", "earliestdateprecision"),
    "most": ("latest", "latestdate"),
    "most_precision": ("latestprecision", "latestdateprecision"),
    "about": ("itemdescription", "eventdescription", "description"),
    "place": ("placelabel", "locationlabel", "place", "location"),
    "point": ("coord", "coords", "coordinates", "coordinate", "point", "geo"),
}
"""The names of variables for each part of an event, without case; the first that there is counts."""
_DATE, _END = (list(COLUMNS).index(part) for part in ("date", "end"))
_ITEM = re.compile(r"(?:<?https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)>?")
_POINT = re.compile(r"(?:<[^>]*> )?Point\((?P<east>\S+) (?P<north>\S+)\)", re.IGNORECASE)
_TYPED = re.compile(r'"(?P<text>.*)"(?:@[\w-]+|\^\^\S+)?', re.DOTALL)
_SOURCE = Source("wikidata", "Wikidata", url="https://www.wikidata.org/", note="CC0 1.0")


def events(stream: IO[str]) -> Iterator[Item]:
    """Yield the events of a result.

    Raises:
        InvalidRecords: the text is no result, or has no item or date.
    """
    text = Peeked(stream)
    names: Sequence[str]
    rows: Iterator[Row]
    if text.first.lstrip("\ufeff \t\r\n")[:1] in tuple("{["):
        names, rows = json_rows("".join(text), text.name)
    else:
        table = Headed(text, text.separator, quoted=text.separator != "\t")
        names, rows = [name.lstrip("?") for name in table.names], table.rows
    places = [_place(names, part) for part in COLUMNS]
    for part in ("item", "date"):
        if _place(names, part) == len(names):
            message = f"there is no variable {part}: this is not a result of Wikidata that dateline knows"
            raise InvalidRecords([Fault(text.name, 1, message, f"call it one of {', '.join(COLUMNS[part])}")])
    begins = places[_END] < len(names) and names[places[_DATE]] in _STARTS
    return read_items(rows, names, places, partial(_event, begins=begins))


def _place(names: Sequence[str], part: str) -> int:
    return next((names.index(name) for name in COLUMNS[part] if name in names), len(names))


def _event(line: int, *written: str, begins: bool) -> Incoming:
    """Return the event of a row; with `begins` its date is that of a beginning, whose end may be missing."""
    item, label, *times, about, place, point = (_bare(cell) for cell in written)
    found = _ITEM.fullmatch(item)
    if found is None:
        raise UnfitError(f"the item {item!r} is not one of Wikidata" if item else "the item is missing")
    north, east = _degrees(point)
    event = Event(
        f"wikidata:{found[1]}",
        label or found[1],
        date_of(*times, begins=begins),
        description=about or None,
        place=None if _ITEM.fullmatch(place) else place or None,
        latitude=north,
        longitude=east,
        citations=(Citation(_SOURCE.id, found[1]),),
    )
    return Incoming(line, event)


def _bare(cell: str) -> str:
    """Return a cell of TSV, `"Riga"@en`, as CSV has it."""
    cell = cell.strip()
    found = _TYPED.fullmatch(cell) if cell[:1] == '"' else None
    return found["text"] if found else cell


def _degrees(text: str) -> tuple[float | None, float | None]:
    found = _POINT.fullmatch(text)
    return (degrees(found["north"], "latitude"), degrees(found["east"], "longitude")) if found else (None, None)


def source(identity: str) -> Source:
    """Return Wikidata as a source."""
    return _SOURCE if identity == _SOURCE.id else incoming.source(identity)
