"""Two records made one: whoever named the one names the other, and the import that brings the one finds the other."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import sqlalchemy as sa

from dateline.claims.dropped import dropped
from dateline.claims.merging import claiming
from dateline.counting import Counting
from dateline.dates import Date
from dateline.errors import InvalidQuery, NotFound
from dateline.formats.datasets.states import codes_of
from dateline.measures import in_order
from dateline.model import Actor, DueAssertion, Event, Link, Participant
from dateline.prepared_events import FINGERPRINT, entry_of
from dateline.storage.history.batches import History
from dateline.storage.history.occasion import Occasion
from dateline.storage.history.states import State
from dateline.storage.schema import tables as t
from dateline.storage.writing.by_hand import marked
from dateline.storage.writing.editing import Editor, Held, editing
from dateline.storage.writing.new_actors import code_owners, without_repeated_names
from dateline.storage.writing.references import Key, namers
from dateline.storage.writing.rewinding import Past

_SINCE = sa.text("""
SELECT DISTINCT e.id, e.num, e.version, e.collection, e.fingerprint FROM event e
JOIN participant p ON p.event = e.num JOIN actor a ON a.num = p.actor JOIN collection c ON c.id = e.collection
WHERE a.id = :into AND c.curated = 0 AND e.num > :last ORDER BY e.num
""")
_LAST_EVENT = sa.text("SELECT max(last_event) FROM batch WHERE num <= :batch")


_OF_IMPORTS = sa.text("""
SELECT id FROM actor WHERE id LIKE '%:%' AND collection IN (SELECT id FROM collection WHERE curated = 0) ORDER BY id
""")
_MOST_NAMING = 20_000
"""The most records that a load renames by itself for one actor."""


class Merged(NamedTuple):
    """A merge: its batch, how many records named the old one, and in words what is dropped of that."""

    batch: int | None
    naming: int
    dropped: list[str]


def merge(url: str, old: Key, into: str, occasion: Occasion, *, as_claims: bool = False) -> Merged:
    """Merge an actor or event into another.

    Whoever named the old one names the other, which gets its names or its citations, actors and themes too. The old id
    leads to the other from now on, on the way in too. With `as_claims` what each of two events says becomes what its
    sources say of the one that is left.

    Raises:
        NotFound: one of them is not there.
        InvalidQuery: they are the same, a link connects them, or no source can say what an event says.
        DatabaseError: the engine fails.
    """
    with editing(url, occasion) as editor:
        kept, merged = merge_within(editor, url, old, into, as_claims=as_claims)
        batch = editor.seal(kept.collection, {"merged": told(old, into)})
        return merged._replace(batch=batch)


def merge_within(editor: Editor, url: str, old: Key, into: str, *, as_claims: bool = False) -> tuple[Held, Merged]:
    """Merge as a part of a batch that is not sealed yet; return the record that stays, and the merge.

    Raises:
        NotFound, InvalidQuery: as for `merge`.
    """
    kind, identity = old
    if identity == into:
        raise InvalidQuery(f"{into!r} cannot be merged into itself")
    gone, kept = (editor.held((kind, each)) for each in (identity, into))
    if gone is None or kept is None:
        raise NotFound(f"there is no {kind} with the id {identity if gone is None else into!r}")
    if connecting := _connecting(editor.connection, old, into):
        message = f"the link {connecting!r} connects {identity!r} with {into!r}, which would lead to itself"
        raise InvalidQuery(message, f"remove it first: dateline remove {connecting}")
    naming = list(dict.fromkeys(namers(editor.connection, old)))
    _rename_all(editor, Past(editor.connection, url, editor.history), [*naming, (kind, into)], old, into)
    lost = _join(editor, old, kept, as_claims=as_claims)
    editor.remove(old)
    return kept, Merged(None, len(naming), lost)


def told(old: Key, into: str) -> dict[str, str]:
    """Return a merge as the report of its batch has it."""
    return {"kind": old[0], "id": old[1], "into": into}


def _connecting(connection: sa.Connection, old: Key, into: str) -> str | None:
    """Return the id of a link between two records of a kind, None if there is none."""
    of, (kind, identity) = t.link.c, old
    both = {of.origin_kind: kind, of.target_kind: kind}
    ends = (sa.and_(of.origin == one, of.target == other) for one, other in ((identity, into), (into, identity)))
    chosen = sa.select(of.id).where(sa.or_(*ends), *(column == value for column, value in both.items()))
    return connection.execute(chosen).scalar()


def join_imported(connection: sa.Connection, url: str, history: History, loaded: Iterable[str]) -> list[dict[str, str]]:
    """Let actors of imports become those of the `loaded` ones that have their codes; return what was merged.

    That is what an import after the load finds by the same codes. It is left alone where it is not certain: where
    several actors have the code, where a curated record names the other one, and where it would take very long.
    """
    editor, merged = Editor(connection, url, history), []
    for identity, into in _of_one_code(connection, frozenset(loaded)):
        old = ("actor", identity)
        naming = list(namers(connection, old))
        if len(naming) > _MOST_NAMING or not all(held and held.imported for held in map(editor.held, naming)):
            continue
        _rename_all(editor, Past(connection, url, history), naming, old, into)
        editor.remove(old)
        merged.append({"kind": "actor", "id": identity, "into": into})
    return merged


def _of_one_code(connection: sa.Connection, loaded: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the id of each imported actor of which one curated actor has a code, and that actor if it was loaded."""
    owners = code_owners(connection)
    for identity in connection.execute(_OF_IMPORTS).scalars().all():
        found = {owner for code in codes_of(identity) for owner in owners.get(code, ())}
        if len(found) == 1 and found <= loaded:
            yield identity, *found


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
        of_event = kind == "event" and field.name == "of" and counted_from_event(value)
        names = (field.name == kind or of_event) and isinstance(found, str)
        changed[field.name] = into if names and found == identity else _renamed(found, old, into)
    if isinstance(value, Link):
        ends = (("origin", value.origin_kind), ("target", value.target_kind))
        changed |= {end: into for end, of in ends if (of, getattr(value, end)) == old}
    if "actors" in changed:  # both may have taken part
        changed["actors"] = _taking_part(changed["actors"])
    return type(value)(**changed)


