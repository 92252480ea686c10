"""Records by what people call them: an id, else a name, an alias or a title, whatever the case and accents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.errors import Ambiguous
from dateline.names import fold
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.lists import Catalogue

_MOST = 1000
"""So many events with the words of a title are looked at."""


def named(connection: Connection, name: str, kinds: Iterable[str]) -> tuple[str, str] | None:
    """Return the (kind, id) of the one record of `kinds` that is called `name`, None when none is.

    Ids are the caller's to look for: they come before names.

    Raises:
        Ambiguous: several records are called so; the hint lists them all.
    """
    if not (folded := fold(name)):
        return None
    found = dict.fromkeys((kind, each) for kind in kinds for each in _called(connection, kind, folded))
    if len(found) > 1:
        several = ", ".join(f"{kind} {identity}" for kind, identity in found)
        raise Ambiguous(f"several records are called {name!r}", f"give the id of one: {several}")
    return next(iter(found), None)


def _called(connection: Connection, kind: str, folded: str) -> Iterator[str]:
    """Yield the ids of the records of a kind that bear a folded name."""
    if kind == "event":
        yield from _events(connection, folded)
    elif kind == "actor":
        yield from (str(row[1]) for row in connection.rows("actors_named", (), {"folded": folded}))
    elif kind == "theme":
        yield from (str(row[3]) for row in connection.rows("themes_named", (), {"folded": folded}))
    else:
        yield from (identity for identity, title in _titles(connection, kind) if fold(title) == folded)


def _events(connection: Connection, folded: str) -> Iterator[str]:
    from dateline.query import Query
    from dateline.storage.reading.events import Reader

    for record in Reader(connection).events(Query(texts=(folded,), limit=_MOST)):
        if fold(record["title"]) == folded:
            yield record["id"]


def _titles(connection: Connection, kind: str) -> Iterable[tuple[str, str]]:
    if kind == "horizon":
        return [(each.id, each.title) for each in Catalogue(connection).horizons()]
    if kind == "deadline":
        return [(str(row[0]), str(row[2])) for row in connection.rows("deadlines")]
    return [(str(row[0]), str(row[1])) for row in connection.rows(f"{kind}_ids")]
