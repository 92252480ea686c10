"""QuickStatements V1: commands that write events to Wikidata, no date more precise than it is.

An event with an id such as `wikidata:Q42` gets statements, any other a new item. A date that is a day, a month, a year
or a decade is a point in time (P585) of that precision; the ends of an interval are start and end time (P580, P582).
Any other date is an unknown value between an earliest and a latest date (P1319, P1326). Marks become the sourcing
circumstances (P1480) circa or presumably. Sources are references: stated in (P248) for items, else their address
(P854). When a source was retrieved is not recorded, so it is not said.

Days are of the Gregorian calendar. Wikidata has no year 0: the year -0043 is written -0044, 44 BCE.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO

from dateline.dates import FAR_FUTURE, FAR_PAST, parse
from dateline.dates.calendar import from_day
from dateline.dates.undated import UNDATED
from dateline.wire_fields import Record

LONGEST_LABEL = 250
_ITEM = re.compile(r"(?:wikidata:|https?://www\.wikidata\.org/(?:entity|wiki)/)(Q[1-9]\d*)")
_WRITTEN = re.compile(r"(-?\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?([?~%]?)")
_DECADE = re.compile(r"(\d{3})X([?~%]?)")
_FAR = re.compile(r"Y(-?\d+)([?~%]?)")
_DECADES, _YEARS, _MONTHS, _DAYS = 8, 9, 10, 11
_CIRCA, _PRESUMABLY = ("P1480", "Q5727902"), ("P1480", "Q18122778")
_DOUBTS = {"~": _CIRCA, "?": _PRESUMABLY, "%": (*_CIRCA, *_PRESUMABLY)}
_UNKNOWN = "somevalue"
Cells = tuple[str, ...]


def write(
    fields: tuple[str, ...],
    records: Iterable[Record],
    stream: IO[str],
    *,
    sources: Mapping[str, Record] | None = None,
) -> Mapping[str, int]:
    """Write the commands, one a line; return how many events were left out, by the reason."""
    too_long = 0
    for record in records:
        if len(record["title"]) > LONGEST_LABEL:
            too_long += 1
            continue
        references = _references(record, sources or {})
        found = _ITEM.fullmatch(record["id"])
        subject = found[1] if found else "LAST"
        if found is None:
            stream.write("CREATE\n" + _line(subject, "Len", _text(record["title"])))
        for statement in statements(record["date"]):
            stream.write(_line(subject, *statement, *references))
    return {f"a title of more than {LONGEST_LABEL} letters": too_long} if too_long else {}


def statements(edtf: str) -> Iterator[Cells]:
    """Yield what a date says: a property, its value, and qualifiers with their values."""
    first, slash, last = edtf.partition("/")
    if not slash:
        yield _moment("P585", edtf)
    elif not {first, last} - {"", ".."}:
        yield "P585", _UNKNOWN
    else:
        for name, end in (("P580", first), ("P582", last)):
            if end != "..":
                yield _moment(name, end)


def _moment(name: str, text: str) -> Cells:
    """Return a statement of a date that is no interval; an empty one is not known."""
    if text in ("", UNDATED):
        return name, _UNKNOWN
    if (found := _WRITTEN.fullmatch(text)) is not None:
        year, month, day, mark = found.groups()
        return name, _time(int(year), int(month or 0), int(day or 0)), *_DOUBTS.get(mark, ())
    if (found := _FAR.fullmatch(text)) is not None:
        return name, _time(int(found[1])), *_DOUBTS.get(found[2], ())
    if (found := _DECADE.fullmatch(text)) is not None:
        return name, _time(int(found[1]) * 10, precision=_DECADES), *_DOUBTS.get(found[2], ())
    return name, _UNKNOWN, *_around(text)


def _around(text: str) -> Cells:
    """Return the outermost days of a date, with the spread of what is approximate, and its doubts."""
    bounds = parse(text).bounds
    cells: list[str] = []
    if bounds.start_earliest > FAR_PAST:
        year, month, day = from_day(bounds.start_earliest)
        cells += ["P1319", _edge(year, month, day, first=True)]
    if bounds.end_latest < FAR_FUTURE:
        year, month, day = from_day(bounds.end_latest)
        cells += ["P1326", _edge(year, month, day, first=False)]
    is_circa, is_doubtful = (any(mark in text for mark in marks) for marks in ("~%", "?%"))
    return *cells, *(_CIRCA if is_circa else ()), *(_PRESUMABLY if is_doubtful else ())


def _edge(year: int, month: int, day: int, *, first: bool) -> str:
    """Return a first or last day: as a year or a month where it is the first or last of that."""
    if (month, day) == ((1, 1) if first else (12, 31)):
        return _time(year)
    return _time(year, month, day)


def _time(year: int, month: int = 0, day: int = 0, precision: int | None = None) -> str:
    said = precision or (_DAYS if day else _MONTHS if month else _YEARS)
    sign, written = ("+", year) if year > 0 else ("-", 1 - year)
    return f"{sign}{written:04d}-{month:02d}-{day:02d}T00:00:00Z/{said}"


def _references(record: Record, sources: Mapping[str, Record]) -> Cells:
    """Return the citations as references; the second and later ones begin with an exclamation mark."""
    cells: list[str] = []
    for citation in record["citations"]:
        about = sources.get(citation["source"], {})
        address = about.get("url") or ""
        item = _ITEM.fullmatch(citation["source"]) or _ITEM.fullmatch(address)
        if not item and not address:
            continue
        more = "!" if cells else ""
        cells += [f"{more}S248", item[1]] if item else [f"{more}S854", _text(address)]
        if citation["locator"]:
            cells += ["S958", _text(citation["locator"])]
    return tuple(cells)


def _text(text: str) -> str:
    """Return a text in quotes; a line holds no tabs and no other lines."""
    return f'"{" ".join(text.split())}"'


def _line(*cells: str) -> str:
    return "\t".join(cells) + "\n"
