"""POLECAT event data: 40 columns or more separated by tabs, with a header; quotes are letters.

Columns are found by name: "Intensity" became "Event Intensity", and headlines were added. Lines may end in tabs. The
string "None" is what is missing. Events are of the PLOVER types, modes and contexts; the contexts of an event stand in
one cell, separated by ";" or "|", as several actors do by ";".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import IO, NamedTuple

from dateline.formats import incoming
from dateline.formats.datasets import cameo_actors, plover, states
from dateline.formats.datasets.countries import Countries
from dateline.formats.datasets.news_reports import event_day, title
from dateline.formats.datasets.numbers import measured
from dateline.formats.delimited.cell_values import UnfitError, degrees, sentences, slug, split
from dateline.formats.delimited.header import Headed, parameters, read_items
from dateline.formats.delimited.tabular import Row
from dateline.formats.incoming import Incoming, Item, Rejected
from dateline.formats.missing import without_missing
from dateline.model import Actor, Citation, Event, Participant, Source, Theme

_WIDTH = 40
"""The columns that every year has."""
_NEEDED = ("Event ID", "Event Date", "Event Type")
_OTHER = {"event_intensity": ("intensity",), "headline": ("event headline", "story headline")}
"""What some years call a column."""
_EXTENTS = {"PCL": "a country", "ADM": "a district or province", "PPL": "a town"}
_SOURCE = Source(
    "polecat",
    "POLECAT Weekly Data",
    author="Scarborough, Grace I.; Bagozzi, Benjamin E.; Beger, Andreas; Berrie, John; Halterman, Andrew; "
    "Schrodt, Philip A.; Spivey, Jevon",
    publisher="Harvard Dataverse",
    url="https://doi.org/10.7910/DVN/AJGVIT",
    note="Cite as: Scarborough et al., POLECAT Weekly Data, Harvard Dataverse, doi:10.7910/DVN/AJGVIT.",
)


def events(stream: IO[str]) -> Iterator[Item]:
    """Yield an event for each row; rows without an id or date, or with a bad date or degree, are Rejected.

    Raises:
        InvalidRecords: the header is not that of POLECAT.
    """
    table = Headed(stream, "\t", quoted=False)
    table.need(*_NEEDED, of="POLECAT event data")
    width = max(number for number, name in enumerate(table.names, 1) if name)
    places = [min(table.place(name.replace("_", " "), *_OTHER.get(name, ())), width) for name in parameters(_event)]
    countries = Countries(_SIDES, _below)
    found = read_items(_trimmed(table.rows, width), table.written[:width], places, countries.watched(_incoming))
    return countries.told(found)


def _trimmed(found: Iterable[Row], width: int) -> Iterator[Row]:
    """Yield the rows without empty cells at the end that are too many, and with those that an editor dropped."""
    for line, cells in found:
        if not isinstance(cells, Rejected) and len(cells) != width:
            while len(cells) > width and not cells[-1].strip():
                cells.pop()
            if _WIDTH <= len(cells) < width:
                cells.extend([""] * (width - len(cells)))
        yield line, cells


def _incoming(line: int, *cells: str) -> Incoming:
    return Incoming(line, _event(*without_missing([each.strip() for each in cells])))


def _event(
    event_id: str, event_date: str, event_type: str, event_mode: str, event_intensity: str, contexts: str,
    actor_name: str, actor_name_raw: str, actor_country: str, primary_actor_sector: str, actor_sectors: str,
    actor_title: str, recipient_name: str, recipient_name_raw: str, recipient_country: str,
    primary_recipient_sector: str, recipient_sectors: str, recipient_title: str, placename: str, city: str,
    district: str, province: str, country: str, latitude: str, longitude: str, feature_type: str, source: str,
    publication_date: str, headline: str,
) -> Event:  # fmt: skip
    if not event_id:
        raise UnfitError("no Event ID")
    doer = _side("source", actor_name, actor_name_raw, actor_country, primary_actor_sector, actor_sectors, actor_title)
    recipient = _side(
        "target", recipient_name, recipient_name_raw, recipient_country, primary_recipient_sector, recipient_sectors,
        recipient_title,
    )  # fmt: skip
    north, east = degrees(latitude, "latitude"), degrees(longitude, "longitude")
    placed = north is not None and east is not None
    kind, themes, done = _action(event_type, event_mode, contexts)
    beside = (doer.beside and f"Actor: {doer.beside}", recipient.beside and f"Recipient: {recipient.beside}")
    return Event(
        f"polecat:{event_id}",
        title(doer.called, done, recipient.called),
        event_day(event_date[:10], "Event Date", publication_date[:10]),
        None,
        sentences(headline, *beside, _strength(event_intensity, feature_type)),
        kind,
        _place(placename or city, district, province, country),
        north if placed else None,
        east if placed else None,
        doer.parties + recipient.parties,
        themes,
        _cited(source, publication_date),
        measures=measured("intensity", event_intensity),
    )


def _at(column: str) -> int:
    return parameters(_event).index(column)


_SIDES = ((_at("actor_name"), _at("actor_country")), (_at("recipient_name"), _at("recipient_country")))


def _below(name: str, country: str) -> list[tuple[str, str]]:
    """Return the actor of a name with the states of its countries; of several names nobody says whose they are."""
    found = [_named(each, "").actor for each in split(name)]
    codes = [states.by_code().get(code) for code in split(country)]
    if len(found) != 1 or found[0].startswith("cameo:"):
        return []
    return [(found[0], state.identity) for state in codes if state]


@lru_cache(16_384)
def _action(type_: str, mode: str, contexts: str) -> tuple[str | None, tuple[str, ...], str]:
    """Return the kind `plover:TYPE/MODE`, the themes, and what was done in words."""
    code = plover.code(type_, mode) if type_ else ""
    about = split(contexts.replace("|", ";"))
    named = dict.fromkeys(plover.context(name) for name in about)
    words = ": ".join(filter(None, (type_, mode)))
    paths = (plover.path(code),) if code else ()
    return f"plover:{code}" if code else None, (*paths, *named), words.capitalize() or "Event"


class _Side(NamedTuple):
    """The actors of a side, how to call them, and what the row says beside their names."""

    parties: tuple[Participant, ...]
    called: str | None
    beside: str


@lru_cache(65_536)
def _side(role: str, name: str, raw: str, country: str, sector: str, sectors: str, office: str) -> _Side:
    """Return the actors that were found, else those in the text, else the one that country and sector say."""
    if given := name or raw:
        found = tuple({each.actor: each for each in (_named(one, role) for one in split(given))}.values())
    else:
        found = _coded(role, [part for part in (country, sector) if part])
    said = (raw if raw != name else "", country, sectors or sector, office)
    beside = "; ".join(", ".join(split(part)) for part in said if part)
    return _Side(found, ", ".join([each.name for each in found if each.name]) or None, beside)


def _coded(role: str, codes: list[str]) -> tuple[Participant, ...]:
    """Return the actor that the codes of a country and a sector stand for: PLOVER's are those of CAMEO."""
    code = "".join(codes)
    if known := cameo_actors.meaning(code):
        return (Participant(cameo_actors.identity(code), role, known.name),)
    return (_named(": ".join(codes), role),) if codes else ()


