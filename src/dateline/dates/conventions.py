"""What a text leaves open and a reader settles: seasons, circa, short and fiscal years, calendar, language."""

from __future__ import annotations

from collections import namedtuple

from dateline.dates.seasons import METEOROLOGICAL, Seasons

TYPE_CHECKING = False  # that of typing, whose import costs more than all that parsing needs
if TYPE_CHECKING:
    from typing import Self

_Fields = namedtuple(
    "_Fields",
    ("seasons", "circa", "two_digit_years", "fiscal_start", "calendar", "language"),
    defaults=(METEOROLOGICAL, None, None, None, None, None),
)


class Conventions(_Fields):
    """How dates are read; the default settles nothing that a text leaves open.

    `seasons` fixes the days of the season codes 21 to 24. `circa` is the spread of an approximate date as a count and
    a unit (10, "year"), or None for one unit of the date's own precision. `two_digit_years` is the first of the
    hundred years that two digits stand for, or None: they are ambiguous. `fiscal_start` is the month and day on which
    a fiscal year starts, or None. `calendar` names the calendar of dates that name none, or None for the Gregorian.
    `language` is the code of the language of words, or None: whatever language gives one meaning.

    >>> USUAL.seasons.name, Conventions(two_digit_years=1930).year_of(45), USUAL.year_of(45)
    ('meteorological', 1945, None)
    """

    __slots__ = ()
    seasons: Seasons
    circa: tuple[int, str] | None
    two_digit_years: int | None
    fiscal_start: tuple[int, int] | None
    calendar: str | None
    language: str | None

    def year_of(self, digits: int) -> int | None:
        """Return the year that a number below 100 stands for, or None when no convention says."""
        first = self.two_digit_years
        return None if first is None else first + (digits - first) % 100

    def with_seasons(self, seasons: Seasons) -> Self:
        """Return these conventions with other seasons."""
        return self._replace(seasons=seasons)


USUAL = Conventions()
"""Meteorological seasons, and nothing else settled."""
