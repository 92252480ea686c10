"""The days on which a component of a calendar recurs: RRULE, RDATE and EXDATE (RFC 5545, 3.8.5).

Times are those written, without their zone: a meeting at nine o'clock stays at nine. Rules are expanded by dateutil,
up to bounds, so that no calendar fills a database:

- A rule without an end goes to the end of the tenth year after the latest of DTSTART, DTSTAMP, CREATED and
  LAST-MODIFIED. So the bound depends on the calendar alone, and not on the day of the import.
- A rule with an end goes to it, but not beyond 400 years.
- No component has more than MOST days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, date, datetime, time, timedelta
from itertools import islice
from typing import Any, NamedTuple

YEARS = 10
"""How many years after a calendar was written a rule without an end is followed."""
MOST = 10_000
"""No component has more occurrences."""
_LONGEST = 400
_CYCLE = 400
"""After so many years the calendar repeats, weekdays included."""
_MOST_STEPS = 100_000
_PARTS = frozenset(
    ("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYSECOND", "BYMINUTE", "BYHOUR", "BYDAY", "BYMONTHDAY", "BYYEARDAY",
     "BYWEEKNO", "BYMONTH", "BYSETPOS", "BYEASTER")
)  # fmt: skip
_GREATEST = {
    "BYSECOND": 60, "BYMINUTE": 59, "BYHOUR": 23, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYMONTH": 12,
    "BYSETPOS": 366,
}  # fmt: skip
_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
_WRITTEN = ("DTSTAMP", "CREATED", "LAST-MODIFIED")


class Series(NamedTuple):
    """The first days of the occurrences in order, each once, and the day up to which a rule was cut, None if not.

    `ends` are the last days of those that say their own. `repeated` counts those on a day that had one. `apart` tells
    that DTSTART is no day of the rule, `unmet` counts what EXDATE excludes though it is none of the occurrences.
    """

    days: list[date]
    ends: dict[date, date]
    cut: date | None
    repeated: int
    apart: bool
    unmet: int


def recurs(component: Any) -> bool:
    """Tell whether a component of icalendar recurs."""
    return any(component.get(name) is not None for name in ("RRULE", "RDATE", "EXRULE"))


def series(component: Any, start: date) -> Series:
    """Return when a component recurs that begins at `start`, which is among the occurrences unless it is excluded.

    Raises:
        ValueError: a rule is invalid, or of a kind that is not expanded.
    """
    if component.get("EXRULE"):
        raise ValueError("EXRULE is not read: it is not part of RFC 5545")
    zone = start.tzinfo if isinstance(start, datetime) else None
    begin = _moment(start, zone)
    found, cut, apart = [begin], None, False
    for rule in _listed(component, "RRULE"):
        moments, ended = _expanded(rule, begin, _last_year(component, begin), zone)
        apart = apart or begin not in moments[:1]
        found += moments
        cut = max(filter(None, (cut, ended)), default=None)
    ends = dict[date, date]()
    for value in _listed_days(component, "RDATE"):
        found.append(_moment(value[0] if isinstance(value, tuple) else value, zone))
        if isinstance(value, tuple):
            ends[found[-1].date()] = _end_of(*value)
    return _without(component, sorted(set(found)), ends, cut, apart=apart, zone=zone)


def _without(
    component: Any, moments: list[datetime], ends: dict[date, date], cut: date | None, *, apart: bool, zone: Any
) -> Series:
    """Return the series without what EXDATE excludes: moments, and whole days where it names days."""
    excluded = list(_listed_days(component, "EXDATE"))
    days = {value for value in excluded if not isinstance(value, datetime | tuple)}
    times = {_moment(value, zone) for value in excluded if isinstance(value, datetime)}
    kept = [each for each in moments if each not in times and each.date() not in days]
    beyond = moments[-1] if cut else datetime.max  # of a rule that goes on, nobody knows the rest
    unmet = sum(each <= beyond for each in times.difference(moments))
    unmet += sum(each <= beyond.date() for each in days.difference(each.date() for each in moments))
    single = list(dict.fromkeys(each.date() for each in kept))
    if len(single) > MOST:
        single, cut = single[:MOST], single[MOST - 1]
    return Series(single, ends, cut, len(kept) - len({each.date() for each in kept}), apart, unmet)


def _listed(component: Any, name: str) -> list[Any]:
    found = component.get(name)
    return found if isinstance(found, list) else [found] if found is not None else []


def _listed_days(component: Any, name: str) -> Iterator[Any]:
    """Yield the values of RDATE or EXDATE, which have several of them in a line."""
    for line in _listed(component, name):
        yield from (value.dt for value in line.dts)


def _moment(value: Any, zone: Any) -> datetime:
    """Return a day or time as a moment without a zone, on the clock of `zone`; a day is its midnight."""
    if not isinstance(value, date):
        raise ValueError(f"{value} is not a day")
    if not isinstance(value, datetime):
        return datetime.combine(value, time())
    return (value.astimezone(zone) if zone and value.tzinfo else value).replace(tzinfo=None)


def _end_of(start: Any, end: Any) -> date:
    """Return the last day of a period."""
    after = start + end if isinstance(end, timedelta) else end
    first: date = start.date()
    last: date = (after - timedelta(microseconds=1)).date()
    return max(first, last)


def _last_year(component: Any, begin: date) -> int:
    """Return the year to which rules without an end go."""
    found = [value.dt.year for name in _WRITTEN for value in _listed(component, name) if isinstance(value.dt, date)]
    return max([begin.year, *found]) + YEARS


# One rule.


def _expanded(rule: Any, begin: datetime, last_year: int, zone: Any) -> tuple[list[datetime], date | None]:
    """Return the moments of a rule in order, and the day up to which they go if the rule would go on.

    dateutil looks for moments up to the year 9999, which takes long where there are none. So the rule is moved near to
    that year, by whole cycles of the calendar.
    """
    _check(rule)
    endless = not (rule.get("COUNT") or rule.get("UNTIL"))
    last = min(last_year if endless else begin.year + _LONGEST, MAXYEAR)
    until = [_until(value, zone) for value in rule.get("UNTIL", ())]
    end = min([datetime(last, 12, 31, 23, 59, 59), *until])
    ahead = (MAXYEAR - max(begin, end).year) // _CYCLE * _CYCLE
    steps = _steps(rule, _moved(begin, ahead), _moved(end, ahead))
    moments = [_moved(each, -ahead) for each in steps]
    if len(moments) > _MOST_STEPS:
        return moments[:-1], moments[-2].date()
    cut = (endless or (not until and len(moments) < rule["COUNT"][0])) and bool(moments)
    beyond = bool(until) and end < until[0]
    return moments, end.date() if cut or beyond else None


def _check(rule: Any) -> None:
    """Refuse what dateutil would take in silence, and what it does not know.

    Raises:
        ValueError: it is such a rule.
    """
    text = rule.to_ical().decode()
    if odd := sorted(set(rule) - _PARTS):
        raise ValueError(f"RRULE {text}: {', '.join(odd)} is not expanded")
    if "FREQ" not in rule:
        raise ValueError(f"RRULE {text}: FREQ is missing")
    if "COUNT" in rule and "UNTIL" in rule:
        raise ValueError(f"RRULE {text}: COUNT and UNTIL exclude each other")
    if any(value < 1 for name in ("INTERVAL", "COUNT") for value in rule.get(name, ())):
        raise ValueError(f"RRULE {text}: INTERVAL and COUNT must be at least 1")
    for name, most in _GREATEST.items():
        if any(not -most <= int(value) <= most for value in rule.get(name, ())):
            raise ValueError(f"RRULE {text}: {name} goes up to {most}")
    if rule["FREQ"][0] in _OFTEN and any(name.startswith("BY") for name in rule):
        raise ValueError(f"RRULE {text}: a rule that recurs within a day and has filters is not expanded")


def _until(value: Any, zone: Any) -> datetime:
    """Return the end of a rule; one that is a day includes that day."""
    if isinstance(value, datetime):
        return _moment(value, zone)
    return datetime.combine(value, time(23, 59, 59))


def _moved(moment: datetime, years: int) -> datetime:
    return moment.replace(year=moment.year + years)


def _steps(rule: Any, begin: datetime, end: datetime) -> Iterable[datetime]:
    """Return the moments of a rule up to `end`, one more than _MOST_STEPS at most."""
    from dateutil.rrule import rrulestr

    parts = (f"{name}={','.join(map(_text, rule[name]))}" for name in rule if name != "UNTIL")
    try:
        found: Any = rrulestr(";".join(parts), dtstart=begin)
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError(f"RRULE {rule.to_ical().decode()}: {error}") from None
    # Not `until`, which dateutil does not allow beside a count.
    within = (moment for moment in _up_to(found, end))
    return list(islice(within, _MOST_STEPS + 1))


def _up_to(found: Iterable[datetime], end: datetime) -> Iterator[datetime]:
    for moment in found:
        if moment > end:
            return
        yield moment


def _text(value: Any) -> str:
    return str(value).upper()
