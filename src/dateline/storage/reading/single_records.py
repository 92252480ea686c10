"""One record with what hangs on it, read without the others, the same as in the lists of the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dateline.query import Query
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.events import Reader
from dateline.storage.reading.lists import SOURCE_FIELDS, Citations, actor_record, citation_record, theme_record
from dateline.wire_fields import Record

_BATCHES = (16, 256)
"""How many titles are asked for together; two sizes keep the number of plans small."""


class Single:
    """Reads single records over one open connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def actor(self, identity: str) -> Record | None:
        """Return the actor `identity` with ACTOR_FIELDS and `members`, who belonged to it; None when there is none."""
        for row in self._connection.rows("actor_record", (), {"id": identity}):
            aliases, wholes = (
                self._connection.rows(statement, (), {"num": row[0]}) for statement in ("aliases_of", "memberships_of")
            )
            return actor_record(row, aliases, wholes, self._citations("actor", "actor/member_of", owner=identity)) | {
                "events": self._events(Query(actors=(identity,))),
                "members": self._members(row[0]),
            }
        return None

    def members(self, identity: str) -> list[Record]:
        """Return who belonged to the actor `identity`: id, name, role and date of each, by name."""
        rows = self._connection.rows("actor_record", (), {"id": identity})
        return [member for row in list(rows) for member in self._members(row[0])]

    def _members(self, actor: object) -> list[Record]:
        rows = self._connection.rows("members_of", (), {"num": actor})
        return [dict(zip(("id", "name", "role", "date"), row, strict=True)) for row in rows]

    def theme(self, identity: str) -> Record | None:
        """Return the theme `identity` with THEME_FIELDS, `above` (an id or None) and `below`, pairs of id and title."""
        of = {"id": identity}
        for *row, depth, above in self._connection.rows("theme_record", (), of):
            aliases, below = (
                list(self._connection.rows(name, (), of)) for name in ("theme_aliases_of", "themes_below")
            )
            events = self._events(Query(themes=(identity,)))
            return theme_record(row, aliases, depth - 1, events) | {"above": above, "below": below}
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

    def _citations(self, *parts: str, owner: str) -> Citations:
        """Return the citations of parts of a record."""
        found: Citations = defaultdict(list)
        for part in parts:
            for item, *cited in self._connection.rows("citations_for", (), {"part": part, "owner": owner}):
                found[part, owner, item].append(citation_record(cited))
        return found