def _taking_part(*actors: Iterable[Participant]) -> tuple[Participant, ...]:
    """Return participants, each once in each role; a name that was read beside the id makes nobody another."""
    return _union((dataclasses.replace(each, name=None) for some in actors for each in some), ())


def counted_from_event(value: Any) -> bool:
    """Tell whether a due date, or how it is counted, counts from an event and not from a horizon."""
    if isinstance(value, Counting):
        return value.start is not None
    return isinstance(value, DueAssertion) and value.awaits is None


def _join(editor: Editor, old: Key, kept: Held, *, as_claims: bool) -> list[str]:
    """Give the record that stays what the one that goes has beyond it; return what is dropped."""
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
        if as_claims:
            gone, stays = _as_claims(gone, stays)
        joined = dataclasses.replace(
            stays,
            actors=_taking_part(stays.actors, gone.actors),
            themes=_union(stays.themes, gone.themes),
            measures=in_order({each.name: each for each in (*gone.measures, *stays.measures)}.values()),
            citations=_union(stays.citations, gone.citations),
        )
    editor.put(kind, [joined], kept.collection)
    return dropped(gone, joined)


def _as_claims(one: Event, other: Event) -> tuple[Event, Event]:
    """Return two events whose citations claim what they say."""
    for event in (one, other):
        if not event.citations:
            raise InvalidQuery(
                f"{event.id!r} cites no source, so nobody claims what it says", f"dateline add citation {event.id}"
            )
    claims = claiming(one, other), claiming(other, one)
    return dataclasses.replace(one, citations=claims[0]), dataclasses.replace(other, citations=claims[1])


def _union(one: Iterable[Any], other: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys((*one, *other)))
