"""ICEWS coded event data: 20 columns with a header, separated by tabs, where quotes are letters, or by commas.

Columns are found by name, as Harvard Dataverse writes them ("Event ID") or the R package icews (`event_id`), which adds
`year` and `yearmonth`. A file of 2017 lacks the CAMEO code, which the text of the event, the label of the code, gives.
Days are written 2017-01-01, and 20170101, 1/13/2017 or with a midnight in files that went through other programs.

An event is known by its number and date together, as numbers are used again. A row that stands twice is the same event
twice. "Unspecified Actor" is missing, as the words of `formats.missing` are. Codes are CAMEO codes, some of them no
code of the manual.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import IO

from dateline.formats.datasets import cameo, cameo_actors, states
from dateline.formats.datasets.countries import Countries
from dateline.formats.datasets.news_reports import calendar_day, check_repeated, event_day, title, written_day
from dateline.formats.datasets.numbers import measured
from dateline.formats.delimited.cell_values import UnfitError, degrees, slug, split, whole
from dateline.formats.delimited.first_line import Peeked
from dateline.formats.delimited.header import Headed, parameters, read_items
from dateline.formats.incoming import Incoming, Item
from dateline.formats.missing import MISSING
from dateline.model import Actor, Citation, Event, Participant, Source, Theme

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
_MISSING = MISSING | {"", "Unspecified", "Unspecified Actor"}
_NEEDED = ("Event ID", "Event Date", "Source Name", "Target Name", "Event Text")
_SOURCE = Source(
    "icews",
    "ICEWS Coded Event Data",
    author="Boschee, Elizabeth; Lautenschlager, Jennifer; O'Brien, Sean; Shellman, Steve; Starr, James; Ward, Michael",
    publisher="Harvard Dataverse",
    url="https://doi.org/10.7910/DVN/28075",
    note="Cite as: Boschee et al., ICEWS Coded Event Data, Harvard Dataverse, doi:10.7910/DVN/28075.",
)


def events(stream: IO[str]) -> Iterator[Item]:
    """Yield an event for each row; rows without an id or with a bad date or degree are Rejected.

    Raises:
        InvalidRecords: the header is not that of ICEWS.
    """
    text = Peeked(stream)
    table = Headed(text, text.separator, quoted=text.separator != "\t")
    table.names = tuple(_bare(name).replace("_", " ") for name in table.names)
    table.need(*_NEEDED, of="ICEWS coded event data")
    coded = "cameo code" in table.names
    read = _incoming if coded else _uncoded
    places = [table.place(name.replace("_", " ")) for name in parameters(_incoming)[1:]]
    # Most rows lack something: `_known` sees to it, once for all rows that are alike.
    countries = Countries(_SIDES, _below)
    yield from countries.told(read_items(table.rows, table.names, places, countries.watched(read), missing=frozenset()))


def _incoming(
    line: int, event_id: str, event_date: str, source_name: str, source_sectors: str, source_country: str,
    event_text: str, cameo_code: str, intensity: str, target_name: str, target_sectors: str, target_country: str,
    story_id: str, sentence_number: str, publisher: str, city: str, district: str, province: str, country: str,
    latitude: str, longitude: str, year: str, yearmonth: str,
) -> Incoming:  # fmt: skip
    identity = _known(event_id)
    if identity is None:
        raise UnfitError("no Event ID")
    day = _day(event_date, year, yearmonth)
    date = event_day(day, "Event Date")
    north, east = _degrees(latitude, longitude)
    kind, themes = _action(cameo_code)
    doer, other = _party(source_name, "source"), _party(target_name, "target")
    beside = (
        _side("Source", source_country, source_sectors),
        _side("Target", target_country, target_sectors),
        _strength(intensity),
    )
    event = Event(
        f"icews:{identity}:{day}",
        title(doer[0].name if doer else None, _deed(event_text, cameo_code), other[0].name if other else None),
        date,
        None,
        " ".join(filter(None, beside)) or None,
        kind,
        _place(city, district, province, country),
        north,
        east,
        doer + other,
        themes,
        (Citation(_SOURCE.id, _locator(publisher, story_id, sentence_number)),),
        measures=measured("intensity", _known(intensity) or ""),
    )
    return Incoming(line, event)


@cache
def _at(column: str) -> int:
    return parameters(_incoming).index(column) - 1


_SIDES = ((_at("source_name"), _at("source_country")), (_at("target_name"), _at("target_country")))


def _below(name: str, country: str) -> list[tuple[str, str]]:
    """Return the actor of a name with the state of a country; an actor of another state stays out."""
    state, found = states.named(_known(country) or ""), _party(name, "")
    return [(each.actor, state.identity) for each in found if state and not each.actor.startswith("cameo:")]


def _uncoded(line: int, *cells: str) -> Incoming:
    """Return the event of a row without a code, which its text has."""
    at = _at("cameo_code")
    code = cameo.code(_bare(cells[_at("event_text")])) or ""
    return _incoming(line, *(*cells[:at], code, *cells[at + 1 :]))


def _bare(text: str) -> str:
    """Return a cell without the quotes around it, which are letters to a reader of tabs."""
    text = text.strip()
    return text[1:-1].replace('""', '"') if text[:1] == text[-1:] == '"' and len(text) > 1 else text


def _known(text: str) -> str | None:
    """Return what a cell says, None when it says that it is missing."""
    text = _bare(text)
    return None if text in _MISSING else text


@lru_cache(16_384)
def _day(text: str, year: str, month: str) -> str:
    """Return a day as 2017-01-01, which stands there as 20170101, 1/1/2017 or with a time of midnight too."""
    year, month = _known(year) or "", _known(month) or ""
    text = written_day(_bare(text), "Event Date", whole(month, "yearmonth"))
    check_repeated(calendar_day(text, "Event Date"), "Event Date", year, month)
    return text


@lru_cache(65_536)
def _degrees(latitude: str, longitude: str) -> tuple[float | None, float | None]:
    """Return both or neither."""
    north = degrees(_known(latitude) or "", "latitude")
    east = degrees(_known(longitude) or "", "longitude")
    return (None, None) if north is None or east is None else (north, east)


@lru_cache(4_096)
def _action(code: str) -> tuple[str | None, tuple[str, ...]]:
    known = _known(code)
    return (f"cameo:{known}", cameo.paths(known)) if known else (None, ())


@lru_cache(4_096)
def _deed(action: str, code: str) -> str:
    """Return what was done, in words."""
    what = _known(action) or cameo.label(code) or _known(code) or "Event"
    return what[0].upper() + what[1:]


@lru_cache(65_536)
def _party(name: str, role: str) -> tuple[Participant, ...]:
    """Return the actor of a side, none without a name; a state is that of all data sets."""
    known = _known(name)
    if known is None:
        return ()
    state = states.named(known)
    return (Participant(state.identity if state else f"icews:{slug(known)}", role, known),)


@lru_cache(65_536)
def _place(*levels: str) -> str | None:
    return ", ".join(dict.fromkeys(name for name in map(_known, levels) if name)) or None


@lru_cache(65_536)
def _side(side: str, country: str, sectors: str) -> str:
    """Return the country and the sectors of an actor; sectors come in any order, and quoted in some files."""
    listed = _known(sectors.replace('"', "")) or ""
    names = sorted(split(listed, ",", _MISSING))
    parts = "; ".join(part for part in (_known(country), ", ".join(names)) if part)
    return f"{side}: {parts}." if parts else ""


@lru_cache(4_096)
def _strength(intensity: str) -> str:
    known = _known(intensity)
    return f"Intensity {known}." if known else ""


def _locator(publisher: str, story: str, sentence: str) -> str | None:
    """Return the place of a report; it is kept nowhere, as hardly two rows share one."""
    if _MISSING.isdisjoint(map(str.strip, (publisher, story, sentence))) and '"' not in publisher + story + sentence:
        return f"{publisher}, story {story}, sentence {sentence}"
    parts = ((_known(publisher), ""), (_known(story), "story "), (_known(sentence), "sentence "))
    return ", ".join(f"{label}{part}" for part, label in parts if part) or None


themes = cameo.themes


def actor(participant: Participant) -> Actor:
    """Return an actor with the name as it is given; a state is dated, "Police (India)" is a body of a country."""
    if participant.actor.startswith("cameo:"):
        return cameo_actors.actor(participant)
    name = participant.name or participant.actor
    _, opened, country = name.removesuffix(")").rpartition(" (")
    if opened and states.named(country):
        above = states.member_of(states.named(country))
        return Actor(participant.actor, name, "body", description=f"Country: {country}", member_of=above)
    return Actor(participant.actor, name, "unknown")


def theme(identity: str) -> Theme:
    """Return a theme of the CAMEO tree."""
    return cameo.theme(identity)


def source(identity: str) -> Source:
    """Return the data set, with how to cite it."""
    return _SOURCE if identity == _SOURCE.id else Source(identity, identity)
