"""Links as seen from one event or promise, and the events that are linked with one."""

from __future__ import annotations

from dateline.storage.engines.connection import Connection
from dateline.storage.reading.gone import no_record
from dateline.wire_fields import Record

_BACK = {
    "causes": "is caused by", "answers": "is answered by", "part of": "has as a part", "precedes": "comes after",
    "breaks": "is broken by", "fulfils": "is fulfilled by", "repeats": "is repeated by",
    "contradicts": "is contradicted by", "differs from": "differs from",
}  # fmt: skip
"""Each type as the target sees it."""
_THERE = {"part of": "is part of"}


def links_of(connection: Connection, kind: str, identity: str) -> list[Record]:
    """Return the links from and to a record, each with the other record.

    `direction` is from or to: whether the link leads from the record or to it; `words` say the relation.
    """
    rows = list(connection.rows("links_of", (), {"kind": kind, "id": identity}))
    return [_seen(connection, row, kind, identity) for row in rows]


def _seen(connection: Connection, row: tuple[str, ...], kind: str, identity: str) -> Record:
    name, type_, origin, target, origin_kind, target_kind, note = row
    leaving = (origin_kind, origin) == (kind, identity)
    other, other_kind = (target, target_kind) if leaving else (origin, origin_kind)
    citations = connection.rows("citations_for", (), {"part": "link", "owner": name})
    return {
        "id": name,
        "type": type_,
        "direction": "from" if leaving else "to",
        "words": _THERE.get(type_, type_) if leaving else _BACK[type_],
        "kind": other_kind,
        "record": other,
        "title": _title(connection, other_kind, other),
        "note": note,
        "citations": [dict(zip(("source", "locator", "quote"), cited, strict=True)) for _, *cited in citations],
    }


def _title(connection: Connection, kind: str, identity: str) -> str | None:
    rows = connection.run(f"SELECT title FROM {kind} WHERE id = :id", {"id": identity})
    return next((str(title) for (title,) in rows), None)


def linked_numbers(connection: Connection, identity: str) -> tuple[int, ...]:
    """Return the numbers of the events linked with the event or promise of an id; of both if both have it.

    Raises:
        NotFound: there is neither.
    """
    kinds = [kind for kind in ("event", "deadline") if _title(connection, kind, identity) is not None]
    if not kinds:
        raise no_record(connection, identity, ("event", "deadline"))
    rows = (connection.rows("events_linked", (), {"kind": kind, "id": identity}) for kind in kinds)
    return tuple(sorted({number for found in rows for (number,) in found}))
