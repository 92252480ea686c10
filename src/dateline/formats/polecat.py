"""POLECAT event data: 40 columns or more separated by tabs, with a header; quotes are letters.

Columns are found by name: "Intensity" became "Event Intensity", and headlines were added. Lines may end in tabs. The
string "None" is what is missing. Events are of the PLOVER types, modes and contexts; the contexts of an event stand in
one cell, separated by ";" or "|", as several actors do by ";".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import IO

from dateline.formats import cameo_actors, incoming, plover, states
from dateline.formats.cells import UnfitError, degrees, sentences, slug, split
from dateline.formats.headed import Headed, Row, read_items
from dateline.formats.incoming import Incoming, Item, Rejected
from dateline.formats.news import event_day, title
from dateline.model import Actor, Citation, Event, Participant, Source, Theme

EXTENSIONS: tuple[str, ...] = ()
READS = True

_WIDTH = 40
"""The columns that every year has."""
_NEEDED = ("Event ID", "Event Date", "Event Type")
_USED = (
    *_NEEDED, "Event Mode", "Event Intensity|Intensity", "Contexts",
    "Actor Name", "Actor Name Raw", "Actor Country", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Recipient Name", "Recipient Name Raw", "Recipient Country", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Placename", "City", "Province", "Country", "Latitude", "Longitude", "Feature Type",
    "Source", "Publication Date", "Headline|Event Headline|Story Headline",
)  # fmt: skip
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
_Side = tuple[str, str, str, str, str, str]


def events(stream: IO[str]) -> Iterator[Item]:
    """Yield an event for each row; rows without an id or date, or with a bad date or degree, are Rejected.

    Raises:
        InvalidRecords: the header is not that of POLECAT.
    """
    table = Headed(stream, "\t", quoted=False)
    table.need(*_NEEDED, of="POLECAT event data")
    width = max(number for number, name in enumerate(table.names, 1) if name)
    places = [min(table.place(*name.lower().split("|")), width) for name in _USED]
    return read_items(_trimmed(table.rows, width), table.written[:width], places, _incoming)


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
    return Incoming(line, _event(cells))


def _event(cells: tuple[str, ...]) -> Event:
    number, day, type_, mode, intensity, contexts = cells[:6]
    doer: _Side = cells[6:12]  # type: ignore[assignment]  # the six columns of an actor
    recipient: _Side = cells[12:18]  # type: ignore[assignment]
    placename, city, province, country, latitude, longitude, feature, outlet, published, headline = cells[18:]
    if not _known(number):
        raise UnfitError("no Event ID")
    north, east = _degrees(latitude, longitude)
    kind, themes, done = _action(type_, mode, contexts)
    source, target = _parties("source", *doer[:4]), _parties("target", *recipient[:4])
    return Event(
        f"polecat:{number.strip()}",
        title(_called(source), done, _called(target)),
        event_day(_known(day[:10]) or "", "Event Date", _known(published[:10])),
        None,
        sentences(_known(headline), _side("Actor", doer), _side("Recipient", recipient), _strength(intensity, feature)),
        kind,
        _place(placename, city, province, country),
        north,
        east,
        source + target,
        themes,
        _cited(outlet, published),
    )


def _known(text: str) -> str | None:
    """Return what a cell says, None when it says that it is missing."""
    text = text.strip()
    return text if text and text != "None" else None


@lru_cache(65_536)
def _degrees(latitude: str, longitude: str) -> tuple[float | None, float | None]:
    """Return both or neither."""
    north = degrees(_known(latitude) or "", "latitude")
    east = degrees(_known(longitude) or "", "longitude")
    return (None, None) if north is None or east is None else (north, east)


@lru_cache(16_384)
def _action(type_: str, mode: str, contexts: str) -> tuple[str | None, tuple[str, ...], str]:
    """Return the kind `plover:TYPE/MODE`, the themes, and what was done in words."""
    path = plover.path(_known(type_), _known(mode))
    about = split((_known(contexts) or "").replace("|", ";"))
    named = dict.fromkeys(plover.context(name) for name in about if name != "None")
    kind = f"plover:{path.removeprefix('plover/')}" if path else None
    words = ": ".join(part for part in (_known(type_), _known(mode)) if part)
    return kind, (*((path,) if path else ()), *named), words.capitalize() or "Event"


@lru_cache(65_536)
def _parties(role: str, name: str, raw: str, country: str, sector: str) -> tuple[Participant, ...]:
    """Return the actors of a side: those that were found, else those in the text, else what country and sector say."""
    given = _known(name) or _known(raw)
    if given:
        return tuple({each.actor: each for each in (_named(name, role) for name in split(given))}.values())
    codes = [part for part in (_known(country), _known(sector)) if part]
    known = cameo_actors.meaning("".join(codes))
    if known:
        return (Participant(cameo_actors.identity("".join(codes)), role, known.name),)
    return (_named(": ".join(codes), role),) if codes else ()


def _named(name: str, role: str) -> Participant:
    """Return an actor by its name; a state is that of all data sets."""
    state = states.named(name)
    return Participant(state.identity if state else f"polecat:{slug(name)}", role, name)


def _called(parties: tuple[Participant, ...]) -> str | None:
    return ", ".join([each.name for each in parties if each.name]) or None


@lru_cache(65_536)
def _side(label: str, side: _Side) -> str | None:
    """Return what stands beside the name of an actor: its name in the text, country, sectors and title."""
    name, raw, country, sector, sectors, office = side
    told = _known(raw) if _known(raw) != _known(name) else None
    parts = [told, _known(country), _known(sectors) or _known(sector), _known(office)]
    said = "; ".join(", ".join(split(part)) for part in parts if part)
    return f"{label}: {said}" if said else None


@lru_cache(4_096)
def _strength(intensity: str, feature: str) -> str | None:
    strength, extent = _known(intensity), _EXTENTS.get(feature[:3])
    return sentences(f"Intensity {strength}" if strength else None, f"Place: {extent}" if extent else None)


@lru_cache(65_536)
def _place(placename: str, city: str, province: str, country: str) -> str | None:
    levels = (_known(placename) or _known(city), _known(province), _known(country))
    return ", ".join(dict.fromkeys(name for name in levels if name)) or None


@lru_cache(65_536)
def _cited(outlet: str, published: str) -> tuple[Citation, ...]:
    return (Citation(_SOURCE.id, ", ".join(part for part in (_known(outlet), _known(published)) if part) or None),)


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
