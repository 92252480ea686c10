"""Records of an older database that its history does not know get a revision, so that from then on all have one."""

from __future__ import annotations

import sqlalchemy as sa

from dateline.formats.curated.folder import KINDS
from dateline.formats.curated.writing import text_of
from dateline.model import Collection
from dateline.storage.engines.connection import Connection
from dateline.storage.history.batches import History
from dateline.storage.history.noted import MADE, PASSED, REDIRECTED, WITHDRAWN, Had
from dateline.storage.history.occasion import Occasion
from dateline.storage.reading.curated_records import Stored
from dateline.storage.schema import tables as t
from dateline.storage.writing.fingerprints import fingerprint

_RESTATED = frozenset(KINDS) - {"event"}
_KNOWN = """
SELECT id FROM (
    SELECT id, action, row_number() OVER (PARTITION BY id ORDER BY batch DESC, seq DESC) AS place
    FROM revision WHERE kind = :kind
) found WHERE place = 1 AND action <> 'removed'
"""
_IMPORTED = """
SELECT e.id, e.collection FROM event e JOIN collection c ON c.id = e.collection AND c.curated = 0
WHERE NOT EXISTS (SELECT 1 FROM batch b WHERE e.num BETWEEN b.first_event AND b.last_event)
"""
_BESIDE = {
    "tombstone": (WITHDRAWN, "SELECT id, collection, coalesce(CAST(version AS TEXT), '') FROM tombstone"),
    "redirect": (REDIRECTED, "SELECT kind || '/' || id, NULL, target FROM redirect"),
    "checkpoint": (
        PASSED,
        "SELECT file, collection, CAST(size AS TEXT) || ' ' || CAST(modified AS TEXT) FROM checkpoint",
    ),
}


def adopt(connection: sa.Connection, reading: Connection) -> None:
    """Write a batch with a revision of everything that has none, as it stood before and after."""
    history = History(connection, Occasion("", "dateline", "db upgrade"))
    stored = Stored(reading)
    imports = {identity for (identity,) in reading.run("SELECT id FROM collection WHERE curated = 0")}
    for kind in KINDS:
        known = _known(reading, kind)
        rows = reading.run(f"SELECT id, collection, fingerprint FROM {kind}")
        owners = {identity: (collection, print_) for identity, collection, print_ in rows}
        for record in stored.records(kind):
            owner, print_ = owners[record.id]
            if kind in _RESTATED and fingerprint(record) != print_:  # earlier versions hashed names they did not keep
                table = t.metadata.tables[kind]
                new = sa.update(table).where(table.c.id == record.id)
                connection.execute(new.values(fingerprint=fingerprint(record)))
            if record.id not in known:
                content, action = text_of(record), MADE if owner in imports else "changed"
                history.note(kind, record.id, action, collection=owner, content=content, had=Had(content, owner))
    _adopt_others(history, reading)
    history.seal()


def _adopt_others(history: History, reading: Connection) -> None:
    known = _known(reading, "collection")
    for *said, curated in reading.run("SELECT id, title, description, circa, curated FROM collection"):
        record = Collection(*said)
        if record.id not in known or not curated:
            content, owner = text_of(record), record.id if curated else None
            had = Had(content, owner)
            history.note("collection", record.id, "changed", collection=owner, content=content, had=had)
    for kind, (action, sql) in _BESIDE.items():
        known = _known(reading, kind)
        for identity, collection, content in reading.run(sql):
            if identity not in known:
                history.note(kind, identity, action, collection=collection, content=content)
    known = _known(reading, "event")
    for identity, collection in reading.run(_IMPORTED):
        if identity not in known:
            history.note("event", identity, "changed", collection=collection)


def _known(reading: Connection, kind: str) -> set[str]:
    return {identity for (identity,) in reading.run(_KNOWN, {"kind": kind})}
