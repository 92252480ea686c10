"""What a statement depends on besides its values, so that its SQL can be kept (see `dateline.storage.plans`)."""

from __future__ import annotations

from typing import NamedTuple

Shape = tuple[int | str | bool | None, ...]


class EventShape(NamedTuple):
    """All of a query but its values.

    `places` and `texts` are 0 or 1, for several phrases make one pattern. `gaps` True or False keeps only events with
    (without) discontinuous dates.
    """

    match: str
    actors: int
    themes: int
    sources: int
    places: int
    texts: int
    every: bool
    members: bool
    descending: bool
    limited: bool
    gaps: bool | None
