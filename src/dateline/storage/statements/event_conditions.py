"""Conditions on one event, each by itself: an actor, a theme, a source, words, a measure.

All values are bound parameters, whose names are listed in `filters`. `alternatives` gives those of a query for which
one filter is enough.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.storage import date_columns
from dateline.storage.schema.tables import (
    belonging,
    event,
    event_actor,
    event_citation,
    event_measure,
    event_theme,
    participant,
    theme_set_member,
)
from dateline.storage.statements.dialects import matching, sure
from dateline.storage.statements.shapes import ASKED, EventShape

Condition = sa.ColumnElement[bool]
Number = sa.ColumnElement[int]
"""A column of the numbers of events, or of another whole number."""


def number(name: str) -> sa.BindParameter[int]:
    """Return the bound parameter `name` of a whole number."""
    return sa.bindparam(name, type_=sa.BigInteger)


def text(name: str) -> sa.BindParameter[str]:
    """Return the bound parameter `name` of a text."""
    return sa.bindparam(name, type_=sa.Text)


def bears(name: str, theme_set: Number | None, *, listed: bool) -> Condition:
    """Return whether a set of themes has one of the subtree."""
    assert theme_set is not None
    of = theme_set_member.c
    within = of.theme.between(number(f"{name}_first"), number(f"{name}_last"))
    if listed:
        return theme_set.in_(sa.select(of.theme_set).where(within))
    return sa.exists().where(of.theme_set == theme_set, within)


def has_actor(actor: sa.BindParameter[int], num: Number) -> Condition:
    """Return whether an actor itself takes part."""
    return sa.exists().where(participant.c.event == num, participant.c.actor == actor)


def takes_part(index: int, columns: date_columns.Columns, num: Number, *, surely: bool) -> Condition:
    """Return whether the actor, or one that belonged to it on the event's date, takes part."""
    whole = number(f"actor{index}")
    first, last = columns["start_earliest"], columns["end_latest"]
    # Held for certain by the first day of the event and to its last, so throughout it.
    throughout = sa.and_(
        date_columns.certain(belonging.c, last, first),
        # An event in doubt is certain of nothing, so not of its days.
        columns["start_latest"] <= last,
        columns["end_earliest"] >= first,
    )
    held = throughout if surely else date_columns.possible(belonging.c, first, last)
    member = sa.exists().where(
        participant.c.event == num, participant.c.actor == belonging.c.member, belonging.c.whole == whole, held
    )
    return sa.or_(has_actor(whole, num), member)


def has_theme(name: str, num: Number) -> Condition:
    """Return whether an event has a theme of the subtree whose parameters begin with `name`."""
    inner = event.alias(f"bearing_{name}")
    return sa.exists().where(inner.c.num == num, bears(name, inner.c.theme_set, listed=False))


def of_words(wanted: int, column: str, num: Number) -> list[Condition]:
    """Return the condition that a column of the event has one of so many words, none where none is asked for."""
    if not wanted:
        return []
    inner = event.alias(f"having_{column}")
    return [sa.exists().where(inner.c.num == num, inner.c[column].in_([text(f"{column}{i}") for i in range(wanted)]))]


def undoubted(num: Number) -> Condition:
    """Return whether no part of the date of an event is in doubt, or all of time is asked for, which holds any day.

    Bounds alone cannot tell: one sure end makes them touch a range for certain.
    """
    inner = event.alias("undoubted")
    ends = (sa.literal_column(str(day), sa.BigInteger) for day in (FAR_PAST, FAR_FUTURE))
    always = sa.and_(number("first") <= next(ends), number("last") >= next(ends))
    return sa.or_(always, sa.exists().where(inner.c.num == num, sure(inner.c.date)))


def has_source(index: int, num: Number) -> Condition:
    """Return whether an event cites a source."""
    return sa.exists().where(event_citation.c.event == num, event_citation.c.source == text(f"source{index}"))


def meets(index: int, sign: str, num: Number, *, surely: bool) -> Condition:
    """Return whether a measure compares so with a bound for certain, or may."""
    of, bound = event_measure.c, sa.bindparam(f"bound{index}", type_=sa.Double)
    compared = _compared(sign, bound, surely=surely)
    return sa.exists().where(of.event == num, of.measure == number(f"measure{index}"), compared)


