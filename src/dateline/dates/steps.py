"""Steps through the days, months and years that a date may touch: in order, leaping over gaps, in constant memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.dates.calendar import FAR_FUTURE, FAR_PAST, day_of, from_day, year_of
from dateline.dates.masks import Run
from dateline.dates.runs import Union, gathered
from dateline.errors import InvalidDate

if TYPE_CHECKING:
    from dateline.dates.imprecise import Imprecise


def days(date: Imprecise) -> Iterator[int]:
    """Return the days that a date may touch, in order; raises InvalidDate when there is no first or no last one.

    >>> from dateline.dates import day_text, parse
    >>> [day_text(day) for day in days(parse("196X-02-29"))]
    ['1960-02-29', '1964-02-29', '1968-02-29']
    """
    return _days(_touched(date, "days"))


def months(date: Imprecise) -> Iterator[tuple[int, int]]:
    """Return the months (year, month) that a date may touch, in order; raises InvalidDate as `days` does.

    >>> from dateline.dates import parse
    >>> list(months(parse("1999-24")))
    [(1999, 12), (2000, 1), (2000, 2)]
    """
    return _months(_touched(date, "months"))


def years(date: Imprecise) -> Iterator[int]:
    """Return the years that a date may touch, in order; raises InvalidDate as `days` does.

    >>> from dateline.dates import parse
    >>> list(years(parse("[1994,1996]"))), list(years(parse("1994/1996")))
    ([1994, 1996], [1994, 1995, 1996])
    """
    return _years(_touched(date, "years"))


def _days(union: Union) -> Iterator[int]:
    day = _first_from(union, FAR_PAST)
    while day is not None:
        yield day
        day = _first_from(union, day + 1)


def _months(union: Union) -> Iterator[tuple[int, int]]:
    day = _first_from(union, FAR_PAST)
    while day is not None:
        year, month, _ = from_day(day)
        yield year, month
        day = _first_from(union, day_of(year + month // 12, month % 12 + 1, 1))


def _years(union: Union) -> Iterator[int]:
    day = _first_from(union, FAR_PAST)
    while day is not None:
        year = year_of(day)
        yield year
        day = _first_from(union, day_of(year + 1, 1, 1))


def _touched(date: Imprecise, steps: str) -> Union:
    """Return the days that a date may touch; raises InvalidDate when they have no first or no last one."""
    if date.kind == "undated":
        raise InvalidDate(date.edtf, f"{date.edtf!r} tells no days: its {steps} cannot be gone through")
    for missing, side in ((date.earliest <= FAR_PAST, "first"), (date.latest >= FAR_FUTURE, "last")):
        if missing:
            raise InvalidDate(
                date.edtf,
                f"{date.edtf!r} has no {side} day: its {steps} cannot be gone through",
                hint="give it two ends that are known, as in 1985/1999",
            )
    members = date.unmarked.members
    if not members:
        return (Run(date.earliest, date.latest),)
    return gathered(member.days for member in members)


def _first_from(union: Union, day: int) -> int | None:
    """Return the first day of a union that is not before `day`, or None."""
    return min((first for each in union if (first := each.first_from(day)) is not None), default=None)
