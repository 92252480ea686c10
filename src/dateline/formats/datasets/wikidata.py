"""Results of Wikidata's query service (SPARQL) as CSV, TSV or JSON, with the precision of the dates.

The variables of a query have any names; COLUMNS lists those that are understood. A time is written with a day whatever
it says: 1883-01-01 is the year 1883 where `timePrecision` is 9. So a first of January or of a month without a precision
is refused, and the hint says what to add to the query. A month or day 00, as in Wikidata's own JSON, says it too.

Two notations must be kept apart. The query service counts the year 0 (-0043 is 44 BCE), and gives days of the Julian
calendar (Q1985786) as days of the Gregorian one (Wikibase, "RDF Dump Format", time values). Wikidata's own JSON marks
years with a plus or minus and has no year 0, and its days are of the calendar that it names. A plus, or a month or day
00, is the mark of the latter; else a minus is read as the query service writes it. Months and years of the Julian
calendar are as they were in either, so they become some day among their days.

An event is known by its item, `wikidata:Q42`; a second row of the same item must say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import IO

from dateline.dates import Date, from_prose, settled
from dateline.dates.calendar import year_text
from dateline.dates.conventions import USUAL
from dateline.errors import Fault, InvalidRecords
from dateline.formats import incoming
from dateline.formats.datasets.wikidata_rows import json_rows
from dateline.formats.delimited.cell_values import UnfitError, degrees, edtf, whole
from dateline.formats.delimited.first_line import Peeked
from dateline.formats.delimited.header import Headed, read_items
from dateline.formats.delimited.tabular import Row
from dateline.formats.incoming import Incoming, Item
from dateline.model import Citation, Event, Source

actor, theme, themes = incoming.actor, incoming.theme, incoming.themes
COLUMNS = {
    "item": ("item", "event", "entity", "subject"),
    "label": ("itemlabel", "eventlabel", "entitylabel", "subjectlabel", "label", "title"),
    "date": ("date", "time", "timevalue", "start", "startdate", "starttime", "pointintime", "point_in_time"),
    "precision": ("timeprecision", "precision", "dateprecision", "startprecision", "time_precision"),
    "model": ("timecalendarmodel", "calendarmodel", "calendar", "model"),
    "end": ("end", "enddate", "endtime"),
    "end_precision": ("endprecision", "endtimeprecision", "end_precision"),
    "about": ("itemdescription", "eventdescription", "description"),
    "place": ("placelabel", "locationlabel", "place", "location"),
    "point": ("coord", "coords", "coordinates", "coordinate", "point", "geo"),
}
"""The names of variables for each part of an event, without case; the first that there is counts."""
_ASK = "add to the query: ?item p:P585/psv:P585 [wikibase:timeValue ?date; wikibase:timePrecision ?timePrecision]"
_ITEM = re.compile(r"(?:<?https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)>?")
_TIME = re.compile(r"(?P<sign>[+-]?)(?P<year>\d{4,16})-(?P<month>\d\d)-(?P<day>\d\d)(?:T00:00:00(?:\.0+)?Z?)?")
_POINT = re.compile(r"(?:<[^>]*> )?Point\((?P<east>\S+) (?P<north>\S+)\)", re.IGNORECASE)
_TYPED = re.compile(r'"(?P<text>.*)"(?:@[\w-]+|\^\^\S+)?', re.DOTALL)
_JULIAN = "Q1985786"
_DAY, _MONTH, _YEAR, _DECADE, _CENTURY, _MILLENNIUM = 11, 10, 9, 8, 7, 6
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
    return read_items(rows, names, places, _event)


def _place(names: Sequence[str], part: str) -> int:
    return next((names.index(name) for name in COLUMNS[part] if name in names), len(names))


def _event(line: int, *written: str) -> Incoming:
    cells = [_bare(cell) for cell in written]
    item, label, date, precision, model, end, end_precision, about, place, point = cells
    found = _ITEM.fullmatch(item)
    if found is None:
        raise UnfitError(f"the item {item!r} is not one of Wikidata" if item else "the item is missing")
    north, east = _degrees(point)
    event = Event(
        f"wikidata:{found[1]}",
        label or found[1],
        _span(date, precision, model, end, end_precision),
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


@lru_cache(65_536)
def _span(date: str, precision: str, model: str, end: str, end_precision: str) -> Date:
    if not date:
        raise UnfitError("the date is missing")
    first = time(date, precision, model)
    if not end:
        return first
    last = time(end, end_precision, model)
    if first == last:
        return first
    if first.earliest > last.latest:
        raise UnfitError(f"the date {first.edtf} is after the end {last.edtf}")
    if first.kind != "date" or last.kind != "date" or first.members or last.members:
        raise UnfitError(f"there is no span from {first.edtf} to {last.edtf}")
    return edtf(f"{first.edtf}/{last.edtf}")


def time(text: str, precision: str = "", model: str = "") -> Date:
    """Return the date of a time of Wikidata, as wide as its precision says.

    Raises:
        UnfitError: it is no time, or a precision is missing or wider than a millennium.
    """
    found = _TIME.fullmatch(text)
    if found is None:
        unknown = "genid" in text or re.fullmatch(r"_?:?t\d+", text)
        raise UnfitError(f"the date {text!r} is " + ("an unknown value of Wikidata" if unknown else "not a time"))
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    own = found["sign"] == "+" or 0 in (month, day)
    if found["sign"] == "-":
        year = 1 - year if own else -year
    wide = _width(text, month, day, whole(precision, "timePrecision"))
    if wide <= _DECADE:
        return _wide(year, wide)
    written = "-".join((year_text(year), *(f"{part:02d}" for part in (month, day)[: wide - _YEAR])))
    if _JULIAN not in model or (wide == _DAY and not own):
        return edtf(written)
    meant = settled(from_prose(written, None, USUAL._replace(calendar="julian")))
    if meant is None:
        raise UnfitError(f"the date {text!r} is no date of the Julian calendar")
    return meant.date


def _width(text: str, month: int, day: int, precision: int | None) -> int:
    """Return the precision, at most that of a day and at most what the numbers are."""
    known = _YEAR if month == 0 else _MONTH if day == 0 else _DAY
    if precision is None:
        if known == _DAY and day == 1:
            raise UnfitError(f"the date {text!r} may be a day, a month, a year or more", _ASK)
        return known
    if not _MILLENNIUM <= precision <= 14:
        raise UnfitError(f"timePrecision {precision} is not one of {_MILLENNIUM}, a millennium, to {_DAY}, a day")
    return min(precision, known)


def _wide(year: int, precision: int) -> Date:
    """Return a decade, century or millennium: 8 is 188X, 7 the century that ends in 00, as historians count."""
    if precision == _DECADE:
        if year < 0:
            raise UnfitError("a decade before the common era has no date")
        return edtf(f"{year // 10:03d}X")
    if year <= 0:
        # The service counts a year 0, which is 1 BCE, so that -99 to 0 are the first century.
        number, era = (-year // 100 + 1, " BC") if precision == _CENTURY else (-year // 1000 + 1, " BC")
    else:
        number, era = (-(-year // 100), "") if precision == _CENTURY else (-(-year // 1000), "")
    unit = "century" if precision == _CENTURY else "millennium"
    meant = settled(from_prose(f"{number}{_ordinal(number)} {unit}{era}"))
    if meant is None:
        raise UnfitError(f"the {unit} of the year {year} has no date")
    return meant.date


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def source(identity: str) -> Source:
    """Return Wikidata as a source."""
    return _SOURCE if identity == _SOURCE.id else incoming.source(identity)
