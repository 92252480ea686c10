"""Years: four digits or X, the Y form for long ones, exponents and significant digits."""

from __future__ import annotations

from dateline.dates.calendar import day_of
from dateline.dates.faults import UnreadableError, require_digits
from dateline.dates.masks import Run

_MOST_DIGITS = 19  # years with more digits lie beyond the saturation of days anyway
_UNITS = ("year", "decade", "century", "millennium")


class ShortYear:
    """A four-digit year: sign 1 or -1, digits or X, and the count of significant digits or None."""

    __slots__ = ("digits", "sign", "significant")

    def __init__(self, sign: int, digits: str, significant: int | None) -> None:
        self.sign = sign
        self.digits = digits
        self.significant = significant


def power_name(power: int) -> str:
    """Names a span of 10**power years: year, decade, century, millennium, else era."""
    return _UNITS[power] if power < len(_UNITS) else "era"


def read_short_year(text: str, start: int, end: int) -> ShortYear:
    """Read an optional minus, four digits or X, and an optional S with a count; raises UnreadableError."""
    sign = -1 if text.startswith("-", start, end) else 1
    start += sign < 0
    tail = text.find("S", start, end)
    stop = end if tail < 0 else tail
    digits = text[start:stop]
    if not (digits.isascii() and digits.isdigit()):
        require_digits(text, start, stop, "0123456789" if tail >= 0 else "0123456789X", "a year")
    if len(digits) < 4:
        raise UnreadableError(stop, f"a year has four digits, not {len(digits)}")
    if len(digits) > 4:
        raise UnreadableError(start + 4, "a year of more than four digits is written with a Y before it")
    if sign < 0 and digits == "0000":
        raise UnreadableError(start - 1, "there is no year -0000: 1 BC is 0000, 2 BC is -0001")
    return ShortYear(sign, digits, None if tail < 0 else _count(text, tail + 1, end, "significant digits"))


def read_long_year(text: str, start: int, end: int) -> tuple[Run, int, int | None, int]:
    """Read Y, an optional minus, digits, and optional E and S parts.

    Gives the days, the EDTF level (1, or 2 with E or S), the estimate (None without S) and the power of ten
    of the span. EDTF level 1, "Letter-prefixed calendar year"; level 2, "Exponential year" and "Significant
    digits".
    """
    sign = -1 if text.startswith("-", start + 1, end) else 1
    start += 1 + (sign < 0)
    tail, significant = _cut(text, "S", start, end, "significant digits")
    stop, exponent = _cut(text, "E", start, tail, "an exponent")
    require_digits(text, start, stop, "0123456789", "a year: with Y it stands alone, without months or days")
    if stop == start:
        raise UnreadableError(stop, "the year is missing")
    if text[start] == "0":
        raise UnreadableError(start, "a year with Y has no leading zero")
    if exponent is None and stop - start < 5:
        raise UnreadableError(start, "a year of up to four digits is written without Y")
    number = _saturated(text[start:stop], exponent or 0)
    days, power = significant_days(sign, number, significant)
    estimate = None if significant is None else sign * number
    return days, 1 if exponent is significant is None else 2, estimate, power


def significant_days(sign: int, number: int, significant: int | None) -> tuple[Run, int]:
    """Return the days of the years that share the first `significant` digits, and the power of ten of them.

    `1950S2` is some year from 1900 to 1999. All digits count when there are no more of them, or for None.

    >>> significant_days(1, 1950, 2) == (Run(day_of(1900, 1, 1), day_of(1999, 12, 31)), 2)
    True
    """
    power = 0 if significant is None else max(0, len(str(number)) - significant)
    unit: int = 10**power
    low = number // unit * unit
    high = low + unit - 1
    if sign < 0:
        low, high = -high, -low
    return Run(day_of(low, 1, 1), day_of(high, 12, 31)), power


def _saturated(digits: str, exponent: int) -> int:
    """Return digits times ten to the exponent, or a year beyond all days without computing a huge number."""
    if len(digits) + exponent > _MOST_DIGITS:
        return int(10**_MOST_DIGITS)
    return int(digits) * int(10**exponent)


def _cut(text: str, letter: str, start: int, end: int, meaning: str) -> tuple[int, int | None]:
    """Return where the part before `letter` ends, and the count behind the letter or None."""
    position = text.find(letter, start, end)
    return (end, None) if position < 0 else (position, _count(text, position + 1, end, meaning))


def _count(text: str, start: int, end: int, meaning: str) -> int:
    require_digits(text, start, end, "0123456789", meaning)
    if start == end or text[start] == "0":
        raise UnreadableError(start, f"the number for {meaning} is missing, zero or begins with zero")
    return int(text[start : min(end, start + 9)])
