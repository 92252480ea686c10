"""Weekdays beside a date: they add nothing, but a date that falls on another day is not the one that was meant."""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.dates.faults import UnreadableError
from dateline.dates.prose.vocabulary import WEEKDAYS
from dateline.dates.strict import read_date

_NAME = rf"({'|'.join(WEEKDAYS)}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)"
_NO_DAY = r"(?!(?:before|after|until|till|since|following|from|to|or|and|through)\b)"
"""Behind a weekday: what stands there is no day that the weekday belongs to."""
_BEFORE = re.compile(rf"^(?:on |the )*{_NAME},? (?:the )?{_NO_DAY}(?=.*\d)")
_BEHIND = re.compile(rf"(?<=\d),? \(?{_NAME}\)?$")


_DAY = re.compile(r"-?(?:\d{4}|XXXX)-\d\d-\d\d")
_MARK = re.compile("[?~%]")


def weekday_beside(text: str) -> tuple[str, int] | None:
    """Return a normal text without its weekday, and the weekday, 0 for Monday; None when there is none."""
    found = _BEFORE.match(text) or _BEHIND.search(text)
    if not found:
        return None
    place = next(number for number, name in enumerate(WEEKDAYS) if name.startswith(found[1][:3]))
    return text[: found.start()] + text[found.end() :], place


def without_weekday(text: str) -> tuple[str, Callable[[str], bool]]:
    """Return a normal text without its weekday, and a function that tells whether an EDTF text falls on it."""
    beside = weekday_beside(text)
    if not beside:
        return text, _always
    rest, weekday = beside
    place = 0 if _BEFORE.match(text) else -1
    return rest, lambda edtf: falls_on(edtf, weekday, place)


def _always(edtf: str) -> bool:
    return True


def falls_on(edtf: str, weekday: int, place: int = 0) -> bool:
    """Tells whether a day of a date falls on a weekday, 0 for Monday: the first of several or, by `place` -1, the last.

    A day of any year may fall on each, and what is longer than a day on none.

    >>> falls_on("1999-05-03/1999-05-05", 0), falls_on("1999-05-03/1999-05-05", 0, -1), falls_on("1999-05", 0)
    (True, False, False)
    """
    days = _DAY.findall(_MARK.sub("", edtf))
    if not days or any(day.startswith("XXXX") for day in days):
        return bool(days)
    try:
        dates = [read_date(day) for day in days]
    except UnreadableError:
        return False
    # Of several days one may be meant: 3 May 1998 or 1999.
    told = dates if edtf.startswith("[") and "," in edtf else [dates[place]]
    return any((date.earliest - 1) % 7 == weekday for date in told)
