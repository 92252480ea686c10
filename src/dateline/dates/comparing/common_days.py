"""The first day that several sets of days have in common, found by leaps."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.dates.calendar import day_of
from dateline.dates.masks import Around, Days, Mask, Run
from dateline.dates.runs import Runs, Union

_Moved = tuple[Days | Runs, int]
"""A set of days, and how far it is moved towards the past."""

# One common and one leap year: what two masks have in common in no such year, they have in none.
_TYPICAL = Run(day_of(1999, 1, 1), day_of(2000, 12, 31))


def first_common(sets: list[tuple[Union, int]], low: int) -> int | None:
    """Return the first day from `low` on that lies in all sets, each moved back by its distance, or None."""
    choices: list[tuple[_Moved, ...]] = [()]
    for union, shift in sets:
        choices = [joined for choice in choices for days in union if (joined := _joined(choice, days, shift))]
    found = (_landing(choice, low) for choice in choices if _may_coincide(choice))
    return min((day for day in found if day is not None), default=None)


def _joined(choice: tuple[_Moved, ...], days: Days | Runs, shift: int) -> tuple[_Moved, ...] | None:
    """Return sets of days with one more, or None when two of them are masks without a common day.

    Masks are made one: leaping from the 5th to the 6th of a month would take ten thousand years.
    """
    if isinstance(days, Mask) and not days.seasons:
        for place, (other, distance) in enumerate(choice):
            if isinstance(other, Mask) and not other.seasons and distance == shift:
                mask = _common_mask(days, other)
                return mask and (*choice[:place], (mask, shift), *choice[place + 1 :])
    return (*choice, (days, shift))


def _common_mask(one: Mask, other: Mask) -> Mask | None:
    """Return the mask of the days that fit both of two masks without seasons, or None."""
    digits = [
        x if y == "X" else y for x, y in zip(one.year_digits, other.year_digits, strict=True) if "X" in x + y or x == y
    ]
    months = tuple(month for month in one.months if month in other.months)
    days = tuple(day for day in one.days if day in other.days) if one.days and other.days else one.days or other.days
    if one.sign != other.sign or len(digits) < 4 or not months or (one.days and other.days and not days):
        return None
    return Mask(one.sign, "".join(digits), months, days)


def _may_coincide(choice: tuple[_Moved, ...]) -> bool:
    """Tells whether masks have a common day in some year, if their years did not matter."""
    masks = {(every, shift) for days, shift in choice if (every := _of_every_year(days))}
    return len(masks) < 2 or _landing([(_TYPICAL, 0), *masks], _TYPICAL.first) is not None


def _of_every_year(days: Days | Runs) -> Days | None:
    """Return what a mask would be, or the days around one, if its years did not matter; None for runs."""
    if isinstance(days, Around):
        return days._replace(mask=days.mask._replace(sign=1, year_digits="XXXX"))
    return days._replace(sign=1, year_digits="XXXX") if isinstance(days, Mask) else None


def _landing(sets: Sequence[_Moved], low: int) -> int | None:
    """Return the first day from `low` on that lies in all sets: each in turn leaps to where the last one stands."""
    day = low
    while True:
        start = day
        for days, shift in sets:
            landed = days.first_from(day + shift)
            if landed is None:
                return None
            day = landed - shift
        if day == start:
            return day
