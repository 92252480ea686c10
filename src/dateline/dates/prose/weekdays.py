"""Weekdays beside a date: they add nothing, but a date that falls on another day is not the one that was meant."""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.dates.faults import UnreadableError
from dateline.dates.prose.vocabulary import WEEKDAYS
from dateline.dates.strict import read_date

_NAME = rf"({'|'.join(WEEKDAYS)}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)"
_BEFORE = re.compile(rf"^(?:on |the )*{_NAME},? (?:the )?(?=.*\d)")
_BEHIND = re.compile(rf"(?<=\d),? \(?{_NAME}\)?$")


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
    return rest, lambda edtf: falls_on(edtf, weekday)


def _always(edtf: str) -> bool:
    return True


def falls_on(edtf: str, weekday: int) -> bool:
    """Tells whether a date may fall on a weekday, 0 for Monday; what is longer than a day may fall on any."""
    try:
        date = read_date(edtf)
    except UnreadableError:
        return False
    return date.earliest != date.latest or (date.earliest - 1) % 7 == weekday
