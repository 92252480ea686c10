"""Who changed what, when and why, and the way back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.errors import NotFound
from dateline.names import did_you_mean, only_kind
from dateline.storage.engines.connection import Connection
from dateline.storage.history.log import batches, revisions
from dateline.storage.history.occasion import Occasion
from dateline.storage.history.standing import Standing
from dateline.storage.opening import reading
from dateline.storage.reading.naming import named
from dateline.wire_fields import Record

_TOGETHER = 256
KINDS = ("event", "deadline", "actor", "programme", "horizon", "source", "theme", "link")
"""The kinds of records that have a history, and that can be changed by hand."""


def of_record(connection: Connection, identity: str, kind: str | None = None) -> list[Record]:
    """Return what became of a record, with REVISION_FIELDS, the newest first."""
    kinds = [kind] if kind else KINDS
    found = {name: rows for name in kinds if (rows := revisions(connection, name, identity))}
    if not found and (key := named(connection, identity, kinds)):
        found = {key[0]: revisions(connection, *key)}
    if not found:
        raise _unknown(connection, identity, kind)
    return found[only_kind(found, identity)][::-1]


def of_batch(connection: Connection, number: int) -> Iterator[Record]:
    """Return all that a batch changed, with REVISION_FIELDS, read while it is iterated.

    Raises:
        NotFound: there is no such batch.
    """
    if not batches(connection, number=number):
        raise NotFound(f"there is no batch {number}", "list them with: dateline history")
    told = "action IN ('added', 'changed', 'removed')"  # not what an import made, which may be very much
    keys = connection.run(f"SELECT kind, id FROM revision WHERE batch = {number:d} AND {told} ORDER BY seq")
    return _of_batch(connection, number, list(dict.fromkeys(keys)))


def _of_batch(connection: Connection, number: int, keys: Sequence[tuple[str, str]]) -> Iterator[Record]:
    standing = Standing(connection)
    for start in range(0, len(keys), _TOGETHER):
        some = keys[start : start + _TOGETHER]
        standing.ahead([identity for kind, identity in some if kind == "event"])
        for key in some:
            yield from (each for each in revisions(connection, *key, standing) if each["batch"] == number)


def restore(url: str, identity: str, kind: str | None, moment: str | int | None, occasion: Occasion) -> int | None:
    """Make a record again what it was at a moment; return the new batch, or None when it is that already.

    The moment None is that before it was removed.
    """
    from dateline.storage.writing import undoing

    kinds = dict(undoing.keys_of(url, identity, kind))
    if kinds:
        return undoing.restore(url, (only_kind(kinds, identity), identity), moment, occasion)
    with reading(url) as connection:
        key = named(connection, identity, [kind] if kind else KINDS)
        if key is None:
            raise _unknown(connection, identity, kind)
    return undoing.restore(url, key, moment, occasion)


def _unknown(connection: Connection, identity: str, kind: str | None) -> NotFound:
    known = (row[0] for row in connection.run("SELECT DISTINCT id FROM revision"))
    hint = did_you_mean(identity, known) or "list the last batches with: dateline history"
    return NotFound(f"the history has no {kind or 'record'} {identity!r}", hint)
