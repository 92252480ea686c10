"""The statements about events, built once per shape by SQLAlchemy Core (see `dateline.storage.statements.lists`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from dateline.event_fields import NAMES
from dateline.length_classes import WHOLE
from dateline.storage.schema.tables import actor, day_count, event, event_citation, participant, theme, theme_set_member
from dateline.storage.statements.dialects import SORTING, among
from dateline.storage.statements.event_conditions import listed_by_words, number, text
from dateline.storage.statements.filters import (
    BOUNDS,
    candidates,
    candidates_of_class,
    certain,
    classes_of,
    conditions,
    drives,
    drives_words,
    in_range,
    knows_days,
    match_label,
    of_classes,
    of_event,
    words_tell_all,
)
from dateline.storage.statements.list_cells import list_cells
from dateline.storage.statements.shapes import EVENT_COLUMNS, TABLE_COLUMNS, EventShape

Statement = sa.Select[tuple[object, ...]]
_NO_LIMIT = sa.literal_column(str(2**62), sa.BigInteger)
_CERTAIN = sa.literal_column("'certain'", sa.Text)

OWN_CELLS = ("length_class", "num", "id", "date", "start_earliest", "end_latest", "title", "theme_set", *NAMES)
CELL_COLUMNS = (*OWN_CELLS, "actor_cell", "citation_cell")
"""Those of the event itself, the class first, then the cells of `list_cells`."""


def events(*shape: object) -> Statement:
    """Select the events of a query with the columns EVENT_COLUMNS and `match`, in order of date, then of entry.

    With a limit each length class is asked for so many by itself: the engine walks an index in its order and stops
    early, where sorting all that may be in range would take as long as reading it.
    """
    of = EventShape(*shape)  # type: ignore[arg-type]
    if not of.limited:
        found = candidates(of, classes_of(of))
        return _ordered(_of_candidates(of, found), of, found.c.start_earliest, found.c.event)
    window = number("limit")
    parts_of = [] if drives_words(of) or of.scanned else classes_of(of)
    classes = [candidates_of_class(of, c).subquery(f"class{c}") for c in parts_of]
    if of.scanned and not conditions(of, event.c, event.c.num):
        every = candidates(of, classes_of(of))
        chosen = _ordered(sa.select(every), of, every.c.start_earliest, every.c.event).limit(window).subquery("found")
        return _ordered(_of_candidates(of, chosen), of, chosen.c.start_earliest, chosen.c.event)
    if classes and not conditions(of, event.c, event.c.num):  # only the events that are wanted are read
        firsts = [_ordered(sa.select(c), of, c.c.start_earliest, c.c.event).limit(window) for c in classes]
        every = sa.union_all(*(sa.select(first.subquery()) for first in firsts)).subquery("every")
        chosen = _ordered(sa.select(every), of, every.c.start_earliest, every.c.event).limit(window).subquery("found")
        return _ordered(_of_candidates(of, chosen), of, chosen.c.start_earliest, chosen.c.event)
    parts = []
    for found in classes or [candidates(of, classes_of(of))]:
        first = _ordered(_of_candidates(of, found), of, found.c.start_earliest, found.c.event).limit(window)
        parts.append(sa.select(first.subquery(f"of_{found.name}")))
    every = sa.union_all(*parts).subquery("found")
    return _ordered(sa.select(every), of, every.c.start_earliest, every.c.num).limit(window)


def event_cells(*shape: object) -> Statement:
    """Select what a line of cells is made of, the columns CELL_COLUMNS and `match`, in the order of `events`."""
    of = EventShape(*shape)  # type: ignore[arg-type]
    return _in_walked_order(of, (*(event.c[name] for name in OWN_CELLS), *list_cells()))


def event_table(*shape: object) -> Statement:
    """Select the columns TABLE_COLUMNS of the events of a query, which make a table, in the order of `events`."""
    of = EventShape(*shape)  # type: ignore[arg-type]
    return _in_walked_order(of, [event.c[name] for name in TABLE_COLUMNS[:-1]])


def _in_walked_order(of: EventShape, columns: Iterable[sa.ColumnElement[Any]]) -> Statement:
    """Return the statement of all events of a query in order, which are sorted before their columns are read."""
    every = candidates(of, classes_of(of))
    first = _ordered(sa.select(every), of, every.c.start_earliest, every.c.event).limit(_NO_LIMIT)
    found = sa.select(every) if of.scanned else first
    selected = _of_candidates(of, found.subquery("found"), columns)
    way = " DESC" if of.descending else ""
    for engine in SORTING:
        selected = selected.suffix_with(f"ORDER BY found.start_earliest{way}, found.event{way}", dialect=engine)
    return selected


def _of_candidates(
    of: EventShape, found: sa.Subquery, columns: Iterable[sa.ColumnElement[Any]] | None = None
) -> Statement:
    columns = columns or [event.c[name] for name in EVENT_COLUMNS]
    joined = sa.select(*columns, match_label(of, event.c, event.c.num))
    joined = joined.join_from(found, event, event.c.num == found.c.event)
    return joined.where(*conditions(of, event.c, event.c.num))


def _ordered(selected: Statement, of: EventShape, *order: sa.ColumnElement[object]) -> Statement:
    return selected.order_by(*(column.desc() if of.descending else column for column in order))


def count(*shape: object) -> Statement:
    """Count the events of a query by `match`: rows (match, number), of which several may say the same match."""
    of = EventShape(*shape)  # type: ignore[arg-type]
    found = listed_by_words(of).subquery("candidate") if words_tell_all(of) else _others(of)
    label = match_label(of, found.c, found.c.event)
    matched = sa.select(label).select_from(found).where(*conditions(of, found.c, found.c.event)).subquery("matched")
    counted = sa.select(matched.c.match, sa.func.count().label("number")).group_by(matched.c.match)
    if not knows_days(of):
        return counted
    days = _days(of)
    of_days = sa.select(_CERTAIN.label("match"), _total(days.c.number))
    return sa.select(sa.union_all(of_days, counted).subquery("counted"))


def facet_days(*shape: object) -> Statement:
    """Select (the four bounds, number) of the events of a query: a few thousand rows, however many events."""
    of = EventShape(*shape)  # type: ignore[arg-type]
    found = _others(of)
    columns = [found.c[name] for name in BOUNDS]
    counted = sa.select(*columns, sa.func.count().label("number"))
    counted = counted.where(*conditions(of, found.c, found.c.event)).group_by(*columns)
    if not knows_days(of):
        return counted
    days = _days(of)
    of_days = sa.select(*(days.c.day.label(name) for name in BOUNDS), days.c.number)
    return sa.select(sa.union_all(of_days, counted).subquery("counted"))


def _total(column: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """Return the sum of a column, 0 of no row; PostgreSQL would give a numeric."""
    return sa.cast(sa.func.coalesce(sa.func.sum(column), sa.literal_column("0", sa.BigInteger)), sa.BigInteger)


def _others(of: EventShape) -> sa.Subquery:
    """Return the candidates with their bounds, without single days where these are counted by `_days`."""
    return candidates(of, WHOLE[1:] if knows_days(of) else classes_of(of), bounds=True)


def _days(of: EventShape) -> sa.Subquery:
    """Return (day, number) of the single days of a query: counted already, or from the junction."""
    if of.counted:
        table = day_count.c
        subject = number("actor0" if of.counted == "actor" else "theme0_first")
        days = sa.select(table.day, table.number).where(
            table.kind == sa.literal_column(f"'{of.counted}'"),
            table.subject == subject,
            table.day.between(number("reach0"), number("until")),
        )
        return days.subquery("days")
    found = candidates_of_class(of, 0, bounds=True).subquery("candidate")
    day = found.c.start_earliest
    counted = sa.select(day.label("day"), sa.func.count().label("number"))
    return counted.where(*of_event(of, found.c.event)).group_by(day).subquery("days")


def _matched(*shape: object) -> sa.Subquery:
    of = EventShape(*shape)  # type: ignore[arg-type]
    found = candidates(of, classes_of(of), bounds=True)
    selected = sa.select(found.c.event, match_label(of, found.c, found.c.event))
    return selected.where(*conditions(of, found.c, found.c.event)).subquery("matched")


def facet_actors(*shape: object) -> Statement:
    """Select (actor id, match, number) of the events of a query: numbers are counted first, ids looked up after."""
    matched, of = _matched(*shape), participant.c
    rows = sa.select(of.actor, matched.c.match, sa.func.count(matched.c.event.distinct()).label("number"))
    rows = rows.join_from(matched, participant, of.event == matched.c.event).group_by(of.actor, matched.c.match)
    counted = rows.subquery("counted")
    named = sa.select(actor.c.id, counted.c.match, counted.c.number)
    return named.join_from(counted, actor, actor.c.num == counted.c.actor)


def facet_kinds(*shape: object) -> Statement:
    """Select (kind, match, number) of the events of a query that have a kind."""
    return _by_column(event.c.kind, *shape)


def facet_confidences(*shape: object) -> Statement:
    """Select (confidence, match, number) of the events of a query that have one."""
    return _by_column(event.c.confidence, *shape)


def _by_column(column: sa.Column[str], *shape: object) -> Statement:
    matched = _matched(*shape)
    rows = sa.select(column, matched.c.match, sa.func.count())
    rows = rows.join_from(matched, event, event.c.num == matched.c.event)
    return rows.where(column.is_not(None)).group_by(column, matched.c.match)


def facet_sources(*shape: object) -> Statement:
    """Select (source id, match, number) of the events of a query: each counts once, however often it cites a source."""
    matched, of = _matched(*shape), event_citation.c
    rows = sa.select(of.source, matched.c.match, sa.func.count(matched.c.event.distinct()))
    rows = rows.join_from(matched, event_citation, of.event == matched.c.event)
    return rows.group_by(of.source, matched.c.match)


def facet_themes(*shape: object) -> Statement:
    """Select (theme id, match, number) of the events of a query: the sets are counted first, then their themes."""
    counted = facet_theme_sets(*shape).subquery("counted")
    member = theme_set_member.c
    rows = sa.select(theme.c.id, counted.c.match, _total(counted.c.number))
    rows = rows.join_from(counted, theme_set_member, member.theme_set == counted.c.theme_set)
    return rows.join(theme, theme.c.num == member.theme).group_by(theme.c.id, counted.c.match)


def facet_theme_sets(*shape: object) -> Statement:
    """Select (set of themes, match, number) of the events of a query."""
    of = EventShape(*shape)  # type: ignore[arg-type]
    return _sets_of_all(of) if of.scanned and not drives(of) else _sets_of(*shape)


def _sets_of(*shape: object) -> sa.Select[Any]:
    matched = _matched(*shape)
    sets = sa.select(event.c.theme_set, matched.c.match, sa.func.count().label("number"))
    sets = sets.join_from(matched, event, event.c.num == matched.c.event)
    return sets.group_by(event.c.theme_set, matched.c.match)


def _sets_of_all(of: EventShape) -> sa.Select[Any]:
    """Return the same of a query by date alone, in one reading of the events."""
    label = match_label(of, event.c, event.c.num)
    sets = sa.select(event.c.theme_set, label, sa.func.count().label("number"))
    dated = in_range(of, event.c.start_earliest, event.c.end_latest)
    wanted = [*dated, *of_classes(of), *conditions(of, event.c, event.c.num)]
    # A constant in GROUP BY would cost DuckDB its table of counts by number.
    told = [label] if certain(of, event.c, event.c.num) else []
    return sets.where(*wanted).group_by(event.c.theme_set, *told)


def event_with_id() -> Statement:
    """Select EVENT_COLUMNS of the event with parameter `id`."""
    return sa.select(event.c.num, *(event.c[name] for name in EVENT_COLUMNS[1:])).where(event.c.id == text("id"))


def events_citing() -> Statement:
    """Select EVENT_COLUMNS of the first `limit` events that cite the source `source`, in order of date."""
    cited = sa.select(event_citation.c.event).where(event_citation.c.source == text("source"))
    rows = sa.select(*(event.c[name] for name in EVENT_COLUMNS)).where(event.c.num.in_(cited))
    return rows.order_by(event.c.start_earliest, event.c.num).limit(number("limit"))


def events_numbered() -> Statement:
    """Select EVENT_COLUMNS of the events of the parameter `events`, in order of their numbers."""
    rows = sa.select(*(event.c[name] for name in EVENT_COLUMNS)).where(among(event.c.num, text("events")))
    return rows.order_by(event.c.num)


def sampled_days() -> Statement:
    """Select (first possible day, greatest number) of `number` events whose numbers stand at equal distances."""
    last = sa.select(sa.func.max(event.c.num)).scalar_subquery()
    places = sa.select(sa.literal_column("0", sa.BigInteger).label("place")).cte("places", recursive=True)
    one = sa.literal_column("1", sa.BigInteger)
    places = places.union_all(sa.select(places.c.place + one).where(places.c.place + one < number("number")))
    chosen = event.c.num == one + places.c.place * last // number("number")
    return sa.select(event.c.start_earliest, last).join_from(places, event, chosen)


def undated_events() -> sa.Select[Any]:
    """Select the number of events that start on the day `until`, of the class of what has no longest date."""
    longest = sa.literal_column(str(WHOLE[-1]), sa.SmallInteger)
    found = sa.select(sa.func.count()).select_from(event)
    return found.where(event.c.length_class == longest, event.c.start_earliest == number("until"))


def event_kind() -> Statement:
    """Select the number of one event of the kind `kind`."""
    return sa.select(event.c.num).where(event.c.kind == text("kind")).limit(sa.literal_column("1", sa.BigInteger))


def event_kinds() -> Statement:
    """Select all kinds of events."""
    return sa.select(event.c.kind).where(event.c.kind.is_not(None)).distinct()


def event_ids() -> Statement:
    """Select the ids of all events."""
    return sa.select(event.c.id)


def participants_of() -> Statement:
    """Select (event, actor id, name, role) of the events in the parameter `events`, in order."""
    rows = sa.select(participant.c.event, actor.c.id, actor.c.name, participant.c.role)
    rows = rows.join_from(participant, actor, actor.c.num == participant.c.actor)
    rows = rows.where(among(participant.c.event, text("events")))
    return rows.order_by(participant.c.event, participant.c.seq)


def themes_of_sets() -> Statement:
    """Select (set, theme id) of the sets in the parameter `sets`, in the order of the tree."""
    of = theme_set_member.c
    rows = sa.select(of.theme_set, theme.c.id).join_from(theme_set_member, theme, theme.c.num == of.theme)
    return rows.where(among(of.theme_set, text("sets"))).order_by(of.theme_set, of.theme)


def citations_of() -> Statement:
    """Select (event, source, locator, quote) of the events in the parameter `events`, in order."""
    table = event_citation.c
    rows = sa.select(table.event, table.source, table.locator, table.quote)
    return rows.where(among(table.event, text("events"))).order_by(table.event, table.seq)
