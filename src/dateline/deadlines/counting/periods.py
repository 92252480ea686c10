"""Periods as a commitment states them: 3 months, 90 (ninety) days, half a year, 24 hours, P3M, 10 working days."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from dateline.dates import InvalidDate
from dateline.dates.prose.number_words import counted_in_words
from dateline.dates.shifting import moved, shift

_UNIT = re.compile(
    r"(?:(?P<of>calendar|consecutive|successive|clear|working|business|week) ?)?"
    r"(?P<unit>hour|day|week|fortnight|(?<!a )half year|month|quarter|year|decade|century|centurie)s?\b"
)
_HYPHEN = re.compile(r"(?<=[a-z)])[-\u2010-\u2015] ?|(?<=\d) ?[-\u2010-\u2015] ?(?=[a-z]|1/2|½)")
"""What joins words, as in "ninety-day" and "90-day"; before a number a sign says something else."""
_ISO = re.compile(r"p(?=[\dt])(?:(\d+)y)?(?:(\d+)m)?(?:(\d+)w)?(?:(\d+)d)?(?:t(\d+)h)?")
_BOTH = re.compile(r"(?P<one>[^()]+?) ?\((?P<other>[^()]+)\)")
_MONTHS = {"month": 1, "quarter": 3, "half year": 6, "year": 12, "decade": 120, "century": 1200, "centurie": 1200}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_WORKING = ("working", "business", "week")
_DAY_HOURS = 24
_HINT = "write it as '3 months', '90 days', '1 year and 6 months' or '10 working days'"


class Period(NamedTuple):
    """Months, then days, then hours; `working` means that the days are working days, and then there is nothing else.

    With `clear` days neither the day of the event nor the last day counts. `halves` are halves of a month, whose days
    only some rules say.
    """

    months: int = 0
    days: int = 0
    working: bool = False
    hours: int = 0
    clear: bool = False
    halves: int = 0

    @property
    def whole(self) -> bool:
        """Tell whether it is of months and days alone, which any day can be moved by."""
        return not (self.working or self.hours or self.clear or self.halves)

    @property
    def roughly(self) -> float:
        """The length in days, by which periods are compared."""
        return (self.months + self.halves / 2) * 30.4 + self.days * (1.4 if self.working else 1) + self.hours / 24


def period(text: str) -> Period:
    """Read a period; raises InvalidDate with a hint for anything else, and for figures and words that disagree.

    >>> period("1 year and 10 days")[:3]
    (12, 10, False)
    >>> period("ninety (90) days").days, period("a year and a half").months, period("P1Y6M").months
    (90, 18, 18)
    >>> period("10 working days").working, period("24 hours").hours, period("half a year").months
    (True, 24, 6)
    """
    plain = _plain(text)
    iso = _ISO.fullmatch(plain)
    parts = list(_of_iso(iso)) if iso else list(_parts(plain, text))
    kinds = {kind for _, kind, _ in parts}
    if not parts or len(kinds) > 1 or (kinds != {""} and len(parts) > 1):
        raise InvalidDate(text, f"{text!r} is not a period", hint=_HINT)
    found = Period(working="working" in kinds, clear="clear" in kinds)
    for doubled, _, unit in parts:
        found = _added(found, doubled, unit, text)
    return found


def _plain(text: str) -> str:
    plain = _HYPHEN.sub(" ", text.lower())
    plain = re.sub(r"['\u2019](?:s\b)?|\b(?:notice|time)$", " ", plain).replace("½", " 1/2")
    return " ".join(plain.replace("half yearly", "half year").split()).removesuffix(" period")


def _of_iso(iso: re.Match[str]) -> list[tuple[int, str, str]]:
    units = ("year", "month", "week", "day", "hour")
    return [(2 * int(count), "", unit) for count, unit in zip(iso.groups(), units, strict=True) if count]


def _parts(plain: str, text: str) -> list[tuple[int, str, str]]:
    """Return (twice the number, "working" or "clear" or "", unit) of each part; empty if a part is not understood."""
    found: list[tuple[int, str, str]] = []
    place = 0
    for unit in _UNIT.finditer(plain):
        kind = "working" if unit["of"] in _WORKING else "clear" if unit["of"] == "clear" else ""
        words = re.sub(r"^(?:and\b|,|plus\b) ?|^ ", "", plain[place : unit.start()].strip()).strip()
        doubled = _doubled(words, text)
        if doubled is None or (kind and unit["unit"] != "day"):
            return []
        found.append((doubled, kind, unit["unit"]))
        place = unit.end()
    rest = plain[place:].strip()
    if rest in ("and a half", "and one half") and found:
        count, kind, name = found[-1]
        found[-1] = (count + 1, kind, name)
    elif rest:
        return []
    return found


def _doubled(words: str, text: str) -> int | None:
    """Return twice the number that words and figures say, so that halves are whole; None if they say none.

    Raises:
        InvalidDate: figures and words say different numbers.
    """
    both = _BOTH.fullmatch(words)
    if both:
        one, other = (_doubled(part.strip(), text) for part in (both["one"], both["other"]))
        if one is None or other is None:
            return None
        if one != other:
            hint = "write the one that the text means, and the other in a note"
            raise InvalidDate(text, f"{both['one']!r} and {both['other']!r} are different numbers", hint=hint)
        return one
    if not words[:1].isalnum():
        return None  # a sign: who counts backwards says so in words
    if words in ("half a", "half an", "a half", "one half", "1/2", "half"):
        return 1
    whole, half, _ = words.partition(" and a half")
    if not half:
        whole, half, _ = words.partition(" 1/2")
    if not half and (decimal := re.fullmatch(r"(\d{1,4})[.,]([05])", words)):
        return 2 * int(decimal[1]) + int(decimal[2] == "5")
    number = int(whole) if re.fullmatch(r"\d{1,4}", whole) else counted_in_words(whole)
    return None if number is None else 2 * number + bool(half)


def _added(found: Period, doubled: int, unit: str, text: str) -> Period:
    """Return a period with half as many units more as `doubled` says."""
    if unit in _MONTHS:
        halves = doubled * _MONTHS[unit]
        return found._replace(months=found.months + halves // 2, halves=found.halves + halves % 2)
    if unit == "hour" or (unit == "day" and doubled % 2 and not (found.working or found.clear)):
        hours = doubled * (1 if unit == "hour" else _DAY_HOURS)
        if hours % 2:
            raise InvalidDate(text, f"{text!r} has half an hour, and dates have whole days", hint=_HINT)
        return found._replace(hours=found.hours + hours // 2)
    days = doubled * _DAYS[unit]
    if days % 2:
        raise InvalidDate(text, f"{text!r} has half a day too much or too little", hint="write the days")
    return found._replace(days=found.days + days // 2)


def after(day: int, allowed: Period, is_free: Callable[[int], bool] | None = None) -> int:
    """Return the last day of the time allowed after `day`; `is_free` tells the days that are no working days.

    Without `is_free` working days are Monday to Friday. Hours and halves of months are no whole days:
    `dateline.deadlines.counting.reckoning` counts them.
    """
    if not allowed.working:
        return shift(day, months=allowed.months, days=allowed.days)
    return stepped(day, allowed.days, 1, is_free or is_weekend)


def before(day: int, allowed: Period, is_free: Callable[[int], bool]) -> int:
    """Return the last day that lies the period before `day`; of clear days none is that day or the last."""
    if allowed.working:
        return stepped(day, allowed.days, -1, is_free)
    return moved(shift(day, months=-allowed.months, days=-allowed.days), -int(allowed.clear))


def stepped(day: int, working_days: int, step: int, is_free: Callable[[int], bool]) -> int:
    """Return the day so many working days after `day` (`step` 1) or before it (-1)."""
    left = working_days
    while left:
        day += step
        left -= not is_free(day)
    return day


def is_weekend(day: int) -> bool:
    """Tell whether a day is a Saturday or Sunday; day 1 was a Monday."""
    return (day - 1) % 7 >= 5


def rolled(day: int, step: int, is_free: Callable[[int], bool]) -> int:
    """Return `day`, or the next working day after it (`step` 1) or before it (-1) when it is free."""
    while is_free(day):
        day += step
    return day
