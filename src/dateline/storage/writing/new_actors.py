"""Actors that events mention and the store lacks: created by the data set, and numbered."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa

from dateline.belonging import ALWAYS
from dateline.claims.forms import with_actors_as
from dateline.dates import Bounds
from dateline.errors import Fault, InvalidRecords
from dateline.formats.datasets.states import codes_of
from dateline.formats.incoming import DataSet
from dateline.model import Actor, Membership, Participant
from dateline.names import fold
from dateline.prepared_events import Entry, with_actors
from dateline.storage.engines.writing import append
from dateline.storage.schema.tables import actor as actor_table
from dateline.storage.schema.tables import actor_name as name_table
from dateline.storage.schema.tables import redirect
from dateline.storage.writing.fingerprints import fingerprint

COLUMNS = ("num", "id", "collection", "fingerprint", "name", "kind", "description", "date")
NAME_COLUMNS = ("folded", "actor", "seq", "name")
MEMBERSHIP_COLUMNS = ("member", "seq", "whole", "role", "date", *Bounds._fields)
_Row = tuple[Any, ...]
_CODES = """
SELECT n.name, a.id, a.num FROM actor_name n JOIN actor a ON a.num = n.actor
WHERE n.name LIKE '%:%' AND a.collection NOT IN (SELECT id FROM collection WHERE curated = 0)
"""


class NewActors:
    """The numbers of actors, `known`; those that are made are `rows` of COLUMNS and `names` of NAME_COLUMNS."""

    def __init__(self, known: dict[str, int], dataset: DataSet, collection: str) -> None:
        self.known, self._dataset, self._collection = known, dataset, collection
        self._following = max(known.values(), default=0) + 1
        self.rows: list[_Row] = []
        self.names: list[_Row] = []
        self.made = 0
        self.renamed: set[str] = set()
        """The ids of actors that were found by a name under another id: no later look finds them by these."""
        self.whole: dict[str, Actor] = {}
        """The records of those that were made, by id; with their memberships once these are known."""
        self._members: dict[str, Actor] = {}
        self._said: dict[str, dict[str, None]] = {}

    def say(self, actor: str, whole: str) -> None:
        """Note that a row puts an actor under another; it counts only for an actor that is made."""
        if actor in self._members or actor not in self.known:
            self._said.setdefault(actor, {})[whole] = None

    def existing(self, identity: str, name: str | None) -> int | None:
        """Return the number of an actor that the store has under another id; here None."""
        return None

    def by_code(self, identity: str) -> int | None:
        """Return the number of the actor that has a code of this state in any scheme; here None."""
        return None

    def make_apart(self, actors: Collection[tuple[str, str | None]]) -> bool:
        """Make the actors that are lacking, by id and name, and tell whether each id means an actor of its own.

        Only who is made can be found by a code or a name that another id has.
        """
        meant: dict[int, str] = {}
        for identity, name in actors:
            meant.setdefault(self.known.get(identity) or self.make(identity, name), identity)
        ids = {identity for identity, _ in actors}
        return len(meant) == len(ids) and self.renamed.isdisjoint(ids)

    def make(self, identity: str, name: str | None) -> int:
        """Make an actor unless it exists under another id, and return its number."""
        found = self.existing(identity, name)
        if found is None:
            found = self.by_code(identity)
        if found is not None:
            self.known[identity] = found
            return found
        made = without_repeated_names(self._dataset.actor(Participant(identity, None, name)))
        num = self.known[identity] = self._following
        self._following += 1
        self.made += 1
        date = made.date.edtf if made.date else None
        about = (made.name, made.kind, made.description, date)
        self.rows.append((num, made.id, self._collection, fingerprint(made), *about))
        self.names += names_of(num, made.id, made.name, *made.aliases)
        self.whole[identity] = made
        if made.member_of or identity in self._said:
            self._members[identity] = made
        return num

    def memberships(self) -> tuple[list[_Row], list[dict[str, Any]]]:
        """Return rows of MEMBERSHIP_COLUMNS of those that were made, and the numbers and fingerprints that change.

        What an actor belongs to and the store lacks is made.
        """
        rows: list[_Row] = []
        prints = []
        for identity, actor in list(self._members.items()):
            said = [Membership(whole) for whole in self._said.get(identity, ()) if whole != identity]
            of = tuple({each.actor: each for each in (*actor.member_of, *said)}.values())
            num = self.known[identity]
            for seq, each in enumerate(of):
                whole = self.known.get(each.actor) or self.make(each.actor, None)
                rows.append((num, seq, whole, each.role, None, *ALWAYS))
            if of != actor.member_of:
                self.whole[identity] = dataclasses.replace(actor, member_of=of)
                prints.append({"made": num, "print": fingerprint(self.whole[identity])})
        return rows, prints


class Actors(NewActors):
    """The actors of a database, and those that an import makes."""

    def __init__(self, connection: sa.Connection, dataset: DataSet, collection: str) -> None:
        of = actor_table.c
        known: dict[str, int] = dict(connection.execute(sa.select(of.id, of.num)).all())
        self._ids = {num: identity for identity, num in known.items()}
        merged = sa.select(redirect.c.id, redirect.c.target).where(redirect.c.kind == "actor")
        # An actor that was merged into another is that other, whatever a file calls it.
        known |= {old: known[into] for old, into in connection.execute(merged) if into in known}
        super().__init__(known, dataset, collection)
        self._by_name = hasattr(dataset, "matches")
        self._connection = connection

        of_names = sa.select(name_table.c.name, name_table.c.actor).where(name_table.c.name.contains(":"))
        self._exact: set[str] = set()
        self._codes: dict[str, int] = {}
        self._keep_codes((code, num) for code, num in connection.execute(of_names))
        self._curated = {num for nums in code_owners(connection).values() for num in nums.values()}

    def existing(self, identity: str, name: str | None) -> int | None:
        """Return whose alias the id is (`cow:2` is the United States), or who is called so if the mapping asks for it.

        Raises:
            InvalidRecords: several actors are called so.
        """
        num = self._codes.get(identity.lower())
        if num is not None and identity not in self._exact and self._ids.get(num) != identity:
            self.renamed.add(identity)
        matches = getattr(self._dataset, "matches", None)
        if num is not None or matches is None or name is None or not matches(identity):
            return num
        found = self._named(name)
        if found is not None and self._ids.get(found) != identity:
            self.renamed.add(identity)
        return found

    def by_code(self, identity: str) -> int | None:
        """Return the number of the one curated actor that has a code of this state in any scheme, if there is one."""
        found = {num for code in codes_of(identity) if (num := self._codes.get(code)) in self._curated}
        return next(iter(found)) if len(found) == 1 else None

    def merged(self, entry: Entry) -> Entry:
        """Return an entry that names its actors by the ids which the database has for them, each once."""
        ids = [self._id_of(actor, name) for actor, _, name in entry.actors]
        claims = with_actors_as(entry.claimed[1], self._id_of)
        found = dict.fromkeys(zip(ids, (role for _, role, _ in entry.actors), strict=True))
        same = all(identity == actor for identity, (actor, _, _) in zip(ids, entry.actors, strict=True))
        if same and len(found) == len(ids) and claims == entry.claimed[1]:
            return entry
        return with_actors(entry, [Participant(*each) for each in found], claims)

    def once(self, entry: Entry) -> Entry:
        """Return an entry in which two names of one actor, as the database has it, take part once.

        Whoever is in `renamed` has his own id, as nobody could tell later by which id the file called him.
        """
        named: dict[tuple[int, str | None], str] = {}
        apart = True
        for actor, role, name in entry.actors if len(entry.actors) > 1 or self._by_name else ():
            number = self.known.get(actor) or self.make(actor, name)
            apart = named.setdefault((number, role), actor) == actor and actor not in self.renamed and apart
        apart = apart and with_actors_as(entry.claimed[1], self._id_of) == entry.claimed[1]
        return entry if apart else self.merged(entry)

    def make(self, identity: str, name: str | None) -> int:
        """Make an actor unless it exists under another id, and return its number."""
        num = super().make(identity, name)
        self._ids.setdefault(num, identity)
        return num

    def _id_of(self, identity: str, name: str | None = None) -> str:
        num = self.known.get(identity) or self.existing(identity, name)
        return self._ids.get(num or 0, identity)

    def _named(self, name: str) -> int | None:
        """Return the one actor of this name, alias or code; what is on its way is written first."""
        self.flush()
        of = name_table.c
        chosen = sa.select(actor_table.c.num, actor_table.c.id).join(name_table, of.actor == actor_table.c.num)
        found = self._connection.execute(chosen.where(of.folded == (fold(name) or name)).distinct()).all()
        if len(found) > 1:
            called = ", ".join(sorted(identity for _, identity in found))
            hint = "merge them, or give the table a column with their ids"
            raise InvalidRecords([Fault("mapping", None, f"several actors are called {name!r}: {called}", hint)])
        return int(found[0][0]) if found else None

    def _keep_codes(self, codes: Iterable[tuple[str, int]]) -> None:
        """Keep names with a colon, by which ids find actors in any case; nobody knows later in which one it was."""
        for code, num in codes:
            self._exact.add(code)
            self._codes[code.lower()] = num

    def flush(self) -> None:
        """Write those that were made."""
        self._keep_codes((row[3], row[1]) for row in self.names if ":" in row[3])
        append(self._connection, "actor", COLUMNS, self.rows)
        append(self._connection, "actor_name", NAME_COLUMNS, self.names)
        self.rows, self.names = [], []

    def join(self) -> bool:
        """Write to whom those that were made belong; return whether any does."""
        rows, prints = self.memberships()
        self.flush()
        append(self._connection, "membership", MEMBERSHIP_COLUMNS, rows)
        of = actor_table.c
        if prints:
            values = sa.update(actor_table).where(of.num == sa.bindparam("made"))
            self._connection.execute(values.values(fingerprint=sa.bindparam("print")), prints)
        return bool(rows)


def code_owners(connection: sa.Connection) -> dict[str, dict[str, int]]:
    """Return of each code with a scheme, in lower case, the curated actors that have it: their ids with numbers."""
    found: dict[str, dict[str, int]] = {}
    for code, identity, num in connection.execute(sa.text(_CODES)):
        found.setdefault(code.lower(), {})[identity] = num
    return found


def without_repeated_names(actor: Actor) -> Actor:
    """Return an actor without the aliases that are not kept, as they fold like a name before them."""
    kept = {name for *_, seq, name in names_of(0, actor.id, actor.name, *actor.aliases) if seq > 1}
    aliases = tuple(name for name in dict.fromkeys(actor.aliases) if name in kept)
    return actor if aliases == actor.aliases else dataclasses.replace(actor, aliases=aliases)


def names_of(owner: Any, *names: str) -> list[_Row]:
    """Return (folded, owner, place, name) of what a record is called; a name that folds like one before is left out."""
    folded: dict[str, _Row] = {}
    for seq, each in enumerate(names):
        key = fold(each) or each
        folded.setdefault(key, (key, owner, seq, each))
    return list(folded.values())
