"""From the shape of a query to SQL conditions.

Everything here depends on how many filters there are, never on their values: values are bound parameters, named
`first`, `last`, `reach0`..`reach4` and `until` (the first and last day on which an event of a class can begin),
`actor0`.., `theme0_first`, `theme0_last`.., `source0`.., `place_words`, `words`.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from dateline.storage import date_columns
from dateline.storage.lengths import CLASSES
from dateline.storage.shapes import EventShape
from dateline.storage.tables import belonging, event, event_actor, event_citation, event_theme, participant
from dateline.storage.text_index import matching

Condition = sa.ColumnElement[bool]
Number = sa.ColumnElement[int]
"""A column of the numbers of events."""


def number(name: str) -> sa.BindParameter[int]:
    """Return the bound parameter `name` of a whole number."""
    return sa.bindparam(name, type_=sa.BigInteger)


def text(name: str) -> sa.BindParameter[str]:
    """Return the bound parameter `name` of a text."""
    return sa.bindparam(name, type_=sa.Text)


def _numbers(name: str, count: int) -> list[sa.BindParameter[int]]:
    return [number(f"{name}{i}") for i in range(count)]


def candidates(shape: EventShape, classes: Iterable[int] = CLASSES) -> sa.Subquery:
    """Return (event, earliest) of all events that may touch the range, by the index that narrows most.

    One SELECT for each length class, since a class bounds how far before the range an event can begin: the engine
    walks a bounded piece of a covering index for each, and no long event is missed.
    """
    if drives_words(shape):
        return _candidates_of_words(shape).subquery("candidate")
    terms = [candidates_of_class(shape, number_) for number_ in classes]
    return sa.union_all(*terms).subquery("candidate")


def candidates_of_class(shape: EventShape, class_: int) -> sa.Select[tuple[int, int]]:
    """Return (event, earliest) of those of one length class."""
    if drives_actor(shape):
        actors = _numbers("actor", 1 if shape.every else shape.actors)
        return _junction_range(event_actor, event_actor.c.actor.in_(actors), len(actors) > 1, class_)
    if drives_theme(shape):
        themes = [_in_subtree(event_theme, i) for i in range(1 if shape.every else shape.themes)]
        return _junction_range(event_theme, sa.or_(*themes), True, class_)
    selected = sa.select(event.c.num.label("event"), event.c.start_earliest.label("earliest"))
    return selected.where(_touches(event.c.length_class, event.c.start_earliest, event.c.end_latest, class_))


def drives_actor(shape: EventShape) -> bool:
    """Tell whether the actor junction narrows the candidates."""
    return shape.actors > 0 and not shape.members


def drives_theme(shape: EventShape) -> bool:
    """Tell whether the theme junction narrows the candidates."""
    return shape.themes > 0 and not drives_actor(shape)


def drives_words(shape: EventShape) -> bool:
    """Tell whether the full text narrows the candidates."""
    return shape.texts + shape.places > 0 and not (drives_actor(shape) or drives_theme(shape))


def _candidates_of_words(shape: EventShape) -> sa.Select[tuple[int, int]]:
    of = event.c
    selected = sa.select(of.num.label("event"), of.start_earliest.label("earliest"))
    begins = of.start_earliest.between(number(f"reach{CLASSES[-1]}"), number("until"))
    return selected.where(*_words(shape, of.num), begins, of.end_latest >= number("first"))


def _words(shape: EventShape, num: Number) -> list[Condition]:
    columns = [name for name, wanted in (("words", shape.texts), ("place_words", shape.places)) if wanted]
    return [matching(sa.literal_column(name), num, text(name)) for name in columns]


def _junction_range(table: sa.Table, condition: Condition, repeats: bool, class_: int) -> sa.Select[tuple[int, int]]:
    columns = table.c
    selected = sa.select(columns.event, columns.earliest)
    if repeats:  # an event can meet several of the alternatives
        selected = selected.distinct()
    return selected.where(condition, _touches(columns.length_class, columns.earliest, columns.latest, class_))


def _touches(class_: sa.Column[int], earliest: sa.Column[int], latest: sa.Column[int], wanted: int) -> Condition:
    return sa.and_(
        class_ == sa.literal_column(str(wanted)),
        earliest.between(number(f"reach{wanted}"), number("until")),
        latest >= number("first"),
    )


def _in_subtree(table: sa.Table, index: int) -> Condition:
    return table.c.theme.between(number(f"theme{index}_first"), number(f"theme{index}_last"))


def certain(shape: EventShape) -> Condition:
    """Return the condition under which an event is certainly in range (and certainly of the actors' members)."""
    dated = date_columns.certain(event.c, number("first"), number("last"))
    if not (shape.members and shape.actors):
        return dated
    return sa.and_(dated, *_combined(shape, [_takes_part(i, surely=True) for i in range(shape.actors)]))


def match_label(shape: EventShape) -> sa.ColumnElement[str]:
    """Return the column that says `certain` or `possible`."""
    words = sa.literal_column("'certain'", sa.Text), sa.literal_column("'possible'", sa.Text)
    return sa.case((certain(shape), words[0]), else_=words[1])


def knows_days(shape: EventShape) -> bool:
    """Tell whether single days, the class 0, are judged without their events: no day is vague or has a gap."""
    return shape.gaps is False and not (shape.members or drives_words(shape))


def days(shape: EventShape) -> sa.Subquery:
    """Return (event, earliest) of the single days that a query has; `knows_days` must hold."""
    found = candidates_of_class(shape, 0).subquery("candidate")
    return sa.select(found).where(*_of_event(shape, found.c.event)).subquery("day")


def conditions(shape: EventShape) -> list[Condition]:
    """Return every condition that the candidates do not meet already."""
    found = [*_of_match(shape), *_of_event(shape, event.c.num)]
    return found if shape.gaps is None else [*found, _of_gaps(wanted=shape.gaps)]


def _of_gaps(*, wanted: bool) -> Condition:
    """Return whether an event has gaps; a single day has none, however it is written."""
    none: Number = sa.literal_column("0")
    day = event.c.length_class == none
    return sa.and_(event.c.gaps > none, sa.not_(day)) if wanted else sa.or_(event.c.gaps == none, day)


def _of_event(shape: EventShape, num: Number) -> list[Condition]:
    """Return the conditions on what hangs on the event `num`."""
    found = _combined(shape, _actor_conditions(shape, num), skip=drives_actor(shape))
    found += _combined(shape, [_has_theme(i, num) for i in range(shape.themes)], skip=drives_theme(shape))
    found += _combined(shape, [_has_source(i, num) for i in range(shape.sources)])
    return found if drives_words(shape) else [*found, *_words(shape, num)]


def _of_match(shape: EventShape) -> list[Condition]:
    if shape.match == "certain":
        return [certain(shape)]
    if shape.match == "within":
        return [date_columns.within(event.c, number("first"), number("last"))]
    return []


def _combined(shape: EventShape, alternatives: list[Condition], *, skip: bool = False) -> list[Condition]:
    """Join conditions of one kind: any of them, or every one; `skip` leaves out what the candidates assure."""
    if shape.every:
        return alternatives[1:] if skip else alternatives
    return [] if skip or not alternatives else [sa.or_(*alternatives)]


def _actor_conditions(shape: EventShape, num: Number) -> list[Condition]:
    if shape.members:
        return [_takes_part(i, surely=False) for i in range(shape.actors)]
    return [_has_actor(number(f"actor{i}"), num) for i in range(shape.actors)]


def _has_actor(actor: sa.BindParameter[int], num: Number) -> Condition:
    return sa.exists().where(participant.c.event == num, participant.c.actor == actor)


def _takes_part(index: int, *, surely: bool) -> Condition:
    """Return whether the actor, or one that belonged to it on the event's date, takes part."""
    whole = number(f"actor{index}")
    first, last = event.c.start_earliest, event.c.end_latest
    # Held for certain by the first day of the event and to its last, so throughout it.
    throughout = date_columns.certain(belonging.c, last, first)
    held = throughout if surely else date_columns.possible(belonging.c, first, last)
    member = sa.exists().where(
        participant.c.event == event.c.num,
        participant.c.actor == belonging.c.member,
        belonging.c.whole == whole,
        held,
    )
    return sa.or_(_has_actor(whole, event.c.num), member)


def _has_theme(index: int, num: Number) -> Condition:
    return sa.exists().where(event_theme.c.event == num, _in_subtree(event_theme, index))


def _has_source(index: int, num: Number) -> Condition:
    return sa.exists().where(event_citation.c.event == num, event_citation.c.source == text(f"source{index}"))
