"""Events prepared for a store: everything that can be worked out before the store is asked.

An entry is made of an event, or straight from the cells of a file where millions come
(`dateline.formats.delimited.event_cells`). Both ways meet in `entry`, so that an event has one fingerprint wherever it
comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from dateline.dates import Date, parse
from dateline.dates.convention_settings import conventions_of
from dateline.event_fields import CLAIMED, LATER_NAMES, NAMES
from dateline.length_classes import length_class
from dateline.model import Citation, Event, Measure, Participant
from dateline.names import fold

COLUMNS = (
    "num", "theme_set", "collection", "id", "fingerprint", "title", "date", "start_earliest", "start_latest",
    "end_earliest", "end_latest", "length_class", *NAMES, "version",
)  # fmt: skip
"""What an entry's row holds; the store fills in the first three."""
NUM, THEME_SET, COLLECTION, ID, FINGERPRINT = range(5)
DATE = COLUMNS.index("date")
VERSION = len(COLUMNS) - 1
DESCRIPTION, PLACE = NAMES.index("description"), NAMES.index("place")
"""The places of these among the fields of `dateline.event_fields`."""
FINGERPRINT_SIZE = 16
_APPROXIMATE = frozenset("~%")
Claimed = tuple[str | None, str | None]
UNCLAIMED: Claimed = (None, None)


class Entry(NamedTuple):
    """An event ready to be written, all but its number: nothing but texts, numbers, tuples and one list.

    `row` holds COLUMNS; `actors` are (actor, role, name), `themes` ids, `citations` (source, locator, quote),
    `measures` (name, value, low, high, unit); `words` and `place_words` are folded for the full text. `line` is where
    it was read. `claimed` holds what `event_fields.CLAIMED` names: the verdict and the text of the claims.
    """

    line: int
    row: list[Any]
    actors: tuple[tuple[str, str | None, str | None], ...]
    themes: tuple[str, ...]
    citations: tuple[tuple[str, str | None, str | None], ...]
    words: str
    place_words: str
    measures: tuple[tuple[str, float | None, float | None, float | None, str | None], ...] = ()
    claimed: Claimed = (None, None)


class Part(NamedTuple):
    """A list of an event: its items, and what they add to the fingerprint."""

    items: tuple[Any, ...]
    said: str


NO_ACTORS = NO_THEMES = Part((), "0")
NO_CITATIONS = NO_MEASURES = Part((), "")


def actors_part(participants: Sequence[Participant]) -> Part:
    """Return the participants; what they are called stands with the actors, so the fingerprint is without it."""
    said = (f"{each.actor}\0{each.role or ''}" for each in participants)
    return Part(tuple((p.actor, p.role, p.name) for p in participants), "\0".join((str(len(participants)), *said)))


@lru_cache(32_768)
def themes_part(themes: tuple[str, ...]) -> Part:
    """Return the themes; their order is that of the tree, so the fingerprint knows none."""
    distinct = sorted(set(themes))
    return Part(themes, "\0".join((str(len(distinct)), *distinct)))


def citations_part(citations: Iterable[Citation]) -> Part:
    """Return the citations."""
    items = tuple((each.source, each.locator, each.quote) for each in citations)
    return Part(items, "".join(f"\0{source}\0{locator or ''}\0{quote or ''}" for source, locator, quote in items))


def measures_part(measures: Iterable[Measure]) -> Part:
    """Return the measures; an event without any has the fingerprint that it had before there were measures."""
    items = tuple((each.name, each.value, each.low, each.high, each.unit) for each in measures)
    return Part(items, "".join("\0measure\1" + "\1".join(map(str, item)) for item in items)) if items else NO_MEASURES


@lru_cache(65_536)
def dated(date: Date) -> tuple[Any, ...]:
    """Return the EDTF text, the four bounds and the length class."""
    bounds = date.bounds
    doubtful = bounds.start_latest > bounds.end_latest or bounds.end_earliest < bounds.start_earliest
    class_ = length_class(bounds.earliest, bounds.latest, gaps=date.gapped, doubtful=doubtful)
    return (date.edtf, *bounds, class_)


def spread_anew(date: Date, circa: str | None) -> Date:
    """Return a date with a stated spread, such as "10 years"; None leaves one unit of each approximate part."""
    return parse(date.edtf, conventions_of({"circa": circa})) if circa and date.approximate else date


def spread_columns(columns: Sequence[Sequence[Any]], place: int, circa: str | None) -> list[Sequence[Any]]:
    """Return columns whose approximate dates have a stated spread; what `dated` gives begins at a place of them."""
    changed, kept = list(columns), zip(*columns[place : place + 6], strict=True)
    if circa and columns[place]:
        days = (
            each if _APPROXIMATE.isdisjoint(each[0]) else dated(spread_anew(parse(each[0]), circa)) for each in kept
        )
        changed[place : place + 6] = list(zip(*days, strict=True))
    return changed


