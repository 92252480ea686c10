"""One record with what hangs on it, read without the others, the same as in the lists of the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dateline.query import Query
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.events import Reader
from dateline.storage.reading.lists import ACTOR_FIELDS, SOURCE_FIELDS, THEME_FIELDS
from dateline.wire_fields import Record

_BATCHES = (16, 256)
"""How many titles are asked for together; two sizes keep the number of plans small."""


class Single:
    """Reads single records over one open connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def actor(self, identity: str) -> Record | None:
        """Return the actor `identity` with ACTOR_FIELDS and `members`, who belonged to it; None when there is none."""
        for num, *about in self._connection.rows("actor_record", (), {"id": identity}):
            of = {"num": num}
            aliases = [name for (name,) in self._connection.rows("aliases_of", (), of)]
            cited = self._citations("actor/member_of", identity)
            member_of = [
                {"id": whole, "name": name, "role": role, "date": date, "citations": cited[seq]}
                for seq, whole, name, role, date in self._connection.rows("memberships_of", (), of)
            ]
            events = self._events(Query(actors=(identity,)))
            values = (*about[:3], aliases, *about[3:], member_of, events, self._citations("actor", identity)[0])
            members = self._connection.rows("members_of", (), of)
            names = ("id", "name", "role", "date")
            found = dict(zip(ACTOR_FIELDS, values, strict=True))
            return found | {"members": [dict(zip(names, row, strict=True)) for row in members]}
        return None

    def theme(self, identity: str) -> Record | None:
        """Return the theme `identity` with THEME_FIELDS, `above` (an id or None) and `below`, pairs of id and title."""
        of = {"id": identity}
        for _, title, description, depth, above in self._connection.rows("theme_record", (), of):
            aliases = [name for (name,) in self._connection.rows("theme_aliases_of", (), of)]
            values = (identity, title, aliases, description, depth - 1, self._events(Query(themes=(identity,))))
            below = list(self._connection.rows("themes_below", (), of))
            return dict(zip(THEME_FIELDS, values, strict=True)) | {"above": above, "below": below}
        return None

    def source(self, identity: str) -> Record | None:
        """Return the source `identity` with SOURCE_FIELDS and `citing`, pairs (kind, id) of the records that cite it.

        Events are among those counted, but not in `citing`.
        """
        of = {"id": identity}
        for row in self._connection.rows("source_record", (), of):
            parts = self._connection.rows("citing", (), of)
            citing = dict.fromkeys((part.partition("/")[0], owner) for part, owner in parts)
            return dict(zip(SOURCE_FIELDS, row, strict=True)) | {"citing": list(citing)}
        return None

    def titles(self, sources: Iterable[str]) -> dict[str, str]:
        """Return the titles of sources by id."""
        wanted = list(dict.fromkeys(sources))
        found: dict[str, str] = {}
        for start in range(0, len(wanted), _BATCHES[-1]):
            some = wanted[start : start + _BATCHES[-1]]
            size = next(size for size in _BATCHES if len(some) <= size)
            values = {f"source{i}": some[min(i, len(some) - 1)] for i in range(size)}
            found |= dict(self._connection.rows("source_titles", (size,), values))
        return found

    def _events(self, query: Query) -> int:
        return sum(Reader(self._connection).count(query).values())

    def _citations(self, part: str, owner: str) -> dict[int, list[Record]]:
        """Return the citations of a record by the place of the statement that they bear."""
        found: dict[int, list[Record]] = defaultdict(list)
        for item, source, locator, quote in self._connection.rows("citations_for", (), {"part": part, "owner": owner}):
            found[item].append({"source": source, "locator": locator, "quote": quote})
        return found
