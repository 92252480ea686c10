"""The parts of a year: seasons by a chosen convention; quarters, quadrimesters and halves by the calendar."""

from __future__ import annotations

from collections import namedtuple

from dateline.dates.calendar import day_of, month_length


class Seasons(namedtuple("Seasons", ("name", "starts"))):
    """A convention that fixes the days of the season codes 21 to 24.

    `starts` holds (month, day) of the first day of spring, summer, autumn and winter. A season lasts to the
    eve of the next one and belongs to the year in which it starts. EDTF level 1, "Seasons", leaves the days
    open.

    >>> METEOROLOGICAL.name, METEOROLOGICAL.starts[3]
    ('meteorological', (12, 1))
    """

    __slots__ = ()
    name: str
    starts: tuple[tuple[int, int], tuple[int, int], tuple[int, int], tuple[int, int]]


METEOROLOGICAL = Seasons("meteorological", ((3, 1), (6, 1), (9, 1), (12, 1)))
"""Northern: spring March to May, summer June to August, autumn September to November, winter December to
February of the next year. The default."""
SOUTHERN = Seasons("southern", ((9, 1), (12, 1), (3, 1), (6, 1)))
"""Meteorological seasons of the southern hemisphere; summer is December to February of the next year."""
ASTRONOMICAL = Seasons("astronomical", ((3, 21), (6, 22), (9, 23), (12, 22)))
"""Northern, from equinox and solstice by customary fixed days: fall 2000 ends on 2000-12-21."""
QUARTERS = Seasons("quarters", ((1, 1), (4, 1), (7, 1), (10, 1)))
"""Seasons as calendar quarters, spring being January to March, as publishers number their issues."""

CONVENTIONS = {seasons.name: seasons for seasons in (METEOROLOGICAL, SOUTHERN, ASTRONOMICAL, QUARTERS)}
"""The conventions by name, for settings."""

_PARTS = {
    33: (1, 3),
    34: (4, 3),
    35: (7, 3),
    36: (10, 3),
    37: (1, 4),
    38: (5, 4),
    39: (9, 4),
    40: (1, 6),
    41: (7, 6),
}
"""Code to (first month, number of months)."""


def is_subyear(code: int) -> bool:
    """Tells whether a month number is the code of a part of the year (EDTF level 2, "Sub-year groupings")."""
    return 21 <= code <= 41


def two_years_in_a_row(text: str, *, months: bool = False) -> bool:
    """Tells whether EDTF may also be two years: 2020-21 is spring 2020, or a year of schools; `months` adds 2011-12.

    >>> two_years_in_a_row("2020-21"), two_years_in_a_row("2000-23"), two_years_in_a_row("2011-12")
    (True, False, False)
    """
    if len(text) != 7 or not text[:4].isdigit() or text[4] != "-" or text[5:] != f"{int(text[2:4]) + 1:02d}":
        return False
    return months or "21" <= text[5:] <= "41"


def not_only_edtf(text: str, *, months: bool = False) -> bool:
    """Tells whether valid EDTF may mean something else as words: two years in a row, or ?-1914, whose start is unknown.

    >>> not_only_edtf("2020-21"), not_only_edtf("?-1914"), not_only_edtf("?1914")
    (True, True, False)
    """
    return text.startswith("?-") or two_years_in_a_row(text, months=months)


def subyear_precision(code: int) -> str:
    """Names the unit of a code: season, quarter, quadrimester or half."""
    if code <= 32:
        return "season"
    return "quarter" if code <= 36 else "quadrimester" if code <= 39 else "half"


def subyear_days(year: int, code: int, seasons: Seasons = METEOROLOGICAL) -> tuple[int, int]:
    """Return the first and last day of a part of the year, by its code 21 to 41.

    21-24 follow `seasons`; 25-28 are the meteorological seasons of the northern and 29-32 of the southern
    hemisphere; 33-36 are quarters, 37-39 quadrimesters, 40-41 halves (EDTF level 2, "Sub-year groupings").

    >>> from dateline.dates.calendar import day_text
    >>> [day_text(day) for day in subyear_days(1999, 24)]
    ['1999-12-01', '2000-02-29']
    >>> [day_text(day) for day in subyear_days(1999, 36)]
    ['1999-10-01', '1999-12-31']
    """
    if code <= 24:
        return _season_days(year, code - 21, seasons)
    if code <= 32:
        return _season_days(year, (code - 25) % 4, METEOROLOGICAL if code <= 28 else SOUTHERN)
    month, count = _PARTS[code]
    last = month + count - 1
    return day_of(year, month, 1), day_of(year, last, month_length(year, last))


def _season_days(year: int, index: int, seasons: Seasons) -> tuple[int, int]:
    start, following = seasons.starts[index], seasons.starts[(index + 1) % 4]
    end_year = year if following > start else year + 1
    return day_of(year, *start), day_of(end_year, *following) - 1
