"""The past beside the present where few records tell it: without SQLAlchemy, and with no table that need not be.

Only events that came, went or were changed since are otherwise, and records of other kinds were added at most. Views
leave out what was not there, and private tables have the events that were others. What was changed of other kinds is
told by `beside.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from dateline.storage.engines import engine_of, store_of
from dateline.storage.engines.beside import Private
from dateline.storage.engines.connection import Connection
from dateline.storage.history.merges import MERGING
from dateline.storage.history.states import Numbers, State, added_since, states_at
from dateline.storage.past.gone import COUNTS, OF_EVENTS, Gone, joined
from dateline.storage.past.parts import InParts

_TOGETHER = 500
_NUMBERED = ("actor", "theme")
_LEFT = {
    "collection": {"collection": "id NOT IN {ids}"},
    "source": {"source": "id NOT IN {ids}"},
    "actor": {
        "actor": "id NOT IN {ids}",
        "actor_name": "actor NOT IN {nums}",
        "membership": "member NOT IN {nums}",
        "belonging": "member NOT IN {nums} AND whole NOT IN {nums}",
    },
    "theme": {"theme": "id NOT IN {ids}", "theme_name": "theme NOT IN {ids}"},
    "programme": {"programme": "id NOT IN {ids}"},
    "horizon": {"horizon": "id NOT IN {ids}", "horizon_date": "horizon NOT IN {ids}"},
    "deadline": {"deadline": "id NOT IN {ids}"}
    | dict.fromkeys(
        ("deadline_theme", "due_assertion", "status_report", "waiver", "dependency"), "deadline NOT IN {ids}"
    ),
    "link": {"link": "id NOT IN {ids}"},
}
"""What is left of the tables of each kind where records of it were added: {ids} are their ids, {nums} their numbers."""
_OWNED = "NOT ((part = '{kind}' OR part LIKE '{kind}/%') AND owner IN {ids})"
"""The same of the tables `citation` and `party`."""


class NotFew(Exception):
    """More was different then than is told here."""


@contextmanager
def with_few(url: str, batch: int) -> Iterator[Connection]:
    """Open the database as it stood after a batch; rows are of that moment alone, however slowly they are taken.

    Raises:
        NotFew: see there.
        DatabaseError: the engine fails.
    """
    store = store_of(url)
    with store.private(url, batch) as private:
        own = _Few(private, url, batch).cover()
        yield InParts(private.raw, engine_of(url), url, private.words, own=own)


class _Few:
    """Covers the tables of now in a transaction of one's own."""

    def __init__(self, private: Private, url: str, batch: int) -> None:
        self._private, self._batch = private, batch
        self._store = store_of(url)
        self._connection = Connection(private.raw, engine_of(url), url)
        self._views: list[str] = []

    def cover(self) -> bool:
        """Do it, keep what was made, and return whether events were others then."""
        ask = self._connection.run
        states, added = states_at(ask, self._batch), added_since(ask, self._batch)
        others: dict[str, list[str]] = {}
        events: dict[str, State | None] = {}
        for (kind, identity), state in states.items():
            if kind == "event":
                events[identity] = state
            elif state is None:
                others.setdefault(kind, []).append(identity)
            else:
                raise NotFew
        self._check_merges([*events, *others.get("actor", ())])
        gone = self._gone(events, added)
        own = self._put(gone, [state for state in events.values() if state is not None], others)
        self._cover_events(gone, own=own)
        self._cover_others(others)
        for view in self._views:
            self._connection.run_only(view)
        if self._private.keep:
            self._private.keep(self._views, own)
        return own

    def _check_merges(self, keys: Sequence[str]) -> None:
        """Refuse if ids may have led elsewhere then."""
        if keys and self._connection.run(f"SELECT 1 FROM batch WHERE {MERGING} AND num <= {self._batch:d} LIMIT 1"):
            raise NotFew

    def _gone(self, events: Iterable[str], added: Iterable[Numbers]) -> Gone:
        """Make the table of the numbers of events that are there now, and were not or were others."""
        now, run = self._private.now, self._connection.run
        ranges = joined(added, lambda last, first: bool(run(_BETWEEN.format(now=now), {"last": last, "first": first})))
        self._connection.run_only(self._private.make_gone)
        left = Gone(ranges, []).left("num")
        for some in _by(list(events)):
            chosen = f"SELECT num FROM {now}.event WHERE id {self._store.among} AND {left}"
            self._connection.run_only(f"INSERT INTO gone (num) {chosen}", {"ids": self._store.bound(some)})
        return Gone(ranges, [num for (num,) in run("SELECT num FROM gone")])

    def _put(self, gone: Gone, states: list[State], others: dict[str, list[str]]) -> bool:
        """Write the events that were others into tables of their own; return whether there is any."""
        from dateline.storage.past.own_events import own_events  # late: often there is none

        if not states:
            return False
        if any(state.event is None or state.collection in others.get("collection", ()) for state in states):
            raise NotFew
        found = own_events(self._connection, self._private.now, states)
        if found is None:
            raise NotFew
        self._check_apart(gone, states)
        self._private.make((*OF_EVENTS, "event_text"))
        for table, columns, rows in found.tables(self._store.full_text):
            if rows:
                self._store.append(self._private.raw, table, columns, rows)
        for sql in found.junctions:
            self._connection.run_only(sql)
        self._end_redirects([state.record.id for state in states])
        return True

    def _end_redirects(self, ids: list[str]) -> None:
        """Let the ids of events that were merged since be their own."""
        self._table_of_gone("gone_redirect", "redirect", ids)
        if self._connection.run("SELECT 1 FROM gone_redirect LIMIT 1"):
            self._cover("redirect", "NOT (kind = 'event' AND id IN (SELECT id FROM gone_redirect))")

    def _check_apart(self, gone: Gone, states: list[State]) -> None:
        """Refuse if two events would have one number or one id."""
        numbers = [int(state.event or 0) for state in states]
        if len(set(numbers)) < len(numbers):
            raise NotFew
        for some in _by(numbers):
            chosen = (
                f"SELECT 1 FROM {self._private.now}.event WHERE num {self._store.among} AND {gone.left('num')} LIMIT 1"
            )
            if self._connection.run(chosen, {"ids": self._store.bound(some)}):
                raise NotFew

    def _cover_events(self, gone: Gone, *, own: bool) -> None:
        private = self._private
        if not (gone.ranges or gone.numbers or own):
            return
        self._views += [
            f"CREATE TEMPORARY VIEW {table} AS SELECT * FROM {private.now}.{table} WHERE 1 = 0" for table in COUNTS
        ]
        for table, column in (*OF_EVENTS.items(), *private.full_text.items()):
            if private.aside and own:
                self._connection.run_only(private.aside.format(table=table))
            left = f"SELECT * FROM {private.now}.{table} WHERE {gone.left(column)}"
            both = [left, f"SELECT * FROM {private.own.format(table=table)}"] if own else [left]
            self._views.append(f"CREATE TEMPORARY VIEW {table} AS {' UNION ALL '.join(both)}")
            if own and private.words.left:
                self._views.append(f"CREATE TEMPORARY VIEW left_{table} AS {left}")

    def _cover_others(self, others: dict[str, list[str]]) -> None:
        """Leave out the records of other kinds that were added since."""
        owned: list[str] = []
        for kind, ids in others.items():
            table = f"gone_{kind}"
            self._table_of_gone(table, kind, ids)
            of = {name: f"(SELECT {name[:-1]} FROM {table})" for name in ("ids", "nums")}
            if kind == "actor":
                self._check_members(of["nums"])
            for name, left in _LEFT[kind].items():
                self._cover(name, left.format(**of))
            if kind not in ("collection", "source", "theme"):
                owned.append(_OWNED.format(kind=kind, **of))
        if owned:
            for name in ("citation", "party"):
                self._cover(name, " AND ".join(owned))

    def _check_members(self, nums: str) -> None:
        """Refuse if an actor belonged to one that was not there, which nothing tells."""
        sql = f"SELECT 1 FROM {self._private.now}.membership WHERE whole IN {nums} AND member NOT IN {nums} LIMIT 1"
        if self._connection.run(sql):
            raise NotFew

    def _table_of_gone(self, table: str, kind: str, ids: list[str]) -> None:
        columns = "id, num" if kind in _NUMBERED else "id"
        chosen = f"SELECT {columns} FROM {self._private.now}.{kind} WHERE"
        self._connection.run_only(f"CREATE {self._private.temporary} TABLE {table} AS {chosen} 1 = 0")
        for some in _by(ids):
            sql = f"INSERT INTO {table} {chosen} id {self._store.among}"
            self._connection.run_only(sql, {"ids": self._store.bound(some)})

    def _cover(self, table: str, left: str) -> None:
        self._views.append(f"CREATE TEMPORARY VIEW {table} AS SELECT * FROM {self._private.now}.{table} WHERE {left}")


_BETWEEN = "SELECT 1 FROM {now}.event WHERE num > :last AND num < :first LIMIT 1"


def _by(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (items[start : start + _TOGETHER] for start in range(0, len(items), _TOGETHER))
