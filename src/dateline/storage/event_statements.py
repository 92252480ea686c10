"""The statements about events, built once per shape by SQLAlchemy Core (see `dateline.storage.statements`)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from dateline.storage.filters import (
    candidates,
    candidates_of_class,
    conditions,
    days,
    drives_words,
    knows_days,
    match_label,
    number,
    text,
)
from dateline.storage.lengths import CLASSES
from dateline.storage.list_cells import list_cells
from dateline.storage.shapes import EventShape
from dateline.storage.tables import actor, event, event_citation, event_theme, participant, theme

Statement = sa.Select[tuple[object, ...]]
_NO_LIMIT = sa.literal_column(str(2**62), sa.BigInteger)

EVENT_COLUMNS = (
    "num", "id", "date", "date_text", "start_earliest", "start_latest", "end_earliest", "end_latest", "gaps",
    "title", "description", "kind", "place", "latitude", "longitude", "confidence",
)  # fmt: skip


def events(*shape: object) -> Statement:
    """Select the events of a query with the columns EVENT_COLUMNS and `match`, in order of date, then of entry.

    With a limit each length class is asked for so many by itself: the engine walks an index in its order and stops
    early, where sorting all that may be in range would take as long as reading it.
    """
    of = EventShape(*shape)  # type: ignore[arg-type]
    if not of.limited:
        found = _others(of) if of.gaps else candidates(of)
        return _ordered(_of_candidates(of, found), of, found.c.earliest, found.c.event)
    window = number("limit") + number("skip")
    classes = [] if drives_words(of) else [candidates_of_class(of, each).subquery(f"class{each}") for each in CLASSES]
    if classes and not conditions(of):  # nothing more is asked of an event: only those that are wanted are read
        firsts = [_ordered(sa.select(found), of, found.c.earliest, found.c.event).limit(window) for found in classes]
        every = sa.union_all(*(sa.select(first.subquery()) for first in firsts)).subquery("every")
        found = _ordered(sa.select(every), of, every.c.earliest, every.c.event).limit(window).subquery("found")
        selected = _ordered(_of_candidates(of, found), of, found.c.earliest, found.c.event)
        return selected.limit(number("limit")).offset(number("skip"))
    parts = []
    for found in classes or [candidates(of)]:
        first = _ordered(_of_candidates(of, found), of, found.c.earliest, found.c.event).limit(window)
        parts.append(sa.select(first.subquery(f"of_{found.name}")))
    every = sa.union_all(*parts).subquery("found")
    selected = _ordered(sa.select(every), of, every.c.start_earliest, every.c.num)
    return selected.limit(number("limit")).offset(number("skip"))


def event_cells(*shape: object) -> Statement:
    """Select the columns of `events` with the cells of actors, themes and citations before `match`, in its order."""
    of = EventShape(*shape)  # type: ignore[arg-type]
    every = candidates(of)
    first = _ordered(sa.select(every), of, every.c.earliest, every.c.event).limit(_NO_LIMIT)
    selected = _of_candidates(of, first.subquery("found"), *list_cells())
    # SQLite walks the ordered candidates first; told to order, it would sort the whole rows once more.
    way = " DESC" if of.descending else ""
    return selected.suffix_with(f"ORDER BY found.earliest{way}, found.event{way}", dialect="postgresql")


def _of_candidates(of: EventShape, found: sa.Subquery, *more: sa.ColumnElement[object]) -> Statement:
    columns = (*(event.c[name] for name in EVENT_COLUMNS), *more, match_label(of).label("match"))
    return sa.select(*columns).join_from(found, event, event.c.num == found.c.event).where(*conditions(of))


def _ordered(selected: Statement, of: EventShape, *order: sa.ColumnElement[object]) -> Statement:
    return selected.order_by(*(column.desc() if of.descending else column for column in order))


def count(*shape: object) -> Statement:
    """Count the events of a query by `match`: rows (match, number), of which several may say the same match."""
    of = EventShape(*shape)  # type: ignore[arg-type]
    found, label = _others(of), match_label(of).label("match")
    matched = sa.select(label).join_from(found, event, event.c.num == found.c.event).where(*conditions(of)).subquery()
    counted = sa.select(matched.c.match, sa.func.count().label("number")).group_by(matched.c.match)
    if not knows_days(of):
        return counted
    of_days = sa.select(sa.literal_column("'certain'", sa.Text).label("match"), sa.func.count()).select_from(days(of))
    return sa.select(sa.union_all(of_days, counted).subquery("counted"))


def facet_days(*shape: object) -> Statement:
    """Select (the four bounds, number) of the events of a query: a few thousand rows, however many events."""
    of = EventShape(*shape)  # type: ignore[arg-type]
    found, columns = _others(of), [event.c[name] for name in EVENT_COLUMNS[4:8]]
    counted = sa.select(*columns, sa.func.count().label("number"))
    counted = counted.join_from(found, event, event.c.num == found.c.event).where(*conditions(of)).group_by(*columns)
    if not knows_days(of):
        return counted
    day = days(of)
    bounds = [day.c.earliest.label(column.name) for column in columns]
    of_days = sa.select(*bounds, sa.func.count().label("number")).group_by(day.c.earliest)
    return sa.select(sa.union_all(of_days, counted).subquery("counted"))


def _others(of: EventShape) -> sa.Subquery:
    """Return the candidates but single days, where these are counted by `days` or cannot have gaps."""
    return candidates(of, CLASSES[1:] if of.gaps or knows_days(of) else CLASSES)


def _matched(*shape: object) -> sa.Subquery:
    of = EventShape(*shape)  # type: ignore[arg-type]
    found = candidates(of)
    selected = sa.select(event.c.num, match_label(of).label("match"))
    return selected.join_from(found, event, event.c.num == found.c.event).where(*conditions(of)).subquery("matched")


def facet_actors(*shape: object) -> Statement:
    """Select (actor id, match, number) of the events of a query."""
    matched = _matched(*shape)
    rows = sa.select(actor.c.id, matched.c.match, sa.func.count(matched.c.num.distinct()))
    rows = rows.join_from(matched, participant, participant.c.event == matched.c.num)
    return rows.join(actor, actor.c.num == participant.c.actor).group_by(actor.c.id, matched.c.match)


def facet_themes(*shape: object) -> Statement:
    """Select (theme id, match, number) of the events of a query."""
    matched = _matched(*shape)
    rows = sa.select(theme.c.id, matched.c.match, sa.func.count())
    rows = rows.join_from(matched, event_theme, event_theme.c.event == matched.c.num)
    return rows.join(theme, theme.c.num == event_theme.c.theme).group_by(theme.c.id, matched.c.match)


def event_with_id() -> Statement:
    """Select EVENT_COLUMNS of the event with parameter `id`."""
    return sa.select(event.c.num, *(event.c[name] for name in EVENT_COLUMNS[1:])).where(event.c.id == text("id"))


def sampled_days() -> Statement:
    """Select (first possible day, greatest number) of `number` events whose numbers stand at equal distances."""
    last = sa.select(sa.func.max(event.c.num)).scalar_subquery()
    places = sa.select(sa.literal_column("0", sa.BigInteger).label("place")).cte("places", recursive=True)
    one = sa.literal_column("1", sa.BigInteger)
    places = places.union_all(sa.select(places.c.place + one).where(places.c.place + one < number("number")))
    chosen = event.c.num == one + places.c.place * last // number("number")
    return sa.select(event.c.start_earliest, last).join_from(places, event, chosen)


def event_ids() -> Statement:
    """Select the ids of all events."""
    return sa.select(event.c.id)


class among(FunctionElement[Any]):  # noqa: N801 - written in statements like a function
    """Whether a number is one of the parameter `events`: a list as JSON on SQLite, as an array on PostgreSQL."""

    inherit_cache = True
    type = sa.Integer()  # a Boolean would be compared with 1 on SQLite, and no index would be used


@compiles(among, "sqlite")
def _in_json(element: among, compiler: SQLCompiler, **options: Any) -> str:
    column, wanted = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({wanted}))"


@compiles(among, "postgresql")
def _in_array(element: among, compiler: SQLCompiler, **options: Any) -> str:
    column, wanted = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{column} = ANY (CAST({wanted} AS BIGINT[]))"


def participants_of() -> Statement:
    """Select (event, actor id, name, role) of the events in the parameter `events`, in order."""
    rows = sa.select(participant.c.event, actor.c.id, actor.c.name, participant.c.role)
    rows = rows.join_from(participant, actor, actor.c.num == participant.c.actor)
    rows = rows.where(among(participant.c.event, text("events")))
    return rows.order_by(participant.c.event, participant.c.seq)


def themes_of() -> Statement:
    """Select (event, theme id) of the events in the parameter `events`, in the order of the tree."""
    rows = sa.select(event_theme.c.event, theme.c.id).join_from(event_theme, theme, theme.c.num == event_theme.c.theme)
    return rows.where(among(event_theme.c.event, text("events"))).order_by(event_theme.c.event, event_theme.c.theme)


def citations_of() -> Statement:
    """Select (event, source, locator, quote) of the events in the parameter `events`, in order."""
    table = event_citation.c
    rows = sa.select(table.event, table.source, table.locator, table.quote)
    return rows.where(among(table.event, text("events"))).order_by(table.event, table.seq)
