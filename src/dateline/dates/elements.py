"""Reads one written date - a year, month, day or part of a year - from a stretch of text."""

from __future__ import annotations

from dateline.dates.calendar import day_of, month_length
from dateline.dates.date_parts import MARKS, Field, read_marks, split_fields
from dateline.dates.faults import UnreadableError, require_digits
from dateline.dates.masks import Days, Mask, Run, mask_numbers
from dateline.dates.seasons import Seasons, is_subyear, subyear_days, subyear_precision
from dateline.dates.years import ShortYear, power_name, read_long_year, read_short_year, significant_days

_PARTS = ("year", "month", "day")
_MONTHS = (
    "", "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Element:
    """One written date: its days and what `Date` tells of it; `first` and `last` are its outermost days.

    `marks` are (part, qualifier). `conventional` means that a season convention fixed the days.
    """

    __slots__ = (
        "conventional", "days", "estimate", "first", "last", "level", "marks", "masked", "precision", "seasonal",
    )  # fmt: skip

    def __init__(
        self,
        days: Days,
        first: int,
        last: int,
        precision: str,
        level: int,
        *,
        masked: bool = False,
        seasonal: bool = False,
        conventional: bool = False,
        estimate: int | None = None,
    ) -> None:
        self.days = days
        self.first = first
        self.last = last
        self.precision = precision
        self.level = level
        self.marks: tuple[tuple[str, str], ...] = ()
        self.masked = masked
        self.seasonal = seasonal
        self.conventional = conventional
        self.estimate = estimate


def read_element(text: str, start: int, end: int, seasons: Seasons) -> Element:
    """Read the text from start to end as one written date; raises UnreadableError."""
    if start >= end:
        raise UnreadableError(start, "a date is missing here")
    plain = plain_days(text, start, end)
    if plain is not None:
        return Element(Run(plain[0], plain[1]), *plain, 0)
    if text.startswith("Y", start + (text[start] in MARKS), end):
        return _long_year(text, start, end)
    fields = split_fields(text, start, end)
    year = read_short_year(text, fields[0].start, fields[0].end)
    if len(fields) == 1:
        element = _year(year)
    else:
        if year.significant is not None:
            raise UnreadableError(fields[1].start - 1, "a year with significant digits stands alone")
        element = _part_of_year(text, year, fields, seasons)
    names = ("year", "season") if element.seasonal else _PARTS[: len(fields)]
    marks, level = read_marks(fields, names)
    element.marks = marks
    element.level = max(level, element.level, int(year.sign < 0))
    return element


def plain_days(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """Read YYYY, YYYY-MM or YYYY-MM-DD the short way, or return None: most dates of bulk data are such.

    Gives the first day, the last day and the precision.
    """
    part = text[start:end]
    year, month, day = part[:4], part[5:7], part[8:]
    digits = year + month + day
    hyphens = part[4:8:3]
    if len(part) not in (4, 7, 10) or hyphens.strip("-") or not (digits.isascii() and digits.isdigit()):
        return None
    number = int(year)
    if not month:
        return day_of(number, 1, 1), day_of(number, 12, 31), "year"
    if not "01" <= month <= "12":
        return None
    first, length = day_of(number, int(month), 1), month_length(number, int(month))
    if not day:
        return first, first + length - 1, "month"
    if not 1 <= int(day) <= length:
        return None
    only = first + int(day) - 1
    return only, only, "day"


def _long_year(text: str, start: int, end: int) -> Element:
    prefix = text[start] if text[start] in MARKS else ""
    suffix = text[end - 1] if text[end - 1] in MARKS else ""
    field = Field(start + len(prefix), end - len(suffix), prefix, suffix)
    days, level, estimate, power = read_long_year(text, field.start, field.end)
    marks, mark_level = read_marks([field], ("year",))
    element = Element(days, days.first, days.last, power_name(power), max(level, mark_level), estimate=estimate)
    element.marks = marks
    return element


def _year(year: ShortYear) -> Element:
    if "X" in year.digits:
        return _masked(year, "", "", 0)
    number = int(year.digits)
    days, power = significant_days(year.sign, number, year.significant)
    counted = year.significant is not None
    estimate = year.sign * number if counted else None
    return Element(days, days.first, days.last, power_name(power), 2 if counted else 0, estimate=estimate)


def _part_of_year(text: str, year: ShortYear, fields: list[Field], seasons: Seasons) -> Element:
    month = _two_digits(text, fields[1], "month")
    if "X" not in month and is_subyear(int(month)):
        if len(fields) == 3:
            raise UnreadableError(fields[2].start - 1, f"{month} is a part of the year, which has no days")
        return _subyear(year, int(month), seasons)
    if not mask_numbers(month, 1, 12):
        raise UnreadableError(fields[1].start, f"no month {month}: months are 01-12, parts of the year 21-41")
    day = _two_digits(text, fields[2], "day") if len(fields) == 3 else ""
    if day and not mask_numbers(day, 1, 31):
        raise UnreadableError(fields[2].start, f"there is no day {day}: days are 01-31")
    if "X" in year.digits or "X" in month or "X" in day:
        return _masked(year, month, day, fields[-1].start)
    return _plain(year.sign * int(year.digits), int(month), int(day or 0), fields[-1].start)


def _plain(year: int, month: int, day: int, position: int) -> Element:
    length = month_length(year, month)
    if day > length:
        raise UnreadableError(position, f"{_MONTHS[month]} of the year {year} has {length} days")
    first = day_of(year, month, day or 1)
    last = first if day else first + length - 1
    return Element(Run(first, last), first, last, "day" if day else "month", 0)


def _subyear(year: ShortYear, code: int, seasons: Seasons) -> Element:
    precision, conventional = subyear_precision(code), code <= 24
    if "X" in year.digits:
        mask = Mask(year.sign, year.digits, (code,), (), seasons)
        return Element(mask, *mask.bounds(), precision, 2, masked=True, seasonal=True, conventional=conventional)
    first, last = subyear_days(year.sign * int(year.digits), code, seasons)
    level = 1 if conventional else 2
    return Element(Run(first, last), first, last, precision, level, seasonal=True, conventional=conventional)


def _masked(year: ShortYear, month: str, day: str, position: int) -> Element:
    """Return the element of a date with X; `month` and `day` are empty when they are not written."""
    if _gapless(year.digits, month, day):
        return _gapless_mask(year, month, day)
    mask = Mask(
        year.sign,
        year.digits,
        mask_numbers(month or "XX", 1, 12),
        mask_numbers(day, 1, 31) if day not in ("", "XX") else (),
    )
    if not mask.exists():
        raise UnreadableError(position, "none of the months that fit has such a day")
    first, last = mask.bounds()
    precision, level = _mask_precision(year.digits, month, day), _mask_level(year.digits, month, day)
    return Element(mask, first, last, precision, level, masked=True)


def _gapless_mask(year: ShortYear, month: str, day: str) -> Element:
    """Return the element of a date whose X leave no gaps: 199X, 1999-XX, 1999-12-XX."""
    low, high = int(year.digits.replace("X", "0")), int(year.digits.replace("X", "9"))
    if year.sign < 0:
        low, high = -high, -max(low, 1)  # there is no year -0000
    first_month, last_month = (1, 12) if month in ("", "XX") else (int(month), int(month))
    days = Run(day_of(low, first_month, 1), day_of(high, last_month, month_length(high, last_month)))
    precision, level = _mask_precision(year.digits, month, day), _mask_level(year.digits, month, day)
    return Element(days, days.first, days.last, precision, level, masked=True)


def _mask_precision(year: str, month: str, day: str) -> str:
    if day not in ("", "XX"):
        return "day"
    if month not in ("", "XX"):
        return "month"
    return power_name(len(year) - len(year.rstrip("X")))


def _mask_level(year: str, month: str, day: str) -> int:
    """Return 1 for X in whole parts at the end or in the last one or two digits of a year alone, else 2.

    EDTF level 1, "Unspecified digit(s) from the right"; level 2, "Unspecified Digit".
    """
    if "X" in year:
        return 1 if not month and "X" not in year[:2] and year.endswith("X") else 2
    if month == "XX":
        return 1 if day in ("", "XX") else 2
    return 1 if "X" not in month and day == "XX" else 2


def _gapless(year: str, month: str, day: str) -> bool:
    """Tells whether X stands only in whole parts at the end and the last digits of what comes before them."""
    if day not in ("", "XX"):
        return False
    if month not in ("", "XX"):
        return "X" not in year + month
    return "X" not in year.rstrip("X")


def _two_digits(text: str, field: Field, part: str) -> str:
    digits = text[field.start : field.end]
    if not (digits.isascii() and digits.isdigit()):
        require_digits(text, field.start, field.end, "0123456789X", f"a {part}")
    if len(digits) != 2:
        raise UnreadableError(field.start + min(2, len(digits)), f"a {part} has two digits, not {len(digits)}")
    return digits
