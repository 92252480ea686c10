"""UCDP GED, the Georeferenced Event Dataset of the Uppsala Conflict Data Program: CSV of any version, by column names.

Numbers may be written as floats, `300380.0`, and days with a time of midnight.

A row has the first and the last day on which it may have happened, and `event_clarity` says what the days between
mean. 1 is a single incident on some day of the span: `[2013-01-03..2013-01-09]`, or `2013-01` and `2013` when the span
is just that month or year. 2 sums up incidents that happened throughout the span: `2013-01-03/2013-01-09`. The length
of the span decides what is a day; `date_prec` repeats it in classes and is not read.

`where_prec` says how much of the map the place is (UCDP GED Codebook, `where_prec`); the description tells it in words.
Each article of `source_article` is a citation of its own.

The sides are participants `ucdp:ID` with the roles side_a and side_b. A theme is `ucdp/TYPE/CONFLICT`, TYPE being
state-based, non-state or one-sided. The dyad stands in the title. The country keeps its Gleditsch-Ward code in the
description, as `gw:652`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, wraps
from typing import IO

from dateline.dates import Date, from_day
from dateline.dates.calendar import month_length
from dateline.formats import incoming
from dateline.formats.datasets import states
from dateline.formats.datasets.news_reports import check_year
from dateline.formats.datasets.numbers import PEOPLE, measured
from dateline.formats.delimited.cell_values import UnfitError, degrees, edtf, sentences, slug, whole
from dateline.formats.delimited.first_line import Lines
from dateline.formats.delimited.header import Headed, parameters, read_items
from dateline.formats.delimited.tabular import Row
from dateline.formats.incoming import Incoming, Item, Told
from dateline.formats.missing import items_of
from dateline.model import Actor, ActorKind, Citation, Event, Measure, Participant, Source, Theme

PREFIX = "ucdp:"
"""Of ids."""
_OTHERS = {"id_": "id", "side_a_new_id": "side_a_dset_id", "side_b_new_id": "side_b_dset_id"}
"""What all or older versions call a column."""
_NEEDED = ("id", "type_of_violence", "side_a", "side_b", "event_clarity", "date_start", "date_end")
_TYPES = {1: "state-based", 2: "non-state", 3: "one-sided"}
_TITLES = {
    "ucdp": "UCDP organised violence",
    "ucdp/state-based": "State-based violence",
    "ucdp/non-state": "Non-state violence",
    "ucdp/one-sided": "One-sided violence",
}
_EXTENTS = {
    2: "near a point", 3: "a district", 4: "a province", 5: "a line or an area", 6: "a country",
    7: "international waters or airspace",
}  # fmt: skip
"""What a place is by its `where_prec`; 1 is the point itself."""
_OUTSIDE = "best lies outside of low and high: the bounds of deaths are widened to hold it"
_YEARS = range(1946, 2100)
"""UCDP begins in 1946, and GED in 1989."""
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T]00:00(?::00(?:\.0+)?)?)?")


def events(stream: IO[str] | Lines) -> Iterator[Item]:
    """Yield the events of a version of GED.

    Raises:
        InvalidRecords: the header is not that of GED.
    """
    table = Headed(stream, ",")
    yield from events_below(table, table.rows)


def events_below(table: Headed, found: Iterable[Row]) -> Iterator[Item]:
    """Yield the events of rows below a header.

    Raises:
        InvalidRecords: the header is not that of GED.
    """
    outside: list[int] = []
    for item in read_items(found, table.names, list(places(table).values()), _watched(outside)):
        yield item
        yield from map(told_outside, outside)
        outside.clear()


def places(table: Headed) -> dict[str, int]:
    """Return the places of the columns by the names of the parameters of what reads a row.

    Raises:
        InvalidRecords: the header is not that of GED.
    """
    table.need(*_NEEDED, of="UCDP GED")
    return {name: table.place(name, _OTHERS.get(name, name)) for name in parameters(_event)[1:]}


def told_outside(line: int) -> Told:
    """Return what is told of a line whose best estimate lies outside of its bounds."""
    return Told(line, _OUTSIDE)


def _watched(outside: list[int]) -> Callable[..., Incoming]:
    """Return `_event` so that it notes the lines whose best estimate lies outside of its bounds."""

    @wraps(_event)
    def read(line: int, *cells: str) -> Incoming:
        if widened(cells[_BEST], cells[_LOW], cells[_HIGH])[1]:
            outside.append(line)
        return _event(line, *cells)

    return read


@lru_cache(65_536)
def widened(best: str, low: str, high: str) -> tuple[tuple[Measure, ...], bool]:
    """Return the measure of all deaths, and whether its bounds had to be widened to hold the best estimate."""
    number, least, most = whole(best, "best"), whole(low, "low"), whole(high, "high")
    known = [each for each in (least, number, most) if each is not None]
    if known == sorted(known):
        return measured("deaths", best, PEOPLE, low, high), False
    return measured("deaths", best, PEOPLE, str(min(known)), str(max(known))), True


def _event(
    line: int, id_: str, year: str, type_of_violence: str,
    conflict_name: str, dyad_name: str, side_a_new_id: str, side_a: str,
    side_b_new_id: str, side_b: str, source_article: str, where_prec: str, where_coordinates: str,
    where_description: str, adm_1: str, adm_2: str, latitude: str, longitude: str, country: str, country_id: str,
    event_clarity: str, date_start: str, date_end: str, best: str, high: str, low: str,
    deaths_a: str, deaths_b: str, deaths_civilians: str, deaths_unknown: str,
) -> Incoming:  # fmt: skip
    kind, titled = headline(type_of_violence, dyad_name, side_a, side_b)
    ending, where = place(where_coordinates, adm_2, adm_1, country)
    return Incoming(
        line,
        Event(
            identity(id_),
            titled + ending,
            date(date_start, date_end, event_clarity, year),
            None,
            sentences(where_description.strip(), deaths(best, low, high), land(country, country_id, where_prec)),
            kind,
            where,
            degrees(latitude, "latitude"),
            degrees(longitude, "longitude"),
            sides(side_a_new_id, side_a, side_b_new_id, side_b),
            conflict(type_of_violence, conflict_name, dyad_name),
            citations(source_article.strip()),
            measures=widened(best, low, high)[0]
            + measured("deaths_civilians", deaths_civilians, PEOPLE)
            + measured("deaths_side_a", deaths_a, PEOPLE)
            + measured("deaths_side_b", deaths_b, PEOPLE)
            + measured("deaths_unknown", deaths_unknown, PEOPLE),
        ),
    )


_BEST, _LOW, _HIGH = (parameters(_event).index(name) - 1 for name in ("best", "low", "high"))


def identity(text: str) -> str:
    """Return the id of an event."""
    number = whole(text, "id")
    if number is None:
        raise UnfitError("id is missing")
    return f"{PREFIX}{number}"


@lru_cache(64)
def _kind(violence: str) -> str:
    found = _TYPES.get(whole(violence, "type_of_violence") or 0)
    if found is None:
        raise UnfitError(f"type_of_violence {violence!r} is not 1, 2 or 3")
    return found


@lru_cache(65_536)
def headline(violence: str, dyad: str, side_a: str, side_b: str) -> tuple[str, str]:
    """Return the kind of violence, and the title without the place."""
    kind = _kind(violence)
    return kind, f"{_TITLES[f'ucdp/{kind}']}: {dyad or f'{side_a} - {side_b}'}"


@lru_cache(65_536)
def date(start: str, end: str, clarity: str, year: str) -> Date:
    """Return the date of a span; see the module for what the clarity makes of it."""
    first, last = _day(start, "date_start"), _day(end, "date_end")
    if first.earliest > last.earliest:
        raise UnfitError(f"date_start {first.edtf} is after date_end {last.edtf}")
    for text, day in ((start, first), (end, last)):
        check_year(_year(day), text, "date_start" if day is first else "date_end", _YEARS)
    told = whole(year, "year")
    if told is not None and not _year(first) <= told <= _year(last):
        raise UnfitError(f"date_start {start!r} to date_end {end!r} are not in the year {told} of their row")
    number = whole(clarity, "event_clarity")
    if number not in (1, 2):
        raise UnfitError(f"event_clarity {clarity!r} is not 1 or 2")
    if first.earliest == last.earliest:
        return first
    if number == 2:
        return edtf(f"{first.edtf}/{last.edtf}")
    return edtf(_period(first.earliest, last.earliest) or f"[{first.edtf}..{last.edtf}]")


def _day(text: str, column: str) -> Date:
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise UnfitError(f"{column} {text!r} is not a day" if text.strip() else f"{column} is missing")
    return edtf(found[1])


def _year(day: Date) -> int:
    return int(day.edtf[:4])


def _period(first: int, last: int) -> str | None:
    """Return the month or the year that the days `first` to `last` are."""
    (year, month, day), end = from_day(first), from_day(last)
    if day == 1 and end == (year, month, month_length(year, month)):
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}" if (month, day) == (1, 1) and end == (year, 12, 31) else None


@lru_cache(65_536)
def deaths(best: str, low: str, high: str) -> str | None:
    """Return the best estimate, with the range when there is one."""
    number, least, most = whole(best, "best"), whole(low, "low"), whole(high, "high")
    if number is None:
        return None
    sure = least in (None, number) and most in (None, number)
    return f"Deaths: {number}" if sure else f"Deaths: {number} ({least}–{most})"


@lru_cache(4_096)
def land(country: str, code: str, near: str) -> str | None:
    """Return sentences on the country, and on how much of the map the place is."""
    number, extent = whole(code, "country_id"), _EXTENTS.get(whole(near, "where_prec") or 1)
    named = f"Country: {country} (gw:{number})" if number is not None else None
    return sentences(named, f"Place: {extent}" if extent else None)


@lru_cache(65_536)
def place(town: str, adm_2: str, adm_1: str, country: str) -> tuple[str, str | None]:
    """Return what the title says of the place, and the place."""
    parts = (town, adm_2, adm_1, country)
    nearest = next(filter(None, parts), "")
    return nearest and f", {nearest}", ", ".join(dict.fromkeys(filter(None, parts))) or None


@lru_cache(65_536)
def sides(a: str, side_a: str, b: str, side_b: str) -> tuple[Participant, ...]:
    """Return the sides that have a number or a name."""
    both = ((a, side_a, "side_a"), (b, side_b, "side_b"))
    return tuple(
        Participant(_side_id(number, name), role, name or None) for number, name, role in both if number or name
    )


def _side_id(text: str, name: str) -> str:
    number = whole(text, f"the id of {name}")
    return f"ucdp:{slug(name) if number is None else number}"


@lru_cache(65_536)
def conflict(violence: str, name: str, dyad: str) -> tuple[str, ...]:
    """Return the theme of a conflict."""
    kind, named = _kind(violence), name or dyad
    return (f"ucdp/{kind}/{slug(named)}" if named else f"ucdp/{kind}",)


def citations(articles: str) -> tuple[Citation, ...]:
    """Return a citation for each article of a list like `"Paper,2013-01-04,A fight";"Radio,2013-01-05,."`.

    Older rows have a text without such quotes, in which a `;` separates nothing.
    """
    listed = articles[1:-1].split('";"') if articles[:1] == articles[-1:] == '"' else [articles]
    named = items_of(dict.fromkeys(filter(None, map(str.strip, listed)))) or (None,)
    return tuple(Citation("ucdp-ged", each) for each in named)


def actor(participant: Participant) -> Actor:
    """Return a side: a government stands for its state; what other sides are is not said."""
    if state := states.by_code().get(participant.actor.removeprefix("cameo:")):
        return states.actor(state)
    made = incoming.actor(participant)
    kind: ActorKind = "state" if made.name.startswith("Government of ") else made.kind
    return Actor(made.id, made.name, kind, member_of=states.member_of(states.within(made.name)))


def theme(identity: str) -> Theme:
    """Return a type of violence, or a conflict."""
    return Theme(identity, _TITLES[identity]) if identity in _TITLES else incoming.theme(identity)


def source(identity: str) -> Source:
    """Return the data set itself; the articles that it read are in the locators of the citations."""
    if identity != "ucdp-ged":
        return incoming.source(identity)
    return Source(
        identity, "UCDP Georeferenced Event Dataset", author="Sundberg, Ralph; Melander, Erik",
        publisher="Uppsala Conflict Data Program, Uppsala University", url="https://ucdp.uu.se/downloads/",
        language="en", note="CC BY 4.0. Cite as: Sundberg and Melander, Introducing the UCDP Georeferenced Event "
        "Dataset, Journal of Peace Research 50(4), 2013, and the version that was used.",
    )  # fmt: skip


def themes() -> Iterable[Theme]:
    """Return the types of violence."""
    return tuple(Theme(identity, title) for identity, title in _TITLES.items())