def entry(
    line: int, version: int | None, identity: str, title: str, when: tuple[Any, ...], values: Sequence[Any],
    actors: Part, themes: Part, citations: Part, measures: Part = NO_MEASURES, *, claimed: Claimed = UNCLAIMED,
) -> Entry:  # fmt: skip
    """Return the entry of an event; `when` is what `dated` gives, `values` those of `event_fields.FIELDS`."""
    print_ = fingerprint_by_parts(identity, title, when[0], values, (actors, themes, citations, measures), claimed)
    row = [None, None, None, identity, print_, title, *when, *values, version]
    words = words_of(title, values[DESCRIPTION], values[PLACE])
    return Entry(line, row, actors.items, themes.items, citations.items, *words, measures.items, claimed)


def fingerprint_by_parts(
    identity: str, title: str, edtf: str, values: Sequence[Any], parts: tuple[Part, Part, Part, Part],
    claimed: Claimed = UNCLAIMED,
) -> str:  # fmt: skip
    """Return the fingerprint of an event, as `entry` has it; `parts` are actors, themes, citations and measures.

    It is a hash of what the event says, between NULs, which no text holds, with the number of items before each list.
    """
    actors, themes, citations, measures = parts
    said = f"{actors.said}\0{themes.said}{citations.said}{measures.said}"
    return _fingerprint(identity, title, edtf, values, said, claimed)


def _fingerprint(
    identity: str, title: str, edtf: str, values: Sequence[Any], lists: str, claimed: Claimed = UNCLAIMED
) -> str:
    """Return the fingerprint; PLAIN is written out for speed, as many are imported; a test holds it to the table."""
    date_text, description, kind, place, latitude, longitude, confidence, *later = values
    said = (
        f"{identity}\0{title}\0{edtf}\0{date_text or ''}\0{description or ''}\0{kind or ''}\0{place or ''}\0{latitude}"
        f"\0{longitude}\0{confidence or ''}\0{lists}"
    )
    if later:
        said += later_said(later)
    if claimed != UNCLAIMED:
        said += "".join(f"\0{name}\1{value}" for name, value in zip(CLAIMED, claimed, strict=True) if value)
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=FINGERPRINT_SIZE).hexdigest()


_fields = itemgetter(*NAMES)


def _measure(record: Mapping[str, Any]) -> Measure:
    """Return the measure of a wire record that a store gave; a whole number has no fraction there."""
    value, low, high = (None if found is None else float(found) for found in map(record.get, ("value", "low", "high")))
    return Measure(record["name"], value, low, high, record["unit"])


def fingerprint_of(record: Mapping[str, Any]) -> str:
    """Return the fingerprint of the event of a wire record that a store gave, as that of its entry.

    It makes no event, which takes several times as long. What sources say of it (CLAIMED) it does not know.
    """
    taking = [f"{each['id']}\0{each['role'] or ''}" for each in record["actors"]]
    actors = "\0".join((str(len(taking)), *taking))
    cited = "".join(
        f"\0{each['source']}\0{each['locator'] or ''}\0{each['quote'] or ''}" for each in record["citations"]
    )
    said = f"{actors}\0{themes_part(tuple(record['themes'])).said}{cited}"
    if record["measures"]:
        measures = (_measure(each) for each in record["measures"])
        said += measures_part(sorted(measures, key=attrgetter("name"))).said
    return _fingerprint(record["id"], record["title"], record["date"], _fields(record), said)


def later_said(values: Iterable[Any]) -> str:
    """Return what the fields that came later add to a fingerprint: nothing where they are not set."""
    found = zip(LATER_NAMES, values, strict=True)
    return "".join(f"\0{name}\1{value}" for name, value in found if value is not None and value != "")


_values = attrgetter(*NAMES)


def entry_of(event: Event, line: int = 0, version: int | None = None) -> Entry:
    """Return the entry of an event; of two versions of an event the greater counts."""
    return entry(
        line, version, event.id, event.title, dated(event.date), _values(event),
        actors_part(event.actors), themes_part(event.themes), citations_part(event.citations),
        measures_part(event.measures) if event.measures else NO_MEASURES, claimed=claimed_of(event),
    )  # fmt: skip


def claimed_of(event: Event) -> Claimed:
    """Return the verdict of an event and the text of its claims."""
    if not any(each.claim for each in event.citations):
        return event.verdict, None
    from dateline.claims.forms import claims_text

    return event.verdict, claims_text(event.citations)


def with_actors(found: Entry, actors: Sequence[Participant], claims: str | None = None) -> Entry:
    """Return an entry with other actors, in its `claims` too, and the fingerprint of an event that has them."""
    row = found.row
    return entry(
        found.line, row[VERSION], row[ID], row[FINGERPRINT + 1], tuple(row[DATE : DATE + 6]), row[DATE + 6 : VERSION],
        actors_part(actors), themes_part(found.themes), citations_part([Citation(*each) for each in found.citations]),
        measures_part([Measure(*each) for each in found.measures]) if found.measures else NO_MEASURES,
        claimed=(found.claimed[0], claims),
    )  # fmt: skip


def words_of(title: str, description: str | None, place: str | None) -> tuple[str, str]:
    """Return the folded words of an event and of its place, as its entry has them."""
    return fold(f"{title} {description}" if description else title), fold(place) if place else ""
