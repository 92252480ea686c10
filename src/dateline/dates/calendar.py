"""Days as integers: the proleptic Gregorian calendar with astronomical years, and no limits of its own.

Day 1 is 0001-01-01, as in `datetime.date.toordinal`. Year 0 is 1 BC and year -43 is 44 BC (ISO 8601-1,
"Calendar year"). Beyond some twelve billion millennia days saturate, so that every day fits into a 64-bit
column.
"""

from __future__ import annotations

from dateline.errors import InvalidDate

FAR_PAST = -(2**52)
"""The day that stands for "no bound in the past"; no earlier day exists."""
FAR_FUTURE = 2**52
"""The day that stands for "no bound in the future"; no later day exists."""
BEFORE_ALL, AFTER_ALL = FAR_PAST - 1, FAR_FUTURE + 1
"""What no date and no filter reaches: an undated event starts after all days and ends before them."""
CALENDARS = ("gregorian", "julian", "hebrew", "islamic", "french-republican", "coptic", "ethiopian")
"""The names of the calendars in which a source may write a date; days are always counted in the Gregorian one."""

_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_IN_400_YEARS = 146_097
_FROM_MARCH_TO_YEAR_ONE = 306  # days from 0000-03-01, where the formulas count from, to 0001-01-01


def is_leap(year: int) -> bool:
    """Tells whether `year` has a 29 February.

    >>> is_leap(2000), is_leap(1900), is_leap(-4)
    (True, False, True)
    """
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month; raises InvalidDate unless 1 <= month <= 12.

    >>> month_length(2000, 2), month_length(1900, 2)
    (29, 28)
    """
    if not 1 <= month <= 12:
        raise InvalidDate(f"{year}-{month}", f"there is no month {month}: months are 1 to 12")
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month]


def to_day(year: int, month: int, day: int) -> int:
    """Return the number of a calendar day, held within FAR_PAST and FAR_FUTURE.

    Raises InvalidDate for a day that the calendar does not have.

    >>> to_day(1, 1, 1), to_day(0, 12, 31), to_day(1999, 12, 8)
    (1, 0, 730096)
    >>> to_day(10**15, 1, 1) == FAR_FUTURE
    True
    """
    length = month_length(year, month)
    if not 1 <= day <= length:
        raise InvalidDate(f"{year}-{month}-{day}", f"month {month} of year {year} has {length} days, not {day}")
    return day_of(year, month, day)


def day_of(year: int, month: int, day: int) -> int:
    """Do what `to_day` does for a day known to exist."""
    # Counting years from March puts the leap day last, so that month lengths follow one formula.
    if month > 2:
        month -= 3
    else:
        month += 9
        year -= 1
    count = 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + day
    number = count - _FROM_MARCH_TO_YEAR_ONE
    if FAR_PAST < number < FAR_FUTURE:
        return number
    return FAR_PAST if number < 0 else FAR_FUTURE


def from_day(day: int) -> tuple[int, int, int]:
    """Return (year, month, day of month) of a day number; the inverse of `to_day`.

    >>> from_day(1), from_day(0), from_day(730096)
    ((1, 1, 1), (0, 12, 31), (1999, 12, 8))
    """
    cycle, rest = divmod(day + _FROM_MARCH_TO_YEAR_ONE - 1, _DAYS_IN_400_YEARS)
    year = (rest - rest // 1460 + rest // 36_524 - rest // 146_096) // 365
    rest -= 365 * year + year // 4 - year // 100
    month = (5 * rest + 2) // 153
    day_of_month = rest - (153 * month + 2) // 5 + 1
    year += 400 * cycle
    return (year, month + 3, day_of_month) if month < 10 else (year + 1, month - 9, day_of_month)


def year_of(day: int) -> int:
    """Return the astronomical year in which a day lies."""
    return from_day(day)[0]


def year_text(year: int) -> str:
    """Write a year as EDTF: four digits, or the Y form beyond them.

    EDTF level 1, "Letter-prefixed calendar year" and "Negative calendar year".

    >>> year_text(44), year_text(-43), year_text(12345), year_text(-12345)
    ('0044', '-0043', 'Y12345', 'Y-12345')
    """
    if year > 9999 or year < -9999:
        return f"Y{year}"
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def day_text(day: int) -> str | None:
    """Write a day as YYYY-MM-DD; None for FAR_PAST and FAR_FUTURE.

    Years before 0 have a minus sign. Years beyond -9999 and 9999 are written alone, as Y12345: EDTF has no
    months or days in such years.

    >>> day_text(730096), day_text(to_day(-43, 3, 15)), day_text(to_day(12345, 6, 7)), day_text(FAR_PAST)
    ('1999-12-08', '-0043-03-15', 'Y12345', None)
    """
    if day <= FAR_PAST or day >= FAR_FUTURE:
        return None
    year, month, day_of_month = from_day(day)
    if -9999 <= year <= 9999:
        return f"{year_text(year)}-{month:02d}-{day_of_month:02d}"
    return year_text(year)


def parse_day(text: str) -> int:
    """Read YYYY-MM-DD, with a minus sign before years below 0, as a day number.

    Nothing else is accepted: no spaces, no missing parts, no year -0000. Raises InvalidDate.

    >>> parse_day("1999-12-08"), parse_day("-0043-03-15")
    (730096, -15997)
    """
    negative = text.startswith("-")
    year, month, day = text[negative : negative + 4], text[negative + 5 : negative + 7], text[negative + 8 :]
    digits = year + month + day
    shaped = text[negative:] == f"{year}-{month}-{day}" and len(digits) == 8 and len(day) == 2
    if not (shaped and digits.isascii() and digits.isdigit()):
        raise InvalidDate(text, f"{text!r} is not a day written YYYY-MM-DD", hint="write a day as 1999-12-08")
    if negative and year == "0000":
        raise InvalidDate(text, "there is no year -0000", position=0, hint="1 BC is 0000, 2 BC is -0001")
    number = -int(year) if negative else int(year)
    try:
        return to_day(number, int(month), int(day))
    except InvalidDate as error:
        raise InvalidDate(text, error.message, position=negative + 5) from None
