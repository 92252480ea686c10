"""Undoing batches and restoring single records: changes like any other, which the history records too."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import sqlalchemy as sa

from dateline.errors import InvalidQuery, InvalidRecords, NotFound
from dateline.storage.engines.writing import writing
from dateline.storage.history.batches import History
from dateline.storage.history.changes import Changes, changes
from dateline.storage.history.merges import merges_in
from dateline.storage.history.moments import Moment, asking, batch_at
from dateline.storage.history.noted import MADE
from dateline.storage.history.occasion import Occasion
from dateline.storage.history.states import KINDS, Key, Numbers, State, states_at
from dateline.storage.opening import alongside, reading
from dateline.storage.reading.gone import gone
from dateline.storage.schema import tables as t
from dateline.storage.writing.by_hand import end_of_gone, note_marks, settle
from dateline.storage.writing.measure_numbers import forget_unused
from dateline.storage.writing.merging import part_again
from dateline.storage.writing.migrating import check_there
from dateline.storage.writing.reverting import beside, texts
from dateline.storage.writing.reverting.dependents import Later, check_names, refusal
from dateline.storage.writing.reverting.orphans import forget_empty, remove_orphans
from dateline.storage.writing.rewinding import Past

_ADOPTED = "db upgrade"


class TakenBack(NamedTuple):
    """What an undo did: the new batch and the one taken back, with its fields of the log.

    `gone` is how many records went that the batch had added, `put_back` how many became again what they were; `changes`
    has some of all this record by record. `quoted` are sources whose text stays, because others quote it.
    """

    batch: int
    of: dict[str, Any]
    gone: int
    put_back: int
    changes: Changes
    quoted: tuple[str, ...] = ()


class _DryRun(Exception):
    """All is done, and to be rolled back."""


def undo(
    url: str,
    batch: int | None,
    occasion: Occasion,
    *,
    dry_run: bool = False,
    expected: int | None = None,
    command: str = "dateline undo",
) -> TakenBack:
    """Take back everything that a batch did, and what its events alone made necessary: all of it, or nothing.

    `batch` None is the last one. With `dry_run` all is done and then rolled back. `expected` is the number that the new
    batch has if nobody has written since a dry run. `command` is what hints call.

    Raises:
        NotFound: there is no such batch.
        InvalidQuery: it was taken back already, or a later batch made something of what it wrote; the error names it.
        DatabaseError: the engine fails.
    """
    check_there(url)
    done: TakenBack | None = None
    try:
        with writing(url) as connection:
            undoing = _Undoing(connection, url, _row(connection, batch), occasion, command)
            if expected not in (None, undoing.history.num):
                raise InvalidQuery("the database has changed meanwhile; nothing was undone", "look again, then undo")
            done = undoing.run()
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    assert done is not None
    return done


def _row(connection: sa.Connection, batch: int | None) -> dict[str, Any]:
    """Return the row of a batch, of the last one for None."""
    of = t.batch.c
    number = connection.execute(sa.select(sa.func.max(of.num))).scalar() if batch is None else batch
    row = connection.execute(sa.select(t.batch).where(of.num == number)).mappings().first()
    if row is None and batch is None:
        raise NotFound("there is nothing to undo: the history is empty")
    if row is None:
        raise NotFound(f"there is no batch {batch}", "list them with: dateline history")
    return dict(row)


class _Undoing:
    """Takes one batch back through an open connection."""

    def __init__(
        self, connection: sa.Connection, url: str, row: dict[str, Any], occasion: Occasion, command: str
    ) -> None:
        self._connection, self._url, self._row, self._command = connection, url, row, command
        self._batch: int = row["num"]
        self._in_force = set(_in_force(connection, 1)) | {self._batch}
        self.history = History(connection, occasion)
        self._past = Past(connection, url, self.history)
        self._root, self._takes = _root(connection, row)
        self._quoted: list[str] = []
        self._is_import = self._takes and self._root["command"] == "import"

    def run(self) -> TakenBack:
        """Do it, and return what was done."""
        row, batch = self._row, self._batch
        if row["command"] == _ADOPTED:
            raise InvalidQuery(f"batch {batch} is of `{_ADOPTED}`, which changed no record", "choose another batch")
        _check_holds(self._connection, batch)
        gone = [(row["first_event"], row["last_event"])] if row["first_event"] is not None else []
        touched = _touched(self._connection, batch, made=not self._is_import)
        later = Later(self._connection, batch, self._in_force)
        self._refuse(later.changes([*touched, *beside.held_by(self._connection, batch)], gone))
        states = {key: states_at(asking(self._connection), batch - 1, key)[key] for key in touched}
        self._refuse(later.missing(states))
        events = _number(self._connection, gone)
        self._put_back(later, states, gone)
        there = [state is not None for key, state in states.items() if key[0] in KINDS]
        going, restored = events + there.count(False), there.count(True)
        number = self._sealed({"gone": going, "put_back": restored}, states)
        told = changes(alongside(self._connection, self._url), number)
        return TakenBack(number, row, going, restored, told, tuple(self._quoted))

    def _put_back(self, later: Later, states: dict[Key, State | None], gone: list[Numbers]) -> None:
        going = [key for key, state in states.items() if state is None]
        self._refuse(later.references([key for key in going if key[0] not in KINDS], going, gone))
        try:
            with self._connection.begin_nested():
                sources = {identity for kind, identity in going if kind == "source"}
                texts.forget_with_sources(self._connection, self.history, self._batch, sources)
                self._past.put_back(states, gone, self._batch - 1)
                beside.put_back(self._connection, self.history, self._batch)
                kept = self._in_force - {self._batch}
                self._quoted = texts.forget_unquoted(self._connection, self.history, self._batch, kept)
                end_of_gone(self._connection, self.history)
                self._follow()
        except InvalidRecords:  # the engine says that there is one, not which
            self._refuse(later.references(going, going, gone))
            raise

    def _follow(self) -> None:
        """Take back what the batch made beyond its own records: for its events, or of those that came since."""
        root = self._root
        for merged in merges_in(root["report"], root["num"]) if self._takes else ():
            if merged["kind"] == "actor":
                part_again(self._connection, self._past, ("actor", merged["id"]), merged["into"], self._batch)
        if self._is_import:
            kept = self._in_force - {self._batch, root["num"]}
            remove_orphans(self._connection, self._past, root["collection"], kept)
            forget_empty(self._connection, self._past, root["collection"], kept)
        forget_unused(self._connection)

    def _sealed(self, report: dict[str, int], states: dict[Key, State | None]) -> int:
        note_marks(self._connection, self.history, self._batch)
        number = self.history.seal(self._row["collection"], report=report, undoes=self._batch)
        if number is None:
            raise InvalidQuery(f"batch {self._batch} left nothing to undo")
        settle(self._connection, [key for key in states if key[0] in KINDS], number)
        beside.mark_again(self._connection, self._batch, number)
        return number

    def _refuse(self, found: Iterable[Any]) -> None:
        if every := list(found):
            raise refusal(self._batch, every, self._command)


def _root(connection: sa.Connection, row: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """Return the batch that a chain of undos is about in the end, and whether undoing `row` takes it back."""
    takes = True
    while row["undoes"] is not None:
        row, takes = _row(connection, row["undoes"]), not takes
    return row, takes


def _touched(connection: sa.Connection, batch: int, *, made: bool) -> list[Key]:
    """Return the records and collections that a batch wrote or removed, with those `made` for events to name or not."""
    of = t.revision.c
    chosen = sa.select(of.kind, of.id).where(of.batch == batch, of.kind.in_((*KINDS, "collection")))
    if not made:  # what only these events need goes with them, the rest stays
        chosen = chosen.where(of.action != MADE)
    rows = connection.execute(chosen.order_by(of.seq))
    return list(dict.fromkeys((kind, identity) for kind, identity in rows))


def _number(connection: sa.Connection, gone: list[Numbers]) -> int:
    of = t.event.c
    return sum(
        connection.execute(sa.select(sa.func.count()).where(of.num.between(*numbers))).scalar_one() for numbers in gone
    )


def _check_holds(connection: sa.Connection, batch: int) -> None:
    """Refuse to take back twice."""
    if batch not in _in_force(connection, batch):
        raise InvalidQuery(f"batch {batch} is already undone")


def _in_force(connection: sa.Connection, batch: int) -> Iterator[int]:
    """Yield the batches from `batch` on that still hold: neither taken back, nor the taking back of another."""
    of = t.batch.c
    cancelled: set[int] = set()
    rows = connection.execute(sa.select(of.num, of.undoes).where(of.num >= batch).order_by(of.num.desc()))
    for number, undoes in rows:
        if number in cancelled:
            continue
        if undoes is not None:
            cancelled.add(undoes)
        if undoes is None or number == batch:
            yield number


def restore(url: str, key: Key, moment: Moment | None, occasion: Occasion) -> int | None:
    """Make a record again what it was at a moment; return the new batch, or None when it is that already.

    The moment None is that before a record was removed.

    Raises:
        NotFound: the history knows no such record at that moment.
        InvalidQuery: what it names is not there any more.
        DatabaseError: the engine fails.
    """
    check_there(url)
    with writing(url) as connection:
        batch = _before_removal(connection, key) if moment is None else batch_at(asking(connection), moment)
        state = _state(connection, url, key, batch)
        if state is None:
            return None
        check_names(connection, {key: state})
        history = History(connection, occasion)
        Past(connection, url, history).put_back({key: state}, (), batch)
        note_marks(connection, history)
        number = history.seal(state.collection)
        if number is not None:
            settle(connection, [key], number)
        return number


def _before_removal(connection: sa.Connection, key: Key) -> int:
    """Return the number of the batch before that in which a record went.

    Raises:
        InvalidQuery: it is there.
    """
    of, (kind, identity) = t.metadata.tables[key[0]].c, key
    told = t.revision.c
    if connection.execute(sa.select(of.id).where(of.id == identity)).first() is not None:
        raise InvalidQuery(
            f"the {kind} {identity!r} is not removed", f"choose a version with --at; see: dateline history {identity!r}"
        )
    chosen = sa.select(sa.func.max(told.batch)).where(told.kind == kind, told.id == identity, told.action == "removed")
    last = connection.execute(chosen).scalar()
    if last is None:
        raise NotFound(f"there has never been a {kind} with the id {identity!r}", "list changes: dateline history")
    return int(last) - 1


def _state(connection: sa.Connection, url: str, key: Key, batch: int) -> State | None:
    """Return what the record was after `batch`, None when it has not changed since.

    Raises:
        NotFound: there was none.
    """
    states = states_at(asking(connection), batch, key)
    if not states:
        kind, identity = key
        if past := gone(alongside(connection, url), identity, (kind,)):
            way = f"restore it as it was before: dateline restore {shlex.quote(identity)}"
            raise NotFound(f"{past.told}, before that moment", way)
        of = t.metadata.tables[kind].c
        if connection.execute(sa.select(of.id).where(of.id == identity)).first() is None:
            raise NotFound(f"there has never been a {kind} with the id {identity!r}", f"dateline history {identity}")
        return None
    if states[key] is None:
        raise NotFound(f"the {key[0]} {key[1]!r} did not exist then", f"see when it did: dateline history {key[1]}")
    return states[key]


def keys_of(url: str, identity: str, kind: str | None) -> list[Key]:
    """Return the records that have, or once had, the id `identity`."""
    values = {"id": identity}
    with reading(url) as connection:
        found = {name for (name,) in connection.run("SELECT DISTINCT kind FROM revision WHERE id = :id", values)}
        found |= {name for name in KINDS if connection.run(f"SELECT 1 FROM {name} WHERE id = :id", values)}
    return [(name, identity) for name in KINDS if name in found and kind in (None, name)]
