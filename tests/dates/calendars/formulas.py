"""The formulas of Reingold and Dershowitz, "Calendrical Calculations", written anew: days from 0001-01-01 Gregorian.

They share nothing with the library that dateline uses, nor with dateline's own arithmetic.
"""

from __future__ import annotations

from math import floor


def julian(year, month, day):
    """Return the day of a Julian date; years are astronomical."""
    epoch = -1  # 0001-01-01 Julian is 0000-12-30 Gregorian
    correction = 0 if month <= 2 else -1 if year % 4 == 0 else -2
    return epoch - 1 + 365 * (year - 1) + floor((year - 1) / 4) + floor((367 * month - 362) / 12) + correction + day


def islamic(year, month, day):
    epoch = julian(622, 7, 16)
    return (
        day
        + 29 * (month - 1)
        + floor((6 * month - 1) / 11)
        + (year - 1) * 354
        + floor((3 + 11 * year) / 30)
        + epoch
        - 1
    )


def coptic(year, month, day):
    epoch = julian(284, 8, 29)
    return epoch - 1 + 365 * (year - 1) + floor(year / 4) + 30 * (month - 1) + day


def ethiopian(year, month, day):
    return coptic(year, month, day) + julian(8, 8, 29) - julian(284, 8, 29)


def hebrew_leap(year):
    return (7 * year + 1) % 19 < 7


def hebrew_months(year):
    return 13 if hebrew_leap(year) else 12


def _elapsed(year):
    months = floor((235 * year - 234) / 19)
    parts = 12084 + 13753 * months
    day = 29 * months + floor(parts / 25920)
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _correction(year):
    before, here, after = _elapsed(year - 1), _elapsed(year), _elapsed(year + 1)
    return 2 if after - here == 356 else 1 if here - before == 382 else 0


def hebrew_new_year(year):
    epoch = julian(-3760, 10, 7)
    return epoch + _elapsed(year) + _correction(year)


def hebrew_month_length(year, month):
    days = hebrew_new_year(year + 1) - hebrew_new_year(year)
    short = month in (2, 4, 6, 10, 13)
    short = short or (month == 12 and not hebrew_leap(year))
    short = short or (month == 8 and days not in (355, 385))
    short = short or (month == 9 and days in (353, 383))
    return 29 if short else 30


def hebrew(year, month, day):
    """Months from Nisan (1); the year begins with Tishri (7)."""
    before = [*range(7, hebrew_months(year) + 1), *range(1, month)] if month < 7 else list(range(7, month))
    return hebrew_new_year(year) + sum(hebrew_month_length(year, each) for each in before) + day - 1


REPUBLICAN_NEW_YEARS = (
    (1792, 22), (1793, 22), (1794, 22), (1795, 23), (1796, 22), (1797, 22), (1798, 22),
    (1799, 23), (1800, 23), (1801, 23), (1802, 23), (1803, 24), (1804, 23), (1805, 23),
)  # fmt: skip
"""1 Vendémiaire of the years 1 to 14 in September, as the tables of concordance give it."""


def french_republican(year, month, day):
    gregorian, september = REPUBLICAN_NEW_YEARS[year - 1]
    return _gregorian_september(gregorian, september) + 30 * (month - 1) + day - 1


def _gregorian_september(year, day):
    before = year - 1
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 365 * before + before // 4 - before // 100 + before // 400 + 243 + leap + day
