"""Events read to be compared with each other: of one database, or of two, and what is known of them already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from dateline.dates import Date, parse
from dateline.errors import Ambiguous, NotFound
from dateline.names import nearest
from dateline.prepared_events import spread_anew
from dateline.query import Query
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.events import Reader
from dateline.wire_fields import Record

_SPREAD = """
SELECT e.id, c.circa FROM event e JOIN collection c ON c.id = e.collection
WHERE c.circa IS NOT NULL AND (e.date LIKE '%~%' OR e.date LIKE '%!%%' ESCAPE '!')
"""
_OF_COLLECTION = "SELECT id FROM event WHERE collection = :name"
_OF_SOURCE = "SELECT e.id FROM event e JOIN event_citation c ON c.event = e.num WHERE c.source = :name"
_LINKED = "SELECT origin, target, type FROM link WHERE origin_kind = 'event' AND target_kind = 'event'"
_MAY_BE_ONE = "contradicts"
"""The link between two events that may be one all the same."""


def wholes_of(connection: Connection) -> dict[str, set[str]]:
    """Return for each actor those that it belonged to at some time."""
    found: dict[str, set[str]] = defaultdict(set)
    for whole, member in connection.rows("belonging_actors"):
        found[member].add(whole)
    return found


def events_of(connection: Connection, query: Query) -> Iterator[tuple[Record, Date | None]]:
    """Yield the events of a query on the wire, with the date of each that its collection spreads otherwise.

    Raises:
        NotFound, Ambiguous: a name in the query stands for none or for several.
    """
    is_lake = connection.url.startswith("lake:")
    spreads: dict[str, str] = {} if is_lake else dict(connection.run(_SPREAD))
    for record in Reader(connection, many=True).events(query):
        circa = spreads.get(record["id"])
        yield record, spread_anew(parse(record["date"]), circa) if circa else None


def part_of(connection: Connection, name: str) -> frozenset[str]:
    """Return the ids of the events of a collection, or that cite a source.

    Raises:
        NotFound: there is neither.
        Ambiguous: there are both.
    """
    kinds = {"collection": _OF_COLLECTION, "source": _OF_SOURCE}
    there = [kind for kind in kinds if connection.run(f"SELECT id FROM {kind} WHERE id = :id", {"id": name})]
    if len(there) > 1:
        raise Ambiguous(f"{name!r} is a collection and a source", "name another part of the events")
    if not there:
        names = [each for kind in kinds for (each,) in connection.run(f"SELECT id FROM {kind}")]
        near = nearest(name, names)
        hint = f"did you mean {' or '.join(near)}?" if near else None
        raise NotFound(f"there is no collection or source with the id {name!r}", hint)
    return frozenset(identity for (identity,) in connection.run(kinds[there[0]], {"name": name}))


def told_apart(connection: Connection) -> frozenset[frozenset[str]]:
    """Return the pairs of events that a link connects: they are two, unless they only contradict each other."""
    if connection.url.startswith("lake:"):
        return frozenset()
    return frozenset(frozenset((one, other)) for one, other, kind in connection.run(_LINKED) if kind != _MAY_BE_ONE)


def same_actors(connection: Connection, other: Connection) -> Mapping[str, str]:
    """Return for actors of the database `other` the ids of those here that have their id, else one of their names.

    A name that two actors here have says nothing.
    """
    here = _names(connection)
    bearers: dict[str, set[str]] = defaultdict(set)
    for identity, names in here.items():
        for name in names:
            bearers[name].add(identity)
    return {
        identity: found
        for identity, names in _names(other).items()
        if (found := _one(identity, names, here, bearers)) is not None
    }


def _one(
    identity: str, names: Iterable[str], here: Mapping[str, object], bearers: Mapping[str, set[str]]
) -> str | None:
    if identity in here:
        return identity
    found = set().union(*(bearers.get(name, set()) for name in names))
    return next(iter(found)) if len(found) == 1 else None


def _names(connection: Connection) -> dict[str, list[str]]:
    """Return the folded names of all actors by their ids."""
    found: dict[str, list[str]] = {}
    for identity, folded in connection.run("SELECT a.id, n.folded FROM actor_name n JOIN actor a ON a.num = n.actor"):
        found.setdefault(identity, []).append(folded)
    return found


def renamed(record: Record, names: Mapping[str, str]) -> Record:
    """Return an event on the wire whose actors have other ids."""
    return {**record, "actors": [{**each, "id": names.get(each["id"], each["id"])} for each in record["actors"]]}
