"""GDELT events, versions 1.0 (57 or 58 columns) and 2.0 (61): separated by tabs, without a header.

The shape is told line by line, as a table may hold several. A row lists what a machine read in the news: who (CAMEO
actor codes), what (a CAMEO event code) and where (FIPS 10-4 codes; `fips:BO` is Belarus as `cameo:BLR` is).

The date is less exact than it looks. Where a report said "yesterday", "last week", "last month", "last year" or "ten
years ago", SQLDATE is DATEADDED less 1, 7, 30, 365 or 3650 days. Yesterday is a day; else the date here is the calendar
week (Monday to Sunday), month, year or decade of SQLDATE, marked approximate, and `date_text` keeps SQLDATE. The week
is a set, as the event was on one of its days. On the 31st of a month, 30 days ago is no day of the month before: then
the date is one of both months, so that it holds what the report said and what SQLDATE says; with years likewise. Rows
of 57 columns are from before 2013-04: they were all added later in one go, so that the distance says nothing, and
SQLDATE is the day; so it is where a table of other columns, as BigQuery, gdeltPyR or a data frame writes it, with a
header and commas or tabs, has no SOURCEURL for a row. MonthYear, Year and FractionDate must agree with SQLDATE.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import IO

from dateline.counted import counted, plural
from dateline.dates import Date
from dateline.formats.datasets import cameo, cameo_actors
from dateline.formats.datasets.news_reports import calendar_day, check_repeated, event_day, title
from dateline.formats.datasets.numbers import measured
from dateline.formats.delimited.cell_values import UnfitError, degrees, edtf
from dateline.formats.delimited.first_line import Lines, Peeked
from dateline.formats.delimited.header import Headed, parameters, read_items, record
from dateline.formats.delimited.tabular import rows
from dateline.formats.incoming import Incoming, Item, Rejected
from dateline.formats.missing import without_missing
from dateline.model import Citation, Event, Participant, Source, Theme

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{number}{part}" for number in (1, 2) for part in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{what}Geo_{part}" for what in ("Actor1", "Actor2", "Action") for part in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
"""The columns of version 2.0."""
_OLD = tuple(name for name in COLUMNS if not name.endswith("ADM2Code"))
SHAPES = {61: COLUMNS, 58: _OLD, 57: _OLD[:-1]}
"""The columns by their number."""
_EXTENTS = {"1": "a country", "2": "a US state", "3": "a US city", "4": "a city", "5": "a state or province"}
SOURCE_ID = "gdelt"
_SOURCE = Source(
    SOURCE_ID,
    "GDELT Event Database",
    publisher="The GDELT Project",
    url="https://www.gdeltproject.org/",
    note="Free for any use with a citation of the GDELT Project and a link to https://www.gdeltproject.org/.",
)
_Where = tuple[str | None, float | None, float | None, str]


def events(stream: IO[str] | Lines) -> Iterator[Item]:
    """Yield an event for each row; rows of another shape, without an id or with a bad date or place are Rejected.

    Raises:
        InvalidRecords: there is a header, and it lacks a column that is needed.
    """
    text = Peeked(stream)
    names = {name.strip().strip('"\ufeff').lower() for name in text.first.split(text.separator)}
    if "globaleventid" in names and not _has_shape(text.first):
        return _named_columns(text)
    return _unnamed_columns(text)


def _has_shape(first: str) -> bool:
    """Tell whether a header names the columns of one of the SHAPES in their order."""
    found = tuple(name.strip("\ufeff\r\n").lower() for name in first.split("\t"))
    return any(found == tuple(map(str.lower, names)) for names in SHAPES.values())


def _named_columns(text: Peeked) -> Iterator[Item]:
    """Yield the events of a table that another program made: BigQuery, gdeltPyR, a data frame."""
    table = Headed(text, text.separator, quoted=True)
    table.need("GLOBALEVENTID", "SQLDATE", "EventCode", "DATEADDED", of="GDELT events")

    def read(line: int, sourceurl: str, eventcode: str, *cells: str) -> Item:
        if _lost_zero(eventcode):
            hint = "read the column EventCode as text, not as numbers, in the program that wrote the table"
            raise UnfitError(f"EventCode {eventcode!r} has lost its leading zero", hint)
        return Incoming(line, _event(bool(sourceurl.strip()), sourceurl, *cells))

    places = [table.place(name) for name in ("sourceurl", "eventcode", *parameters(_event)[2:])]
    return read_items(table.rows, table.names, places, read)


@lru_cache(4_096)
def _lost_zero(code: str) -> bool:
    """Tell whether a code is a number that began with 0: GDELT's codes have three figures or more, and 20 roots."""
    return code.isdecimal() and (len(code) < 3 or int(code[:2]) > 20)


