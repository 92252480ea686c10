"""What later batches made of that which a batch wrote: it cannot be taken back before they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import sqlalchemy as sa

from dateline.errors import DatelineError, Fault, InvalidQuery, InvalidRecords
from dateline.formats.curated.folder import Curated
from dateline.formats.curated.links import references
from dateline.storage.history.noted import MADE, MARKED, PASSED
from dateline.storage.history.states import KINDS, Key, Numbers, States
from dateline.storage.schema import tables as t
from dateline.storage.writing.references import namers

_SHOWN = 10
_NAMERS = 100
"""So many records that refer to one that is to go are looked at."""


class Dependent(NamedTuple):
    """A sentence about what hangs on a batch, and the later batch that did it, None where the history has none.

    `named` is the record that is to go, if the sentence is about one that refers to it.
    """

    batch: int | None
    told: str
    named: Key | None = None


class Later:
    """Finds what later batches in force made of what a batch wrote; `in_force` has their numbers."""

    def __init__(self, connection: sa.Connection, batch: int, in_force: set[int]) -> None:
        self._connection, self._batch, self._in_force = connection, batch, in_force

    def changes(self, touched: Iterable[Key], gone: Iterable[Numbers]) -> Iterator[Dependent]:
        """Yield what was changed again, of records `touched` and of events with the numbers `gone`."""
        of, keys, ranges = t.revision.c, set(touched), list(gone)
        later = sa.select(of.batch, of.kind, of.id, of.action, of.had_event).where(of.batch > self._batch)
        later = later.where(of.action.not_in((MARKED, PASSED))).order_by(of.batch, of.seq)
        for number, kind, identity, action, event in self._connection.execute(later):
            added = kind == "event" and any(first <= (event or 0) <= last for first, last in ranges)
            if number in self._in_force and ((kind, identity) in keys or added):
                yield Dependent(number, f"batch {number} {_done(action)} the {kind} {identity!r} later")

    def references(self, to: Iterable[Key], going: Iterable[Key], gone: Iterable[Numbers]) -> Iterator[Dependent]:
        """Yield what refers `to` records, or is of collections, that are to go, and does not go itself."""
        keys, ranges = set(going), list(gone)
        of = t.event.c
        for key in dict.fromkeys(to):
            for kind, identity in namers(self._connection, key, _NAMERS) if key[0] in KINDS else self._of(key[1]):
                if (kind, identity) in keys:
                    continue
                chosen = sa.select(of.num).where(of.id == identity)
                number = self._connection.execute(chosen).scalar() if kind == "event" else None
                if number is None or not any(first <= number <= last for first, last in ranges):
                    batch, action = self._writer_of((kind, identity), number)
                    said = "refers" if key[0] in KINDS else "belongs"
                    told = f"the {kind} {identity!r}, which {said} to it"
                    yield Dependent(batch, f"batch {batch} {action} {told}" if batch else told, key)

    def _of(self, collection: str) -> Iterator[Key]:
        """Yield some records of a collection."""
        for kind in KINDS:
            of = t.metadata.tables[kind].c
            for identity in self._connection.execute(
                sa.select(of.id).where(of.collection == collection).order_by(of.id).limit(_NAMERS)
            ).scalars():
                yield kind, identity

    def _writer_of(self, key: Key, event: int | None) -> tuple[int | None, str]:
        """Return the later batch in force that wrote a record last, and what it did."""
        of, said = t.revision.c, t.batch.c
        chosen = sa.select(of.batch, of.action).where(of.kind == key[0], of.id == key[1], of.batch > self._batch)
        for number, action in self._connection.execute(chosen.order_by(of.batch.desc(), of.seq.desc())):
            if number in self._in_force:
                return number, _done(action)
        if event is not None:
            by = sa.select(said.num).where(said.num > self._batch, sa.literal(event).between(*_numbers()))
            for (number,) in self._connection.execute(by):
                return number, "added"
        return None, ""

    def missing(self, states: States) -> Iterator[Dependent]:
        """Yield what records that come back refer to, and what was removed since."""
        for kind, owner, key in lacking(self._connection, states):
            told = f"the {key[0]} {key[1]!r}, to which the {kind} {owner!r} refers"
            of = t.revision.c
            chosen = sa.select(of.batch).where(of.kind == key[0], of.id == key[1], of.action == "removed")
            batches = self._connection.execute(chosen.order_by(of.batch.desc())).scalars()
            batch = next((each for each in batches if each in self._in_force), None)
            yield Dependent(batch, f"batch {batch} removed {told}" if batch else f"there is no longer {told}")


def _numbers() -> tuple[sa.Column[int], sa.Column[int]]:
    return t.batch.c.first_event, t.batch.c.last_event


def _done(action: str) -> str:
    return "added" if action == MADE else action if action in ("added", "removed") else "changed"


def lacking(connection: sa.Connection, states: States) -> Iterator[tuple[str, str, Key]]:
    """Yield (kind, id, key that it refers to) of what comes back and would not find what it refers to."""
    found = Curated()
    for (kind, identity), state in states.items():
        if state is not None and kind in KINDS:
            found.records[kind][identity] = state.record
    known: dict[Key, bool] = {}
    for reference in references(found):
        key = (reference.to, reference.wanted)
        if key not in known:
            table = t.metadata.tables[reference.to]
            chosen = sa.select(table.c.id).where(table.c.id == reference.wanted)
            gone = key in states and states[key] is None
            known[key] = not gone and (key in states or connection.execute(chosen).first() is not None)
        if not known[key]:
            yield reference.kind, reference.owner, key


def check_names(connection: sa.Connection, states: States) -> None:
    """Make sure that everything that comes back finds what it names.

    Raises:
        InvalidQuery: something that it names is not there any more.
    """
    for kind, owner, (to, wanted) in lacking(connection, states):
        raise InvalidQuery(
            f"{kind} {owner!r} refers to the unknown {to} {wanted!r}",
            f"restore it first: dateline restore {wanted!r} --kind {to}",
        )


def refusal(batch: int, found: Iterable[Dependent], command: str) -> DatelineError:
    """Return the error that lists what hangs on a batch, and the undos by `command` that settle it."""
    every = list(dict.fromkeys(found))
    first = sorted({each.batch for each in every if each.batch is not None}, reverse=True)
    undos = ", then ".join(f"{command} {number}" for number in first)
    hint = f"undo {'that' if len(first) == 1 else 'these'} first: {undos}" if first else None
    hint = hint or "change or remove these records first"
    faults = [
        Fault(each.named[1], None, f"cannot remove this {each.named[0]}: {each.told}") for each in every if each.named
    ]
    more = [f"and {len(every) - _SHOWN} more"] if len(every) > _SHOWN else []
    if faults:
        error = InvalidRecords(faults[:_SHOWN])
        error.message = "; ".join([f"batch {batch} cannot be undone: later records refer to what it brought", *more])
        error.hint = hint
        return error
    told = "; ".join([*(each.told for each in every[:_SHOWN]), *more])
    return InvalidQuery(f"batch {batch} cannot be undone: {told}", hint)
