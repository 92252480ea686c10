"""From the shape of a query to SQL conditions.

Everything here depends on how many filters there are, never on their values: values are bound parameters, named
`first`, `last`, `reach0`..`reach5` and `until` (the first and last day on which an event of a class can begin),
`actor0`.., `not_actor0`.., `theme0_first`, `theme0_last`, `theme0_depth`.., `not_theme0_first`, `not_theme0_last`..,
`kind0`.., `confidence0`.., `source0`.., `place_words`, `words`, `sought`, `only`, `without`, and those of `areas`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import sqlalchemy as sa

from dateline.length_classes import CLASSES, GAPPED, WHOLE
from dateline.storage import date_columns
from dateline.storage.schema.tables import event, event_actor, event_theme, theme
from dateline.storage.statements import areas
from dateline.storage.statements.dialects import among
from dateline.storage.statements.event_conditions import (
    Condition,
    Number,
    alternatives,
    among_listed,
    asks_members,
    bears,
    doubtful,
    has_actor,
    has_source,
    has_theme,
    listed,
    meets,
    number,
    of_words,
    takes_part,
    text,
    undoubted,
    words_of,
)
from dateline.storage.statements.shapes import EventShape

BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


class _Walked(NamedTuple):
    """What is walked for candidates: the columns that every table to walk has, and the condition that picks a part.

    `repeats` tells that an event can come several times. `theme_set` is None where the walk meets the themes anyhow.
    """

    event: Number
    start_earliest: Number
    start_latest: Number
    end_earliest: Number
    end_latest: Number
    length_class: Number
    theme_set: Number | None
    picked: Condition | None
    repeats: bool


def _walked(shape: EventShape) -> _Walked:
    """Return the table that narrows most: the junction of actors, that of themes, or the events themselves."""
    if drives_actor(shape):
        of, actors = event_actor.c, [number(f"actor{i}") for i in range(1 if shape.every else shape.actors)]
        several = len(actors) > 1
        picked = of.actor.in_(actors) if several else of.actor == actors[0]
        return _Walked(
            of.event, of.earliest, of.start_latest, of.end_earliest, of.latest, of.length_class, of.theme_set, picked,
            several,
        )  # fmt: skip
    if drives_theme(shape):
        of = event_theme.c
        subtrees = [_once_in_subtree(i) for i in range(1 if shape.every else shape.themes)]
        return _Walked(
            of.event, of.earliest, of.start_latest, of.end_earliest, of.latest, of.length_class, None,
            sa.or_(*subtrees), len(subtrees) > 1,
        )  # fmt: skip
    of = event.c
    return _Walked(
        of.num, of.start_earliest, of.start_latest, of.end_earliest, of.end_latest, of.length_class, None, None, False
    )  # fmt: skip


def drives_actor(shape: EventShape) -> bool:
    """Tell whether the actor junction narrows the candidates."""
    return shape.actors > 0 and not (shape.members or shape.either)


def drives_theme(shape: EventShape) -> bool:
    """Tell whether the theme junction narrows the candidates."""
    return shape.themes > 0 and not (drives_actor(shape) or shape.either)


def drives_words(shape: EventShape) -> bool:
    """Tell whether a list of events narrows the candidates: that of the full text, or of one filter or another."""
    if shape.either:
        return listed(shape)
    return shape.texts + shape.places + shape.sought > 0 and not (drives_actor(shape) or drives_theme(shape))


def words_tell_all(shape: EventShape) -> bool:
    """Tell whether a list of events by their words, as lakes have it, needs no more of an event than its number."""
    by_number = shape.scanned and shape.timeless and shape.gaps is None and shape.match != "within"
    return by_number and drives_words(shape) and not (shape.either or asks_members(shape))


def drives(shape: EventShape) -> bool:
    """Tell whether anything but the date narrows the candidates."""
    return drives_actor(shape) or drives_theme(shape) or drives_words(shape)


def in_range(shape: EventShape, start_earliest: Number, end_latest: Number) -> list[Condition]:
    """Return the conditions that an event may touch the range: none where the range is all of time."""
    if shape.timeless:
        return []
    return [start_earliest.between(number(f"reach{GAPPED}"), number("until")), end_latest >= number("first")]


def of_classes(shape: EventShape) -> list[Condition]:
    """Return the condition that an event has gaps in its date, or has none, if that is asked for."""
    return [] if shape.gaps is None else [_of_gaps(wanted=shape.gaps)]


def classes_of(shape: EventShape) -> Iterable[int]:
    """Return the length classes that are asked for."""
    return {None: CLASSES, False: WHOLE, True: (GAPPED,)}[shape.gaps]


def candidates(shape: EventShape, classes: Iterable[int], *, bounds: bool = False) -> sa.Subquery:
    """Return (event, start_earliest) of all events that may touch the range, by the index that narrows most.

    One SELECT for each length class, since a class bounds how far before the range an event can begin: the engine
    walks a bounded piece of a covering index for each, and no long event is missed. With `bounds` the other three
    follow, for counting, where many rows are read: themes are then looked up in a list that is made once.
    """
    if drives_words(shape):
        return _candidates_of_words(shape).subquery("candidate")
    if shape.scanned:
        return _scanned(shape, tuple(classes), bounds=bounds).subquery("candidate")
    terms = [candidates_of_class(shape, each, bounds=bounds) for each in classes]
    return sa.union_all(*terms).subquery("candidate")


def candidates_of_class(shape: EventShape, class_: int, *, bounds: bool = False) -> sa.Select[Any]:
    """Return those of one length class; single days have empty bounds in the junctions, where one day says all."""
    of = _walked(shape)
    days = of[1:5] if class_ else (of.start_earliest,) * 4
    columns = [day.label(name) for day, name in zip(days, BOUNDS, strict=True)]
    themes = _borne(shape, of.theme_set, listed=bounds)
    chosen: list[sa.ColumnElement[Any]] = [of.event.label("event"), *(columns if bounds else columns[:1])]
    selected = sa.select(*chosen)
    selected = selected.where(
        *([] if of.picked is None else [of.picked]),
        of.length_class == sa.literal_column(str(class_)),
        of.start_earliest.between(number(f"reach{class_}"), number("until")),
        of.end_latest >= number("first"),
        *_combined(shape, themes),
        *_following(shape, of.start_earliest, of.event),
    )
    return selected.distinct() if of.repeats else selected


def _scanned(shape: EventShape, classes: tuple[int, ...], *, bounds: bool) -> sa.Select[Any]:
    """Return the candidates of several length classes from one reading of the columns."""
    of = _walked(shape)
    inner = (of.start_latest, of.end_earliest) if of.event is event.c.num else _of_days(of)
    days = dict(zip(BOUNDS, (of.start_earliest, *inner, of.end_latest), strict=True))
    columns = [day.label(name) for name, day in days.items()]
    themes = _borne(shape, of.theme_set, listed=True)
    chosen: list[sa.ColumnElement[Any]] = [of.event.label("event"), *(columns if bounds else columns[:1])]
    numbers: list[Number] = [sa.literal_column(str(class_)) for class_ in classes]
    selected = sa.select(*chosen).where(
        *([] if of.picked is None else [of.picked]),
        *([] if classes == tuple(CLASSES) else [of.length_class.in_(numbers)]),
        *in_range(shape, of.start_earliest, of.end_latest),
        *_combined(shape, themes),
        *_following(shape, of.start_earliest, of.event),
    )
    return selected.distinct() if of.repeats else selected


def _of_days(of: _Walked) -> Iterator[Number]:
    """Return the inner bounds from a junction, where they are empty for single days."""
    yield sa.func.coalesce(of.start_latest, of.start_earliest, type_=sa.BigInteger)
    yield sa.func.coalesce(of.end_earliest, of.end_latest, type_=sa.BigInteger)


def _candidates_of_words(shape: EventShape) -> sa.Select[Any]:
    of = event.c
    selected = sa.select(of.num.label("event"), *(of[name] for name in BOUNDS))
    following = _following(shape, of.start_earliest, of.num)
    dated = in_range(shape, of.start_earliest, of.end_latest)
    wanted = [among_listed(shape, of.num)] if shape.either else words_of(shape, of.num)
    return selected.where(*wanted, *dated, *of_classes(shape), *following)


def _following(shape: EventShape, earliest: Number, event: Number) -> list[Condition]:
    """Return the condition that an event comes after the last one of the page before."""
    if not shape.continued:
        return []
    place, last = sa.tuple_(earliest, event), sa.tuple_(number("after_day"), number("after_event"))
    return [place < last if shape.descending else place > last]


def _of_gaps(*, wanted: bool) -> Condition:
    gapped = sa.literal_column(str(GAPPED), sa.SmallInteger)
    return event.c.length_class == gapped if wanted else event.c.length_class < gapped


def _once_in_subtree(index: int) -> Condition:
    """Return whether a row of the theme junction is in the subtree, and is the one that stands for its event there.

    The themes are listed, so that the index is searched for each of them by class and date; a range of their numbers
    would be walked whole.
    """
    of = event_theme.c
    within = theme.c.num.between(number(f"theme{index}_first"), number(f"theme{index}_last"))
    return sa.and_(of.theme.in_(sa.select(theme.c.num).where(within)), of.shared < number(f"theme{index}_depth"))


def _borne(shape: EventShape, theme_set: Number | None, *, listed: bool) -> list[Condition]:
    """Return the conditions on themes that are met while actors are walked."""
    return [bears(f"theme{i}", theme_set, listed=listed) for i in range(shape.themes)] if drives_actor(shape) else []


def certain(shape: EventShape, columns: date_columns.Columns, num: Number) -> list[Condition]:
    """Return the conditions under which an event is certainly in range, and certainly one of those asked for."""
    dated = [] if shape.timeless else [date_columns.certain(columns, number("first"), number("last"))]
    return [*dated, *surely_meant(shape, columns, num)]


def surely_meant(shape: EventShape, columns: date_columns.Columns, num: Number) -> list[Condition]:
    """Return the conditions under which an event is certainly one of those asked for, whatever its date."""
    if not doubtful(shape):
        return []
    if shape.either:
        return [alternatives(shape, columns, num, members=True, measures=True)]
    surely = [takes_part(i, columns, num, surely=True) for i in range(shape.actors)] if shape.members else []
    return [*_measured_so(shape, num, surely=True), *_combined(shape, surely)]


def match_label(shape: EventShape, columns: date_columns.Columns, num: Number) -> sa.ColumnElement[str]:
    """Return the column that says `certain` or `possible`."""
    words = sa.literal_column("'certain'", sa.Text), sa.literal_column("'possible'", sa.Text)
    # Dates with gaps are judged one by one later; of these alone the label says what else is certain.
    surely = surely_meant(shape, columns, num) if shape.gaps else certain(shape, columns, num)
    return (sa.case((sa.and_(*surely), words[0]), else_=words[1]) if surely else words[0]).label("match")


def knows_days(shape: EventShape) -> bool:
    """Tell whether single days, the class 0, are all certain: no day is vague or has a gap."""
    read = drives_words(shape) or (shape.scanned and not shape.counted)
    return shape.gaps is False and not (doubtful(shape) or read)


def conditions(shape: EventShape, columns: date_columns.Columns, num: Number) -> list[Condition]:
    """Return every condition that the candidates do not meet already, on bounds and the event `num`."""
    found = [*_of_match(shape, columns, num), *of_event(shape, num)]
    if shape.either and asks_members(shape):
        found.append(alternatives(shape, columns, num))
    elif shape.members:
        found += _combined(shape, [takes_part(i, columns, num, surely=False) for i in range(shape.actors)])
    return found


def of_event(shape: EventShape, num: Number) -> list[Condition]:
    """Return the conditions on what hangs on the event `num`, but for members."""
    found = [sa.not_(has_actor(number(f"not_actor{i}"), num)) for i in range(shape.not_actors)]
    found += [sa.not_(has_theme(f"not_theme{i}", num)) for i in range(shape.not_themes)]
    found += [areas.within(each, num) for each in shape.areas.split()]
    found += [among(num, text("only"))] if shape.only else []
    found += [sa.not_(among(num, text("without")))] if shape.without else []
    if shape.either:
        return found if listed(shape) or asks_members(shape) else [alternatives(shape, None, num), *found]
    return [*_asked_of(shape, num), *found]


def _asked_of(shape: EventShape, num: Number) -> list[Condition]:
    """Return the conditions of all filters, kind by kind."""
    found: list[Condition] = []
    if not shape.members:
        actors = [has_actor(number(f"actor{i}"), num) for i in range(shape.actors)]
        found += _combined(shape, actors, skip=drives_actor(shape))
    if not drives_actor(shape):
        themes = [has_theme(f"theme{i}", num) for i in range(shape.themes)]
        found += _combined(shape, themes, skip=drives_theme(shape))
    found += _combined(shape, [has_source(i, num) for i in range(shape.sources)])
    found += _measured_so(shape, num, surely=False)
    found += of_words(shape.kinds, "kind", num) + of_words(shape.confidences, "confidence", num)
    return found if drives_words(shape) else [*found, *words_of(shape, num)]


def _of_match(shape: EventShape, columns: date_columns.Columns, num: Number) -> list[Condition]:
    if shape.match == "certain":
        return certain(shape, columns, num)
    if shape.match == "within":
        within = sa.and_(date_columns.days_within(columns, number("first"), number("last")), undoubted(num))
        if shape.either and shape.wheres:
            return [within, alternatives(shape, columns, num, measures=True)]
        return [within, *_measured_so(shape, num, surely=True)]
    return []


def _combined(shape: EventShape, alternatives: list[Condition], *, skip: bool = False) -> list[Condition]:
    """Join conditions of one kind: any of them, or every one; `skip` leaves out what the candidates assure."""
    if shape.every:
        return alternatives[1:] if skip else alternatives
    return [] if skip or not alternatives else [sa.or_(*alternatives)]


def _measured_so(shape: EventShape, num: Number, *, surely: bool) -> list[Condition]:
    """Return the conditions on measures of the event `num`: that they are met for certain, or may be."""
    return [] if shape.either else [meets(i, sign, num, surely=surely) for i, sign in enumerate(shape.wheres.split())]
