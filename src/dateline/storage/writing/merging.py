"""Two records made one: whoever named the one names the other, and the import that brings the one finds the other."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from dateline.dates import Date
from dateline.errors import InvalidQuery, NotFound
from dateline.measures import in_order
from dateline.model import Actor, Event
from dateline.prepared_events import FINGERPRINT, entry_of
from dateline.storage.history.occasion import Occasion
from dateline.storage.history.states import State
from dateline.storage.schema import tables as t
from dateline.storage.writing.by_hand import marked
from dateline.storage.writing.editing import Editor, Held, editing
from dateline.storage.writing.new_actors import without_repeated_names
from dateline.storage.writing.references import Key, namers
from dateline.storage.writing.rewinding import Past

_SINCE = sa.text("""
SELECT DISTINCT e.id, e.num, e.version, e.collection, e.fingerprint FROM event e
JOIN participant p ON p.event = e.num JOIN actor a ON a.num = p.actor JOIN collection c ON c.id = e.collection
WHERE a.id = :into AND c.curated = 0 AND e.num > :last ORDER BY e.num
""")
_LAST_EVENT = sa.text("SELECT max(last_event) FROM batch WHERE num <= :batch")


def merge(url: str, old: Key, into: str, occasion: Occasion) -> tuple[int | None, int]:
    """Merge an actor or event into another; return the batch, and how many records named the old one.

    Whoever named the old one names the other, which gets its names or its citations, actors and themes too. The old id
    leads to the other from now on, on the way in too.

    Raises:
        NotFound: one of them is not there.
        InvalidQuery: they are the same.
        DatabaseError: the engine fails.
    """
    kind, identity = old
    if identity == into:
        raise InvalidQuery(f"{into!r} cannot be merged into itself")
    with editing(url, occasion) as editor:
        gone, kept = (editor.held((kind, each)) for each in (identity, into))
        if gone is None or kept is None:
            raise NotFound(f"there is no {kind} with the id {identity if gone is None else into!r}")
        naming = list(dict.fromkeys(namers(editor.connection, old)))
        _rename_all(editor, Past(editor.connection, url, editor.history), [*naming, (kind, into)], old, into)
        _join(editor, old, kept)
        editor.remove(old)
        batch = editor.seal(kept.collection, {"merged": {"kind": kind, "id": identity, "into": into}})
        return batch, len(naming)


def _rename_all(editor: Editor, past: Past, keys: Iterable[Key], old: Key, into: str) -> None:
    """Let records name `into` where they named `old`; events as their import has them stay its own."""
    found: dict[tuple[str, str, bool], list[Any]] = {}
    by_hand: dict[str, set[str]] = {}
    for key in dict.fromkeys(keys):
        held = editor.held(key) if key != old else None
        if held is None:
            continue
        owner, kind = held.collection, key[0]
        as_imported = kind == "event" and held.imported
        if as_imported and owner not in by_hand:
            by_hand[owner] = marked(editor.connection, "event", owner)
        as_imported = as_imported and key[1] not in by_hand[owner]
        record = _renamed(editor.stored.record(*key), old, into)
        if key == ("actor", into):
            others = tuple(each for each in record.member_of if each.actor != into)
            record = dataclasses.replace(record, member_of=others)
        found.setdefault((kind, owner, as_imported), []).append(record)
    for (kind, owner, as_imported), records in found.items():
        if as_imported:
            past.put_numbered(owner, list(_states(editor.connection, owner, records)))
        else:
            editor.put(kind, records, owner)


def _states(connection: sa.Connection, collection: str, records: Iterable[Event]) -> Iterator[State]:
    of = t.event.c
    for record in records:
        num, version = connection.execute(sa.select(of.num, of.version).where(of.id == record.id)).one()
        yield State(collection, record, version, num)


def part_again(connection: sa.Connection, past: Past, old: Key, into: str, batch: int) -> None:
    """Give events that were imported after the merge `batch`, and named `old`, back to it.

    The fingerprint of an event is that of its row, so it tells which of the two the row named.
    """
    last = connection.execute(_LAST_EVENT, {"batch": batch}).scalar() or 0
    for row in connection.execute(_SINCE, {"into": into, "last": last}).all():
        record = _renamed(past.stored.record("event", row.id), ("actor", into), old[1])
        if entry_of(record).row[FINGERPRINT] == row.fingerprint:
            past.put_numbered(row.collection, [State(row.collection, record, row.version, row.num)])


def _renamed(value: Any, old: Key, into: str) -> Any:
    """Return a record, or a part of one, with the name of `old` exchanged wherever its fields may hold it."""
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(_renamed(each, old, into) for each in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, Date | type):
        return value
    kind, identity = old
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        found = getattr(value, field.name)
        names = field.name == kind and isinstance(found, str)
        changed[field.name] = into if names and found == identity else _renamed(found, old, into)
    if "actors" in changed:  # both may have taken part
        changed["actors"] = _union((dataclasses.replace(each, name=None) for each in changed["actors"]), ())
    return type(value)(**changed)


def _join(editor: Editor, old: Key, kept: Held) -> None:
    """Give the record that stays what the one that goes has beyond it."""
    kind, identity = old
    gone = _renamed(editor.stored.record(kind, identity), old, kept.key[1])
    stays = editor.stored.record(kind, kept.key[1])
    if isinstance(stays, Actor):
        names = (*stays.aliases, identity, gone.name, *gone.aliases)
        memberships = [each for each in gone.member_of if each.actor != stays.id and each not in stays.member_of]
        joined: Any = dataclasses.replace(
            stays,
            aliases=tuple(dict.fromkeys(name for name in names if name not in (stays.id, stays.name))),
            member_of=(*stays.member_of, *memberships),
            citations=_union(stays.citations, gone.citations),
        )
        joined = without_repeated_names(joined)
    else:
        assert isinstance(stays, Event)
        joined = dataclasses.replace(
            stays,
            actors=_union(stays.actors, gone.actors),
            themes=_union(stays.themes, gone.themes),
            measures=in_order({each.name: each for each in (*gone.measures, *stays.measures)}.values()),
            citations=_union(stays.citations, gone.citations),
        )
    editor.put(kind, [joined], kept.collection)


def _union(one: Iterable[Any], other: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys((*one, *other)))
