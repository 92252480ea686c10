"""What a statement depends on besides its values, so that its SQL can be kept (`plans`)."""

from __future__ import annotations

from typing import Literal

from dateline.event_fields import NAMES
from dateline.light_classes import NamedTuple

Shape = tuple[int | str | bool | None, ...]
Counted = Literal["actor", "theme"]
EVENT_COLUMNS = (
    "num", "theme_set", "id", "date", "start_earliest", "start_latest", "end_earliest", "end_latest", "length_class",
    "title", *NAMES,
)  # fmt: skip
"""The columns of the rows of events; readers ask here for a place, since new fields may move one."""
ASKED = "SELECT event FROM event_text WHERE asked = {}"
"""What a statement on a lake says of words, with its parameter (see `dateline.storage.engines.lakes.words`)."""

TABLE_COLUMNS = (
    "num", "theme_set", "length_class", "start_earliest", "end_latest", "id", "date", "title", *NAMES, "match",
)  # fmt: skip
"""Those of the statement that makes a table of events."""


class EventShape(NamedTuple):
    """All of a query but its values.

    `places`, `texts` and `sought` are 0 or 1, for several phrases make one pattern.
    `gaps` True or False keeps only events with
    (without) discontinuous dates. `continued` asks for what follows the event `after_event` that begins on `after_day`.
    `counted` tells that the single days are counted already: those of the only actor, or of the subtree of the only
    theme. `scanned` is for engines that read columns: all length classes in one go, where indexes are walked class by
    class; there `timeless` tells that the range has neither beginning nor end, so that no column of days need be read.
    `wheres` are the signs of the conditions on measures, between blanks. `measured` tells that a
    measure is summed. With `either` one of the filters is enough. `areas` names the areas asked for: box, crossing (a
    box over the 180th meridian), circle.
    """

    match: str
    actors: int
    themes: int
    sources: int = 0
    places: int = 0
    texts: int = 0
    every: bool = False
    members: bool = False
    descending: bool = False
    limited: bool = False
    gaps: bool | None = None
    continued: bool = False
    counted: Counted | None = None
    scanned: bool = False
    timeless: bool = False
    wheres: str = ""
    measured: bool = False
    not_actors: int = 0
    not_themes: int = 0
    kinds: int = 0
    confidences: int = 0
    sought: int = 0
    either: bool = False
    areas: str = ""
    only: bool = False
    without: bool = False
