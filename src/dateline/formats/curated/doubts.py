"""What is not wrong in curated records, but may be meant otherwise: the warnings of `check`, `load` and `db check`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from dateline.dates import Date, Match
from dateline.errors import Fault
from dateline.formats.curated.folder import Curated
from dateline.formats.curated.lines import Path
from dateline.model import DIFFERS, Citation, Event, Link, Participant

_BOTH_WAYS = ("contradicts", DIFFERS)
"""The links that say the same in either direction."""
DateOf = Callable[[str], Date | None]


class Doubt(NamedTuple):
    """What is doubtful of the record `kind`, `id`, in a sentence that names it; `key` leads to the place below it.

    `dated` are the events whose dates it compares.
    """

    kind: str
    id: str
    reason: str
    key: Path = ()
    dated: tuple[str, ...] = ()


def doubts(found: Curated, linked: Iterable[Link] = (), dated: DateOf = lambda identity: None) -> Iterator[Fault]:
    """Yield what is doubtful of records that were read, with its file and line.

    `linked` are the links of the database beside, and `dated` gives the date of an event there.
    """

    def date_of(identity: str) -> Date | None:
        event = found.events.get(identity)
        return dated(identity) if event is None else event.date

    said = {_saying(each) for each in found.links.values()}
    beside = [
        each for each in linked
        if each.id not in found.links
        and (each.origin in found.events or each.target in found.events or _saying(each) in said)
    ]  # fmt: skip
    for each in doubtful(found.events.values(), [*beside, *found.links.values()], date_of):
        if place := found.places.get((each.kind, each.id)):
            yield Fault(place.file, place.lines.at((*place.path, *each.key)), each.reason)
        elif read := next((event for event in each.dated if event in found.events), None):
            place = found.places["event", read]
            yield Fault(place.file, place.lines.at((*place.path, "date")), each.reason)


def doubtful(events: Iterable[Event], links: Iterable[Link], date_of: DateOf) -> Iterator[Doubt]:
    """Yield what is doubtful of events and links; `date_of` gives the date of an event, None where it has none."""
    for event in events:
        yield from _of_event(event)
    said: dict[tuple[str, ...], str] = {}
    for link in links:
        if first := said.get(_saying(link)):
            yield Doubt("link", link.id, f"link {link.id!r} says what the link {first!r} says already")
        said.setdefault(_saying(link), link.id)
        if reason := _outside(link, date_of):
            yield Doubt("link", link.id, f"link {link.id!r}: {reason}", ("type",), (link.origin, link.target))


def _saying(link: Link) -> tuple[str, ...]:
    """Return what a link says, the same for each that says it."""
    ends = [(link.origin_kind, link.origin), (link.target_kind, link.target)]
    return link.type, *(part for end in (sorted(ends) if link.type in _BOTH_WAYS else ends) for part in end)


def _outside(link: Link, date_of: DateOf) -> str | None:
    """Return why an event certainly shares no day with the one whose part it is, None where it may."""
    if link.type != "part of" or (link.origin_kind, link.target_kind) != ("event", "event"):
        return None
    part, whole = date_of(link.origin), date_of(link.target)
    if part is None or whole is None or Match.CERTAIN not in (part.before(whole), part.after(whole)):
        return None
    return f"{link.origin!r} of {part.edtf} lies outside of {link.target!r} of {whole.edtf}, of which it is a part"


def _of_event(event: Event) -> Iterator[Doubt]:
    def doubt(reason: str, *key: str | int) -> Doubt:
        return Doubt("event", event.id, f"event {event.id!r}: {reason}", key)

    for actor in _twice(event.actors):
        yield doubt(f"the actor {actor!r} takes part twice", "actors")
    for place, citation in enumerate(event.citations):
        if citation in event.citations[:place]:
            yield doubt(f"{_cited(citation)} is cited twice", "citations", place)
        for actor in _twice(citation.claim.actors) if citation.claim else ():
            yield doubt(f"{_cited(citation)} says the actor {actor!r} twice", "citations", place, "actors")
    if (event.latitude is None) != (event.longitude is None):
        there, missing = ("longitude", "latitude") if event.latitude is None else ("latitude", "longitude")
        yield doubt(f"it has a {there} and no {missing}, so it is on no map", there)
    if any(each.claim for each in event.citations) and (reason := _unsupported(event)):
        yield doubt(reason)


def _cited(citation: Citation) -> str:
    return ", ".join(part for part in (citation.source, citation.locator) if part)


def _twice(actors: Iterable[Participant]) -> list[str]:
    """Return the actors that are there twice in one role, or once without any role and once with one."""
    roles: dict[str, list[str | None]] = {}
    for each in actors:
        roles.setdefault(each.actor, []).append(each.role)
    return [actor for actor, own in roles.items() if len(own) > 1 and (None in own or len(set(own)) < len(own))]


def _unsupported(event: Event) -> str | None:
    from dateline.claims.support import unsupported

    return unsupported(event)
