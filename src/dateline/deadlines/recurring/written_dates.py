"""Dates that recur as they are written: spring 2001, spring 2002; February 2001, February 2002."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count

from dateline.dates import Date, parse
from dateline.deadlines.recurring.rules import parts_of

_SIMPLE = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
_DATE = r"(\d{4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?"
_TEXT = re.compile(rf"[\[{{]?{_DATE}[~?%]?(?:(?:/|,|\.\.){_DATE}[~?%]?)*[\]}}]?")
_EACH = re.compile(rf"(?<![\d-]){_DATE}")
_YEAR = 12
_MONTHS = {"YEARLY": _YEAR, "MONTHLY": 1}
_LAST_YEAR = 9999


def recurring_dates(date: Date, rule: str) -> Iterator[Date] | None:
    """Return a date and those of it that follow by a rule, up to the year 9999; None where only its days can recur.

    The rule says nothing but how many months or years lie in between. Neither a COUNT nor an UNTIL is heeded.
    """
    parts = parts_of(rule)
    step = _step(parts)
    if step is None or not _TEXT.fullmatch(date.edtf) or "-02-29" in date.edtf:
        return None
    if step % _YEAR and not all(_is_month(month, day) for _, month, day in _in(date)):
        return None
    return _shifted(date, step)


def _step(parts: Mapping[str, str]) -> int | None:
    """Return how many months lie between two dates of a rule that says nothing else."""
    if set(parts) - _SIMPLE or parts.get("FREQ") not in _MONTHS or not parts.get("INTERVAL", "1").isdigit():
        return None
    return _MONTHS[parts["FREQ"]] * int(parts.get("INTERVAL", "1"))


def _in(date: Date) -> list[tuple[str, str | None, str | None]]:
    return [(found[1], found[2], found[3]) for found in _EACH.finditer(date.edtf)]


def _is_month(month: str | None, day: str | None) -> bool:
    return month is not None and month.isdigit() and int(month) <= _YEAR and day is None


def _shifted(date: Date, step: int) -> Iterator[Date]:
    latest = max(int(year) for year, _, _ in _in(date))
    for months in count(0, step):
        if latest + months // _YEAR >= _LAST_YEAR:
            return
        yield parse(_EACH.sub(lambda found, months=months: _later(found, months), date.edtf))  # type: ignore[misc]


def _later(found: re.Match[str], months: int) -> str:
    """Return a date so many months later; whole years for one that is no plain month."""
    year, month, day = found.group(1, 2, 3)
    if months % _YEAR == 0 or month is None:
        return "-".join([f"{int(year) + months // _YEAR:04}", *(part for part in (month, day) if part)])
    years, index = divmod(int(month) - 1 + months, _YEAR)
    return f"{int(year) + years:04}-{index + 1:02}"
