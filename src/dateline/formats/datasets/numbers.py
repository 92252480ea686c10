"""The numbers of a row of a data set, as measures of its event."""

from __future__ import annotations

from functools import lru_cache

from dateline.formats.delimited.cell_values import UnfitError
from dateline.measures import measure
from dateline.model import Measure

PEOPLE = "people"
"""The unit of deaths, the same in all data sets, so that they can be compared."""


@lru_cache(65_536)
def measured(name: str, text: str, unit: str | None = None, low: str = "", high: str = "") -> tuple[Measure, ...]:
    """Return the measure that a cell, with those of its bounds, holds; none where all are empty.

    Raises:
        UnfitError: a cell is not a number, or they contradict each other.
    """
    texts = [each.strip() or None for each in (text, low, high)]
    if not any(texts):
        return ()
    if unit == PEOPLE and (below := next((each for each in texts if each and each.startswith("-")), None)):
        raise UnfitError(f"{name} {below} is below 0")
    try:
        return (measure(name, texts[0], texts[1], texts[2], unit),)
    except ValueError as error:
        raise UnfitError(str(error)) from None