def _compared(sign: str, bound: sa.ColumnElement[float], *, surely: bool) -> Condition:
    """Return whether the numbers of a row compare so for certain, or may (docs/semantics/measures.md)."""
    if sign == "=":
        return sa.and_(*(_compared(each, bound, surely=surely) for each in (">=", "<=")))
    if sign == "!=":
        return sa.or_(*(_compared(each, bound, surely=surely) for each in (">", "<")))
    of = event_measure.c
    # The bound that must compare so; where it is missing, the value is exact or that side is open.
    rising = sign[0] == ">"
    one, other = (of.low, of.high) if rising == surely else (of.high, of.low)
    exact = sa.and_(other.is_(None), of.value.op(sign, is_comparison=True)(bound))
    missing = exact if surely else sa.or_(other.is_not(None), of.value.op(sign, is_comparison=True)(bound))
    return sa.or_(one.op(sign, is_comparison=True)(bound), sa.and_(one.is_(None), missing))


def words_of(shape: EventShape, num: Number) -> list[Condition]:
    """Return the conditions on the words of the event `num`: of its text, of its place, and those sought freely."""
    return [matching(sa.literal_column(column), num, text(name)) for column, name in _asked_for(shape)]


def listed_by_words(shape: EventShape) -> sa.Select[Any]:
    """Select the numbers of the events that have the words asked for, as `event`, from the index of a lake alone."""
    (_, name), *_ = _asked_for(shape)
    listed = sa.text(ASKED.format(f":{name}")).columns(sa.column("event", sa.BigInteger)).subquery("listed")
    return sa.select(listed.c.event).distinct().where(*words_of(shape, listed.c.event)[1:])


def _asked_for(shape: EventShape) -> list[tuple[str, str]]:
    """Return the columns of words that are asked for, each with its parameter."""
    wanted = (("words", "words", shape.texts), ("place_words", "place_words", shape.places))
    return [(column, name) for column, name, some in (*wanted, ("words", "sought", shape.sought)) if some]


def alternatives(
    shape: EventShape,
    columns: date_columns.Columns | None,
    num: Number,
    *,
    members: bool = False,
    measures: bool = False,
) -> Condition:
    """Return whether the event `num` meets one of the filters of `shape`.

    With `members` only certain members count, with `measures` only measures that meet a condition for certain.
    `columns` are the bounds of the event, which only members need.
    """
    found = []
    for i in range(shape.actors):
        if shape.members:
            assert columns is not None
            found.append(takes_part(i, columns, num, surely=members))
        else:
            found.append(has_actor(number(f"actor{i}"), num))
    found += [has_theme(f"theme{i}", num) for i in range(shape.themes)]
    found += [has_source(i, num) for i in range(shape.sources)] + words_of(shape, num)
    found += of_words(shape.kinds, "kind", num) + of_words(shape.confidences, "confidence", num)
    found += [meets(i, sign, num, surely=measures) for i, sign in enumerate(shape.wheres.split())]
    return sa.or_(*found)


def asks_members(shape: EventShape) -> bool:
    """Tell whether members of actors are asked for."""
    return shape.members and shape.actors > 0


def doubtful(shape: EventShape) -> bool:
    """Tell whether an event may answer a query in doubt for other reasons than its date."""
    return asks_members(shape) or bool(shape.wheres)


def listed(shape: EventShape) -> bool:
    """Tell whether the events that meet one of the filters can be listed by indexes, whatever their date."""
    return shape.either and not (doubtful(shape) or shape.kinds or shape.confidences)


def among_listed(shape: EventShape, num: Number) -> Condition:
    """Return whether the event `num` is in the list of those that meet one of the filters."""
    rows: list[sa.Select[Any]] = []
    if shape.actors:
        actors = [number(f"actor{i}") for i in range(shape.actors)]
        rows.append(sa.select(event_actor.c.event).where(event_actor.c.actor.in_(actors)))
    for i in range(shape.themes):
        within = event_theme.c.theme.between(number(f"theme{i}_first"), number(f"theme{i}_last"))
        rows.append(sa.select(event_theme.c.event).where(within))
    if shape.sources:
        sources = [text(f"source{i}") for i in range(shape.sources)]
        rows.append(sa.select(event_citation.c.event).where(event_citation.c.source.in_(sources)))
    inner = event.alias("having_words")
    rows += [sa.select(inner.c.num).where(each) for each in words_of(shape, inner.c.num)]
    return num.in_(sa.union_all(*rows) if len(rows) > 1 else rows[0])
