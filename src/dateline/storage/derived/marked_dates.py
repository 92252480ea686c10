"""The days by which approximate and uncertain dates are found: worked out from their texts and the collection's spread.

They are stored with each event, as those of any date. They are worked out anew where what decides them has changed: an
earlier version of dateline wrote them, or the collection has another spread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from dateline.dates import Bounds, InvalidDate, parse
from dateline.dates.convention_settings import conventions_of
from dateline.dates.conventions import Conventions
from dateline.deadlines.reading_rules import cutoff
from dateline.prepared_events import dated
from dateline.storage.derived.belongings import derive_belongings
from dateline.storage.schema import tables as t

MARKED = "replace(replace(replace({0}, :uncertain, ''), :approximate, ''), :both, '') <> {0}"
"""The condition that a text has a mark, with MARKS for its parameters."""
MARKS = {"uncertain": "?", "approximate": "~", "both": "%"}
_OF = "(CAST(:collection AS TEXT) IS NULL OR {0}.collection = :collection)"
EVENTS = f"""SELECT e.num, e.date, c.circa,
e.start_earliest, e.start_latest, e.end_earliest, e.end_latest, e.length_class
FROM event e LEFT JOIN collection c ON c.id = e.collection WHERE {MARKED.format("e.date")}"""
"""The events whose dates have marks, with the spread of their collection and what is stored."""
_MEMBERSHIPS = f"""SELECT m.member, m.seq, m.date, c.circa FROM membership m
JOIN actor a ON a.num = m.member LEFT JOIN collection c ON c.id = a.collection
WHERE m.date IS NOT NULL AND {MARKED.format("m.date")}"""
_REPORTS = f"""SELECT r.deadline, r.seq, r.date, c.circa, r.when_from, r.when_to FROM status_report r
JOIN deadline d ON d.id = r.deadline LEFT JOIN collection c ON c.id = d.collection
WHERE r.date IS NOT NULL AND {MARKED.format("r.date")} AND {_OF.format("d")}"""
_HORIZONS = f"""SELECT h.horizon, h.seq, h.date, c.circa, h.when_from, h.when_to FROM horizon_date h
JOIN horizon o ON o.id = h.horizon LEFT JOIN collection c ON c.id = o.collection
WHERE h.date IS NOT NULL AND {MARKED.format("h.date")} AND {_OF.format("o")}"""
_DUES = f"""SELECT r.deadline, r.seq, r.due, c.circa, r.cutoff_from, r.cutoff_to, r.rule FROM due_assertion r
JOIN deadline d ON d.id = r.deadline LEFT JOIN collection c ON c.id = d.collection
WHERE r.rule IS NOT NULL AND r.due IS NOT NULL AND r.counting IS NULL
AND {MARKED.format("r.due")} AND {_OF.format("d")}"""
"""Those that were counted are counted anew from dates that spread (`formats/curated/settling.py`)."""
_Days = tuple[int, int]


@lru_cache(256)
def conventions(circa: str | None) -> Conventions:
    """Return the conventions of a collection with a spread."""
    return conventions_of({"circa": circa})


def circa_of(connection: sa.Connection, collection: str) -> str | None:
    """Return the spread of a collection, None if it has none, or is not there yet."""
    return connection.execute(sa.select(t.collection.c.circa).where(t.collection.c.id == collection)).scalar()


def wrong(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield (number, bounds and length class) of the EVENTS in which something else is stored."""
    for num, text, circa, *stored in rows:
        _, *found = dated(parse(text, conventions(circa)))
        if found != stored:
            yield num, tuple(found)


def restate(connection: sa.Connection) -> None:
    """Store the days of all events and memberships with marks anew, and what is derived from them."""
    from dateline.storage.derived import junctions

    found = list(wrong(connection.execute(sa.text(EVENTS), MARKS)))
    names = (*Bounds._fields, "length_class")
    _update(connection, t.event, ("num",), names, (((num,), values) for num, values in found))
    if found:
        junctions.make_anew(connection)
    held = connection.execute(sa.text(_MEMBERSHIPS), MARKS).all()
    bounds = [((row[0], row[1]), tuple(parse(row[2], conventions(row[3])).bounds)) for row in held]
    _update(connection, t.membership, ("member", "seq"), Bounds._fields, bounds)
    if bounds:
        derive_belongings(connection)


def restate_deadlines(connection: sa.Connection, collection: str | None = None, was: str | None = None) -> None:
    """Store the days of reports, horizons and due dates with marks anew: all, or those of a collection.

    `was` is the spread by which they were stored. What is stored neither by it nor as earlier versions did stays:
    somebody wrote it out.
    """
    of = MARKS | {"collection": collection}
    for sql, table, owner in ((_REPORTS, t.status_report, "deadline"), (_HORIZONS, t.horizon_date, "horizon")):
        rows = connection.execute(sa.text(sql), of).all()
        told = [((row[0], row[1]), days) for row in rows if (days := _days(row[2], row[3], was, (row[4], row[5])))]
        _update(connection, table, (owner, "seq"), ("when_from", "when_to"), told)
    dues = connection.execute(sa.text(_DUES), of).all()
    cut = [((row[0], row[1]), days) for row in dues if (days := _cutoff(row[2], row[3], was, (row[4], row[5]), row[6]))]
    _update(connection, t.due_assertion, ("deadline", "seq"), ("cutoff_from", "cutoff_to"), cut)


def spread_deadlines(connection: sa.Connection, collection: str) -> None:
    """Let what was written of deadlines and horizons of a collection spread as its dates do, if it has a spread."""
    if circa_of(connection, collection):
        restate_deadlines(connection, collection)


def _days(text: str, circa: str | None, was: str | None, stored: _Days) -> _Days | None:
    date, before = parse(text, conventions(circa)), parse(text, conventions(was))
    derived = (date.earliest, date.latest), (before.bounds.earliest, before.bounds.latest)
    return (date.bounds.earliest, date.bounds.latest) if stored in derived else None


def _cutoff(text: str, circa: str | None, was: str | None, stored: _Days, rule: str) -> _Days | None:
    date, before = parse(text, conventions(circa)), parse(text, conventions(was))
    try:
        derived = cutoff(date.unmarked, rule), cutoff(before, rule)
        return cutoff(date, rule) if stored in derived else None
    except InvalidDate:
        return None


def _update(
    connection: sa.Connection,
    table: sa.Table,
    keys: tuple[str, ...],
    columns: tuple[str, ...],
    rows: Iterable[tuple[tuple[Any, ...], tuple[int, ...]]],
) -> None:
    values = [
        {f"key{place}": key for place, key in enumerate(own)} | dict(zip(columns, new, strict=True))
        for own, new in rows
    ]
    if values:
        chosen = (table.c[key] == sa.bindparam(f"key{place}") for place, key in enumerate(keys))
        connection.execute(
            sa.update(table).where(*chosen).values({name: sa.bindparam(name) for name in columns}), values
        )
