"""Single records, lists of records, and how many there are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Literal, NamedTuple

from dateline.dates import FAR_FUTURE, FAR_PAST, day_text
from dateline.errors import Ambiguous, NotFound
from dateline.model import Deadline
from dateline.names import did_you_mean
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.events import Reader
from dateline.storage.reading.lists import Catalogue, containing
from dateline.wire import deadline_history
from dateline.wire_fields import Record

KINDS = ("event", "deadline", "actor", "programme", "source", "theme")
Listing = Literal["actors", "themes", "sources", "programmes"]
_SEARCHED: Mapping[Listing, tuple[Callable[[Catalogue], list[Record]], tuple[str, ...]]] = {
    "actors": (Catalogue.actors, ("id", "name", "aliases")),
    "themes": (Catalogue.themes, ("id", "title", "aliases")),
    "sources": (Catalogue.sources, ("id", "title", "author", "publisher")),
    "programmes": (Catalogue.programmes, ("id", "title")),
}
_COUNTED = ("events", "actors", "themes", "sources", "programmes", "deadlines", "due assertions", "status reports")


class Found(NamedTuple):
    """A record, and of a deadline its value too."""

    record: Record
    deadline: Deadline | None = None


def record(connection: Connection, identity: str, kind: str | None = None) -> Found:
    """Return the one record with the id `identity`; the id of a merged event leads to the other.

    Raises:
        NotFound, Ambiguous: no record has it, or several of different kinds have it.
    """
    found = _found(connection, identity, (kind,) if kind else KINDS)
    if not found:
        raise _missing(connection, identity, kind)
    return found[only(found, identity)]


def _found(connection: Connection, identity: str, kinds: Iterable[str]) -> dict[str, Found]:
    catalogue = Catalogue(connection)

    def of(kind: str) -> Iterable[Found]:
        if kind == "event":
            event = Reader(connection).event(identity)
            return [Found(event)] if event else []
        if kind == "deadline":
            return (Found(deadline_history(each), each) for each in catalogue.deadlines() if each.id == identity)
        return (Found(each) for each in _SEARCHED[f"{kind}s"][0](catalogue) if each["id"] == identity)  # type: ignore[index]

    return {kind: each for kind in kinds for each in of(kind)}


def _missing(connection: Connection, identity: str, kind: str | None) -> NotFound:
    """Return the error that names the nearest ids, or the kinds that the id does belong to."""
    if kind and (others := _found(connection, identity, KINDS)):
        return NotFound(f"no {kind} has the id {identity!r}", f"it is the id of: {', '.join(others)}")
    columns = {"actors": 1, "themes": 2, "source_ids": 0, "programme_ids": 0, "deadlines": 0, "event_ids": 0}
    names = [str(row[column]) for statement, column in columns.items() for row in connection.rows(statement)]
    hint = did_you_mean(identity, names) or "dateline query lists events"
    return NotFound(f"no {kind or 'record'} has the id {identity!r}", hint)


def only(kinds: Collection[str], identity: str) -> str:
    """Return the one kind whose record has the id.

    Raises:
        Ambiguous: records of several kinds have it.
    """
    if len(kinds) > 1:
        raise Ambiguous(f"several records are called {identity!r}", f"add --kind {' or --kind '.join(kinds)}")
    return next(iter(kinds))


def listed(connection: Connection, what: Listing, text: str | None = None, kind: str | None = None) -> list[Record]:
    """Return the actors, themes, sources or programmes in whose names `text` occurs; of actors those of a `kind`."""
    read, searched = _SEARCHED[what]
    records = containing(read(Catalogue(connection)), text, *searched)
    return [each for each in records if each["kind"] == kind] if kind else records


def totals(connection: Connection) -> dict[str, int]:
    """Return how many records there are of each kind."""
    return dict(zip(_COUNTED, next(iter(connection.rows("totals"))), strict=True))


def statistics(connection: Connection) -> dict[str, object]:
    """Return what the database holds: collections, numbers of records, first and last day, degrees of confidence."""
    first, last = next(iter(connection.rows("span")))
    confidences: dict[str | None, int] = dict(connection.rows("confidences"))
    names = sorted(row[0] for row in connection.rows("collections"))
    facts: dict[str, object] = {"collections": ", ".join(names), **totals(connection)}
    facts |= {"earliest": _end(first, FAR_PAST), "latest": _end(last, FAR_FUTURE)}
    ranked = [degree for degree in ("high", "medium", "low", None) if degree in confidences]
    return facts | {f"confidence {degree or 'unknown'}": confidences[degree] for degree in ranked}


def _end(day: int | None, far: int) -> str | None:
    return None if day is None else "open" if day == far else day_text(day)