def _unnamed_columns(text: Peeked) -> Iterator[Item]:
    for line, cells in rows(text, "\t", quoted=text.first.startswith('"')):
        if line == 1 and not isinstance(cells, Rejected):
            cells[0] = cells[0].removeprefix("\ufeff")
            if len(cells) in SHAPES and cells[0].upper() == COLUMNS[0]:
                continue
        yield unnamed(line, cells)


def unnamed(line: int, cells: list[str] | Rejected) -> Item:
    """Return the event of a row of one of the SHAPES, or why there is none."""
    if isinstance(cells, Rejected):
        return cells
    pick = _PICK.get(len(cells))
    if pick is None:
        reason = f"has {counted(len(cells), 'cell')}, and GDELT events have 57, 58 or 61"
        return Rejected(line, reason, record(COLUMNS, cells), "columns are separated by tabs, or have a header")
    told, address = (True, cells[-1]) if len(cells) != 57 else (False, "")
    try:
        return Incoming(line, _event(told, address, *without_missing(pick(cells))))
    except UnfitError as error:
        return Rejected(line, error.reason, record(SHAPES[len(cells)], cells), error.hint)


def _event(
    told: bool, address: str, globaleventid: str, sqldate: str, monthyear: str, year: str, fractiondate: str,
    actor1code: str, actor1name: str, actor2code: str,
    actor2name: str, eventcode: str, goldsteinscale: str, nummentions: str, numsources: str, numarticles: str,
    avgtone: str, actiongeo_type: str, actiongeo_fullname: str, actiongeo_countrycode: str, actiongeo_lat: str,
    actiongeo_long: str, dateadded: str,
) -> Event:  # fmt: skip
    if not (globaleventid.isascii() and globaleventid.isdecimal()):
        raise UnfitError(f"GLOBALEVENTID {globaleventid!r} is not a number")
    when, written = day(sqldate, dateadded[:8], told, monthyear, year, fractiondate)
    where, north, east, extent = place(
        actiongeo_type, actiongeo_fullname, actiongeo_countrycode, actiongeo_lat, actiongeo_long
    )
    kind, themes, done = action(eventcode)
    source, doer = party(actor1code, actor1name, "source")
    target, other = party(actor2code, actor2name, "target")
    counted = counted_reports(nummentions, numarticles, numsources)
    return Event(
        f"gdelt:{globaleventid}",
        title(doer, done, other),
        when,
        written,
        _named(actor1name, actor2name) + counted + extent,
        kind,
        where,
        north,
        east,
        source + target,
        themes,
        _cited(*without_missing((address,))),
        measures=measured("articles", numarticles)
        + measured("goldstein", goldsteinscale)
        + measured("mentions", nummentions)
        + measured("sources", numsources)
        + measured("tone", avgtone),
    )


def _picked(names: tuple[str, ...]) -> Callable[[list[str]], tuple[str, ...]]:
    """Return what takes the cells that `_event` reads from a row of these columns."""
    return itemgetter(*map([name.lower() for name in names].index, parameters(_event)[2:]))


_PICK = {number: _picked(names) for number, names in SHAPES.items()}


