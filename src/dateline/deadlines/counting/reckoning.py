"""Last compliant days, counted step by step from what a due date says (docs/semantics/counting.md)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from dateline.counting import Counting
from dateline.dates import FAR_FUTURE, FAR_PAST, Date, InvalidDate, day_text, from_day, parse
from dateline.dates.shifting import moved
from dateline.deadlines.counting.free_days import IsFree, free_days, weekend_days
from dateline.deadlines.counting.periods import Period, after, before, is_weekend, period, rolled, stepped
from dateline.deadlines.counting.phrases import Phrase, directed, phrase
from dateline.deadlines.counting.rules import RULES, Rule
from dateline.deadlines.reading_rules import cutoff
from dateline.model import Days

_PLAIN = Rule("", "")
_STEPS = {"following": 1, "preceding": -1}
_CLOCK = re.compile(r"T(\d\d):(\d\d)(?::\d\d)?(Z|[+-]\d\d(?::?\d\d)?)?$")
_DAY_MINUTES = 24 * 60
_TWO = 2
READ, COUNTED, OPENS, OFF_FREE_DAYS = "read", "counted", "the window opens", "moved off free days"
"""The words of steps; those of rules have the place in its text behind them."""


class Step(NamedTuple):
    """One step of counting: what was done (`words`), and the days before and after it."""

    words: str
    before: Days
    after: Days


def reckoned(counting: Counting, start: Days | None = None) -> Days:
    """Return the last compliant days of a due date; `start` are the days of the horizon that it is counted from.

    Both ends are counted, so the result is never sharper than what it is counted from. Where the holidays of a year
    are not known, what is counted from a date is an error, and what is counted from a horizon stays open on that side.

    Raises:
        InvalidDate: a period cannot be read, or the holidays are not known; the message says which.
        NoHolidays: there are none to be known.
    """
    return list(steps(counting, start))[-1].after


def steps(counting: Counting, start: Days | None = None) -> Iterator[Step]:
    """Yield each step of counting; the last has the last compliant days. Raises what `reckoned` does."""
    if counting.whichever:
        yield _whichever(counting, start)
        return
    if counting.within is None:
        days = _base(counting)
        yield Step(READ, days, days)
        yield from _Reckoner(counting, None, kept_open=False).ended(days, None, None)
        return
    said = phrase_of(counting)
    reckoner = _Reckoner(counting, said, kept_open=counting.origin is None)
    begin = origin_days(counting) if counting.origin is not None else start or (FAR_PAST, FAR_FUTURE)
    if said.opens is not None:
        opens = reckoner.counted(begin, said.opens)
        yield Step(OPENS, begin, opens)
    days = reckoner.counted(begin, said.period)
    yield Step(COUNTED, begin, days)
    yield from reckoner.ended(days, begin, said.period)


def phrase_of(counting: Counting) -> Phrase:
    """Return what is counted, in its direction.

    Raises:
        InvalidDate: it is no phrase, or it counts in the other direction than the date that it counts from.
    """
    found = phrase(counting.within or "")
    if found.backwards and counting.after is not None:
        raise InvalidDate(str(counting.within), f"{counting.within!r} counts backwards", hint="write before, not after")
    if found.backwards is False and counting.before is not None:
        raise InvalidDate(str(counting.within), f"{counting.within!r} counts on", hint="write after, not before")
    return directed(found, backwards=counting.before is not None)


def rule_of(counting: Counting) -> Rule:
    """Return the named rule by which it is counted, or the plain one."""
    return RULES.get(counting.counting or "", _PLAIN)


def _base(counting: Counting) -> Days:
    if counting.due is not None and counting.rule:
        return cutoff(counting.due, counting.rule)
    return counting.cutoff or (FAR_FUTURE, FAR_FUTURE)


def _whichever(counting: Counting, start: Days | None) -> Step:
    found = [reckoned(each, start if each.origin is None and each.within else None) for each in counting.alternatives]
    choose = min if counting.whichever == "earlier" else max
    days = choose(each[0] for each in found), choose(each[1] for each in found)
    return Step(f"whichever is {counting.whichever}", days, days)


def origin_days(counting: Counting) -> Days:
    """Return the days of its origin, which it must have: of a moment, its day in the time zone of the commitment."""
    date = counting.origin
    assert date is not None
    moment = local_moment(date, counting.tz)
    if moment is not None:
        return moment[0], moment[0]
    return date.undoubted.bounds.earliest, date.undoubted.bounds.latest


def local_moment(date: Date, zone: str | None) -> tuple[int, int] | None:
    """Return the day and the minute of a moment, in a time zone if it has an offset; None for anything else.

    Raises:
        InvalidDate: it has an offset, and nobody says in which time zone the commitment is.
    """
    clock = _CLOCK.search(date.edtf) if date.kind == "datetime" else None
    if clock is None:
        return None
    minutes, day = 60 * int(clock[1]) + int(clock[2]), parse(date.edtf[: clock.start()]).earliest
    if clock[3]:
        if zone is None:
            hint = 'add tz = "Europe/Minsk" to the programme, or write the local time without an offset'
            raise InvalidDate(date.edtf, f"the local day of {date.edtf} depends on the time zone", hint=hint)
        minutes += _ahead(day, minutes, clock[3], zone)
    return day + minutes // _DAY_MINUTES, minutes % _DAY_MINUTES


def _ahead(day: int, minutes: int, offset: str, zone: str) -> int:
    """Return by how many minutes the clock of `zone` is ahead of one with `offset` at that moment."""
    from datetime import UTC, date, datetime, timedelta
    from zoneinfo import ZoneInfo

    own = 0
    if offset != "Z":
        own = (60 * int(offset[1:3]) + int(offset[3:].strip(":") or 0)) * (1 if offset[0] == "+" else -1)
    year = from_day(day)[0]
    if not date.min.year < year < date.max.year:
        raise InvalidDate(
            str(day_text(day)), "time zones are known only for the years 2 to 9998", hint="omit the offset"
        )
    moment = datetime.fromordinal(day).replace(tzinfo=UTC) + timedelta(minutes=minutes - own)
    ahead = ZoneInfo(zone).utcoffset(moment.astimezone(ZoneInfo(zone)))
    return int(ahead.total_seconds() // 60) - own if ahead else -own


class _Reckoner:
    """Counts for one due date; with `kept_open` an end whose holidays are not known is open."""

    def __init__(self, counting: Counting, said: Phrase | None, *, kept_open: bool) -> None:
        self._counting, self._rule = counting, rule_of(counting)
        self._backwards = bool(said and said.backwards)
        self._kept_open = kept_open
        self._moment = local_moment(counting.origin, counting.tz) if counting.origin is not None else None
        country = counting.holidays or self._rule.holidays
        usual = free_days(country, counting.free)
        self._is_free = usual if not self._rule.weekends else lambda day: is_weekend(day) or usual(day)
        own = weekend_days(country) != weekend_days(None) and not self._rule.weekends
        self._at_least = (lambda day: day in counting.free) if own else free_days(None, counting.free)

    def counted(self, begin: Days, allowed: Period) -> Days:
        """Return the days on which a period ends that begins on one of the days `begin`."""
        allowed = self._without_halves(allowed)
        step = -1 if self._backwards else 1
        count = before if self._backwards else after
        days = self._each(begin, step, lambda day, is_free: count(day, allowed, is_free))
        if not allowed.hours:
            return days
        least, most = (_days_of_hours(allowed.hours, self._moment, first=first) for first in (True, False))
        if self._backwards:
            return moved(days[0], -most), moved(days[1], -least)
        return moved(days[0], least), moved(days[1], most)

    def _without_halves(self, allowed: Period) -> Period:
        if not allowed.halves:
            return allowed
        return allowed._replace(halves=0, days=allowed.days + allowed.halves * (self._rule.half_month or 0))

    def ended(self, days: Days, begin: Days | None, allowed: Period | None) -> Iterator[Step]:
        """Yield the steps after counting: off free days, working days that a rule wants, and grace."""
        roll = self._roll(allowed)
        for step in self._off_free_days(days, roll):
            days = step.after
            yield step
        if begin is not None and allowed is not None and self._wants_two(allowed):
            wider = self._two_working_days(begin, days)
            if wider != days:
                yield Step(f"with two working days ({self._rule.source}, {self._rule.two_working_days})", days, wider)
            days = wider
        if self._counting.grace:
            grace = period(self._counting.grace)
            later = self._each(days, 1, lambda day, is_free: after(day, grace, is_free))
            yield Step(f"{self._counting.grace} of grace", days, later)
            yield from self._off_free_days(later, roll)

    def _roll(self, allowed: Period | None) -> tuple[int, str] | None:
        """Return in which direction a free last day moves, and who says so."""
        if self._counting.roll:
            return _STEPS[self._counting.roll], ""
        in_hours = allowed is not None and allowed.hours
        place = self._rule.rolls_hours if in_hours else self._rule.rolls_back if self._backwards else self._rule.rolls
        return (-1 if self._backwards else 1, f" ({self._rule.source}, {place})") if place else None

    def _off_free_days(self, days: Days, roll: tuple[int, str] | None) -> Iterator[Step]:
        if roll is None:
            return
        step, says = roll
        off = self._each(days, step, lambda day, is_free: rolled(day, step, is_free))
        if off != days:
            yield Step(f"{OFF_FREE_DAYS}{says}", days, off)

    def _wants_two(self, allowed: Period) -> bool:
        long = allowed.roughly >= _TWO and not allowed.hours
        return self._rule.two_working_days is not None and long and not allowed.working

    def _two_working_days(self, begin: Days, days: Days) -> Days:
        """Return the ends of a period with at least two working days, which it gets at its end."""
        step, furthest = (-1, min) if self._backwards else (1, max)
        least = self._each(begin, step, lambda day, is_free: stepped(day, _TWO, step, is_free))
        return furthest(days[0], least[0]), furthest(days[1], least[1])

    def _each(self, days: Days, step: int, move: Callable[[int, IsFree], int]) -> Days:
        """Return both ends as `move` moves them in the direction `step`; what has no bound keeps none.

        Where holidays are not known, the end that is nearer is at least so far as without any, and the other is open.
        """
        found = []
        for open_end, nearer, day in zip((FAR_PAST, FAR_FUTURE), (step == 1, step == -1), days, strict=True):
            if day <= FAR_PAST or day >= FAR_FUTURE:
                found.append(day)
                continue
            try:
                found.append(move(day, self._is_free))
            except InvalidDate:
                if not self._kept_open:
                    raise
                found.append(move(day, self._at_least) if nearer else open_end)
        return found[0], found[1]


def _days_of_hours(hours: int, moment: tuple[int, int] | None, *, first: bool) -> int:
    """Return after how many days a period of hours ends, at least or at most: when it begins in its day is not known.

    A period that ends at midnight ends on the day that ends then; one that begins at a day not known more closely
    does so after midnight.
    """
    if moment is not None:
        ends = moment[1] + 60 * hours
        return max(0, -(-ends // _DAY_MINUTES) - 1)
    return hours // 24 if first else -(-hours // 24)
