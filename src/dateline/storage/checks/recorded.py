"""What the history says last of each record, and what stands there without its knowing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from dateline.formats.curated.folder import KINDS, read_text
from dateline.formats.curated.writing import text_of
from dateline.model import Collection
from dateline.storage.checks.said_of_marks import is_as_said
from dateline.storage.engines.connection import Connection
from dateline.storage.history.merges import MERGING, merges_in
from dateline.storage.history.noted import MADE
from dateline.storage.history.undone import undone
from dateline.storage.writing.by_hand import mark_of
from dateline.storage.writing.source_texts import said

_LAST = """
SELECT id, action, collection, content, recorded FROM (
    SELECT r.id, r.action, r.collection, r.content, b.recorded,
           row_number() OVER (PARTITION BY r.id ORDER BY r.batch DESC, r.seq DESC) AS place
    FROM revision r JOIN batch b ON b.num = r.batch WHERE r.kind = :kind
) found WHERE place = 1 AND action <> 'removed'
"""
_MOST = 3


class Recorded:
    """Reads the last revisions of records over one open connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.last = cache(self._last)

    def _last(self, kind: str) -> dict[str, tuple[Any, ...]]:
        """Return (action, collection, content, moment) of the last revision of all of a kind that was not removed."""
        return {row[0]: tuple(row[1:]) for row in self._connection.run(_LAST, {"kind": kind})}

    def record(self, kind: str, identity: str, of: Collection | None) -> Any:
        """Return a record as its last revision has it, None without one; `of` is its collection if dates spread."""
        content = self.last(kind).get(identity, (None, None, None))[2]
        if content is None:
            return None
        found = read_text("history", f"{text_of(of)}\n{content}" if of else content, frozen=True)
        return found.records[kind].get(identity)

    def faults(self) -> Iterator[str]:
        """Yield a sentence for each record, id or text that stands there otherwise than the history says."""
        for kind in KINDS:
            if kind != "event":
                there = {row[0] for row in self._connection.run(f"SELECT id FROM {kind}")}
                yield from _named(f"the {kind} {{!r}} has no revision in the history", there - self.last(kind).keys())
        of_collections = {row[0]: _collection(row) for row in self._connection.run(_COLLECTIONS)}
        yield from self._compared("collection", of_collections)
        yield from self._redirects()
        yield from self._by_hand()
        tombstones = self._connection.run("SELECT id, collection, version FROM tombstone")
        yield from self._compared(
            "tombstone", {row[0]: (row[1], "" if row[2] is None else str(row[2])) for row in tombstones}
        )
        yield from self._checkpoints()
        yield from self._texts()

    def _by_hand(self) -> Iterator[str]:
        """Compare the marks of what was done by hand to records of imports with what the history says of them."""
        marks = {row[:2]: row[2:] for row in self._connection.run(_MARKS)}
        wrong = set()
        for key in {*marks, *self._connection.run(_CHANGED_BY_HAND, {"made": MADE})}:
            found = mark_of(self._connection.run, key, _LAST_BATCH)
            mark = marks.get(key, (None, None))
            as_said = mark[0] is None or is_as_said(self._connection.run, key, mark)
            if mark[:2] != ((found[0][0], found[1].name) if found else (None, None)) or not as_said:
                wrong.add(key[1])
        yield from _named("what was done by hand to {!r} is not what the history says", wrong)

    def _redirects(self) -> Iterator[str]:
        """Compare the ids of merged records with the merges, or with what an upgrade found of older merges."""
        there = {f"{kind}/{old}": new for kind, old, new in self._connection.run(_REDIRECTS)}
        said_ = {identity: last[2] for identity, last in self.last("redirect").items()} | self._merged(there)
        wrong = {identity for identity in there.keys() | said_.keys() if there.get(identity) != said_.get(identity)}
        yield from _named("the redirect {!r} is not what the history says", wrong)

    def _merged(self, there: dict[str, str]) -> dict[str, str]:
        """Return where each id of a merged record leads now, by the merges that were not undone."""
        gone, into = undone(self._connection), dict[str, str]()
        for number, report in self._connection.run(_MERGES):
            for told in merges_in(report, number) if number not in gone else ():
                into[f"{told['kind']}/{told['id']}"] = told["into"]
        kinds = {identity.partition("/")[0] for identity in into}
        held = {f"{kind}/{row[0]}" for kind in kinds for row in self._connection.run(f"SELECT id FROM {kind}")}
        found = {}
        for identity in into.keys() - held:
            kind, links = identity.partition("/")[0], [into[identity]]
            while (following := into.get(f"{kind}/{links[-1]}")) and following not in links:
                links.append(following)
            # An id leads to the first record of its chain that is there; where all are gone it leads where it led.
            standing = [each for each in links if f"{kind}/{each}" in held] or [there.get(identity, "")]
            found[identity] = standing[0] if standing[0] in links else links[0]
        return found

    def _compared(self, kind: str, there: dict[str, Any]) -> Iterator[str]:
        said_ = {identity: (last[1], last[2]) for identity, last in self.last(kind).items()}
        wrong = {identity for identity in there.keys() | said_.keys() if there.get(identity) != said_.get(identity)}
        yield from _named(f"the {kind} {{!r}} is not what the history says", wrong)

    def _checkpoints(self) -> Iterator[str]:
        rows = self._connection.run("SELECT file, collection, size, modified FROM checkpoint")
        last = self.last("checkpoint")
        wrong = {row[0] for row in rows if last.get(row[0], (0, 0, 0))[1:3] != (row[1], f"{row[2]} {row[3]}")}
        yield from _named("the file {!r} of an unfinished import is not what the history says", wrong)

    def _texts(self) -> Iterator[str]:
        rows = self._connection.run("SELECT source, sha256, file, text, added FROM source_text")
        last = self.last("source_text")
        wrong = {source for source in last if source not in {row[0] for row in rows}}
        moments = set(self._connection.run(_KEPT_TEXTS))  # an undo gives a text back with the moment that it had
        for source, *told, added in rows:
            content = last.get(source, (None,) * 4)[2]
            now = said(*told)
            older = content is not None and now.startswith(f"{content}\n")
            if (now != content or (source, content, added) not in moments) and not older:
                wrong.add(source)
        yield from _named("the text of the source {!r} is not the one that was kept", wrong)