@lru_cache(65_536)
def day(
    text: str, added: str, told: bool, month: str = "", year: str = "", fraction: str = ""
) -> tuple[Date, str | None]:
    """Return the date of SQLDATE and, where it is widened, SQLDATE itself; `told`: DATEADDED is the report's day."""
    day, report = _dashed(text), _dashed(added)
    exact = event_day(day, "SQLDATE", report)
    check_repeated(calendar_day(day, "SQLDATE"), "SQLDATE", year, month, fraction)
    wide = _meant(calendar_day(day, "SQLDATE"), calendar_day(report, "DATEADDED")) if told else None
    return (edtf(wide), day) if wide else (exact, None)


def _dashed(text: str) -> str:
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if len(text) == 8 else text


def _meant(day: date, report: date) -> str | None:
    """Return as EDTF what a report meant by a day at a telling distance, None when the day itself.

    >>> _meant(date(2019, 10, 17), date(2019, 10, 24)), _meant(date(2019, 10, 1), date(2019, 10, 31))
    ('[2019-10-14~..2019-10-20~]', '[2019-09~..2019-10~]')
    """
    distance = (report - day).days
    if distance == 7:
        monday = day - timedelta(days=day.weekday())
        return f"[{monday}~..{monday + timedelta(days=6)}~]"
    if distance == 30:
        return _one_of(f"{report.replace(day=1) - timedelta(days=1):%Y-%m}", f"{day:%Y-%m}")
    if distance == 365 or (distance == 366 and (day.month, day.day) == (report.month, report.day)):
        return _one_of(str(report.year - 1), str(day.year))
    return f"{day.year // 10}X~" if distance == 3650 else None


def _one_of(meant: str, written: str) -> str:
    """Return the month or year that words meant, or one of this and that of SQLDATE where they differ."""
    return f"{meant}~" if meant == written else f"[{min(meant, written)}~..{max(meant, written)}~]"


@lru_cache(65_536)
def place(extent: str, name: str, country: str, latitude: str, longitude: str) -> _Where:
    """Return the place, its degrees and a sentence on how much of the map it is; 0 and 0 without a name are nowhere."""
    north, east = degrees(latitude, "latitude"), degrees(longitude, "longitude")
    if not name.strip():
        return None, None, None, ""
    parts = [part for part in (_EXTENTS.get(extent), f"fips:{country}" if country.strip() else None) if part]
    told = f" Place: {', '.join(parts)}." if parts else ""
    return name.strip(), *((None, None) if north is None or east is None else (north, east)), told


@lru_cache(4_096)
def action(code: str) -> tuple[str | None, tuple[str, ...], str]:
    """Return the kind, the themes and the meaning of an event code."""
    code = code.strip()
    return (f"cameo:{code}" if code else None), cameo.paths(code), cameo.label(code) or code or "Event"


@lru_cache(65_536)
def party(code: str, name: str, role: str) -> tuple[tuple[Participant, ...], str | None]:
    """Return the actor of a side, none without a code, and how to call it."""
    code, given = code.strip(), name.strip() or None
    called = cameo_actors.name(code, given)
    return ((Participant(cameo_actors.identity(code), role, given),) if code else ()), called


def _named(name_1: str, name_2: str) -> str:
    """Return a sentence with the actors' names as the report had them, which say more than their codes."""
    both = f"{name_1}, {name_2}" if name_1 and name_2 else name_1 or name_2
    return f"Named: {both}. " if both else ""


@lru_cache(16_384)
def counted_reports(mentions: str, articles: str, sources: str) -> str:
    """Return a sentence on how widely the event was reported."""
    return f"{_number(mentions, 'mention')} in {_number(articles, 'article')} of {_number(sources, 'source')}."


def _number(text: str, of: str) -> str:
    return f"{text.strip() or '0'} {of if text == '1' else plural(of)}"


@lru_cache(16_384)
def _cited(address: str) -> tuple[Citation, ...]:
    return (Citation(_SOURCE.id, address.strip() or None),)


actor = cameo_actors.actor
themes = cameo.themes


def theme(identity: str) -> Theme:
    """Return a theme of the CAMEO tree."""
    return cameo.theme(identity)


def source(identity: str) -> Source:
    """Return the data set, with its terms of use."""
    return _SOURCE if identity == _SOURCE.id else Source(identity, identity)
