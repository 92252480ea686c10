"""What stays certain of two dates of which one is uncertain (`?`): very little."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from dateline.dates.compare import Match

if TYPE_CHECKING:
    from dateline.dates.imprecise import Imprecise


def capped(found: Match, doubtful: bool) -> Match:
    """Return an answer that is not certain if it rests on a date in doubt."""
    return Match.POSSIBLE if doubtful and found is Match.CERTAIN else found


def in_doubt(date: Imprecise, side: str) -> bool:
    """Tell whether the start or the end of a date is uncertain: either is that of a date with one side alone."""
    place = {"start": 0, "end": 1}[side]
    return any(each.mark in "?%" and (date.kind != "interval" or each.place == place) for each in date.qualifiers)


def surely_share(a: Imprecise, b: Imprecise) -> bool:
    """Tell whether what is sure of two dates makes them share a day: `compare.certain` for two dates."""
    one, other = ([each.bounds for each in date.members] if date.kind == "all_of" else [] for date in (a, b))
    return any(
        x.start_latest <= y.end_earliest and y.start_latest <= x.end_earliest
        for x, y in product(one or [a.bounds], other or [b.bounds])
    )
