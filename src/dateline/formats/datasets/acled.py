"""ACLED, the Armed Conflict Location & Event Data: exports of the site and the API as CSV, and lists of deletions.

Columns are found by name: the 31 since 2023, and the older forms that also have data_id, event_id_no_cnty and iso3 and
lack disorder_type. A file with event_id_cnty and deleted_timestamp alone withdraws events.

Dates follow time_precision. 1 is a day. 2 is a week or week-end of which `event_date` is the middle, so the event is
some day of the seven around it: ACLED's events are happenings of one day, so it is `[a..b]`, one of those days, and
never `a/b`, throughout. 3 is a month: `2022-12`. By the codebook `event_date` is then the middle of the month, or its
first or last day when the source said "at the beginning" or "at the end"; which of these is not marked and nobody can
tell how near, so the month is kept. `date_text` keeps the day of `event_date` where the date is wider.

Actors carry no direction: actor1 did not act on actor2. Both are participants beside their associated actors, each
with the name of its column as its role. Themes are `acled/DISORDER/EVENT/SUB`, `acled/civilian-targeting` and
`acled/tag/TAG`; what a tag measures ("crowd size=about 50") stands in the description.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import IO

from dateline.dates import Date, day_text, from_day, from_prose, parse_day, settled
from dateline.dates.conventions import USUAL, Conventions
from dateline.formats import incoming
from dateline.formats.datasets import states
from dateline.formats.datasets.news_reports import check_year
from dateline.formats.datasets.numbers import PEOPLE, measured
from dateline.formats.delimited.cell_values import UnfitError, degrees, edtf, sentences, slug, split, whole
from dateline.formats.delimited.header import Headed
from dateline.formats.incoming import Incoming, Item, Withdrawn
from dateline.model import Actor, Citation, Event, Participant, Source, Theme

_EXTENTS = {2: "near the town", 3: "a region"}
"""What a place is by its `geo_precision` (ACLED codebook, "Spatial precision"); 1 is the town itself."""
_VIOLENCE, _DEMONSTRATIONS = "Political violence", "Demonstrations"
_STRATEGIC, _BOTH = "Strategic developments", "Political violence; Demonstrations"
_TREE = {
    (_VIOLENCE, "Battles"): ("Armed clash", "Government regains territory", "Non-state actor overtakes territory"),
    (_VIOLENCE, "Explosions/Remote violence"): (
        "Air/drone strike", "Chemical weapon", "Grenade", "Remote explosive/landmine/IED",
        "Shelling/artillery/missile attack", "Suicide bomb",
    ),
    (_VIOLENCE, "Violence against civilians"): ("Abduction/forced disappearance", "Attack", "Sexual violence"),
    (_VIOLENCE, "Riots"): ("Mob violence",),
    (_BOTH, "Protests"): ("Excessive force against protesters",),
    (_DEMONSTRATIONS, "Protests"): ("Peaceful protest", "Protest with intervention"),
    (_DEMONSTRATIONS, "Riots"): ("Violent demonstration",),
    (_STRATEGIC, "Strategic developments"): (
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory",
        "Other",
    ),
}  # fmt: skip
"""Disorder type and event type, with the sub-event types (ACLED codebook, 2021 and later)."""
_DISORDERS = {(event, sub): disorder for (disorder, event), subs in _TREE.items() for sub in subs}


def events(stream: IO[str]) -> Iterator[Item]:
    """Yield the events or deletions of an export.

    Raises:
        InvalidRecords: the header is not that of ACLED.
    """
    table = Headed(stream, ",")
    if "deleted_timestamp" in table.names and "event_date" not in table.names:
        table.need("event_id_cnty", of="a list of ACLED's deletions")
        return table.items(_deletion)
    table.need("event_id_cnty", "event_date", "time_precision", "event_type", of="an export of ACLED")
    return table.items(_event)


def _deletion(line: int, event_id_cnty: str, deleted_timestamp: str) -> Withdrawn:
    return Withdrawn(line, _identity(event_id_cnty), whole(deleted_timestamp, "deleted_timestamp"))


def _event(
    line: int, event_id_cnty: str, event_date: str, year: str, time_precision: str, disorder_type: str, event_type: str,
    sub_event_type: str, actor1: str, assoc_actor_1: str, actor2: str, assoc_actor_2: str, civilian_targeting: str,
    country: str, admin1: str, location: str, latitude: str, longitude: str, geo_precision: str, source: str,
    notes: str, fatalities: str, tags: str, timestamp: str,
) -> Incoming:  # fmt: skip
    when, written = _date(event_date, time_precision, year)
    return Incoming(
        line,
        Event(
            _identity(event_id_cnty),
            _title(sub_event_type or event_type, location or country),
            when,
            written,
            sentences(notes.strip(), _remarks(fatalities, geo_precision, tags)),
            _kind(event_type),
            _place(location, admin1, country),
            degrees(latitude, "latitude"),
            degrees(longitude, "longitude"),
            _participants(actor1, "actor1")
            + _participants(assoc_actor_1, "assoc_actor_1")
            + _participants(actor2, "actor2")
            + _participants(assoc_actor_2, "assoc_actor_2"),
            _themes(disorder_type, event_type, sub_event_type, civilian_targeting, tags),
            _citations(source),
            measures=measured("deaths", fatalities, PEOPLE),
        ),
        whole(timestamp, "timestamp"),
    )


def _identity(text: str) -> str:
    if not text.strip():
        raise UnfitError("event_id_cnty is missing")
    return f"acled:{text.strip()}"


@lru_cache(65_536)
def _date(text: str, precision: str, year: str) -> tuple[Date, str | None]:
    """Return the date of `event_date`, as coarse as `time_precision` says, and where it is wider that day."""
    day = _day(text.strip(), whole(year, "year"))
    number = whole(precision, "time_precision")
    if number == 1:
        return day, None
    if number == 2:
        return edtf(f"[{day_text(day.earliest - 3)}..{day_text(day.earliest + 3)}]"), day.edtf
    if number == 3:
        return edtf(day.edtf[:-3]), day.edtf
    raise UnfitError(f"time_precision {precision!r} is not 1, 2 or 3")


def _day(text: str, year: int | None) -> Date:
    """Return a day as the API writes it, 2022-12-28, or the site, 28 December 2022.

    A file that was saved by a spreadsheet has 28-Dec-22; the column `year` tells the century, and must agree anyway.
    """
    if text[:4].isdecimal():
        day = edtf(text)
    else:
        century = Conventions(two_digit_years=year // 100 * 100) if year and 1900 <= year < 2100 else USUAL
        meant = settled(from_prose(text, conventions=century))
        if meant is None:
            raise UnfitError(f"event_date {text!r} is not a date", "days are written 2022-12-28 or 28 December 2022")
        day = meant.date
    if day.kind != "date" or day.precision != "day" or day.members:
        raise UnfitError(f"event_date {text!r} is not a whole day", "days are written 2022-12-28 or 28 December 2022")
    check_year(from_day(day.earliest)[0], text, "event_date")
    if year is not None and from_day(day.earliest)[0] != year:
        raise UnfitError(f"event_date {text!r} is not in the year {year} of its row")
    return edtf(str(day_text(parse_day(day.edtf))))


@lru_cache(65_536)
def _title(what: str, where: str) -> str:
    if not what:
        raise UnfitError("event_type is missing")
    return f"{what} in {where}" if where else what


@lru_cache(65_536)
def _place(*parts: str) -> str | None:
    return ", ".join(dict.fromkeys(filter(None, parts))) or None


@lru_cache(1_024)
def _kind(event: str) -> str | None:
    return slug(event) if event else None


@lru_cache(65_536)
def _participants(cell: str, role: str) -> tuple[Participant, ...]:
    names = split(cell) if role.startswith("assoc") else (cell.strip(),)
    return tuple(Participant(f"acled:{slug(name)}", role, name) for name in names if name)


@lru_cache(65_536)
def _themes(disorder: str, event: str, sub: str, civilians: str, tags: str) -> tuple[str, ...]:
    # Exports before 2023 do not name the disorder type, which the other two types decide.
    path = (disorder or _DISORDERS.get((event, sub), ""), event, sub)
    found = ["/".join(("acled", *(slug(part) for part in path if part)))]
    if civilians:
        found.append("acled/civilian-targeting")
    found += [f"acled/tag/{slug(tag.partition('=')[0])}" for tag in split(tags)]
    return tuple(dict.fromkeys(found))


@lru_cache(65_536)
def _remarks(fatalities: str, near: str, tags: str) -> str | None:
    """Return what is worth saying beside the notes, in short sentences."""
    killed = whole(fatalities, "fatalities")
    extent = _EXTENTS.get(whole(near, "geo_precision") or 1)
    sized = (tag.partition("=") for tag in split(tags) if "=" in tag)
    return sentences(
        None if killed is None else f"Fatalities: {killed}",
        f"Place: {extent}" if extent else None,
        *(f"{name.strip().capitalize()}: {value.strip()}" for name, _, value in sized),
    )


@lru_cache(65_536)
def _citations(cited: str) -> tuple[Citation, ...]:
    return (Citation("acled", cited.strip() or None),)


def actor(participant: Participant) -> Actor:
    """Return an actor with the name that ACLED gives it, below the state in it; its kind is not said."""
    if state := states.by_code().get(participant.actor.removeprefix("cameo:")):
        return states.actor(state)
    made = incoming.actor(participant)
    return dataclasses.replace(made, member_of=states.member_of(states.within(made.name)))


def theme(identity: str) -> Theme:
    """Return a theme of the tree, or a tag."""
    return _known_themes().get(identity) or incoming.theme(identity)


def source(identity: str) -> Source:
    """Return ACLED itself; the papers and groups that it read are in the locators of the citations."""
    if identity != "acled":
        return incoming.source(identity)
    return Source(
        identity, "Armed Conflict Location & Event Data", publisher="ACLED", url="https://acleddata.com/",
        language="en", note="Used under ACLED's terms, which ask to name ACLED, https://acleddata.com/, and the day on "
        "which the data were got; they are not to be passed on.",
    )  # fmt: skip


def themes() -> Iterable[Theme]:
    """Return the tree of disorder, event and sub-event types."""
    return _known_themes().values()


@lru_cache(1)
def _known_themes() -> dict[str, Theme]:
    found = {
        "acled": "ACLED",
        "acled/tag": "Tags",
        "acled/civilian-targeting": "Civilian targeting",
    }
    for (disorder, event), subs in _TREE.items():
        found[top := f"acled/{slug(disorder)}"] = disorder
        found[middle := f"{top}/{slug(event)}"] = event
        found |= {f"{middle}/{slug(sub)}": sub for sub in subs}
    return {identity: Theme(identity, title) for identity, title in found.items()}