_KEPT_TEXTS = (
    "SELECT r.id, r.content, b.recorded FROM revision r JOIN batch b ON b.num = r.batch WHERE r.kind = 'source_text'"
)
_COLLECTIONS = "SELECT id, title, description, circa, curated FROM collection"
_REDIRECTS = "SELECT kind, id, target FROM redirect"
_MARKS = "SELECT kind, id, collection, fate, base, said, version FROM by_hand"
_CHANGED_BY_HAND = """
SELECT DISTINCT r.kind, r.id FROM revision r JOIN batch b ON b.num = r.batch AND b.command <> 'import'
WHERE r.kind IN ('source', 'actor', 'theme', 'event') AND EXISTS (
    SELECT 1 FROM revision o JOIN collection c ON c.curated = 0
    AND c.id = CASE WHEN o.had IS NULL THEN o.collection ELSE o.had_collection END
    WHERE o.kind = r.kind AND o.id = r.id AND (o.had IS NOT NULL OR o.action = :made AND o.kind <> 'event')
)
"""
_LAST_BATCH = 2**31 - 1
_MERGES = f"SELECT num, report FROM batch WHERE {MERGING} ORDER BY num"


def _collection(row: tuple[Any, ...]) -> tuple[str | None, str]:
    return (row[0] if row[4] else None, text_of(Collection(*row[:4])))


def _named(sentence: str, identities: set[str]) -> Iterator[str]:
    found = sorted(identities)
    yield from map(sentence.format, found[:_MOST])
    if len(found) > _MOST:
        yield f"and {len(found) - _MOST} more of this kind"
