"""Single records, lists of records, and how many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from dateline.dates import FAR_FUTURE, FAR_PAST, day_text
from dateline.errors import NotFound
from dateline.names import did_you_mean, only_kind
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.lists import Catalogue, containing
from dateline.storage.reading.naming import named
from dateline.wire_fields import Record

if TYPE_CHECKING:
    from dateline.model import Deadline

_IDS = {
    "event": ("event_ids", 0), "deadline": ("deadlines", 0), "actor": ("actors_alone", 1),
    "programme": ("programme_ids", 0), "source": ("source_ids", 0), "theme": ("themes", 2),
}  # fmt: skip
"""The statement that selects the ids of each kind, and their column."""
KINDS = tuple(_IDS)
_PLURAL = ("actor", "deadline", "programme", "source", "theme")
"""The kinds whose plural is the command that lists them."""
Listing = Literal["actors", "themes", "sources", "programmes"]
_LISTED: Mapping[Listing, tuple[Callable[[Catalogue], list[Record]], tuple[str, ...]]] = {
    "actors": (Catalogue.actors, ("id", "name", "aliases")),
    "themes": (Catalogue.themes, ("id", "title", "aliases")),
    "sources": (Catalogue.sources, ("id", "title", "author", "publisher")),
    "programmes": (Catalogue.programmes, ("id", "title")),
}
_COUNTED = (
    "events",
    "actors",
    "themes",
    "sources",
    "programmes",
    "horizons",
    "deadlines",
    "due assertions",
    "status reports",
)


class Found(NamedTuple):
    """A record, and of a deadline its value too."""

    record: Record
    deadline: Deadline | None = None


def record(connection: Connection, identity: str, kind: str | None = None) -> Found:
    """Return the one record with the id `identity`, else with that name; a merged event leads to the other."""
    kinds = (kind,) if kind else KINDS
    found = _found(connection, identity, kinds)
    if not found and (key := named(connection, identity, kinds)):
        found = _found(connection, key[1], key[:1])
    if not found:
        raise _missing(connection, identity, kind)
    return _with_links(connection, found[of := only_kind(found, identity)], of)


def _with_links(connection: Connection, found: Found, kind: str) -> Found:
    """Return an event or a deadline with the links that lead from and to it, where there are any."""
    if kind not in ("event", "deadline"):
        return found
    from dateline.storage.reading.said.linked import links_of

    links = links_of(connection, kind, found.record["id"])
    return found._replace(record={**found.record, "links": links}) if links else found


def matched_by(connection: Connection, record: Record) -> list[str]:
    """Return by what an event is found whose date is approximate or uncertain: its days, and what is not certain."""
    if not set(record.get("date") or "") & set("?~%"):
        return []
    from dateline.dates import parse
    from dateline.dates.convention_settings import conventions_of
    from dateline.render.date import matching
    from dateline.storage.reading.lookup import Lookup

    date = parse(record["date"], conventions_of({"circa": _spread(connection, record["id"])}))
    return list(matching(date, Lookup(connection).event_days(record["id"])))


def _spread(connection: Connection, event: str) -> str | None:
    """Return the spread that a database keeps for the collection of an event."""
    if connection.url.startswith("lake:"):
        return None
    of = "SELECT c.circa FROM event e JOIN collection c ON c.id = e.collection WHERE e.id = :event"
    return next((circa for (circa,) in connection.run(of, {"event": event})), None)


def _found(connection: Connection, named: str, kinds: Iterable[str]) -> dict[str, Found]:
    def of(kind: str) -> Iterable[Found]:
        identity = _merged(connection, named) if kind == "actor" else named
        if kind == "event":  # one that was merged has another id now
            from dateline.storage.reading.events import Reader

            event = Reader(connection, claims=True).event(identity)
            return [Found(event)] if event else []
        if identity not in _ids(connection, kind) and not (kind == "deadline" and "@" in identity):
            return ()
        if kind == "deadline":
            from dateline.storage.reading.single_deadline import deadline_with
            from dateline.wire import deadline_history

            deadline = deadline_with(connection, identity)
            return [Found(deadline_history(deadline), deadline)] if deadline else []
        listed = (each for each in _LISTED[f"{kind}s"][0](Catalogue(connection)) if each["id"] == identity)  # type: ignore[index]
        if kind == "actor":
            from dateline.storage.reading.single_records import Single

            return (Found({**each, "members": Single(connection).members(identity)}) for each in listed)
        return map(Found, listed)

    return {kind: each for kind in kinds for each in of(kind)}


def _merged(connection: Connection, actor: str) -> str:
    """Return the id of the actor that one was merged into; its own if it was not."""
    rows = connection.rows("redirect_of", (), {"kind": "actor", "id": actor})
    return next((str(target) for (target,) in rows), actor)


def _ids(connection: Connection, kind: str) -> Iterator[str]:
    statement, column = _IDS[kind]
    return (row[column] for row in connection.rows(statement))


def _missing(connection: Connection, identity: str, kind: str | None) -> NotFound:
    """Return the error that names the nearest ids, or the kinds that the id does belong to."""
    if kind and (others := _found(connection, identity, KINDS)):
        return NotFound(f"there is no {kind} with the id {identity!r}", f"it is the id of: {', '.join(others)}")
    from dateline.storage.reading.gone import not_there

    near = did_you_mean(identity, (each for name in KINDS for each in _ids(connection, name)))
    listing = f"dateline {kind}s lists them" if kind in _PLURAL else "dateline query lists events"
    unknown = NotFound(f"there is no {kind or 'record'} with the id {identity!r}", near or listing)
    return not_there(connection, identity, (kind,) if kind else KINDS, unknown)


def listed(connection: Connection, what: Listing, text: str | None = None, kind: str | None = None) -> list[Record]:
    """Return the actors, themes, sources or programmes in whose names `text` occurs; of actors those of a `kind`."""
    read, searched = _LISTED[what]
    records = containing(read(Catalogue(connection)), text, *searched)
    return [each for each in records if each["kind"] == kind] if kind else records


def totals(connection: Connection) -> dict[str, int]:
    """Return how many records there are of each kind."""
    return dict(zip(_COUNTED, next(iter(connection.rows("totals"))), strict=True))


def statistics(connection: Connection) -> dict[str, object]:
    """Return what the database holds: collections, numbers of records, first and last day, degrees of confidence.

    How many events are undated is told where there are some.
    """
    from dateline.storage.reading.events import Reader

    first, last = next(iter(connection.rows("span")))
    confidences: dict[str | None, int] = dict(connection.rows("confidences"))
    names = sorted(row[0] for row in connection.rows("collections"))
    facts: dict[str, object] = {"collections": ", ".join(names), **totals(connection)}
    facts |= {"earliest": _end(first, FAR_PAST), "latest": _end(last, FAR_FUTURE)}
    if undated := Reader(connection).undated():
        facts["undated"] = undated
    ranked = [degree for degree in ("high", "medium", "low", None) if degree in confidences]
    return facts | {f"confidence {degree or 'unknown'}": confidences[degree] for degree in ranked}


def _end(day: int | None, far: int) -> str | None:
    return None if day is None else "open" if day == far else day_text(day)
