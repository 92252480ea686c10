"""A query for events, as a value: filters and order, no SQL and no text to parse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.light_classes import NamedTuple

if TYPE_CHECKING:
    from dateline.areas import Box, Circle
    from dateline.measures.conditions import Condition

Sort = Literal["date", "-date"]
MatchMode = Literal["possible", "certain", "within"]


NO_EVENT = 0
"""The number of no event: they count from 1."""


class Around(NamedTuple):
    """The days from so many months and days before an event, whose id it names, to as many after it."""

    event: str
    months: int = 1
    days: int = 0


class Query(NamedTuple):
    """Filters of events; those of one kind are alternatives unless `every` is set, the kinds add up.

    `first` and `last` are inclusive days. `actors`, `themes` and `sources` hold ids; a theme stands for its subtree;
    with `members` an actor stands for all that belonged to it on the event's date. `places` and `texts` are words
    to be found in their order; the last one may be longer if a star follows it. `limit` None means all. `around`
    stands in place of `first` and `last` until it is looked up. Without both days undated events count like others;
    `undated` asks for these alone. No event has any of `not_actors` and `not_themes`; it is of one of the `kinds` and
    `confidences`. `wheres` are conditions on measures, all of which must be met. `sought` are words of the text like
    `texts`, all of which must be there. With `either` a single one of all these is enough, whatever its kind; the days,
    `undated`, `not_actors` and `not_themes` still bound the query. With `stems` words stand for their other
    English forms. If there are numbers in `only`, no other events count; those in `without` do not.
    """

    first: int = FAR_PAST
    last: int = FAR_FUTURE
    match: MatchMode = "possible"
    actors: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    every: bool = False
    members: bool = False
    sort: Sort = "date"
    limit: int | None = None
    around: Around | None = None
    undated: bool = False
    wheres: tuple[Condition, ...] = ()
    not_actors: tuple[str, ...] = ()
    not_themes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    confidences: tuple[str, ...] = ()
    sought: tuple[str, ...] = ()
    either: bool = False
    stems: bool = False
    box: Box | None = None
    circle: Circle | None = None
    only: tuple[int, ...] = ()
    without: tuple[int, ...] = ()

    @property
    def timeless(self) -> bool:
        """Whether no day bounds the query, so that undated events are among its events."""
        return (self.first, self.last) == (FAR_PAST, FAR_FUTURE) and self.around is None
