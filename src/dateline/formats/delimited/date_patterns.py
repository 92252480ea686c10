"""Cells of dates by a pattern of strptime: the parts that it has, and what strptime would settle in silence."""

from __future__ import annotations

import re
import time
from datetime import datetime
from functools import lru_cache

from dateline.dates.calendar import year_text
from dateline.dates.conventions import Conventions

_DIGITS = {"%Y": r"(?P<Y>\d{4})", "%m": r"(?P<m>\d\d?)", "%d": r"(?P<d>\d\d?)", "%y": r"(?P<y>\d\d)"}
_WIDTHS = {"Y": 4, "j": 3}
_RUN = re.compile(r"(?:%[YymdjHMSG]){2,}")
"""Numbers without a sign between them: strptime reads 2012125 as 2012-12-05, and it may be 2012-01-25."""
_WEEKS, _WEEKDAYS = frozenset("UWV"), frozenset("aAwu")
_HINT = 'write "edtf", "words" or a pattern such as "%d.%m.%Y"'


@lru_cache(64)
def _parts(form: str) -> frozenset[str]:
    """Return the letters of the directives of a pattern."""
    return frozenset(re.findall("%(.)", form.replace("%%", "")))


def pattern_fault(form: str) -> tuple[str, str] | None:
    """Return what is wrong with a pattern, and a hint; None if it can be read."""
    parts = _parts(form)
    if parts & set("cx"):
        return f"format {form!r} depends on the language of the system", _HINT
    try:
        datetime.strptime(datetime(2000, 12, 31).strftime(form), form)
    except ValueError:
        return f"format {form!r} is not a date pattern" if parts & set("YyG") else f"format {form!r} has no year", _HINT
    if not parts & set("YyG"):
        return f"format {form!r} has no year", _HINT
    if parts & _WEEKS and not parts & _WEEKDAYS:
        return f"format {form!r} has a week without the day of the week", "add %u or %a"
    if "j" in parts and parts & set("dmbB"):
        return f"format {form!r} has the day twice", "omit %j"
    return None


def has_short_year(form: str) -> bool:
    """Tell whether a pattern has a year of two digits."""
    return "y" in _parts(form)


def by_pattern(text: str, form: str, conventions: Conventions) -> str | None:
    """Return the EDTF text of a cell by a pattern, or None; 00 is a part that is not known."""
    if not all(re.search(rf"(?<!\d)\d{{{width}}}(?!\d)", text) for width in _widths(form)):
        return None
    try:
        found = datetime.strptime(text, form)
    except ValueError:
        return _with_zeros(text, form, conventions)
    if _parts(form) & _WEEKDAYS and time.strptime(text, form).tm_wday != found.weekday():
        return None  # a Monday that is a Tuesday
    year = conventions.year_of(found.year % 100) if has_short_year(form) else None
    parts = [year_text(found.year if year is None else year), f"{found.month:02d}", f"{found.day:02d}"]
    return "-".join(parts[: _precision(form)])


@lru_cache(64)
def _widths(form: str) -> tuple[int, ...]:
    """Return how many digits each run of numbers has that no sign parts."""
    return tuple(sum(_WIDTHS.get(letter, 2) for letter in run.replace("%", "")) for run in _RUN.findall(form))


@lru_cache(64)
def _precision(form: str) -> int:
    """Return how many of year, month and day a pattern gives."""
    parts = _parts(form)
    if parts & set("dj") or parts & _WEEKS:
        return 3
    return 2 if parts & set("mbB") else 1


def _with_zeros(text: str, form: str, conventions: Conventions) -> str | None:
    """Read a cell whose month or day is 00 by a pattern of digits alone."""
    pattern = _of_digits(form)
    found = pattern and pattern.fullmatch(text)
    if not found:
        return None
    parts = {name: int(digits) for name, digits in found.groupdict().items()}
    year = parts.get("Y", conventions.year_of(parts.get("y", 0)))
    month, day = parts.get("m", 0), parts.get("d", 0)
    if year is None or (day and not month) or (month and day):
        return None  # a whole date that strptime refused is no date
    return year_text(year) + (f"-{month:02d}" if month else "")


@lru_cache(64)
def _of_digits(form: str) -> re.Pattern[str] | None:
    """Return what matches the digits of a pattern of strptime, None if it has more than digits."""
    if set(re.findall("%.", form)) - set(_DIGITS):
        return None
    return re.compile("".join(_DIGITS.get(part, re.escape(part)) for part in re.split("(%.)", form)))