def _named(name: str, role: str) -> Participant:
    """Return an actor by its name; a state is that of all data sets."""
    state = states.named(name)
    return Participant(state.identity if state else f"polecat:{slug(name)}", role, name)


@lru_cache(4_096)
def _strength(intensity: str, feature: str) -> str | None:
    extent = _EXTENTS.get(feature[:3])
    return sentences(f"Intensity {intensity}" if intensity else None, f"Place: {extent}" if extent else None)


@lru_cache(65_536)
def _place(*levels: str) -> str | None:
    return ", ".join(dict.fromkeys(filter(None, levels))) or None


@lru_cache(65_536)
def _cited(outlet: str, published: str) -> tuple[Citation, ...]:
    return (Citation(_SOURCE.id, ", ".join(filter(None, (outlet, published))) or None),)


def actor(participant: Participant) -> Actor:
    """Return an actor by its name; a state is dated and has its codes as aliases."""
    if participant.actor.startswith("cameo:"):
        return cameo_actors.actor(participant)
    return incoming.actor(participant)


def themes() -> Iterable[Theme]:
    """Return the tree of PLOVER."""
    return plover.themes()


def theme(identity: str) -> Theme:
    """Return a theme of PLOVER, known or not."""
    return plover.theme(identity)


def source(identity: str) -> Source:
    """Return the data set, with how to cite it."""
    return _SOURCE if identity == _SOURCE.id else Source(identity, identity)
