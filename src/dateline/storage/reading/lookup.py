"""Look-up of records by a name as users type it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

from dateline.errors import Ambiguous, InvalidQuery, NotFound
from dateline.light_classes import NamedTuple
from dateline.names import did_you_mean, fold
from dateline.storage.engines.connection import Connection
from dateline.storage.statements.shapes import EVENT_COLUMNS

_FIRST, _LAST = map(EVENT_COLUMNS.index, ("start_earliest", "end_latest"))
"""The places of an event's outermost days in its columns."""
_MANY = 5_000
"""So many ids are compared with one that is misspelt."""
_BEGINNING = 3


class FoundActor(NamedTuple):
    """An actor's number, id and name."""

    num: int
    id: str
    name: str


class FoundTheme(NamedTuple):
    """A theme's number, the last number of its subtree, how deep it stands, id and title."""

    num: int
    last: int
    depth: int
    id: str
    title: str


class Lookup:
    """Finds actors, themes, sources and programmes by id, name or alias, whatever the case and accents."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._actors: dict[str, FoundActor] = {}  # the connection sees one state, so what is found once stays so
        self._themes: dict[str, FoundTheme] = {}

    def actor(self, name: str) -> FoundActor:
        """Return the actor called `name`.

        Raises:
            NotFound: nobody is; the hint holds the nearest names.
            Ambiguous: several are; the hint lists their ids.
        """
        if name in self._actors:
            return self._actors[name]
        exact = list(self._connection.rows("actor_with_id", (), {"id": name}))
        rows = exact or list(self._connection.rows("actors_named", (), {"folded": fold(name)}))
        if not rows and ":" in name:
            rows = self._by_other_code(name)
        if not rows:
            _refuse(self._connection, "actor", name, self._names("actor_names"), "dateline actors")
        if len(rows) > 1:
            ids = sorted((str(row[1]) for row in rows), key=lambda each: ":" in each)  # those of data sets last
            same = f"; if they are the same, merge them: dateline merge {ids[-1]} {ids[0]}" if len(ids) == 2 else ""
            raise Ambiguous(f"several actors have the name {name!r}", f"name one: {', '.join(ids)}{same}")
        found = self._actors[name] = FoundActor(*rows[0])
        return found

    def _by_other_code(self, name: str) -> list[tuple[object, ...]]:
        """Return the actors that have another code of the state whose code `name` is."""
        from dateline.formats.datasets.states import codes_of, identity_of

        state = identity_of(name)
        codes = sorted(codes_of(state)) if state else []
        rows = (row for code in codes for row in self._connection.rows("actors_named", (), {"folded": fold(code)}))
        return list(dict.fromkeys(map(tuple, rows)))

    def theme(self, name: str) -> FoundTheme:
        """Return the theme called `name`: an id, the last part of one, a title or an alias.

        Raises:
            NotFound, Ambiguous: as for `actor`.
        """
        if name in self._themes:
            return self._themes[name]
        exact = list(self._connection.rows("theme_with_id", (), {"id": name.strip("/")}))
        rows = exact or list(self._connection.rows("themes_named", (), {"folded": fold(name)}))
        if not rows:
            _refuse(self._connection, "theme", name, self._names("theme_names"), "dateline themes")
        if len(rows) > 1:
            raise Ambiguous(f"several themes have the name {name!r}", "name one: " + ", ".join(r[3] for r in rows))
        found = self._themes[name] = FoundTheme(*rows[0])
        return found

    def kinds_named(self, word: str) -> list[str]:
        """Return which of actor and theme some record has `word` as its id, name or alias."""
        values = {"id": word}, {"folded": fold(word)}
        kinds = ("actor", "theme")
        return [
            kind
            for kind in kinds
            if any(
                list(self._connection.rows(name, (), of))
                for name, of in zip((f"{kind}_with_id", f"{kind}s_named"), values, strict=True)
            )
        ]

    def source(self, name: str) -> str:
        """Return the id of the source with the id or title `name`.

        Raises:
            NotFound, Ambiguous: as for `actor`.
        """
        return self._by_title("source", name, "dateline sources")

    def programme(self, name: str) -> str:
        """Return the id of the programme with the id or title `name`.

        Raises:
            NotFound, Ambiguous: as for `actor`.
        """
        return self._by_title("programme", name, "dateline programmes")

    def kind(self, name: str) -> str:
        """Return the kind of events called `name`, as some event has it.

        Raises:
            NotFound: no event is of it; the hint holds the nearest kinds.
        """
        if not list(self._connection.rows("event_kind", (), {"kind": name})):
            kinds = [str(kind) for (kind,) in self._connection.rows("event_kinds")]
            hint = did_you_mean(name, kinds) or (f"there are {', '.join(sorted(kinds)[:20])}" if kinds else None)
            raise NotFound(f"no event is of the kind {name!r}", hint or "no event has a kind")
        return name

    def event_days(self, identity: str) -> tuple[int, int]:
        """Return the first and the last day of the event with the id `identity`.

        Raises:
            NotFound: there is none; the hint holds the nearest ids.
            InvalidQuery: it is undated.
        """
        rows = list(self._connection.rows("event_with_id", (), {"id": identity}))
        if not rows:
            for (target,) in self._connection.rows("redirect_of", (), {"kind": "event", "id": identity}):
                return self.event_days(target)
            _refuse(self._connection, "event", identity, self._near_ids(identity), "dateline query")
        first, last = rows[0][_FIRST], rows[0][_LAST]
        if first > last:
            raise InvalidQuery(f"the event {identity!r} is undated: nobody knows what was around it")
        return first, last

    def _near_ids(self, identity: str) -> Iterable[str]:
        """Return the ids of events: where they are many, those that begin like `identity`."""
        sample = list(self._connection.rows("sampled_days", (), {"number": 1}))
        if not sample or sample[0][1] <= _MANY:
            return self._names("event_ids")
        from dateline.storage.reading.completions import beginning

        return (each for each, _ in beginning(self._connection, "event", identity[:_BEGINNING], _MANY))

    def _by_title(self, kind: str, name: str, listing: str) -> str:
        rows = [(str(row[0]), str(row[1])) for row in self._connection.rows(f"{kind}_ids")]
        if any(identity == name for identity, _ in rows):
            return name
        found = [identity for identity, title in rows if fold(name) in (fold(identity), fold(title))]
        if not found:
            _refuse(self._connection, kind, name, (text for row in rows for text in row), listing)
        if len(found) > 1:
            raise Ambiguous(f"several {kind}s have the name {name!r}", "name one: " + ", ".join(found))
        return found[0]

    def _names(self, statement: str) -> Iterable[str]:
        return (str(name) for (name,) in self._connection.rows(statement))


def _refuse(connection: Connection, kind: str, name: str, names: Iterable[str], listing: str) -> NoReturn:
    from dateline.storage.reading.gone import not_there

    hint = did_you_mean(name, names) or f"list them with: {listing}"
    raise not_there(connection, name, (kind,), NotFound(f"there is no {kind} {name!r}", hint))
